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

// maxAlso is how many copies of a passage are cited with it.
const maxAlso = 4

// alike reports whether one of two passages of these words says what the other one says.
func alike(a, b map[termID]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	shared := 0
	for t := range a {
		if b[t] {
			shared++
		}
	}
	whole := len(b)
	if len(a) >= longEnough {
		whole = len(a)
	}
	return shared > 0 && float64(shared) >= copied*float64(whole)
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
	set := make(map[termID]bool, len(tokens))
	for _, t := range tokens {
		if ix.terms.tags[t] != stopTerm {
			set[t] = true
		}
	}
	return set
}
