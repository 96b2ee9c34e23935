package trees_test

import (
	"bytes"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"footnote/retrieval/trees"
)

// examples are points whose first two features decide; the third is noise.
func examples(n int) (rows [][]float32, labels, weights []float64) {
	r := rand.New(rand.NewPCG(1, 2))
	for range n {
		x := []float32{r.Float32(), r.Float32(), r.Float32()}
		label := 0.
		if x[0] > .5 && x[1] > .3 {
			label = 1
		}
		rows, labels, weights = append(rows, x), append(labels, label), append(weights, 1)
	}
	return rows, labels, weights
}

var options = trees.Options{Trees: 40, Depth: 3, Rate: .3, Smoothing: 1}

func TestTrainLearns(t *testing.T) {
	rows, labels, weights := examples(2000)
	f := trees.Train(rows, trees.Logistic(labels, weights), options)
	wrong := 0
	for i, x := range rows {
		if (f.Predict(x) > 0) != (labels[i] == 1) {
			wrong++
		}
	}
	if wrong > len(rows)/50 {
		t.Errorf("%d of %d wrong", wrong, len(rows))
	}
}

func TestSoftmaxRanksWithinGroups(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var rows [][]float32
	var labels, weights []float64
	var ends []int
	for range 300 { // what counts is the higher first feature of the group, wherever the group lies
		base := r.Float32()
		rows = append(rows, []float32{base, .1}, []float32{base + .2, .9}, []float32{base + .1, .5})
		labels, weights = append(labels, 0, 1, 0), append(weights, 1, 1, 1)
		ends = append(ends, len(rows))
	}
	f := trees.Train(rows, trees.Softmax(labels, weights, ends), options)
	for i := 0; i < len(rows); i += 3 {
		if f.Predict(rows[i+1]) <= max(f.Predict(rows[i]), f.Predict(rows[i+2])) {
			t.Fatalf("group %d: the right one is not first", i/3)
		}
	}
}

func TestDirectionsHold(t *testing.T) {
	rows, labels, weights := examples(2000)
	for i := range labels {
		labels[i] = 1 - labels[i] // more of feature 0 speaks against, but may not
	}
	o := options
	o.Increasing = []int{0}
	f := trees.Train(rows, trees.Logistic(labels, weights), o)
	for i := range 100 {
		low, high := []float32{.1, float32(i) / 100, .5}, []float32{.9, float32(i) / 100, .5}
		if f.Predict(high) < f.Predict(low) {
			t.Fatalf("at %v more of feature 0 lowers the sum from %v to %v", low[1], f.Predict(low), f.Predict(high))
		}
	}
}

// TestDirectionsHoldAmongOthers: feature 0 speaks for a yes where feature 1 is low and against it where that is high. Its trees
// split at feature 1 first or last; neither may turn feature 0 round.
func TestDirectionsHoldAmongOthers(t *testing.T) {
	var rows [][]float32
	var labels, weights []float64
	for i := range 400 {
		a, b := float32(i%2), float32(i/2%2)
		label := 0.
		if a != b || i%5 == 0 && a == 1 {
			label = 1
		}
		rows, labels, weights = append(rows, []float32{a, b}), append(labels, label), append(weights, 1)
	}
	for _, o := range []trees.Options{{Increasing: []int{0}}, {Decreasing: []int{0}}} {
		o.Trees, o.Depth, o.Rate, o.Smoothing = 20, 2, .5, 1
		f := trees.Train(rows, trees.Logistic(labels, weights), o)
		splits := 0
		for _, tree := range f.Trees {
			splits += len(tree.Splits)
		}
		if splits == 0 {
			t.Errorf("%+v: no tree splits, so that nothing is tested", o)
		}
		for b := range 2 {
			rise := f.Predict([]float32{1, float32(b)}) - f.Predict([]float32{0, float32(b)})
			if len(o.Increasing) > 0 && rise < 0 || len(o.Decreasing) > 0 && rise > 0 {
				t.Errorf("increasing %v, decreasing %v: where feature 1 is %d, feature 0 moves the sum by %v", o.Increasing, o.Decreasing, b, rise)
			}
		}
	}
}

