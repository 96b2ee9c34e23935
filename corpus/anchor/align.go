package anchor

import (
	"math"
	"slices"
)

// alignment pairs the words of a quotation with those of a text.
type alignment struct {
	// steps lead through both, in order.
	steps []step
	// first and end bound the text's words that take part.
	first, end int
	// similarity is 1 less the letters that differ, as a share of the quotation's; at least 0.
	similarity float64
}

// step is a pair of words, or a word of one side alone, whose partner is -1.
type step struct{ quoted, found int }

const (
	// minBand and maxBand bound how many words a quotation and its place may be out of step; between them it is
	// half the quotation.
	minBand = 24
	maxBand = 64
	// never is more than any alignment costs, and twice that still fits.
	never = math.MaxInt32 / 2
)

// The ways into a cell.
const (
	fromStart byte = iota
	fromPair
	fromQuoted
	fromFound
)

// grid is the table of an alignment: for each word of the quotation a band of the text's words around the diagonal
// on which they are expected.
type grid struct {
	quoted, found []word
	// lead is the text's word at which the quotation is expected to begin.
	lead, band int
	ways       []byte
}

// align finds the words of the text that agree best with the whole quotation: the sum of the letters in words
// that were put in, left out or changed is least. What stands before and behind them costs nothing.
func align(quoted, found []word, lead int) alignment {
	if len(quoted) == 0 {
		return alignment{}
	}
	g := &grid{quoted: quoted, found: found, lead: lead, band: min(max(minBand, len(quoted)/2), maxBand)}
	g.ways = make([]byte, (len(quoted)+1)*g.width())
	cost, end := g.fill()
	letters := 0
	for _, w := range quoted {
		letters += len(w.key)
	}
	a := alignment{similarity: max(0, 1-float64(cost)/float64(letters))}
	a.trace(g, end)
	return a
}

func (g *grid) width() int { return 2*g.band + 1 }

// column is the text's word that the k-th cell of a row stands behind.
func (g *grid) column(row, k int) int { return g.lead + row + k - g.band }

// fill computes all cells row by row and returns the least cost with the k of its cell in the last row.
func (g *grid) fill() (cost int32, k int) {
	above, row := make([]int32, g.width()+1), make([]int32, g.width()+1)
	for k := range above {
		above[k] = never
		if c := g.column(0, k); k < g.width() && c >= 0 && c <= len(g.found) {
			above[k] = 0
		}
	}
	for i := range g.quoted {
		g.fillRow(i+1, above, row)
		above, row = row, above
	}
	cost = never
	for j, c := range above[:g.width()] {
		if c < cost || c == cost && abs(j-g.band) < abs(k-g.band) {
			cost, k = c, j
		}
	}
	return cost, k
}

// fillRow computes a row from the one above. In a band, the cell above is one to the right, the one before the pair
// is in the same place, and behind the last cell stands one that can never be reached.
func (g *grid) fillRow(row int, above, to []int32) {
	q := g.quoted[row-1]
	to[g.width()] = never
	for k := range g.width() {
		c := g.column(row, k)
		best, way := int32(never), fromStart
		if c >= 0 && c <= len(g.found) {
			best, way = above[k+1]+int32(len(q.key)), fromQuoted
			if c > 0 {
				f := g.found[c-1].key
				// Most pairs cost too much whatever their words are, so those are not looked at.
				if above[k] <= best {
					if cost := above[k] + change(q.key, f); cost <= best {
						best, way = cost, fromPair
					}
				}
				if k > 0 && to[k-1]+int32(len(f)) < best {
					best, way = to[k-1]+int32(len(f)), fromFound
				}
			}
		}
		to[k] = min(best, never)
		g.ways[row*g.width()+k] = way
	}
}

// change is the cost of one word in another's place: the letters that they do not share at their beginnings and
// ends. Words that share less than half cost a little more than the longer one, so that at the quotation's ends
// leaving one out is cheaper.
func change(a, b string) int32 {
	if a == b {
		return 0
	}
	longer, shorter := max(len(a), len(b)), min(len(a), len(b))
	shared := 0
	for shared < shorter && a[shared] == b[shared] {
		shared++
	}
	for back := 0; shared < shorter && a[len(a)-1-back] == b[len(b)-1-back]; back++ {
		shared++
	}
	if 2*shared < longer {
		return int32(longer + 1)
	}
	return int32(longer - shared)
}

// trace follows the ways back from a cell of the last row.
func (a *alignment) trace(g *grid, k int) {
	row := len(g.quoted)
	a.end = g.column(row, k)
	for row > 0 {
		c := g.column(row, k)
		switch g.ways[row*g.width()+k] {
		case fromPair:
			a.steps = append(a.steps, step{row - 1, c - 1})
			row--
		case fromQuoted:
			a.steps = append(a.steps, step{row - 1, -1})
			row, k = row-1, k+1
		case fromFound:
			a.steps = append(a.steps, step{-1, c - 1})
			k--
		default: // the band does not meet the text
			*a = alignment{}
			return
		}
	}
	a.first = g.column(0, k)
	slices.Reverse(a.steps)
}
