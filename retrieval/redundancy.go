package retrieval

import (
	"slices"

	"footnote/corpus"
)

// copied is the share of the distinct words of two passages, stop words aside, from which on they say the same: a
// syndicated copy or a quotation of the whole, never two paragraphs on one subject.
const copied = .9

// longEnough is how many distinct words a passage must have to be a copy of a part of a longer one. Shorter ones
// are copies of as short ones only.
const longEnough = 20

// answered is the share of the words of the sentence that is marked in a passage which a copy must have. A copy may have
// been edited, but one from which the sentence was cut does not say it.
const answered = .75

// maxAlso is how many copies of a passage are cited with it.
const maxAlso = 4

// alike reports whether one of two passages of these words says what the other one says.
func alike(a, b map[termID]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	whole := len(b)
	if len(a) >= longEnough {
		whole = len(a)
	}
	shared := inBoth(a, b)
	return shared > 0 && float64(shared) >= copied*float64(whole)
}

func inBoth(a, b map[termID]bool) int {
	n := 0
	for t := range a {
		if b[t] {
			n++
		}
	}
	return n
}

// quoted is what a citation quotes: the words of its passage and those of its marked sentence, stop words aside.
type quoted struct{ passage, sentence map[termID]bool }

func (ix *index) quoted(c *candidate, passage map[termID]bool) quoted {
	tokens, _ := ix.tokensOf(c.passage)
	starts := ix.sentencesOf(c.passage)
	if c.sentence >= len(starts) {
		return quoted{passage: passage}
	}
	end := uint32(len(tokens))
	if c.sentence+1 < len(starts) {
		end = starts[c.sentence+1]
	}
	return quoted{passage, ix.notStop(tokens[starts[c.sentence]:end])}
}

// saidBy reports whether a passage of these words says what is quoted, its marked sentence above all.
func (q quoted) saidBy(words map[termID]bool) bool {
	return alike(words, q.passage) && float64(inBoth(q.sentence, words)) >= answered*float64(len(q.sentence))
}

// fold adds a copy of what is cited, unless its article is named already.
func (c *Citation) fold(p *corpus.Passage) {
	named := p.Article == c.Passage.Article || slices.ContainsFunc(c.Also, func(q *corpus.Passage) bool { return q.Article == p.Article })
	if !named && len(c.Also) < maxAlso {
		c.Also = append(c.Also, p)
	}
}

// meant is the set of a passage's words that are not stop words.
func (ix *index) meant(p uint32) map[termID]bool {
	tokens, _ := ix.tokensOf(p)
	return ix.notStop(tokens)
}

func (ix *index) notStop(tokens []termID) map[termID]bool {
	set := make(map[termID]bool, len(tokens))
	for _, t := range tokens {
		if ix.terms.tags[t] != stopTerm {
			set[t] = true
		}
	}
	return set
}
