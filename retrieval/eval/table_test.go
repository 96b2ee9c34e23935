package eval_test

import (
	"context"
	"flag"
	"fmt"
	"testing"
	"text/tabwriter"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/eval"
	"footnote/retrieval/eval/textbook"
)

var table = flag.Bool("table", false, "print the figures of the public question sets beside textbook BM25's")

// TestTable prints the long table:
//
//	go test ./retrieval/eval -run TestTable -table -v
func TestTable(t *testing.T) {
	if !*table {
		t.Skip("asked for by -table: it takes a minute")
	}
	for _, c := range []struct {
		name string
		set  func() *eval.Set
	}{
		{"squad2-dev-a", func() *eval.Set { return load(t, "squad2-dev-a").Answerable() }},
		{"squad2-dev-a misspelt", func() *eval.Set { return load(t, "squad2-dev-a").Answerable().Misspelt(1) }},
		{"squad2-dev-a left out", func() *eval.Set { return without(load(t, "squad2-dev-a")) }},
		{"squad2-dev-a unanswerable", func() *eval.Set { return load(t, "squad2-dev-a") }},
		{"squadshifts-new-wiki", func() *eval.Set { return load(t, "squadshifts-new-wiki") }},
		{"squadshifts left out", func() *eval.Set { return without(load(t, "squadshifts-new-wiki")) }},
		{"xquad-en", func() *eval.Set { return load(t, "xquad-en") }},
		{"xquad-es", func() *eval.Set { return load(t, "xquad-es") }},
		{"xquad-ru", func() *eval.Set { return load(t, "xquad-ru") }},
		{"scifact", func() *eval.Set { return load(t, "scifact") }},
	} {
		t.Run(c.name, func(t *testing.T) { compare(t, c.set()) })
	}
}

// compare prints what the engine and the textbook reach on one set.
func compare(t *testing.T, s *eval.Set) {
	ctx := context.Background()
	start := time.Now()
	engine, err := retrieval.New(ctx, s.Collection, retrieval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rate := float64(len(s.Collection.Passages)) / time.Since(start).Seconds()
	w := tabwriter.NewWriter(t.Output(), 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tquestions\thit@1\thit@3\thit@5\tmrr@10\tndcg@10\tsentence@1\twhen right\tkept\tfalse\tauroc\tp50\tp99\tindex/s")
	for _, r := range []struct {
		name   string
		ranker eval.Ranker
	}{{"footnote", engine}, {"BM25", textbook.New(s.Collection)}} {
		f, err := s.Run(ctx, r.ranker, nil)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(w, "%s\t%d\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.3f\t%.3f\t%.4f\t%.2f\t%.2f\t%.0f\n", r.name, f.Questions,
			f.Hit1, f.Hit3, f.Hit5, f.MRR10, f.NDCG10, f.Sentence1, f.SentenceWhenRight, f.Kept, f.FalseFound, f.AUROC, f.P50, f.P99, rate)
	}
	w.Flush()
}
