package pdf

import (
	"cmp"
	"slices"
)

// This file divides columns that pdftotext takes for one, as it does where the gap between them is narrow and the
// lines on both sides are not at the same height.

const (
	// minGutter is the narrowest gap between two columns, as a part of the height of the lines.
	minGutter = 0.6
	// minColumn is the narrowest column, as a part of the block's width, and minRows how many lines it has at least.
	// A table's columns are narrower, or have fewer words a line than minRowWords.
	minColumn   = 0.2
	minRows     = 4
	minRowWords = 3
	// maxWhite is the most white between two lines of columns from side to side, as a part of their height. Below more
	// white something else begins, such as a table.
	maxWhite = 2.5
	// maxColumnWords is the largest block that is looked at; a page of small print has 2,000 words.
	maxColumnWords = 10_000
)

// column is a part of a block, its lines from top to bottom.
type column struct {
	box
	lines [][]word
}

// inOrder is a page's blocks in reading order, which is pdftotext's unless it took two columns for one. Then it has
// lost the order of all of the page.
func inOrder(blocks []column) []column {
	for _, b := range blocks {
		if len(splitColumns(b.lines, b.box)) == 1 {
			continue
		}
		var lines [][]word
		whole := b.box
		for _, b := range blocks {
			lines = append(lines, b.lines...)
			whole = union(whole, b.box)
		}
		return splitColumns(lines, whole)
	}
	return blocks
}

// splitColumns divides a block where a gap runs through lines one below the other. The lines above and below that
// cross the gap are columns of their own.
func splitColumns(lines [][]word, edges box) []column {
	words := slices.Concat(lines...)
	whole := []column{{edges, lines}}
	if len(words) < 2*minRows*minRowWords || len(words) > maxColumnWords {
		return whole
	}
	var columns []column
	divided := false
	for _, b := range bandsOf(words) {
		left, right := b.sides()
		if right == nil {
			columns = append(columns, column{b.box, rows(b.words)})
			continue
		}
		divided = true
		for _, side := range [][]word{left, right} {
			columns = append(columns, splitColumns(rows(side), around(side))...)
		}
	}
	if !divided {
		return whole
	}
	return columns
}

// band is a part of a block from one side to the other.
type band struct {
	box
	words []word
	// from and to are the edges of the gap that runs through it. They are the same where it is not divided.
	from, to float64
}

// bandsOf divides a block into bands of two columns and of one.
func bandsOf(words []word) []band {
	var bands []band
	list := strips(words)
	for i := 0; i < len(list); {
		b, n := grow(list[i:])
		if !b.isDivided() {
			for _, strip := range list[i : i+n] {
				bands = append(bands, strip.undivided())
			}
			i += n
			continue
		}
		for len(bands) > 0 && bands[len(bands)-1].from == bands[len(bands)-1].to && b.take(bands[len(bands)-1]) {
			bands = bands[:len(bands)-1]
		}
		bands = append(bands, b)
		i += n
	}
	return joinUndivided(bands)
}

// grow is the first strip with those below it that its gap runs through, and how many they are.
func grow(list []band) (band, int) {
	b := list[0]
	n := 1
	for b.from < b.to && n < len(list) && b.take(list[n]) {
		n++
	}
	return b, n
}

// take adds a strip that is near if the gap, perhaps narrower, runs through it too.
func (b *band) take(strip band) bool {
	from, to := b.from, b.to
	height := strip.words[0].height()
	if max(strip.yMin-b.yMax, b.yMin-strip.yMax) > maxWhite*height {
		return false
	}
	for _, w := range strip.words {
		switch {
		case w.xMax <= from || w.xMin >= to:
		case w.xMin+w.xMax < b.from+b.to:
			from = w.xMax
		default:
			to = w.xMin
		}
	}
	if to-from < minGutter*height {
		return false
	}
	b.from, b.to = from, to
	b.words = append(b.words, strip.words...)
	b.box = union(b.box, strip.box)
	return true
}

// isDivided tells whether there is a column on either side of the gap.
func (b band) isDivided() bool {
	left, right := b.sides()
	return isColumn(left, b.box) && isColumn(right, b.box)
}

func (b band) undivided() band {
	b.to = b.from
	return b
}

// joinUndivided joins the bands of one column that follow each other.
func joinUndivided(bands []band) []band {
	var joined []band
	for _, b := range bands {
		n := len(joined) - 1
		if n >= 0 && b.from == b.to && joined[n].from == joined[n].to {
			joined[n].words = append(joined[n].words, b.words...)
			joined[n].box = union(joined[n].box, b.box)
			continue
		}
		joined = append(joined, b)
	}
	return joined
}

func union(a, b box) box {
	return box{min(a.xMin, b.xMin), min(a.yMin, b.yMin), max(a.xMax, b.xMax), max(a.yMax, b.yMax)}
}

// strips divides words wherever a line can be drawn from side to side between them.
func strips(words []word) []band {
	sorted := slices.SortedStableFunc(slices.Values(words), func(a, b word) int { return cmp.Compare(a.yMin, b.yMin) })
	var list []band
	bottom := 0.0
	for _, w := range sorted {
		if len(list) == 0 || w.yMin >= bottom {
			list = append(list, band{})
			bottom = w.yMax
		}
		last := &list[len(list)-1]
		last.words = append(last.words, w)
		bottom = max(bottom, w.yMax)
	}
	for i := range list {
		list[i].box = around(list[i].words)
		list[i].from, list[i].to = gap(list[i].words)
	}
	return list
}

// gap is the widest gap between words, from top to bottom, that is wide enough for one between columns.
func gap(words []word) (from, to float64) {
	sorted := slices.SortedStableFunc(slices.Values(words), func(a, b word) int { return cmp.Compare(a.xMin, b.xMin) })
	edge, height := sorted[0].xMax, 0.0
	for _, w := range sorted {
		height += w.height() / float64(len(sorted))
	}
	for _, w := range sorted {
		if w.xMin-edge > max(to-from, minGutter*height) {
			from, to = edge, w.xMin
		}
		edge = max(edge, w.xMax)
	}
	return from, to
}

// sides are the words on both sides of the gap.
func (b band) sides() (left, right []word) {
	if b.from == b.to {
		return b.words, nil
	}
	for _, w := range b.words {
		if w.xMax <= b.from {
			left = append(left, w)
		} else {
			right = append(right, w)
		}
	}
	return left, right
}

func isColumn(words []word, whole box) bool {
	if len(words) == 0 {
		return false
	}
	b := around(words)
	n := len(rows(words))
	return n >= minRows && len(words) >= minRowWords*n && b.xMax-b.xMin >= minColumn*(whole.xMax-whole.xMin)
}

func around(words []word) box {
	b := words[0].box
	for _, w := range words {
		b = union(b, w.box)
	}
	return b
}
