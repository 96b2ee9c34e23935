package retrieval

import (
	"cmp"
	"slices"
)

// sortTerms lists the terms that are not stop words in the order of their spelling. Those of the old list are given by
// their new numbers, in ascending order and none where they are gone. The others are those with the highest numbers.
func sortTerms(terms *lexicon, old, numbers []termID) []termID {
	kept := make([]termID, 0, len(old))
	for _, t := range old {
		if numbers[t] != none {
			kept = append(kept, numbers[t])
		}
	}
	var added []termID
	for t := left(numbers); t < len(terms.texts); t++ {
		if terms.tags[t] != stopTerm {
			added = append(added, termID(t))
		}
	}
	compare := func(a, b termID) int { return cmp.Compare(terms.texts[a], terms.texts[b]) }
	slices.SortFunc(added, compare)
	return merge(kept, added, compare)
}

// setCapital works out how often terms are capitalised inside a sentence.
func (ix *index) setCapital() {
	ix.capital = make([]float32, len(ix.tallies))
	for t, n := range ix.tallies {
		ix.capital[t] = share(float32(n.capital), float32(n.inside))
	}
}
