package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordCount is the length of s in words as passages are measured: what stands between white space. Scripts
// that write no spaces count two characters as a word, and no word is longer than 16 characters, so that
// neither Chinese nor a page of Base64 is "one word".
func wordCount(s string) int {
	fields, dense := 0, 0
	inField := false
	for _, r := range s {
		switch {
		case r > ' ' && r < utf8.RuneSelf:
			if !inField {
				fields++
			}
			inField = true
		case unicode.IsSpace(r):
			inField = false
		default:
			if !inField {
				fields++
			}
			inField = true
			if isDense(r) {
				dense++
			}
		}
	}
	return max(fields+dense/2, utf8.RuneCountInString(s)/16)
}

// isDense tells whether r belongs to a script that does not put spaces between words.
func isDense(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// squash is s with every run of white space as one space.
func squash(s string) string { return strings.Join(strings.Fields(s), " ") }
