package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold maps a lower-case word to the form in which words are compared: compatibility forms are
// resolved and the diacritics of Latin and Greek letters dropped, so that "café" and "cafe" meet.
// Marks of other scripts stay, because there they make other letters ("й" is not "и"), except that
// "ё" becomes "е", as Russian prints it.
func Fold(w string) string {
	if isASCII(w) {
		return w
	}
	var b strings.Builder
	b.Grow(len(w))
	base := rune(0)
	for _, r := range norm.NFKD.String(w) {
		switch {
		case !unicode.Is(unicode.Mn, r):
			base = r
			writeLetter(&b, r)
		case !dropsMarks(base, r):
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

func dropsMarks(base, mark rune) bool {
	const diaeresis = '\u0308'
	return unicode.In(base, unicode.Latin, unicode.Greek) || base == 'е' && mark == diaeresis
}

// writeLetter writes r, spelling out the Latin letters that have no decomposition.
func writeLetter(b *strings.Builder, r rune) {
	switch r {
	case 'ß':
		b.WriteString("ss")
	case 'æ':
		b.WriteString("ae")
	case 'œ':
		b.WriteString("oe")
	case 'ø':
		b.WriteByte('o')
	case 'ł':
		b.WriteByte('l')
	case 'đ', 'ð':
		b.WriteByte('d')
	case 'ı':
		b.WriteByte('i')
	default:
		b.WriteRune(r)
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
