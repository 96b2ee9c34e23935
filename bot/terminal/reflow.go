package terminal

import (
	"regexp"

	"github.com/rivo/uniseg"
)

// hardWrapped is the width in columns from which a line that ends in the middle of a paragraph is
// taken for one that was broken to fit a page, rather than a line of a poem or a short item.
const hardWrapped = 50

// opening matches where an item of a list, a table's row, a quotation, a heading or a line set in begins.
var opening = regexp.MustCompile(`^(?:[\s•◦▪*+|>#–—-]|\d+[.)]|\w[.)]\s)`)

// unwrap takes the line ends of hard-wrapped paragraphs for spaces, so that they can be set anew. The
// result is as long as text, byte for byte.
func unwrap(text string) string {
	out := []byte(text)
	start := 0
	for i, b := range out {
		if b != '\n' {
			continue
		}
		inside := i > start && i+1 < len(out)
		if inside && !opening.MatchString(text[i+1:]) && uniseg.StringWidth(text[start:i]) >= hardWrapped {
			out[i] = ' '
		}
		start = i + 1
	}
	return string(out)
}
