package retrieval

import (
	"context"
	"slices"

	"footnote/corpus"
)

// Evidence is all that the engine weighs for one question. The models are learned from it.
type Evidence struct {
	// Candidates are ranked, best first.
	Candidates []CandidateEvidence
	// Judgement is what the confidence is decided by.
	Judgement []float32
}

// CandidateEvidence is what is known of one passage.
type CandidateEvidence struct {
	Passage *corpus.Passage
	// Features decide its rank, Sentences[i] whether its i-th sentence is marked.
	Features  []float32
	Sentences [][]float32
}

// Examine gathers the evidence for a question, nothing where no candidate is found.
func (e *Engine) Examine(ctx context.Context, text string) (Evidence, error) {
	q, err := e.index.analyseQuestion(text)
	if err != nil {
		return Evidence{}, err
	}
	s := e.scratch.Get().(*scratch)
	defer e.release(s)
	x := newExaminer(e.index, e.models, &q, s)
	hits, err := e.hits(ctx, x, -1)
	if err != nil || len(hits) == 0 {
		return Evidence{}, err
	}
	judgement := x.judgement(hits)
	out := Evidence{Judgement: judgement[:]}
	for _, h := range hits {
		c := CandidateEvidence{Passage: e.Collection().Passages[h.passage], Features: slices.Clone(h.features[:])}
		x.scan(&candidate{passage: h.passage})
		x.weighTitle(&candidate{passage: h.passage})
		for _, v := range x.sentenceVectors() {
			c.Sentences = append(c.Sentences, slices.Clone(v[:]))
		}
		out.Candidates = append(out.Candidates, c)
	}
	return out, nil
}

// Increasing lists, for the ranking, the features of which more may only speak for a passage, and Decreasing those of which
// more may only speak against it, so that no odd mixture of evidence, unlike those learned from, turns one of them round.
func Increasing() []int {
	return ints(fLexical, fArticle, fBody, fCoverage, fExact, fSpecific, fDistinct, fDense, fSentence, fTwo, fBigrams, fWindow, fRun, fAnswer,
		fNear, fMeaning, fSentenceNear, fSentenceMeaning, fNearBehind, fMeaningBehind, fSentenceNearBehind, fSentenceMeaningBehind,
		fLexicalBehind, fBodyBehind, fCoverageBehind, fSpecificBehind, fDistinctBehind, fSentenceBehind, fBigramsBehind, fWindowBehind, fDenseBehind, fAnswerBehind, fFirstBehind)
}

func Decreasing() []int { return ints(fMissing, fMissingNames, fMissingNumbers) }

func ints(f ...feature) []int {
	out := make([]int, len(f))
	for i := range f {
		out[i] = int(f[i])
	}
	return out
}
