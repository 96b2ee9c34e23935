package retrieval

import (
	"cmp"
	"hash/maphash"
	"slices"
	"unicode/utf8"
)

// speller finds the words of an index that are one edit (a letter more, less, other, or two swapped)
// away from a word that the index lacks. Two such words share a form that at most one deletion
// makes of each, so it keeps those forms (Garbe, "1000x faster spelling correction", 2012).
type speller struct {
	words *lexicon // distinct, folded
	// variants are hashes of the words and of the words with one letter left out, in the upper half, with the word's
	// number in the lower half; ascending.
	variants []uint64
}

// minSpelt is the shortest word that is corrected, in letters: among shorter ones nearly all are one edit apart.
const minSpelt = 4

// with is the speller of words, of which the ones that s has are given by their new numbers, in ascending order and
// missing where they are gone. The others are those with the highest numbers.
func (s *speller) with(words *lexicon, numbers []uint32) *speller {
	out := &speller{words: words}
	kept := make([]uint64, 0, len(s.variants))
	for _, v := range s.variants {
		if word := numbers[uint32(v)]; word != missing {
			kept = append(kept, v>>32<<32|uint64(word))
		}
	}
	var added []uint64
	for w := left(numbers); w < len(words.texts); w++ {
		for h := range out.hashes(words.texts[w]) {
			added = append(added, uint64(h)<<32|uint64(w))
		}
	}
	slices.Sort(added)
	out.variants = merge(kept, slices.Compact(added), cmp.Compare)
	return out
}

// hashes yields the hashes of w and of w without each of its letters.
func (s *speller) hashes(w string) func(yield func(uint32) bool) {
	return func(yield func(uint32) bool) {
		if !yield(uint32(maphash.String(s.words.seed, w))) {
			return
		}
		buffer := make([]byte, 0, 64)
		for at, r := range w {
			buffer = append(append(buffer[:0], w[:at]...), w[at+utf8.RuneLen(r):]...)
			if !yield(uint32(maphash.Bytes(s.words.seed, buffer))) {
				return
			}
		}
	}
}

// term is what a word counts as.
func (s *speller) term(word uint32) termID { return termID(s.words.tags[word]) }

// near lists the words one edit away from w, each once, in the order of the words' and then of their terms' spelling.
func (s *speller) near(w string, terms *lexicon) []uint32 {
	var found []uint32
	for h := range s.hashes(w) {
		i, _ := slices.BinarySearch(s.variants, uint64(h)<<32)
		for ; i < len(s.variants) && uint32(s.variants[i]>>32) == h; i++ {
			if word := uint32(s.variants[i]); oneEdit(w, s.words.texts[word]) {
				found = append(found, word)
			}
		}
	}
	slices.SortFunc(found, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(s.words.texts[a], s.words.texts[b]), cmp.Compare(terms.texts[s.words.tags[a]], terms.texts[s.words.tags[b]]))
	})
	return slices.Compact(found)
}

// oneEdit reports whether a and b differ by one letter more, less, other, or two neighbours swapped.
func oneEdit(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	for len(x) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	switch {
	case len(y) == 1:
		return true
	case len(x) == 2 && len(y) == 2:
		return x[0] == y[1] && x[1] == y[0]
	default:
		return false
	}
}
