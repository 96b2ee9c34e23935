package pdf

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// This file tells what is printed on every page from the text: running heads and feet, and page numbers.

const (
	// edge is the part of a page's height at its top and at its bottom where running lines stand.
	edge = 0.13
	// maxEdgeLines is how many lines at each edge are looked at.
	maxEdgeLines = 6
	// sameHeight is how far apart, as a part of the page's height, the same running line stands on two pages.
	sameHeight = 0.015
	// reach is how many pages further the same line has to stand again; left and right pages differ.
	reach = 2
	// surely is on how many of the near pages the very same text, or the page's number, has to stand to be running even
	// if it stands close to the text. A line of a table may be like one of the next page but for its numbers.
	surely = 2
	// minWhite is the white between running lines and text, as a part of their height. Lines of text that repeat
	// stand closer to the next ones, which do not.
	minWhite = 0.3
)

var digits = regexp.MustCompile(`\d+`)

// edgeLine is a line at a page's edge: its place among the page's lines, and the line without what differs from page to
// page.
type edgeLine struct {
	line
	index   int
	key     string
	running bool
	// sure is set where it is running however close it stands to the text.
	sure bool
}

// edgeLines are the lines at the edges of a page, the outermost first.
func (p page) edgeLines() []edgeLine {
	var top, bottom []edgeLine
	for i, l := range p.lines {
		switch {
		case l.yMax < edge*p.height:
			top = append(top, edgeLine{line: l, index: i})
		case l.yMin > (1-edge)*p.height:
			bottom = append(bottom, edgeLine{line: l, index: i})
		}
	}
	slices.SortStableFunc(top, func(a, b edgeLine) int { return cmp.Compare(a.yMin, b.yMin) })
	slices.SortStableFunc(bottom, func(a, b edgeLine) int { return cmp.Compare(b.yMin, a.yMin) })
	list := slices.Concat(top[:min(len(top), maxEdgeLines)], bottom[:min(len(bottom), maxEdgeLines)])
	for i := range list {
		list[i].key = runningKey(list[i].text)
	}
	return list
}

func runningKey(s string) string {
	if roman(s) > 0 {
		return "#"
	}
	return digits.ReplaceAllString(strings.ToLower(s), "#")
}

// dropRunning takes the running lines off every page, and returns the pages' labels. The labels that the file itself
// gives are by page, or nil.
func (d *document) dropRunning(fromFile []string) []string {
	edges := make([][]edgeLine, len(d.pages))
	for i, p := range d.pages {
		edges[i] = p.edgeLines()
	}
	printed := printedNumbers(edges)
	if len(printed) == 1 { // no other page tells that it counts, but a 1 alone is one
		printed[0] = "1"
	}
	for i := range edges {
		for j := range edges[i] {
			e := &edges[i][j]
			isNumber := func(o edgeLine, page int) bool { return printed[page] != "" && pageNumber(o.text) == printed[page] }
			e.running = isNumber(*e, i) || printedByBrowser(edges[i], *e) || d.times(edges, i, *e, func(o edgeLine, _ int) bool { return o.key == e.key }) > 0
			e.sure = d.pages[i].isOutermost(*e) && d.times(edges, i, *e, func(o edgeLine, _ int) bool { return o.text == e.text }) >= surely ||
				isNumber(*e, i) && d.times(edges, i, *e, isNumber) >= surely
		}
	}
	for i := range d.pages {
		d.pages[i].drop(edges[i])
	}
	return labels(printed, fromFile)
}

// browserLine is what browsers print at a page's edges beside the title and the page's number: when, and from where.
var browserLine = regexp.MustCompile(`^(\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}( [AP]M)?|(https?|file)://\S+)$`)

// printedByBrowser tells whether a line, or one beside it, is such a line. An only page has no other to repeat it.
func printedByBrowser(edges []edgeLine, e edgeLine) bool {
	return slices.ContainsFunc(edges, func(o edgeLine) bool {
		return browserLine.MatchString(o.text) && (o.line == e.line || sameRow(o.box, e.box))
	})
}

// times is on how many near pages a line of the kind stands at the same place.
func (d *document) times(edges [][]edgeLine, i int, e edgeLine, same func(o edgeLine, page int) bool) int {
	n := 0
	for k := max(0, i-reach); k <= min(len(edges)-1, i+reach); k++ {
		if k != i && slices.ContainsFunc(edges[k], func(o edgeLine) bool {
			return abs(o.yMin-e.yMin) < sameHeight*d.pages[i].height && same(o, k)
		}) {
			n++
		}
	}
	return n
}

// isOutermost tells whether no other line stands beside a line, or between it and the edge of the page that it is near.
func (p *page) isOutermost(e edgeLine) bool {
	above := e.yMax < p.height/2
	return !slices.ContainsFunc(p.lines, func(l line) bool {
		return l != e.line && (sameRow(l.box, e.box) || above && l.yMin < e.yMin || !above && l.yMax > e.yMax)
	})
}

// drop takes off the running lines, but for those that stand close to text and may be text.
func (p *page) drop(edges []edgeLine) {
	for range edges { // a line that stays may hold the next one
		for j := range edges {
			if edges[j].running && !edges[j].sure && p.holds(edges, edges[j]) {
				edges[j].running = false
			}
		}
	}
	dropped := map[int]bool{}
	for _, e := range edges {
		dropped[e.index] = e.running
	}
	kept := p.lines[:0:0]
	for i, l := range p.lines {
		if !dropped[i] {
			kept = append(kept, l)
		}
	}
	p.lines = kept
}

// holds tells whether a line of text stands close above or below a line.
func (p *page) holds(edges []edgeLine, e edgeLine) bool {
	for i, l := range p.lines {
		white := max(l.yMin-e.yMax, e.yMin-l.yMax)
		if i == e.index || white > minWhite*min(l.height(), e.height()) || l.xMin > e.xMax || l.xMax < e.xMin || sameRow(l.box, e.box) {
			continue
		}
		if !slices.ContainsFunc(edges, func(o edgeLine) bool { return o.index == i && o.running }) {
			return true
		}
	}
	return false
}

// sameRow tells whether two lines stand beside each other.
func sameRow(a, b box) bool {
	return min(a.yMax, b.yMax)-max(a.yMin, b.yMin) > 0.5*min(a.height(), b.height())
}

func abs(x float64) float64 { return max(x, -x) }
