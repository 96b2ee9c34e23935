package wordnet_test

import (
	"math"
	"slices"
	"testing"
)

func TestPool(t *testing.T) {
	table := load(t)
	pool := func(weight func(string) float32, stems ...string) []float32 {
		v := make([]float32, table.Dims())
		v[0] = 5
		table.Pool(stems, weight, v)
		return v
	}
	fixed := func(w float32) func(string) float32 { return func(string) float32 { return w } }
	onlyShip := func(stem string) float32 {
		if stem == "ship" {
			return 1
		}
		return 0
	}
	same := pool(nil, "ship", "money", "smuggl")
	tests := []struct {
		name       string
		have, want []float32
	}{
		{"one stem is its vector", pool(nil, "ship"), vector(t, table, "ship")},
		{"a stem twice is the stem", pool(nil, "ship", "ship"), vector(t, table, "ship")},
		{"order does not matter", pool(nil, "smuggl", "ship", "money"), same},
		{"nil weighs all alike", pool(fixed(1), "ship", "money", "smuggl"), same},
		{"only proportions of weights matter", pool(fixed(250), "ship", "money", "smuggl"), same},
		{"unknown stems add nothing", pool(nil, "ship", "the", "money", "qqqq", "smuggl"), same},
		{"weight 0 adds nothing", pool(onlyShip, "ship", "money", "smuggl"), vector(t, table, "ship")},
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
	twice := pool(nil, "ship", "ship", "money")
	if ship := vector(t, table, "ship"); dot(twice, ship) <= dot(pool(nil, "ship", "money"), ship) {
		t.Error("a stem that stands twice does not count more than once")
	}
}

func TestPoolOfNothing(t *testing.T) {
	table := load(t)
	fixed := func(w float64) func(string) float32 { return func(string) float32 { return float32(w) } }
	tests := []struct {
		name   string
		stems  []string
		weight func(string) float32
	}{
		{"no stems", nil, nil},
		{"unknown stems", []string{"the", "", "qqqq"}, nil},
		{"weight 0", []string{"ship"}, fixed(0)},
		{"negative weight", []string{"ship"}, fixed(-1)},
		{"weight that is no number", []string{"ship"}, fixed(math.NaN())},
		{"infinite weight", []string{"ship", "money"}, fixed(math.Inf(1))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := slices.Repeat([]float32{3}, table.Dims())
			if table.Pool(tt.stems, tt.weight, v) {
				t.Error("Pool found a direction")
			}
			if slices.ContainsFunc(v, func(x float32) bool { return x != 0 }) {
				t.Error("dst is not zero")
			}
		})
	}
}
