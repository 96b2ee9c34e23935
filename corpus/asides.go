package corpus

import (
	"regexp"
	"slices"
	"strings"
)

// This file finds the asides of a draft, from the lines that are furniture by their own words (furniture.go)
// and from what stands around those.

// cutAsides divides every paragraph at the lines that are furniture, and makes asides of those. A heading
// that is furniture becomes an aside whole.
func (d *draft) cutAsides() {
	blocks, labels := d.blocks, d.labels()
	d.blocks = nil
	for _, b := range blocks {
		switch {
		case b.Kind == Heading && isPhrase(squash(d.text[b.Start:b.End])):
			b.Kind, b.Level = Aside, 0
			d.blocks = append(d.blocks, b)
		case b.Kind == Heading:
			d.appendHeading(b)
		case b.Kind == Paragraph:
			d.cutParagraph(b, labels)
		default:
			d.blocks = append(d.blocks, b)
		}
	}
}

// appendHeading appends a heading, or a line that may be one, without the link to edit the section.
func (d *draft) appendHeading(b Block) {
	at := editLink(d.text[b.Start:b.End])
	if at == 0 {
		d.blocks = append(d.blocks, b)
		return
	}
	link := Block{Kind: Aside, Start: b.Start + at, End: b.End, Page: b.Page}
	b.End = trim(d.text, b.Start, link.Start).End
	d.blocks = append(d.blocks, b, link)
}

// cutParagraph appends a paragraph, divided where furniture stands in it. The labels are where lines start that are
// furniture because of their neighbours.
func (d *draft) cutParagraph(b Block, labels map[int]bool) {
	lines := splitLines(d.text, b.Start, b.End)
	marks := make([]bool, len(lines))
	for i, l := range lines {
		line := d.text[l.Start:l.End]
		marks[i] = marks[i] || labels[l.Start] || isFurniture(line)
		if isVideoTime(line) {
			d.markVideo(lines, marks, i)
		}
	}
	d.markCaption(lines, marks)
	opens := true
	for i, l := range lines {
		kind := b.Kind
		if marks[i] {
			kind = Aside
		}
		if editLink(d.text[l.Start:l.End]) > 0 && !marks[i] {
			d.appendHeading(Block{Kind: b.Kind, Start: l.Start, End: l.End, Page: b.Page})
			opens = true
			continue
		}
		if n := bylineBefore(d.text[l.Start:l.End]); n > 0 && !marks[i] {
			d.blocks = append(d.blocks, Block{Kind: Aside, Start: l.Start, End: l.Start + n, Page: b.Page})
			lines[i].Start += n
			d.appendLine(b, Paragraph, lines[i], true)
			opens = false
			continue
		}
		d.appendLine(b, kind, l, opens || marks[i] != marks[i-1])
		opens = false
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

// markCaption marks the lines above a credit that ends a short run, or below one that opens it further down than the
// title and does not end as prose does: they are the caption.
func (d *draft) markCaption(lines []Span, marks []bool) {
	last := len(lines) - 1
	if last < 1 || last > 2 {
		return
	}
	first, end := d.text[lines[0].Start:lines[0].End], d.text[lines[last].Start:lines[last].End]
	opens := len(d.blocks) > 0 && (isCredit(first) || strings.HasPrefix(first, "©")) && isTitleLike(end)
	if !opens && !isCredit(end) {
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
		case d.blocks[i].Kind == Aside && strings.HasSuffix(s, "skip past newsletter promotion"):
			d.markPromotion(i + 1)
		case d.blocks[i].Kind == Paragraph && (isOneLine(s) && d.isLoneAside(i, s) || i > 0 && d.blocks[i-1].Kind == Aside && isSignedCaption(s)):
			d.blocks[i].Kind = Aside
		}
	}
}

func (d *draft) isLoneAside(i int, s string) bool {
	return isDateline(s) || isByline(s) || d.isSignature(i, s) || i > 0 && d.blocks[i-1].Kind == Paragraph && isHalfAnswered(s)
}

// isSignature tells whether the i-th block ends the text with the names that the byline ends in, as French papers print it.
func (d *draft) isSignature(i int, s string) bool {
	return i == len(d.blocks)-1 && len(strings.Fields(s)) >= 2 && slices.ContainsFunc(d.blocks[:i], func(b Block) bool {
		return b.Kind == Aside && isImprint(d.text[b.Start:b.End]) && strings.HasSuffix(d.text[b.Start:b.End], " "+s)
	})
}

// isSignedCaption tells whether a block is a line of one sentence and below it a photographer's name in capitals. A letter and its
// signature look alike, so that it is a caption only below the head or other furniture.
func isSignedCaption(s string) bool {
	caption, name, found := strings.Cut(s, "\n")
	return found && endsSentence(caption) && wordCount(caption) <= 30 && !isItem(caption) && nameInCapitals.MatchString(strings.TrimSpace(name))
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
	if s = strings.ToLower(s); opensAbroad(squash(s)) {
		return true
	}
	first, _, _ := strings.Cut(s, " ")
	switch first {
	case "related", "recommended", "read", "most", "you", "trending", "more", "promoted", "sponsored", "also", "see", "explore", "suggested":
		return isOneLine(s) && (!strings.Contains(s, ":") || strings.HasSuffix(s, ":"))
	}
	return false
}

// contact is an address or the number of a telephone.
var contact = regexp.MustCompile(`@|://|www\.|\d[\d ]{6,}\d`)

// areTitles tells whether every line of a block could be the text of a link. What tells whom to ask is none.
func areTitles(s string) bool {
	for line := range strings.Lines(s) {
		if !isTitleLike(strings.TrimSpace(line)) || contact.MatchString(line) {
			return false
		}
	}
	return true
}

// markPromotion marks what stands between two lines that a reader does not see but copies.
func (d *draft) markPromotion(from int) {
	for to := from; to < min(from+maxBox, len(d.blocks)); to++ {
		if !strings.HasSuffix(d.block(to), "after newsletter promotion") {
			continue
		}
		for i := from; i < to; i++ {
			d.blocks[i].Kind = Aside
		}
		return
	}
}

// isEdited tells whether the link to edit a section follows the i-th block, which is its heading then.
func (d *draft) isEdited(i int) bool {
	return i+1 < len(d.blocks) && d.blocks[i+1].Kind == Aside && strings.HasPrefix(d.block(i+1), "[") && edit.MatchString(d.block(i+1))
}

// markLinks marks the teasers below the title of a list of links. The last one before prose may be the next
// section's heading and is left, unless it is the only one.
func (d *draft) markLinks(from int) {
	to := from
	for to < min(from+maxBox, len(d.blocks)) && d.blocks[to].Kind == Paragraph && areTitles(d.block(to)) && !d.isEdited(to) {
		to++
	}
	if to < len(d.blocks) && d.blocks[to].Kind == Paragraph && to-from > 1 && isHeadingLike(d.block(to-1)) {
		to--
	}
	for i := from; i < to; i++ {
		d.blocks[i].Kind = Aside
	}
}
