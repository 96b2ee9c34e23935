package retrieval

import (
	"context"
	"math"
	"sync"
	"unicode/utf8"

	"footnote/retrieval/glove"
	"footnote/retrieval/wordnet"
)

// Embedder turns texts into vectors in which nearness means likeness.
type Embedder interface {
	// Model names the model and its version. Vectors of different models are never compared.
	Model() string
	// Embed returns a vector of length 1 for each input, all of the same dimension; a vector of zeros
	// says that there is nothing in the input to go by. It is safe for concurrent use.
	Embed(ctx context.Context, inputs []Input) ([][]float32, error)
}

// Input is a text to embed: as it stands, for models that read, and as stems without stop words, for those that count.
type Input struct {
	Text     string
	Terms    []string
	Language string
}

// builtin is the embedder that needs nothing: English stems are pooled from the word vectors learned
// from WordNet, those of other languages hashed together with their letter trigrams.
type builtin struct{ words *wordnet.Table }

// BuiltIn is the embedder that an Engine uses unless it is given another one.
func BuiltIn() Embedder { return &builtin{words()} }

// words are the tables that the binary carries, decoded once. Broken ones are a broken build, which
// the first test to run finds.
var words = sync.OnceValue(func() *wordnet.Table {
	table, err := wordnet.Load()
	if err != nil {
		panic("retrieval: " + err.Error())
	}
	return table
})

// vectors are the word vectors that the binary carries, likewise.
var vectors = sync.OnceValue(func() *glove.Table {
	table, err := glove.Load()
	if err != nil {
		panic("retrieval: " + err.Error())
	}
	return table
})

func (b *builtin) Model() string { return "footnote-wordnet-1" }

func (b *builtin) Embed(ctx context.Context, inputs []Input) ([][]float32, error) {
	vectors := make([][]float32, len(inputs))
	for i, in := range inputs {
		vectors[i] = make([]float32, b.words.Dims()) // by itself: an engine may keep one of them
		if in.Language == english {
			b.words.Pool(in.Terms, vectors[i])
		} else {
			hash(in.Terms, vectors[i])
		}
	}
	return vectors, ctx.Err()
}

// hash adds up signed hashes of the terms and their letter trigrams (Weinberger et al., "Feature
// hashing for large scale multitask learning", 2009) and scales the sum to length 1.
func hash(terms []string, v []float32) {
	for _, t := range terms {
		addHash(v, t, 1)
		for i := range t {
			if end := advance(t, i, 3); end > 0 {
				addHash(v, t[i:end], .3)
			}
		}
	}
	length := 0.
	for _, x := range v {
		length += float64(x) * float64(x)
	}
	if length > 0 {
		scale := float32(1 / math.Sqrt(length))
		for i := range v {
			v[i] *= scale
		}
	}
}

func addHash(v []float32, s string, weight float32) {
	h := uint64(14695981039346656037) // FNV-1a: the same on every machine, unlike maphash
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	h ^= h >> 29
	if h>>63 == 1 {
		weight = -weight
	}
	v[h%uint64(len(v))] += weight
}

// advance is the byte offset n letters after i, or 0 where s ends before.
func advance(s string, i, n int) int {
	for range n {
		if i >= len(s) {
			return 0
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return i
}
