package retrieval

// copied is the share of a passage's distinct words, stop words aside, from which on another passage
// that has them too says the same: a syndicated copy or a quotation of the whole, never two
// paragraphs on one subject.
const copied = .9

// repeats reports whether a passage of these words says what one of the cited passages says already.
func repeats(words map[termID]bool, cited []map[termID]bool) bool {
	for _, other := range cited {
		shared := 0
		for t := range words {
			if other[t] {
				shared++
			}
		}
		if shared > 0 && float64(shared) >= copied*float64(max(len(words), len(other))) {
			return true
		}
	}
	return false
}

// vocabulary is the set of a passage's words that are not stop words.
func (ix *index) vocabulary(p uint32) map[termID]bool {
	tokens, _ := ix.tokensOf(p)
	set := make(map[termID]bool, len(tokens))
	for _, t := range tokens {
		if !ix.stop[t] {
			set[t] = true
		}
	}
	return set
}
