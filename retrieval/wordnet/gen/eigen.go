package main

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"gonum.org/v1/gonum/mat"
)

// components returns the n eigenvectors of m of largest absolute eigenvalue as the columns of a
// matrix, with their eigenvalues. It iterates a random subspace (Halko, Martinsson and Tropp 2011).
// Every sum is taken in an order that does not depend on the number of processors.
func components(m *matrix, n int, r *recipe) (*mat.Dense, []float64, error) {
	width := n + r.oversampling
	if m.rows() < width {
		return nil, nil, fmt.Errorf("want %d components of %d stems", width, m.rows())
	}
	random := rand.New(rand.NewPCG(r.seed, 0))
	q := mat.NewDense(m.rows(), width, nil)
	q.Apply(func(_, _ int, _ float64) float64 { return random.NormFloat64() }, q)
	for range r.iterations {
		var err error
		if q, err = orthonormal(m.times(q)); err != nil {
			return nil, nil, err
		}
	}
	return project(m, q, n)
}

// project solves the eigenproblem inside the subspace that the columns of q span.
func project(m *matrix, q *mat.Dense, n int) (*mat.Dense, []float64, error) {
	small := product(q.T(), m.times(q))
	var eigen mat.EigenSym
	if !eigen.Factorize(symmetric(small), true) {
		return nil, nil, errors.New("the eigenvalues did not converge")
	}
	values := eigen.Values(nil)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(math.Abs(values[b]), math.Abs(values[a])) })
	chosen, best := mat.NewDense(len(values), n, nil), make([]float64, n)
	for to, from := range order[:n] {
		chosen.SetCol(to, mat.Col(nil, from, &vectors))
		best[to] = values[from]
	}
	return product(q, chosen), best, nil
}

// orthonormal returns columns that span those of y. Cholesky QR loses digits when the columns lie
// close together; doing it twice restores them.
func orthonormal(y *mat.Dense) (*mat.Dense, error) {
	for range 2 {
		var c mat.Cholesky
		if !c.Factorize(symmetric(product(y.T(), y))) {
			return nil, errors.New("the matrix has fewer components than were asked for")
		}
		var upper, inverse mat.TriDense
		c.UTo(&upper)
		if err := inverse.InverseTri(&upper); err != nil {
			return nil, err
		}
		y = product(y, &inverse)
	}
	return y, nil
}

func product(a, b mat.Matrix) *mat.Dense {
	var p mat.Dense
	p.Mul(a, b)
	return &p
}

func symmetric(m *mat.Dense) *mat.SymDense {
	n, _ := m.Dims()
	s := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			s.SetSym(i, j, (m.At(i, j)+m.At(j, i))/2)
		}
	}
	return s
}

// times returns m·x. Each row is one goroutine's work, so its sum is always taken in the same order.
func (m *matrix) times(x *mat.Dense) *mat.Dense {
	_, width := x.Dims()
	y := mat.NewDense(m.rows(), width, nil)
	parallel(m.rows(), func(r int) {
		sum := y.RawRowView(r)
		for i := m.starts[r]; i < m.starts[r+1]; i++ {
			addScaled(sum, x.RawRowView(int(m.columns[i])), m.values[i])
		}
	})
	return y
}

// parallel calls f for 0 to n-1 on all processors.
func parallel(n int, f func(int)) {
	const block = 64
	var group sync.WaitGroup
	starts := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for start := range starts {
				for i := start; i < min(start+block, n); i++ {
					f(i)
				}
			}
		})
	}
	for start := 0; start < n; start += block {
		starts <- start
	}
	close(starts)
	group.Wait()
}