func TestTrainRepeats(t *testing.T) {
	rows, labels, weights := examples(500)
	table := func(procs int) []byte {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		b, err := trees.Train(rows, trees.Logistic(labels, weights), options).AppendBinary(nil)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	one := table(1)
	for range 2 {
		if !bytes.Equal(one, table(4)) {
			t.Error("the table depends on the number of cores")
		}
	}
}

// TestTablesThatCannotComeBack: what UnmarshalBinary would refuse is not written.
func TestTablesThatCannotComeBack(t *testing.T) {
	deep := trees.Tree{Splits: make([]trees.Split, 11), Leaves: make([]float32, 1<<11)}
	for name, f := range map[string]trees.Forest{
		"deep":          {Features: 1, Trees: []trees.Tree{deep}},
		"many trees":    {Features: 1, Trees: make([]trees.Tree, 10_001)},
		"many features": {Features: 1 << 16},
	} {
		if _, err := f.AppendBinary(nil); err == nil {
			t.Errorf("%s: written without an error", name)
		}
	}
}

func TestTableComesBack(t *testing.T) {
	rows, labels, weights := examples(500)
	f := trees.Train(rows, trees.Logistic(labels, weights), options)
	table, err := f.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	var g trees.Forest
	if err := g.UnmarshalBinary(table); err != nil {
		t.Fatal(err)
	}
	for _, x := range rows {
		if f.Predict(x) != g.Predict(x) {
			t.Fatalf("%v: %v before, %v after", x, f.Predict(x), g.Predict(x))
		}
	}
	for _, broken := range [][]byte{nil, []byte("FNT0"), table[:len(table)-1], append(bytes.Clone(table), 0)} {
		if err := new(trees.Forest).UnmarshalBinary(broken); err == nil {
			t.Errorf("a table of %d bytes was taken", len(broken))
		}
	}
}

func FuzzUnmarshal(f *testing.F) {
	rows, labels, weights := examples(100)
	table, _ := trees.Train(rows, trees.Logistic(labels, weights), trees.Options{Trees: 2, Depth: 2, Rate: .3, Smoothing: 1}).AppendBinary(nil)
	f.Add(table)
	f.Fuzz(func(t *testing.T, b []byte) {
		var forest trees.Forest
		if forest.UnmarshalBinary(b) != nil {
			return
		}
		if again, _ := forest.AppendBinary(nil); !bytes.Equal(again, b) && !hasNaN(&forest) {
			t.Errorf("%x was read as %x", b, again)
		}
		forest.Predict(make([]float32, forest.Features))
	})
}

// hasNaN reports whether a number did not survive: NaNs have many forms.
func hasNaN(f *trees.Forest) bool {
	for _, s := range f.Slopes {
		if math.IsNaN(float64(s)) {
			return true
		}
	}
	for _, t := range f.Trees {
		for _, l := range t.Leaves {
			if math.IsNaN(float64(l)) {
				return true
			}
		}
		for _, s := range t.Splits {
			if math.IsNaN(float64(s.Threshold)) {
				return true
			}
		}
	}
	return math.IsNaN(float64(f.Bias))
}

func BenchmarkPredict(b *testing.B) {
	rows, labels, weights := examples(500)
	f := trees.Train(rows, trees.Logistic(labels, weights), trees.Options{Trees: 150, Depth: 5, Rate: .1, Smoothing: 1})
	for b.Loop() {
		f.Predict(rows[0])
	}
}

// Trees know nothing beyond the examples; the line goes on there. More of what speaks for an example never stops to count.
func TestLineGoesOn(t *testing.T) {
	rows, labels, weights := examples(2000)
	f := trees.Train(rows, trees.Logistic(labels, weights), options)
	if inside, beyond := f.Predict([]float32{1, 1, .5}), f.Predict([]float32{3, 1, .5}); beyond <= inside+1 {
		t.Errorf("the sum is %v at 1 and %v at 3", inside, beyond)
	}
	o := options
	o.Decreasing = []int{0} // where more of it speaks for
	if slope := trees.Train(rows, trees.Logistic(labels, weights), o).Slopes[0]; slope > 0 {
		t.Errorf("the slope of a decreasing feature is %v", slope)
	}
}
