package corpus

import (
	"strings"
)

// This file finds the asides of a draft, from the lines that are furniture by their own words (furniture.go)
// and from what stands around those.

// cutAsides divides every paragraph at the lines that are furniture, and makes asides of those. A heading
// that is furniture becomes an aside whole.
func (d *draft) cutAsides() {
	blocks := d.blocks
	d.blocks = nil
	for _, b := range blocks {
		switch {
		case b.Kind == Heading && isPhrase(squash(d.text[b.Start:b.End])):
			b.Kind, b.Level = Aside, 0
			d.blocks = append(d.blocks, b)
		case b.Kind == Paragraph:
			d.cutParagraph(b)
		default:
			d.blocks = append(d.blocks, b)
		}
	}
}

// cutParagraph appends a paragraph, divided where furniture stands in it.
func (d *draft) cutParagraph(b Block) {
	lines := splitLines(d.text, b.Start, b.End)
	marks := make([]bool, len(lines))
	for i, l := range lines {
		line := d.text[l.Start:l.End]
		marks[i] = marks[i] || isFurniture(line)
		if isVideoTime(line) {
			d.markVideo(lines, marks, i)
		}
	}
	d.markCaption(lines, marks)
	for i, l := range lines {
		kind := b.Kind
		if marks[i] {
			kind = Aside
		}
		if n := bylineBefore(d.text[l.Start:l.End]); n > 0 && !marks[i] {
			d.blocks = append(d.blocks, Block{Kind: Aside, Start: l.Start, End: l.Start + n, Page: b.Page})
			lines[i].Start += n
			d.appendLine(b, Paragraph, lines[i], true)
			continue
		}
		d.appendLine(b, kind, l, i == 0 || marks[i] != marks[i-1])
	}
}

// appendLine appends a line of the paragraph b, as a block of its own or to the block before.
func (d *draft) appendLine(b Block, kind BlockKind, l Span, opens bool) {
	if !opens {
		d.blocks[len(d.blocks)-1].End = l.End
		return
	}
	b.Kind, b.Start, b.End = kind, l.Start, l.End
	d.blocks = append(d.blocks, b)
}

// markVideo marks the lines above the i-th, a video's running time: its title, and above that its slug. Where
// the time stands alone they are the blocks before.
func (d *draft) markVideo(lines []Span, marks []bool, i int) {
	for above, is := range []func(string) bool{isTitleLike, isSlug} {
		switch at := i - 1 - above; {
		case at >= 0:
			if !is(d.text[lines[at].Start:lines[at].End]) {
				return
			}
			marks[at] = true
		case len(d.blocks)+at >= 0:
			before := &d.blocks[len(d.blocks)+at]
			if before.Kind != Paragraph || !is(d.text[before.Start:before.End]) {
				return
			}
			before.Kind = Aside
		}
	}
}

// maxCaption is the longest caption, in words, that is taken for one because of the credit below it.
const maxCaption = 60

// markCaption marks the lines above a credit that ends a short run: they are the caption.
func (d *draft) markCaption(lines []Span, marks []bool) {
	last := len(lines) - 1
	if last < 1 || last > 2 || !isCredit(d.text[lines[last].Start:lines[last].End]) {
		return
	}
	if wordCount(d.text[lines[0].Start:lines[last].End]) > maxCaption {
		return
	}
	for i := range marks {
		marks[i] = true
	}
}

// findBoxes marks what needs more than one line to be told: boxes with their lists, datelines and bylines that
// stand alone, and teasers that ask and half answer.
func (d *draft) findBoxes() {
	for i := range d.blocks {
		switch s := d.block(i); {
		case d.blocks[i].Kind == Aside && isHighlights(s):
			d.markHighlights(i + 1)
		case d.blocks[i].Kind == Aside && opensLinks(s):
			d.markLinks(i + 1)
		case d.blocks[i].Kind == Paragraph && isOneLine(s) && d.isLoneAside(i, s):
			d.blocks[i].Kind = Aside
		}
	}
}

func (d *draft) isLoneAside(i int, s string) bool {
	return isDateline(s) || isByline(s) || i > 0 && d.blocks[i-1].Kind == Paragraph && isHalfAnswered(s)
}

// maxBox is how many lines of a box are looked at.
const maxBox = 8

func isHighlights(s string) bool {
	return strings.EqualFold(strings.TrimRight(s, ":"), "story highlights")
}

// markHighlights marks the points of a "Story highlights" box: items of a list, or lines that do not end as
// sentences do.
func (d *draft) markHighlights(from int) {
	for i := from; i < min(from+maxBox, len(d.blocks)); i++ {
		s := d.block(i)
		if d.blocks[i].Kind != Paragraph || !isItem(s) && (endsSentence(s) || isDateline(s) || len(strings.Fields(s)) > 30) {
			return
		}
		d.blocks[i].Kind = Aside
	}
}

// opensLinks tells whether an aside is the title of a list of links.
func opensLinks(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(s), " ")
	switch first {
	case "related", "recommended", "read", "most", "you", "trending", "more", "promoted", "sponsored", "also", "see", "explore":
		return isOneLine(s) && (!strings.Contains(s, ":") || strings.HasSuffix(s, ":"))
	}
	return false
}

// areTitles tells whether every line of a block could be the text of a link.
func areTitles(s string) bool {
	for line := range strings.Lines(s) {
		if !isTitleLike(strings.TrimSpace(line)) {
			return false
		}
	}
	return true
}

// markLinks marks the teasers below the title of a list of links. The last one before prose may be the next
// section's heading and is left, unless it is the only one.
func (d *draft) markLinks(from int) {
	to := from
	for to < min(from+maxBox, len(d.blocks)) && d.blocks[to].Kind == Paragraph && areTitles(d.block(to)) {
		to++
	}
	if to < len(d.blocks) && d.blocks[to].Kind == Paragraph && to-from > 1 && isHeadingLike(d.block(to-1)) {
		to--
	}
	for i := from; i < to; i++ {
		d.blocks[i].Kind = Aside
	}
}
