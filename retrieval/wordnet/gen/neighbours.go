package main

import (
	"cmp"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// vector is a row of the table: a stem and its quantised numbers.
type vector struct {
	stem string
	row  []int8
}

// nearest returns for each vector the positions of the n others of largest cosine, equal ones by position.
// The dot products are of whole numbers and exact, so no order of summing can change them.
func nearest(vectors []vector, n int) [][]int {
	const block = 256
	all, scales := dense(vectors)
	out := make([][]int, len(vectors))
	for start := 0; start < len(vectors); start += block {
		end := min(start+block, len(vectors))
		dots := product(all.Slice(start, end, 0, len(vectors[0].row)), all.T())
		parallel(end-start, func(i int) {
			out[start+i] = largest(dots.RawRowView(i), scales, start+i, n)
		})
	}
	return out
}

// dense returns the vectors as a matrix and the inverse of their lengths.
func dense(vectors []vector) (*mat.Dense, []float64) {
	m := mat.NewDense(len(vectors), len(vectors[0].row), nil)
	scales := make([]float64, len(vectors))
	for i, v := range vectors {
		row := m.RawRowView(i)
		for j, x := range v.row {
			row[j] = float64(x)
		}
		scales[i] = 1 / mat.Norm(m.RowView(i), 2)
	}
	return m, scales
}

// largest returns the positions of the n largest cosines in a row of dot products, leaving out self.
func largest(dots, scales []float64, self, n int) []int {
	byCosine := func(a, b int) int {
		return cmp.Or(cmp.Compare(dots[b]*scales[b], dots[a]*scales[a]), cmp.Compare(a, b))
	}
	best := make([]int, 0, n+1)
	for i := range dots {
		if i == self || len(best) == n && byCosine(i, best[n-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, i, byCosine)
		best = slices.Insert(best, at, i)
		best = best[:min(len(best), n)]
	}
	return best
}
