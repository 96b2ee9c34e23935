package retrieval

import "slices"

// vocabulary is the terms and words of passages, with how often they stand there. What was counted can be taken
// away again: a vocabulary from which an article was taken is that of the others alone.
type vocabulary struct {
	terms   lexicon  // the tag is stopTerm for those of stop words
	tallies []tally  // by term
	words   lexicon  // folded words in full, as far as they can be misspelt; the tag is their term
	uses    []uint32 // by word
}

// tally counts a term: in titles, headings and passages; in passages, but for the first words of sentences; and
// how many of the latter are capitalised.
type tally struct{ uses, inside, capital uint32 }

// stopTerm tags the terms of stop words. What is a stop word in one text ("own", "no") can be the stem or the foreign word
// of another, where it is a term of its own.
const stopTerm = 1

func newVocabulary() vocabulary { return vocabulary{terms: newLexicon(), words: newLexicon()} }

func (v *vocabulary) clone() vocabulary {
	return vocabulary{terms: v.terms.clone(), tallies: slices.Clone(v.tallies), words: v.words.clone(), uses: slices.Clone(v.uses)}
}

// term is the number of a term in the vocabulary, with no use where it is new.
func (v *vocabulary) term(text string, tag uint32) termID {
	t, isNew := v.terms.add(text, tag)
	if isNew {
		v.tallies = append(v.tallies, tally{})
	}
	return termID(t)
}

func (v *vocabulary) word(text string, t termID) uint32 {
	w, isNew := v.words.add(text, uint32(t))
	if isNew {
		v.uses = append(v.uses, 0)
	}
	return w
}

// add counts what another vocabulary has counted, and returns the numbers that its terms have here.
func (v *vocabulary) add(other *vocabulary) []termID { return v.count(other, 1) }

// subtract takes away what another vocabulary has counted and was added before.
func (v *vocabulary) subtract(other *vocabulary) { v.count(other, -1) }

func (v *vocabulary) count(other *vocabulary, sign int32) []termID {
	here, n := make([]termID, len(other.tallies)), uint32(sign)
	for i, text := range other.terms.texts {
		here[i] = v.term(text, other.terms.tags[i])
		t, o := &v.tallies[here[i]], other.tallies[i]
		t.uses, t.inside, t.capital = t.uses+n*o.uses, t.inside+n*o.inside, t.capital+n*o.capital
	}
	for i, text := range other.words.texts {
		v.uses[v.word(text, here[other.words.tags[i]])] += n * other.uses[i]
	}
	return here
}

// sweep drops the terms and words that are no longer used. The others get new numbers in the same order, and none
// and missing are those of the dropped ones.
func (v *vocabulary) sweep() (terms []termID, words []uint32) {
	terms = make([]termID, len(v.tallies))
	for i, n := range v.terms.keep(func(i uint32) bool { return v.tallies[i].uses > 0 }) {
		terms[i] = termID(n)
	}
	words = v.words.keep(func(i uint32) bool { return v.uses[i] > 0 })
	for i, t := range v.words.tags {
		v.words.tags[i] = uint32(terms[t])
	}
	v.tallies = slices.DeleteFunc(v.tallies, func(t tally) bool { return t.uses == 0 })
	v.uses = slices.DeleteFunc(v.uses, func(n uint32) bool { return n == 0 })
	return terms, words
}
