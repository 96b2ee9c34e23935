package retrieval_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"footnote/retrieval"
)

// TestStores holds every vector store to the interface's promises, and chromem-go's to those that it
// would not keep by itself: an order among equals, asking for more than there is, one dimension.
func TestStores(t *testing.T) {
	for name, open := range map[string]func() (retrieval.Store, error){"chromem": retrieval.NewChromemStore} {
		t.Run(name, func(t *testing.T) {
			s, err := open()
			if err != nil {
				t.Fatal(err)
			}
			conformStore(t, s)
			if s, err = open(); err != nil {
				t.Fatal(err)
			}
			if err := s.Fill(t.Context(), [][]float32{{1, 0}, {1, 0, 0}}); err == nil || !strings.Contains(err.Error(), "vector 1") {
				t.Errorf("vectors of two dimensions were stored (error %v)", err)
			}
		})
	}
}

func conformStore(t *testing.T, s retrieval.Store) {
	const dims = 8
	if found, err := s.Nearest(t.Context(), make([]float32, dims), 3); err != nil || len(found) != 0 {
		t.Errorf("an empty store finds %v, error %v", found, err)
	}
	vectors := unitVectors(200, dims)
	for i := 50; i < 100; i++ {
		vectors[i] = vectors[7] // equals
	}
	vectors[3] = make([]float32, dims) // nothing to go by
	if err := s.Fill(t.Context(), vectors); err != nil {
		t.Fatal(err)
	}
	want, err := s.Nearest(t.Context(), vectors[7], 20)
	if err != nil || len(want) != 20 {
		t.Fatalf("%d found, error %v", len(want), err)
	}
	for range 5 {
		if got, err := s.Nearest(t.Context(), vectors[7], 20); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%v, then %v (error %v)", want, got, err)
		}
	}
	for i := 1; i < len(want); i++ {
		if a, b := want[i-1], want[i]; a.Similarity < b.Similarity || a.Similarity == b.Similarity && a.Passage >= b.Passage {
			t.Errorf("%v stands before %v", a, b)
		}
	}
	if all, err := s.Nearest(t.Context(), vectors[0], 1000); err != nil || len(all) != 199 {
		t.Errorf("asked for 1000 of 199: %d, error %v", len(all), err)
	}
	cosines, err := s.Similarities(t.Context(), vectors[0], []uint32{0, 3, 10})
	if err != nil || math.Abs(float64(cosines[0])-1) > 1e-4 || cosines[1] != 0 || math.Abs(float64(cosines[2])-dot(vectors[0], vectors[10])) > 1e-4 {
		t.Errorf("cosines %v, error %v", cosines, err)
	}
	if _, err := s.Similarities(t.Context(), []float32{1}, []uint32{0}); err == nil {
		t.Error("a vector of another dimension was compared")
	}
}

func unitVectors(n, dims int) [][]float32 {
	r := rand.New(rand.NewPCG(5, 6))
	vectors := make([][]float32, n)
	for i := range vectors {
		v := make([]float32, dims)
		for d := range v {
			v[d] = float32(r.NormFloat64())
		}
		length := float32(math.Sqrt(dot(v, v)))
		for d := range v {
			v[d] /= length
		}
		vectors[i] = v
	}
	return vectors
}
