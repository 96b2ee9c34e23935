package trees

import (
	"math"
	"runtime"
	"slices"
	"sync"
)

// Options of Train.
type Options struct {
	Trees int     // how many trees are grown
	Depth int     // splits of a tree, at most 10
	Rate  float64 // share of each tree's step that is taken
	// Smoothing is added to the curvature of a leaf: the larger, the less a leaf of few examples says.
	Smoothing float64
	// Increasing lists features of which more may never lower the sum of a leaf's tree, Decreasing those of which more may never raise it.
	Increasing, Decreasing []int
}

// bins is how many values of a feature are told apart.
const bins = 64

// Objective gives, for the current sums, the gradient of the loss and its curvature for each example.
type Objective func(sums []float64, gradient, curvature []float64)

// Train fits a linear model and grows trees that lower the objective's loss further (Friedman, "Greedy function approximation: a
// gradient boosting machine", 2001, with second-order steps). It is deterministic, whatever the number of cores.
func Train(examples [][]float32, objective Objective, o Options) *Forest {
	t := newTrainer(examples, o)
	f := &Forest{Features: len(examples[0])}
	t.fitLinear(f, examples, objective)
	for range o.Trees {
		objective(t.sums, t.gradient, t.curvature)
		f.Trees = append(f.Trees, t.grow())
	}
	return f
}

type trainer struct {
	o                   Options
	n                   int
	thresholds          [][]float32 // by feature, ascending
	binned              [][]uint8   // by feature, by example
	sums                []float64
	gradient, curvature []float64
	leaf                []uint16
	direction           []int // by feature: +1 increasing, -1 decreasing, 0 free
}

func newTrainer(examples [][]float32, o Options) *trainer {
	n, features := len(examples), len(examples[0])
	t := &trainer{o: o, n: n, sums: make([]float64, n), gradient: make([]float64, n), curvature: make([]float64, n), leaf: make([]uint16, n)}
	t.thresholds, t.binned = make([][]float32, features), make([][]uint8, features)
	each(features, func(f int) {
		column := make([]float32, n)
		for i, x := range examples {
			column[i] = x[f]
		}
		t.thresholds[f] = quantiles(column)
		t.binned[f] = make([]uint8, n)
		for i, v := range column {
			at, _ := slices.BinarySearch(t.thresholds[f], v)
			t.binned[f][i] = uint8(at)
		}
	})
	t.direction = make([]int, features)
	for _, f := range o.Increasing {
		t.direction[f] = 1
	}
	for _, f := range o.Decreasing {
		t.direction[f] = -1
	}
	return t
}

// each calls f for 0 to n-1 on all cores.
func each(n int, f func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// quantiles are up to bins-1 thresholds that cut the values into parts of about the same size.
func quantiles(column []float32) []float32 {
	sorted := slices.Clone(column)
	slices.Sort(sorted)
	var cuts []float32
	for i := 1; i < bins; i++ {
		v := sorted[i*len(sorted)/bins]
		if v < sorted[len(sorted)-1] && (len(cuts) == 0 || v > cuts[len(cuts)-1]) {
			cuts = append(cuts, v)
		}
	}
	return cuts
}

// grow fits one tree to the gradients and adds its step to the sums.
func (t *trainer) grow() Tree {
	var tree Tree
	clear(t.leaf)
	for level := range t.o.Depth {
		s, bin, gain := t.bestSplit(1 << level)
		if gain <= 0 {
			break
		}
		tree.Splits = append(tree.Splits, s)
		column := t.binned[s.Feature]
		for i := range t.leaf {
			if int(column[i]) > bin {
				t.leaf[i] |= 1 << level
			}
		}
	}
	tree.Leaves = t.leaves(tree.Splits)
	for i, l := range t.leaf {
		t.sums[i] += float64(tree.Leaves[l])
	}
	return tree
}

// leaves are the Newton steps, shrunk by the rate. Leaves that would go against a feature's direction, as those of a
// split can once others divide them, take a step together.
func (t *trainer) leaves(splits []Split) []float32 {
	n := 1 << len(splits)
	g, h, pool := make([]float64, n), make([]float64, n), make([]int, n)
	for i, l := range t.leaf {
		g[l] += t.gradient[i]
		h[l] += t.curvature[i]
	}
	for l := range pool {
		pool[l] = l
	}
	step := func(l int) float64 { return -t.o.Rate * g[pool[l]] / (h[pool[l]] + t.o.Smoothing) }
	join := func(a, b int) {
		g[a] += g[b]
		h[a] += h[b]
		for l := range pool {
			if pool[l] == b {
				pool[l] = a
			}
		}
	}
	for joined := true; joined; {
		joined = false
		for bit, s := range splits {
			direction := float64(t.direction[s.Feature])
			for l := range n {
				if above := l | 1<<bit; above != l && direction*(step(above)-step(l)) < 0 {
					join(pool[l], pool[above])
					joined = true
				}
			}
		}
	}
	leaves := make([]float32, n)
	for l := range leaves {
		leaves[l] = float32(step(l))
	}
	return leaves
}

// bestSplit finds the question that lowers the loss most when put to all leaves.
func (t *trainer) bestSplit(leaves int) (best Split, bin int, gain float64) {
	gains, cuts := make([]float64, len(t.binned)), make([]int, len(t.binned))
	each(len(t.binned), func(f int) { gains[f], cuts[f] = t.bestCut(f, leaves) })
	feature := 0
	for f := range gains {
		if gains[f] > gains[feature] {
			feature = f
		}
	}
	if gains[feature] <= 0 {
		return Split{}, 0, 0
	}
	bin = cuts[feature]
	return Split{Feature: uint16(feature), Threshold: t.thresholds[feature][bin]}, bin, gains[feature]
}

func (t *trainer) bestCut(f, leaves int) (gain float64, cut int) {
	g, h := make([]float64, leaves*bins), make([]float64, leaves*bins)
	for i, b := range t.binned[f] {
		at := int(t.leaf[i])*bins + int(b)
		g[at] += t.gradient[i]
		h[at] += t.curvature[i]
	}
	gains := make([]float64, len(t.thresholds[f]))
	for l := range leaves {
		t.addGains(gains, g[l*bins:(l+1)*bins], h[l*bins:(l+1)*bins], t.direction[f])
	}
	for i, x := range gains {
		if x > gain {
			gain, cut = x, i
		}
	}
	return gain, cut
}

// addGains adds to each cut what it gains in one leaf. A cut that would go against a feature's
// direction in any leaf is worth nothing.
func (t *trainer) addGains(gains, g, h []float64, direction int) {
	var allG, allH, lowG, lowH float64
	for b := range g {
		allG += g[b]
		allH += h[b]
	}
	worth := func(g, h float64) float64 { return g * g / (h + t.o.Smoothing) }
	for cut := range gains {
		lowG += g[cut]
		lowH += h[cut]
		step := -(allG-lowG)/(allH-lowH+t.o.Smoothing) + lowG/(lowH+t.o.Smoothing)
		if direction != 0 && step*float64(direction) < 0 {
			gains[cut] = math.Inf(-1)
			continue
		}
		gains[cut] += worth(lowG, lowH) + worth(allG-lowG, allH-lowH) - worth(allG, allH)
	}
}
