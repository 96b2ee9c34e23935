package retrieval_test

import (
	"context"
	"math"
	"testing"

	"footnote/retrieval"
)

// TestEmbedders holds every embedder to the interface's promises.
func TestEmbedders(t *testing.T) {
	for _, e := range []retrieval.Embedder{retrieval.BuiltIn()} {
		t.Run(e.Model(), func(t *testing.T) { conform(t, e) })
	}
}

func conform(t *testing.T, e retrieval.Embedder) {
	english := func(terms ...string) retrieval.Input { return retrieval.Input{Terms: terms, Language: "en"} }
	inputs := []retrieval.Input{
		english("car", "engin"), english("vehicl", "motor"), english("banana", "peel"), english(),
		{Terms: []string{"мост", "построил"}, Language: "ru"}, {Terms: []string{"мост", "построен"}, Language: "ru"}, {Terms: []string{"река"}, Language: "ru"},
	}
	vectors, err := e.Embed(t.Context(), inputs)
	if err != nil || len(vectors) != len(inputs) {
		t.Fatalf("%d vectors for %d inputs, error %v", len(vectors), len(inputs), err)
	}
	for i, v := range vectors {
		if len(v) != len(vectors[0]) {
			t.Errorf("vector %d has %d dimensions, the first %d", i, len(v), len(vectors[0]))
		}
		if length := math.Sqrt(dot(v, v)); math.Abs(length-1) > 1e-3 && length != 0 {
			t.Errorf("vector %d has length %v", i, length)
		}
	}
	if dot(vectors[3], vectors[3]) != 0 {
		t.Error("an input without terms has a vector")
	}
	if like, unlike := dot(vectors[0], vectors[1]), dot(vectors[0], vectors[2]); like <= unlike {
		t.Errorf("car engine is nearer to banana peel (%v) than to vehicle motor (%v)", unlike, like)
	}
	if like, unlike := dot(vectors[4], vectors[5]), dot(vectors[4], vectors[6]); like <= unlike {
		t.Errorf("a bridge built is nearer to a river (%v) than to another form of itself (%v)", unlike, like)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Embed(ctx, inputs); err == nil {
		t.Error("a cancelled context is no error")
	}
}

func dot(a, b []float32) float64 {
	sum := 0.
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}
