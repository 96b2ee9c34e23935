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
	seed  maphash.Seed
	words []string // distinct, folded
	terms []termID // by word
	forms []form   // ascending
}

// form is the hash of a word with one letter left out, or of the word itself.
type form struct{ hash, word uint32 }

// minSpelt is the shortest word that is corrected, in letters: among shorter ones nearly all are one edit apart.
const minSpelt = 4

func newSpeller(words []string, terms []termID) *speller {
	s := &speller{seed: maphash.MakeSeed(), words: words, terms: terms}
	for i, w := range words {
		for h := range s.hashes(w) {
			s.forms = append(s.forms, form{h, uint32(i)})
		}
	}
	slices.SortFunc(s.forms, func(a, b form) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.word, b.word)) })
	return s
}

// hashes yields the hashes of w and of w without each of its letters.
func (s *speller) hashes(w string) func(yield func(uint32) bool) {
	return func(yield func(uint32) bool) {
		if !yield(uint32(maphash.String(s.seed, w))) {
			return
		}
		buffer := make([]byte, 0, 64)
		for at, r := range w {
			buffer = append(append(buffer[:0], w[:at]...), w[at+utf8.RuneLen(r):]...)
			if !yield(uint32(maphash.Bytes(s.seed, buffer))) {
				return
			}
		}
	}
}

// near lists the words one edit away from w, each once, in the order of the index.
func (s *speller) near(w string) []uint32 {
	var found []uint32
	for h := range s.hashes(w) {
		i, _ := slices.BinarySearchFunc(s.forms, h, func(f form, h uint32) int { return cmp.Compare(f.hash, h) })
		for ; i < len(s.forms) && s.forms[i].hash == h; i++ {
			if oneEdit(w, s.words[s.forms[i].word]) {
				found = append(found, s.forms[i].word)
			}
		}
	}
	slices.Sort(found)
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
