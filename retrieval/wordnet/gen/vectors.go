package main

import (
	"fmt"
	"math"
	"slices"
)

// learn returns a vector of length 1 for each of the corpus's most frequent stems; one that nothing
// is known of is left at zero.
func learn(c *corpus, relations [][]related, r *recipe) ([][]float64, error) {
	m := cooccurrences(c, r).informative(r.smoothing)
	found, values, err := components(m, r.dropped+r.dims, r)
	if err != nil {
		return nil, fmt.Errorf("learn vectors: %w", err)
	}
	rows := make([][]float64, m.rows())
	for i := range rows {
		row := found.RawRowView(i)[r.dropped:]
		for j := range row {
			row[j] *= math.Pow(math.Abs(values[r.dropped+j]), r.eigen)
		}
		normalise(row)
		rows[i] = row
	}
	return settle(rows, relations, r), nil
}

// settle draws related stems together: each round a vector becomes the sum of what was learned and
// of its related stems' vectors as they were the round before (retrofitting, Faruqui et al. 2015).
func settle(learned [][]float64, relations [][]related, r *recipe) [][]float64 {
	rows := learned
	for range r.rounds {
		next := make([][]float64, len(rows))
		parallel(len(rows), func(i int) {
			row := slices.Clone(learned[i])
			for _, other := range relations[i] {
				if int(other.stem) < len(rows) {
					addScaled(row, rows[other.stem], r.pull*other.weight)
				}
			}
			normalise(row)
			next[i] = row
		})
		rows = next
	}
	return rows
}

// addScaled adds f·x to row. The conversion keeps the compiler from fusing the two operations where
// a processor could, so that every processor rounds alike.
func addScaled(row, x []float64, f float64) {
	for i, v := range x {
		row[i] += float64(f * v)
	}
}

// normalise scales the row to length 1; a row of zeros stays.
func normalise(row []float64) {
	var sum float64
	for _, v := range row {
		sum += float64(v * v)
	}
	if sum == 0 {
		return
	}
	length := math.Sqrt(sum)
	for i := range row {
		row[i] /= length
	}
}
