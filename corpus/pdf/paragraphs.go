package pdf

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// paragraph is a run of lines that belong together.
type paragraph struct {
	lines []line
	// first and last are the indexes of the pages that it starts and ends on.
	first, last int
}

func (p *paragraph) height() float64 { return p.lines[0].height() }
func (p *paragraph) end() line       { return p.lines[len(p.lines)-1] }

// parts puts the lines of all pages together.
func (d *document) parts(labels []string) []corpus.Part {
	body := d.bodyHeight()
	var paragraphs []*paragraph
	for i, p := range d.pages {
		paragraphs = joinPages(paragraphs, p.paragraphs(i), body)
	}
	words := d.words()
	levels := headingLevels(paragraphs, body)
	var parts []corpus.Part
	for _, p := range paragraphs {
		part := corpus.Part{Text: words.join(p.lines), Page: labels[p.first]}
		if p.last != p.first {
			part.Page += "–" + labels[p.last]
		}
		if level := levels[rounded(p.height())]; level > 0 && isHeading(p, part.Text, body) {
			part.Kind, part.Level = corpus.Heading, level
		}
		parts = append(parts, part)
	}
	markSections(paragraphs, parts, body)
	return parts
}

// paragraphs divides a page's lines.
func (p page) paragraphs(index int) []*paragraph {
	var list []*paragraph
	for i, l := range p.lines {
		if i == 0 || p.startsParagraph(i) {
			list = append(list, &paragraph{first: index, last: index})
		}
		last := list[len(list)-1]
		last.lines = append(last.lines, l)
	}
	return list
}

var itemMark = regexp.MustCompile(`^(?:[•▪◦‣·–*-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+\S`)

// startsParagraph tells whether the i-th line starts a paragraph, from the line above.
func (p page) startsParagraph(i int) bool {
	above, l := p.lines[i-1], p.lines[i]
	height := max(above.height(), 1)
	switch {
	case abs(l.height()-above.height()) > 0.15*height:
		return true
	case l.block != above.block:
		return !goesOn(above, l)
	case l.yMin < above.yMin: // the next column of a block
		return !goesOn(above, l)
	case l.yMin-above.yMax > 0.8*height:
		return true
	case itemMark.MatchString(l.text) && !itemMark.MatchString(above.text) && endsSentence(above.text):
		return true
	case itemMark.MatchString(l.text) && itemMark.MatchString(above.text):
		return true
	}
	indented := l.xMin-l.left > 0.6*height && above.xMin-above.left < 0.3*height
	return endsSentence(above.text) && (indented || isShort(above)) || isHalf(above) && !endsInHyphen(above.text)
}

// isHalf tells whether a line leaves so much of its block's width free that the next word would have fitted.
func isHalf(l line) bool { return l.right-l.xMax > 0.45*(l.right-l.left) }

// isShort tells whether a line ends well before the edge of its block.
func isShort(l line) bool { return l.right-l.xMax > 0.12*(l.right-l.left) }

// goesOn tells whether a paragraph that ends with the line above goes on in another block, column or page.
func goesOn(above, next line) bool {
	if endsSentence(above.text) || abs(next.height()-above.height()) > 0.15*max(above.height(), 1) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next.text)
	return endsInHyphen(above.text) || unicode.IsLower(r) && above.right-above.xMax < 0.35*(above.right-above.left)
}

// joinPages appends a page's paragraphs, the first to the one that it goes on from. Notes in small letters at the foot
// of the page before stand between.
func joinPages(list, page []*paragraph, body float64) []*paragraph {
	if len(page) == 0 {
		return list
	}
	for i := len(list) - 1; i >= 0 && list[i].last == page[0].first-1; i-- {
		if goesOn(list[i].end(), page[0].lines[0]) {
			list[i].lines = append(list[i].lines, page[0].lines...)
			list[i].last = page[0].last
			return append(list, page[1:]...)
		}
		if list[i].height() > 0.93*body {
			break
		}
	}
	return append(list, page...)
}

// bodyHeight is the height of the lines that most of the text stands in.
func (d *document) bodyHeight() float64 {
	letters := map[float64]int{}
	for _, p := range d.pages {
		for _, l := range p.lines {
			letters[rounded(l.height())] += len(l.text)
		}
	}
	best := 0.0
	for height, n := range letters {
		if n > letters[best] || n == letters[best] && height < best {
			best = height
		}
	}
	return best
}

// rounded is a height to half a point; it differs a little with the letters of a line.
func rounded(height float64) float64 { return math.Round(2*height) / 2 }

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"'”’»›)]}0123456789`))
	return strings.ContainsRune(".!?…:。！？", r)
}
