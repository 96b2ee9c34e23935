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

// isNumbered tells whether the i-th block is a heading with a number, "2. Field trip": a heading but for that, between
// prose. Where the number before or behind it is next to it, it is an item of a list.
func (d *draft) isNumbered(i int) bool {
	number, rest := itemNumber(d.block(i))
	return number > 0 && isHeadingLike(rest) && !d.isItemAt(i-1, number-1) && !d.isItemAt(i+1, number+1)
}

func (d *draft) isItemAt(i, number int) bool {
	if i < 0 || i >= len(d.blocks) {
		return false
	}
	n, _ := itemNumber(d.block(i))
	return n > 0 && n == number
}

// opensList tells whether the i-th block is what introduces a list: a clause that ends in a colon.
func (d *draft) opensList(i int, s string) bool {
	return strings.HasSuffix(s, ":") && len(strings.Fields(s)) >= 4 && i+1 < len(d.blocks) && isItem(d.block(i+1))
}

// maxStacked is how many heading-like lines may stand above one another: a section and its subsection.
// More are a list or a poem, except at the top, where a title, a subtitle and a section may meet.
const (
	maxStacked    = 2
	maxStackedTop = 4
)

// findHeadings turns the heading-like lines above prose into headings. The next one of numbered headings may have anything
// below it.
func (d *draft) findHeadings() {
	var stack []int
	section := 0 // number of the last heading that has one
	top, titled := true, d.hasHeadings()
	for i, b := range d.blocks {
		switch s := d.block(i); {
		case b.Kind != Paragraph:
		case isHeadingLike(s) || d.isNumbered(i):
			stack = append(stack, i)
		default:
			number := d.lastNumber(stack)
			follows := number > 1 && number == section+1
			if (isProse(s) || d.opensList(i, s) || follows) && (len(stack) <= maxStacked || top && len(stack) <= maxStackedTop) {
				d.promote(stack, top && !titled)
				section = max(number, section)
			}
			stack, top = nil, false
		}
	}
}

// lastNumber is the number of the last of the heading-like blocks, or 0.
func (d *draft) lastNumber(stack []int) int {
	if len(stack) == 0 {
		return 0
	}
	number, _ := itemNumber(d.block(stack[len(stack)-1]))
	return number
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
