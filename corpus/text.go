package corpus

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// maxWrapped is the longest line, in characters, of text that was wrapped by hand or by an editor. Where a
// line is longer, every line is a paragraph.
const maxWrapped = 100

// parseText finds the blocks of plain text: runs of lines between blank lines, with furniture and headings
// told from paragraphs. The text stays as it is.
func parseText(text string) *draft {
	d := &draft{text: text}
	for _, run := range splitRuns(text) {
		d.blocks = append(d.blocks, Block{Start: run.Start, End: run.End})
	}
	d.cutAsides()
	d.findHead()
	d.blocks = divide(text, d.blocks)
	d.findBoxes()
	d.findHeadings()
	d.findTeasers()
	return d
}

// divide splits the runs that hold several paragraphs: one a line, or items of a list.
func divide(text string, runs []Block) []Block {
	var blocks []Block
	for _, b := range runs {
		if b.Kind != Paragraph || isOneLine(text[b.Start:b.End]) {
			blocks = append(blocks, b)
			continue
		}
		for _, s := range paragraphsOf(text, splitLines(text, b.Start, b.End)) {
			part := b
			part.Start, part.End = s.Start, s.End
			blocks = append(blocks, part)
		}
	}
	return blocks
}

// paragraphsOf joins the lines of a run to paragraphs.
func paragraphsOf(text string, lines []Span) []Span {
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(text[l.Start:l.End]))
	}
	wrapped := width <= maxWrapped
	var paragraphs []Span
	for i, l := range lines {
		if i == 0 || !wrapped || isItem(text[l.Start:l.End]) || i == 1 && opensRun(text, lines, width) {
			paragraphs = append(paragraphs, l)
			continue
		}
		paragraphs[len(paragraphs)-1].End = l.End
	}
	return paragraphs
}

// labelled opens the headings of minutes and chapters: "Item 6: Any other business".
var labelled = regexp.MustCompile(`^\p{Lu}\p{L}+ \d{1,3}[:.] \p{L}`)

// opensRun tells whether the first line of a wrapped run is a heading: it breaks although the next word
// would have fitted, and all the other lines break only where they must. A poem breaks everywhere, so that
// a run of two lines opens with a heading only if it says what it numbers.
func opensRun(text string, lines []Span, width int) bool {
	first := text[lines[0].Start:lines[0].End]
	if len(lines) < 2 || !isHeadingLike(first) || len(lines) == 2 && !(labelled.MatchString(first) && isProse(text[lines[1].Start:lines[1].End])) {
		return false
	}
	for i := range len(lines) - 1 {
		line := text[lines[i].Start:lines[i].End]
		word, _, _ := strings.Cut(text[lines[i+1].Start:lines[i+1].End], " ")
		fits := utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width
		if fits != (i == 0) {
			return false
		}
	}
	return true
}
