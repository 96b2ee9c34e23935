package retrieval

import (
	"math"
	"strings"
	"unicode/utf8"

	"footnote/retrieval/analysis"
)

// MaxQuestion is the longest question that is answered, in characters. It is what a person may paste
// into Discord's longest message, twice over.
const MaxQuestion = 8000

// question is a Query analysed for one index.
type question struct {
	text string
	// words are all words in order, stop words included, as the index numbers them; none where it lacks them.
	words []termID
	// concepts are the words that carry meaning, each once, in order.
	concepts []concept
	wants    expectation
	negated  bool
	language string
}

// concept is one word of the question that carries meaning, and the terms that may stand for it.
type concept struct {
	word, term string
	kind       analysis.Kind
	// weight is what finding the concept is worth: its importance times its rarity in the index.
	weight float32
	// terms are the index's terms that may stand for it, the word's own first where the index has it.
	terms []alternative
	// unit is the first concept of the name that this one is part of, itself where it is none.
	unit int
	// counted is set where the question asks how many there are.
	counted bool
	// opposites are the index's terms that mean the contrary.
	opposites []termID
}

// alternative is a term that may stand for a concept, at a share in (0, 1] of the concept's weight.
type alternative struct {
	term  termID
	share float32
	via   relation
}

// relation says why a term may stand for a word of the question.
type relation uint8

const (
	exact relation = iota
	spelling
	prefix
	synonym
	neighbour
)

// analyseQuestion reads a question in the language of the index that explains most of it.
func (ix *index) analyseQuestion(text string) (question, error) {
	text = strings.ToValidUTF8(text, " ")
	if strings.TrimSpace(text) == "" {
		return question{}, &QuestionError{Problem: EmptyQuestion}
	}
	if n := utf8.RuneCountInString(text); n > MaxQuestion {
		return question{}, &QuestionError{Problem: LongQuestion, Length: n}
	}
	q, tokens := ix.read(text)
	if len(tokens) == 0 {
		return question{}, &QuestionError{Problem: NoWords}
	}
	if len(q.concepts) == 0 {
		return question{}, &QuestionError{Problem: CommonWords, Text: strings.TrimSpace(text)}
	}
	q.text = text
	q.wants = ix.wanted(&q, tokens)
	return q, nil
}

// wanted is what kind of thing the question asks for. It marks the concepts that are counted.
func (ix *index) wanted(q *question, tokens []analysis.Token) expectation {
	e, rest := expect(tokens, q.language)
	switch e = e.narrowed(rest); {
	case e == aNumber && q.count(rest):
		return aCount
	case e == anything && q.language == english:
		return asked(tokens, ix.meanings)
	default:
		return e
	}
}

// read analyses the text in each language of the index and keeps the reading that knows most words.
func (ix *index) read(text string) (question, []analysis.Token) {
	var best question
	var bestTokens []analysis.Token
	bestScore := -1.
	for _, language := range ix.languages {
		tokens := analysis.New(language).Tokens(nil, text)
		if score := ix.explained(tokens); score > bestScore {
			best, bestTokens, bestScore = question{language: language}, tokens, score
		}
	}
	ix.conceive(&best, bestTokens)
	return best, bestTokens
}

// explained is how well a reading fits: its stop words and the terms that the index has.
func (ix *index) explained(tokens []analysis.Token) float64 {
	score := 0.
	for _, t := range tokens {
		switch {
		case t.Kind&analysis.Stop != 0:
			score++
		case ix.lookup(t.Term) != none:
			score += .5
		}
	}
	return score
}

// conceive makes concepts of the words that are not stop words.
func (ix *index) conceive(q *question, tokens []analysis.Token) {
	seen := make(map[string]bool)
	var starts, ends []int // of the concepts, in the question
	for i, t := range tokens {
		if i == 0 {
			t.Kind &^= analysis.Capital // it says nothing of the first word
		}
		q.negated = q.negated || t.Kind&analysis.Negation != 0
		tag := uint32(0)
		if t.Kind&analysis.Stop != 0 {
			tag = stopTerm
		}
		q.words = append(q.words, ix.lookupTagged(t.Term, tag))
		if t.Kind&analysis.Stop != 0 || seen[t.Term] {
			continue
		}
		seen[t.Term] = true
		q.concepts = append(q.concepts, ix.concept(t, q.language))
		ends = append(ends, t.End)
		starts = append(starts, t.Start)
	}
	q.shareNames(starts, ends)
}

// shareNames spreads the weight of a name of several words over them: a text gives "Ri Jong Ho" once
// and goes on with "Ri", so that a sentence with one of the words has most of the name. Together k
// words weigh as much as the square root of k.
func (q *question) shareNames(starts, ends []int) {
	for i := 0; i < len(q.concepts); {
		j := i + 1
		for j < len(q.concepts) && q.concepts[i].isName() && q.concepts[j].isName() && starts[j] == ends[j-1]+1 {
			j++
		}
		for k := i; k < j; k++ {
			q.concepts[k].weight /= float32(math.Sqrt(float64(j - i)))
			q.concepts[k].unit = i
		}
		i = j
	}
}

// mostlyCapital is the share from which a term is a name, however it is typed in the question.
const mostlyCapital = .9

// isName reports whether the concept is a capitalised word.
func (c *concept) isName() bool { return c.kind&(analysis.Capital|analysis.Number) == analysis.Capital }

func (ix *index) concept(t analysis.Token, language string) concept {
	c := concept{word: t.Word, term: t.Term, kind: t.Kind}
	id := ix.lookup(t.Term)
	df := 0
	if id != none && ix.capital[id] >= mostlyCapital {
		c.kind |= analysis.Capital // people type names in lower case
	}
	if id != none {
		df = ix.postings.df(id)
		c.terms = append(c.terms, alternative{term: id, share: 1, via: exact})
	}
	c.weight = idf(df, ix.passages())
	ix.expand(&c, language)
	return c
}
