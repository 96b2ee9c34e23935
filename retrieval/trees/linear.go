package trees

import (
	"math"
	"slices"
)

// How the linear part is fitted.
const (
	newtonSteps = 25
	// caution multiplies the curvature. An objective gives that of each example by itself; where examples of a group
	// compete, the whole has at most twice as much, so that no step goes too far.
	caution = 2
	sweeps  = 40  // over the features, at each step
	ridge   = .01 // pulls slopes towards 0, in standard deviations of the features, as a share of the curvature
	blocks  = 64  // parts of the examples, each summed up by itself: the same on any number of cores
)

// fitLinear makes the forest's slopes and bias, and the sums of what they predict. It takes Newton steps, each solved by
// descent along one feature after the other (Friedman, Hastie, Tibshirani, "Regularization paths for generalized linear
// models via coordinate descent", 2010), so that a slope that would go against its feature's direction stays 0.
func (t *trainer) fitLinear(f *Forest, examples [][]float32, objective Objective) {
	l := newLinear(t, examples)
	for range newtonSteps {
		l.predict()
		objective(t.sums, t.gradient, t.curvature)
		l.descend()
	}
	f.Bias, f.Slopes = l.model()
	for i, x := range examples {
		t.sums[i] = float64(f.linear(x))
	}
}

// linear is a linear model in the making. Features are standardised; the last one is 1 for all.
type linear struct {
	t          *trainer
	rows       [][]float32
	mean, unit []float64 // by feature; a unit of 0 leaves the feature out
	slopes     []float64
}

func newLinear(t *trainer, examples [][]float32) *linear {
	n := len(t.binned)
	l := &linear{t: t, rows: examples, mean: make([]float64, n), unit: make([]float64, n), slopes: make([]float64, n+1)}
	each(n, func(f int) {
		var sum, squares float64
		for _, x := range examples {
			sum += float64(x[f])
			squares += float64(x[f]) * float64(x[f])
		}
		l.mean[f] = sum / float64(len(examples))
		if deviation := math.Sqrt(max(0, squares/float64(len(examples))-l.mean[f]*l.mean[f])); deviation > 1e-6 {
			l.unit[f] = 1 / deviation
		}
	})
	return l
}

// standard writes the standardised features of an example to dst.
func (l *linear) standard(dst []float64, x []float32) {
	for f, v := range x {
		dst[f] = (float64(v) - l.mean[f]) * l.unit[f]
	}
	dst[len(x)] = 1
}

// inBlocks calls do for each block of the examples, which are from up to to.
func (l *linear) inBlocks(do func(block, from, to int)) {
	each(blocks, func(b int) { do(b, b*len(l.rows)/blocks, (b+1)*len(l.rows)/blocks) })
}

func (l *linear) predict() {
	l.inBlocks(func(_, from, to int) {
		row := make([]float64, len(l.slopes))
		for i := from; i < to; i++ {
			l.standard(row, l.rows[i])
			sum := 0.
			for f, v := range row {
				sum += v * l.slopes[f]
			}
			l.t.sums[i] = sum
		}
	})
}

// normal is the gradient and the curvature of the loss in the slopes.
type normal struct {
	gradient  []float64
	curvature [][]float64 // the lower triangle
}

func newNormal(n int) normal {
	m := normal{gradient: make([]float64, n), curvature: make([][]float64, n)}
	for f := range m.curvature {
		m.curvature[f] = make([]float64, f+1)
	}
	return m
}

func (m *normal) add(row []float64, gradient, curvature float64) {
	for f, v := range row {
		m.gradient[f] += gradient * v
		v *= curvature
		for g, w := range row[:f+1] {
			m.curvature[f][g] += v * w
		}
	}
}

func (m *normal) merge(o *normal) {
	for f := range m.gradient {
		m.gradient[f] += o.gradient[f]
		for g, c := range o.curvature[f] {
			m.curvature[f][g] += c
		}
	}
}

func (m *normal) at(f, g int) float64 { return m.curvature[max(f, g)][min(f, g)] }

// gather adds up the examples, of which those without curvature say nothing.
func (l *linear) gather() normal {
	parts := make([]normal, blocks)
	l.inBlocks(func(b, from, to int) {
		parts[b] = newNormal(len(l.slopes))
		row := make([]float64, len(l.slopes))
		for i := from; i < to; i++ {
			if l.t.curvature[i] > 0 {
				l.standard(row, l.rows[i])
				parts[b].add(row, l.t.gradient[i], caution*l.t.curvature[i])
			}
		}
	})
	sum := newNormal(len(l.slopes))
	for b := range parts {
		sum.merge(&parts[b])
	}
	return sum
}

// descend takes one step: it lowers the quadratic that has the loss's gradient and curvature here.
func (l *linear) descend() {
	m := l.gather()
	last := len(l.slopes) - 1
	penalty := ridge * m.at(last, last)
	before := slices.Clone(l.slopes)
	for range sweeps {
		for f := range l.slopes {
			if f < last && l.unit[f] == 0 {
				continue
			}
			slope, bend := m.gradient[f], m.at(f, f)
			for g := range l.slopes {
				slope += m.at(f, g) * (l.slopes[g] - before[g])
			}
			if f < last {
				slope, bend = slope+penalty*l.slopes[f], bend+penalty
			}
			l.slopes[f] = l.allowed(f, l.slopes[f]-slope/(bend+1e-9))
		}
	}
}

// allowed is the slope, or 0 where it goes against the feature's direction.
func (l *linear) allowed(f int, slope float64) float64 {
	if f < len(l.t.direction) && slope*float64(l.t.direction[f]) < 0 {
		return 0
	}
	return slope
}

// model is the bias and the slopes for features as they come.
func (l *linear) model() (bias float32, slopes []float32) {
	n := len(l.mean)
	b := l.slopes[n]
	slopes = make([]float32, n)
	for f := range slopes {
		slopes[f] = float32(l.slopes[f] * l.unit[f])
		b -= l.slopes[f] * l.unit[f] * l.mean[f]
	}
	return float32(b), slopes
}
