package wordnet_test

import (
	"testing"

	"footnote/retrieval/wordnet"
)

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := wordnet.Load(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPool pools 60 stems, about what a passage of 100 words has.
func BenchmarkPool(b *testing.B) {
	table := load(b)
	stems := append(append([]string{}, common...), common...)
	dst := make([]float32, table.Dims())
	for b.Loop() {
		table.Pool(stems, dst)
	}
}

func BenchmarkNeighbours(b *testing.B) {
	table := load(b)
	for i := 0; b.Loop(); i++ {
		table.Neighbours(common[i%len(common)], .5, 16)
	}
}

func BenchmarkSynonyms(b *testing.B) {
	table := load(b)
	for i := 0; b.Loop(); i++ {
		table.Synonyms(common[i%len(common)])
	}
}
