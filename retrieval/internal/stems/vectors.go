package stems

import (
	"errors"
	"fmt"
	"math"
)

// Vectors are rows of signed bytes, one for each stem of a Lexicon. Only their directions count. They keep no copy of
// the rows, and 8 bytes a row besides.
type Vectors struct {
	dims int
	rows string
	// scales holds the inverse of each row's length, surpluses what it adds to its raised products.
	scales    []float32
	surpluses []int32
}

// NewVectors checks and measures the rows, of dims bytes each, of the stems of l. A row of zeros, which has no
// direction, is an error.
func NewVectors(l *Lexicon, dims int, rows string) (Vectors, error) {
	v := Vectors{dims: dims, rows: rows, scales: make([]float32, l.Len()), surpluses: make([]int32, l.Len())}
	if dims == 0 {
		return Vectors{}, errors.New("the vectors have no dimensions")
	}
	if want := l.Len() * dims; len(rows) != want {
		return Vectors{}, fmt.Errorf("the vectors have %d bytes, want %d", len(rows), want)
	}
	for i := range v.scales {
		surplus, square := measure(v.row(i))
		if square == 0 {
			return Vectors{}, fmt.Errorf("the vector of stem %q is zero", l.At(i))
		}
		v.surpluses[i], v.scales[i] = surplus, float32(1/math.Sqrt(float64(square)))
	}
	return v, nil
}

// Dims is the length of a row.
func (v *Vectors) Dims() int { return v.dims }

func (v *Vectors) row(i int) string { return v.rows[i*v.dims : (i+1)*v.dims] }

// Add adds row i, scaled to length weight, to dst. It panics if dst is shorter than Dims.
func (v *Vectors) Add(dst []float32, i int, weight float32) {
	row, f := v.row(i), weight*v.scales[i]
	dst = dst[:len(row)]
	for k := range dst {
		dst[k] += f * float32(int8(row[k]))
	}
}

// Cosine is that of the angle between rows i and j, at most 1. It is exact but for the last product: the sum is of
// whole numbers below 2^24.
func (v *Vectors) Cosine(i, j int) float32 {
	return min(float32(v.dot(i, j))*v.scales[i]*v.scales[j], 1)
}

// dot is the product of rows i and j.
func (v *Vectors) dot(i, j int) int32 {
	return raisedDot(v.row(i), v.row(j)) - v.surpluses[i] - v.surpluses[j]
}
