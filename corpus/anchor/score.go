package anchor

import "footnote/corpus"

// The weights of what speaks for a place, as web annotation clients use them.
const (
	quoteWeight    = 50
	prefixWeight   = 20
	suffixWeight   = 20
	positionWeight = 2
)

// score weighs how well a place agrees with the anchor; similarities are in [0, 1].
func (a Anchor) score(quote, before, behind float64, start, length int) float64 {
	position := 1 - float64(abs(start-a.Start))/float64(max(length, a.Start, 1))
	total := quoteWeight*quote + prefixWeight*before + suffixWeight*behind + positionWeight*position
	return total / (quoteWeight + prefixWeight + suffixWeight + positionWeight)
}

// context is how much of the anchor's context is left around a span. A side that had none agrees.
func (a Anchor) context(text string, span corpus.Span) (before, behind float64) {
	return similarity(a.Prefix, lastRunes(text[:span.Start], contextLength)),
		similarity(a.Suffix, firstRunes(text[span.End:], contextLength))
}

// similarity is 1 less the edit distance of two short texts, as a share of the first one's length.
func similarity(want, got string) float64 {
	if want == "" || want == got {
		return 1
	}
	w := []rune(want)
	return max(0, 1-float64(distance(w, []rune(got)))/float64(len(w)))
}

// distance is the Levenshtein distance.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		corner := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := corner
			if x != y {
				cost++
			}
			corner = row[j+1]
			row[j+1] = min(cost, row[j]+1, corner+1)
		}
	}
	return row[len(b)]
}

func abs(n int) int { return max(n, -n) }
