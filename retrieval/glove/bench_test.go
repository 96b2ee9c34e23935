package glove_test

import (
	"testing"

	"footnote/retrieval/glove"
)

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := glove.Load(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCosine compares one row with others all over the table, as a question does with the words of passages.
func BenchmarkCosine(b *testing.B) {
	table := load(b)
	row, others := find(b, table, "escap"), [1 << 11]int{}
	for i := range others {
		others[i] = i * 7919 % table.Len()
	}
	var sum float32
	for i := 0; b.Loop(); i++ {
		sum += table.Cosine(row, others[i%len(others)])
	}
	if sum == 0 {
		b.Error("nothing was compared")
	}
}

func BenchmarkAdd(b *testing.B) {
	table := load(b)
	dst, row := make([]float32, table.Dims()), find(b, table, "escap")
	for b.Loop() {
		table.Add(dst, row, .5)
	}
}

func BenchmarkFind(b *testing.B) {
	table := load(b)
	for i := 0; b.Loop(); i++ {
		table.Find(common[i%len(common)])
	}
}

func BenchmarkNeighbours(b *testing.B) {
	table := load(b)
	for i := 0; b.Loop(); i++ {
		table.Neighbours(common[i%len(common)], .5, 16)
	}
}
