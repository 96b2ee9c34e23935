package discord

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// units is the length of s in UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}

// cutTo shortens text to at most limit units, at the end of a word where one is near, and marks that with "…".
func cutTo(text string, limit int) string {
	if units(text) <= limit {
		return text
	}
	return cutAtWord(text, limit-1) + "…"
}

// cutAtWord is the longest beginning of text of at most limit units that ends with a word, or, where
// the last word began in the first half of that, between two characters as a reader sees them.
func cutAtWord(text string, limit int) string {
	if units(text) <= limit {
		return text
	}
	head := cutAtGrapheme(text, limit)
	next, _ := utf8.DecodeRuneInString(text[len(head):])
	if !unicode.IsSpace(next) {
		if i := strings.LastIndexFunc(head, unicode.IsSpace); i > len(head)/2 {
			head = head[:i]
		}
	}
	return strings.TrimRightFunc(head, unicode.IsSpace)
}

func cutAtGrapheme(text string, limit int) string {
	end, used := 0, 0
	for g := graphemes.FromString(text); g.Next(); {
		n := units(g.Value())
		if used+n > limit {
			break
		}
		used += n
		end = g.End()
	}
	if end == 0 { // one character under a heap of accents
		return cutAtRune(text, limit)
	}
	return text[:end]
}

func cutAtRune(text string, limit int) string {
	used := 0
	for i, r := range text {
		used += units(string(r))
		if used > limit {
			return text[:i]
		}
	}
	return text
}

// oneLine makes text fit for a line among other text: any run of space is one space, and controls
// are dropped, among them those that turn the direction of the text that follows.
func oneLine(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
}

// visible says whether text holds anything that can be seen.
func visible(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) &&
			r != '\u2800'
	})
}
