package wordnet_test

import (
	"math"
	"slices"
	"testing"
)

func TestPool(t *testing.T) {
	table := load(t)
	pool := func(stems ...string) []float32 {
		v := make([]float32, table.Dims())
		v[0] = 5
		table.Pool(stems, v)
		return v
	}
	same := pool("ship", "money", "smuggl")
	tests := []struct {
		name       string
		have, want []float32
	}{
		{"one stem is its vector", pool("ship"), vector(t, table, "ship")},
		{"a stem twice is the stem", pool("ship", "ship"), vector(t, table, "ship")},
		{"order does not matter", pool("smuggl", "ship", "money"), same},
		{"unknown stems add nothing", pool("ship", "the", "money", "qqqq", "smuggl"), same},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if cosine := dot(tt.have, tt.want); math.Abs(cosine-1) > 1e-5 {
				t.Errorf("cosine is %v, want 1", cosine)
			}
			if length := dot(tt.have, tt.have); math.Abs(length-1) > 1e-5 {
				t.Errorf("squared length is %v, want 1", length)
			}
		})
	}
	twice := pool("ship", "ship", "money")
	if ship := vector(t, table, "ship"); dot(twice, ship) <= dot(pool("ship", "money"), ship) {
		t.Error("a stem that stands twice does not count more than once")
	}
}

func TestPoolOfNothing(t *testing.T) {
	table := load(t)
	for _, stems := range [][]string{nil, {"the", "", "qqqq"}} {
		v := slices.Repeat([]float32{3}, table.Dims())
		if table.Pool(stems, v) {
			t.Errorf("the pool of %q has a direction", stems)
		}
		if slices.ContainsFunc(v, func(x float32) bool { return x != 0 }) {
			t.Errorf("the pool of %q is not zero", stems)
		}
	}
}
