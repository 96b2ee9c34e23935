package corpus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isHeadingLike tells whether a line could be a heading or a title: short, without a sentence's end, and not
// opened by a small letter or a list's mark.
func isHeadingLike(line string) bool {
	if !isOneLine(line) || utf8.RuneCountInString(line) > 80 || len(strings.Fields(line)) > 12 || isItem(line) || strings.Contains(line, " | ") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, closers))
	if strings.ContainsRune(".!?…:;,—–-。！？", last) || !strings.ContainsFunc(line, unicode.IsLetter) {
		return false
	}
	first := firstLetter(line)
	return (unicode.IsDigit(first) || unicode.IsLetter(first) && !unicode.IsLower(first)) && len(Sentences(line, "")) == 1
}

// isProse tells whether a block is text that a heading may open, rather than another short line.
func isProse(s string) bool {
	return !isOneLine(s) || endsSentence(s) && len(strings.Fields(s)) >= 5 || len(strings.Fields(s)) > 12
}

// maxStacked is how many heading-like lines may stand above one another: a section and its subsection.
// More are a list or a poem, except at the top, where a title, a subtitle and a section may meet.
const (
	maxStacked    = 2
	maxStackedTop = 4
)

// findHeadings turns the heading-like lines above prose into headings.
func (d *draft) findHeadings() {
	var stack []int
	top, titled := true, d.hasHeadings()
	for i, b := range d.blocks {
		switch s := d.block(i); {
		case b.Kind != Paragraph:
		case isHeadingLike(s):
			stack = append(stack, i)
		default:
			if isProse(s) && (len(stack) <= maxStacked || top && len(stack) <= maxStackedTop) {
				d.promote(stack, top && !titled)
			}
			stack, top = nil, false
		}
	}
}

func (d *draft) hasHeadings() bool {
	return slices.ContainsFunc(d.blocks, func(b Block) bool { return b.Kind == Heading })
}

// promote makes headings of the blocks. Plain text knows no levels: the article's first line is its title,
// everything else is a section.
func (d *draft) promote(stack []int, top bool) {
	for n, i := range stack {
		d.blocks[i].Kind = Heading
		d.blocks[i].Level = 2
		if n == 0 && top {
			d.blocks[i].Level = 1
		}
	}
}
