package anchor

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word of a text, punctuation included, but without the quotation marks around it.
type word struct {
	start, end int
	// key is what words are compared by: small letters, no quotation marks, no invisible characters.
	key string
}

// wordsOf are the words of a text, in order. White space and dashes part words; so does each character of a script
// that writes none between them.
func wordsOf(text string) []word {
	var list []word
	for w := range eachWord(text) {
		list = append(list, w)
	}
	return list
}

// folded is a text as it is searched: its words' keys with one space between them, so that the spaces before
// a position count the words before it.
func folded(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for w := range eachWord(text) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.key)
	}
	return b.String()
}

func eachWord(text string) iter.Seq[word] {
	return func(yield func(word) bool) {
		for at := 0; at < len(text); {
			end := wordEnd(text, at)
			start, stop := trimMarks(text, at, end)
			if key := keyOf(text[start:stop]); key != "" && !yield(word{start, stop, key}) {
				return
			}
			at = end
		}
	}
}

// wordEnd is where the run of characters at a position ends: a word, or one character that is none or stands alone.
func wordEnd(text string, at int) int {
	for i := at; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if parts(r) || standsAlone(r) {
			if i == at {
				return i + size
			}
			return i
		}
		i += size
	}
	return len(text)
}

// trimMarks leaves out the quotation marks and separators at the ends of text[start:end].
func trimMarks(text string, start, end int) (int, int) {
	outer := func(r rune) bool { return isQuote(r) || parts(r) || unicode.Is(unicode.Cf, r) }
	inner := strings.TrimLeftFunc(text[start:end], outer)
	start = end - len(inner)
	return start, start + len(strings.TrimRightFunc(inner, outer))
}

// keyOf folds a word.
func keyOf(s string) string {
	plain := true
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' || c == '\'' || c == '"' || c == '`' || c < ' ' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case isQuote(r), unicode.In(r, unicode.Cf, unicode.Cc):
		case r == '…':
			b.WriteString("...")
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// parts tells whether a character parts words: white space or a dash.
func parts(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || r == '-' || r >= '\t' && r <= '\r'
	}
	return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '−'
}

// standsAlone tells whether a character is of a script that writes no spaces between words.
func standsAlone(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func isQuote(r rune) bool {
	switch r {
	case '"', '\'', '`', '´', '«', '»', '‹', '›', '‘', '’', '‚', '‛', '“', '”', '„', '‟', '′', '″', '「', '」', '『', '』', '＂', '＇':
		return true
	}
	return false
}
