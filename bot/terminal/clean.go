package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean makes text harmless for a terminal: control characters except line feeds and tabs, and bytes
// that are no UTF-8, become symbols. Text without them is returned as it is.
func clean(text string) string {
	return strings.Map(harmless, strings.ToValidUTF8(text, "\uFFFD"))
}

func harmless(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r < 0x20:
		return 0x2400 + r // ␀ to ␟
	case r == 0x7f:
		return '␡'
	case unicode.IsControl(r):
		return utf8.RuneError
	}
	return r
}

// OneLine is text on one line that is harmless for a terminal: control characters show as symbols,
// and the invisible characters that would turn the direction of what follows on the line are left out.
func OneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
	return clean(strings.Join(strings.Fields(text), " "))
}
