package eval

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"footnote/retrieval"
	"footnote/retrieval/analysis"
)

// Ranker is what is measured: an engine, or a baseline in its place.
type Ranker interface {
	Ask(context.Context, retrieval.Query) (retrieval.Answer, error)
}

// Report holds the figures of one run; ranking figures are over the answerable questions.
type Report struct {
	Questions  int     `json:"questions"`
	Answerable int     `json:"answerable"`
	Hit1       float64 `json:"hit@1"`
	Hit3       float64 `json:"hit@3"`
	Hit5       float64 `json:"hit@5"`
	MRR10      float64 `json:"mrr@10"`
	NDCG10     float64 `json:"ndcg@10"`
	// Sentence1 is the share whose first citation's marked sentence contains one of the answers.
	Sentence1 float64 `json:"sentence@1"`
	// SentenceWhenRight is the same among those whose first passage is relevant.
	SentenceWhenRight float64 `json:"sentence_when_right"`
	// Kept is the share of the answerable questions that were found, FalseFound that of the others.
	Kept       float64 `json:"kept"`
	FalseFound float64 `json:"false_found"`
	// AUROC is the chance that an answerable question has more confidence than one that is not.
	AUROC             float64 `json:"auroc"`
	Passages          int     `json:"passages"`
	IndexPassagesPerS float64 `json:"index_passages_per_s"`
	P50               float64 `json:"p50_ms"`
	P99               float64 `json:"p99_ms"`
	// Reliability has a row for each tenth of confidence in which a question fell.
	Reliability []Bin `json:"reliability"`
}

// Bin is one row of a reliability table: of the questions whose confidence lies in [From, From+.1),
// the mean confidence and the share whose first passage is right.
type Bin struct {
	From       float64 `json:"from"`
	Questions  int     `json:"questions"`
	Confidence float64 `json:"confidence"`
	Right      float64 `json:"right"`
}

// depth is how many citations are asked for: the figures look at ten.
const depth = 10

// outcome is what one question came to.
type outcome struct {
	answerable, found bool
	// rank of the first relevant passage from 1, or 0; ndcg over all of them.
	rank       int
	ndcg       float64
	sentence   bool
	hasAnswers bool
	confidence float64
	elapsed    time.Duration
}

// Run asks every question, one after the other. A question that cannot be asked counts as not found.
func (s *Set) Run(ctx context.Context, r Ranker, progress func(done, total int)) (Report, error) {
	outcomes := make([]outcome, len(s.Questions))
	for i, q := range s.Questions {
		if err := ctx.Err(); err != nil {
			return Report{}, err
		}
		start := time.Now()
		a, err := r.Ask(ctx, retrieval.Query{Text: q.Text, Limit: depth})
		if err != nil && !retrieval.IsQuestionError(err) {
			return Report{}, err
		}
		outcomes[i] = s.judge(q, a)
		outcomes[i].elapsed = time.Since(start)
		if progress != nil {
			progress(i+1, len(s.Questions))
		}
	}
	report := summarise(outcomes)
	report.Passages = len(s.Collection.Passages)
	return report, nil
}

func (s *Set) judge(q Question, a retrieval.Answer) outcome {
	o := outcome{answerable: q.Answerable, found: a.Found, confidence: a.Confidence, hasAnswers: len(q.Answers) > 0}
	gain := 0.
	for i, c := range a.Citations[:min(depth, len(a.Citations))] {
		if !s.Relevant(q, c.Passage) {
			continue
		}
		if o.rank == 0 {
			o.rank = i + 1
		}
		gain += 1 / math.Log2(float64(i)+2)
	}
	o.ndcg = gain / s.idealGain(q)
	if len(a.Citations) > 0 {
		o.sentence = ContainsAnswer(a.Citations[0].Marked(), q.Answers)
	}
	return o
}

// idealGain is the discounted gain of a perfect ranking of the question's relevant passages.
func (s *Set) idealGain(q Question) float64 {
	n := 0
	for _, name := range q.Relevant {
		n += s.passages[name]
	}
	gain := 0.
	for i := range min(depth, max(n, 1)) {
		gain += 1 / math.Log2(float64(i)+2)
	}
	return gain
}

// ContainsAnswer reports whether a sentence contains one of the answers, whole words compared as normalise leaves them.
func ContainsAnswer(sentence string, answers []string) bool {
	sentence = normalise(sentence)
	for _, a := range answers {
		if strings.Contains(sentence, normalise(a)) {
			return true
		}
	}
	return false
}

// normalise prepares text for comparison as reading-comprehension sets do: case, diacritics,
// punctuation and the articles a, an and the do not count. The result is set between spaces, so that only whole words match.
func normalise(s string) string {
	words := strings.FieldsFunc(analysis.Fold(strings.ToLower(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
	words = slices.DeleteFunc(words, func(w string) bool { return w == "a" || w == "an" || w == "the" })
	return " " + strings.Join(words, " ") + " "
}
