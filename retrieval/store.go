package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"

	"github.com/philippgille/chromem-go"
	"golang.org/x/sync/errgroup"
)

// Store keeps the passages' vectors and finds the nearest ones. It is filled once and then safe for concurrent use.
type Store interface {
	// Fill stores vectors of length 1; vectors[i] is passage i's. Vectors of zeros are left out.
	Fill(ctx context.Context, vectors [][]float32) error
	// Nearest lists at most n passages by descending similarity, of equal ones the earlier first.
	Nearest(ctx context.Context, vector []float32, n int) ([]Neighbour, error)
	// Similarities are the cosines between vector and the vectors of some passages, 0 for those left out.
	Similarities(ctx context.Context, vector []float32, passages []uint32) ([]float32, error)
}

// Neighbour is a passage, by its number, and its cosine to what was looked for.
type Neighbour struct {
	Passage    uint32
	Similarity float32
}

// chromemStore keeps vectors in chromem-go, in memory. It works around what chromem-go leaves open:
// equal similarities come in random order, asking for more than there is fails, a vector of another
// dimension is taken and fails every later search, and a document is copied whenever it is got.
type chromemStore struct {
	collection *chromem.Collection
	dims       int
}

// NewChromemStore returns an empty Store over chromem-go.
func NewChromemStore() (Store, error) {
	c, err := chromem.NewDB().CreateCollection("passages", nil, noEmbedding)
	if err != nil {
		return nil, fmt.Errorf("open vector store: %w", err)
	}
	return &chromemStore{collection: c}, nil
}

// noEmbedding stands where chromem-go would otherwise call a service on the network.
func noEmbedding(context.Context, string) ([]float32, error) {
	return nil, fmt.Errorf("vectors are made before they are stored")
}

// Fill stores a part of the vectors from each core. chromem-go's own way to add many starts a goroutine for each.
func (s *chromemStore) Fill(ctx context.Context, vectors [][]float32) error {
	first := slices.IndexFunc(vectors, func(v []float32) bool { return !isZero(v) })
	if first < 0 {
		return ctx.Err()
	}
	s.dims = len(vectors[first])
	group, ctx := errgroup.WithContext(ctx)
	parts := runtime.GOMAXPROCS(0)
	for part := range parts {
		group.Go(func() error {
			for i := part; i < len(vectors) && ctx.Err() == nil; i += parts {
				if err := s.add(ctx, i, vectors[i]); err != nil {
					return fmt.Errorf("store vector %d: %w", i, err)
				}
			}
			return ctx.Err()
		})
	}
	return group.Wait()
}

func (s *chromemStore) add(ctx context.Context, passage int, v []float32) error {
	switch {
	case isZero(v):
		return nil
	case len(v) != s.dims:
		return fmt.Errorf("it has %d dimensions, the first had %d", len(v), s.dims)
	}
	return s.collection.AddDocument(ctx, chromem.Document{ID: strconv.Itoa(passage), Embedding: v})
}

func isZero(v []float32) bool {
	return !slices.ContainsFunc(v, func(x float32) bool { return x != 0 })
}

// Nearest asks chromem-go for more until the ones cut off are less similar than the last one kept:
// among equals it cuts at random.
func (s *chromemStore) Nearest(ctx context.Context, vector []float32, n int) ([]Neighbour, error) {
	all := s.collection.Count()
	n = min(n, all)
	for m := n; n > 0; m *= 2 {
		found, err := s.query(ctx, vector, min(m+1, all))
		if err != nil {
			return nil, err
		}
		if len(found) == all || found[len(found)-1].Similarity < found[n-1].Similarity {
			return found[:n], nil
		}
	}
	return nil, ctx.Err()
}

func (s *chromemStore) query(ctx context.Context, vector []float32, n int) ([]Neighbour, error) {
	results, err := s.collection.QueryEmbedding(ctx, vector, n, nil, nil)
	if err != nil {
		return nil, fmt.Errorf("search vectors: %w", err)
	}
	found := make([]Neighbour, len(results))
	for i, r := range results {
		id, err := strconv.ParseUint(r.ID, 10, 32)
		if err != nil {
			return nil, fmt.Errorf("search vectors: foreign ID %q", r.ID)
		}
		found[i] = Neighbour{uint32(id), r.Similarity}
	}
	slices.SortFunc(found, func(a, b Neighbour) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.Passage, b.Passage))
	})
	return found, nil
}

func (s *chromemStore) Similarities(ctx context.Context, vector []float32, passages []uint32) ([]float32, error) {
	out := make([]float32, len(passages))
	for i, p := range passages {
		d, err := s.collection.GetByID(ctx, strconv.FormatUint(uint64(p), 10))
		if err != nil {
			continue // it was left out
		}
		if len(d.Embedding) != len(vector) {
			return nil, fmt.Errorf("compare vectors: %d dimensions with %d", len(vector), len(d.Embedding))
		}
		dot := float32(0)
		for j, x := range d.Embedding {
			dot += x * vector[j]
		}
		out[i] = min(1, max(-1, dot))
		if math.IsNaN(float64(dot)) {
			out[i] = 0
		}
	}
	return out, ctx.Err()
}
