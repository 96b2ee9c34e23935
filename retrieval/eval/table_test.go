package eval_test

import (
	"bytes"
	"flag"
	"fmt"
	"testing"
	"text/tabwriter"
	"time"

	"footnote/corpus"
	"footnote/retrieval/eval"
)

var table = flag.Bool("table", false, "print the figures of the public question sets")

// TestTable prints the long table, footnote beside textbook BM25:
//
//	go test ./retrieval/eval -run TestTable -table -v -timeout 1h
func TestTable(t *testing.T) {
	if !*table {
		t.Skip("asked for by -table: it takes minutes")
	}
	for _, c := range []struct {
		name string
		set  func() *eval.Set
	}{
		{"squad2-dev-a, answerable", func() *eval.Set { return load(t, "squad2-dev-a").Answerable() }},
		{"the same, one edit in each question", func() *eval.Set { return load(t, "squad2-dev-a").Answerable().Misspelt(1) }},
		{"the same, in lower case", func() *eval.Set { return load(t, "squad2-dev-a").Answerable().LowerCase() }},
		{"squad2-dev-a, every second article left out", func() *eval.Set { return load(t, "squad2-dev-a").Without(odd) }},
		{"squad2-dev-a, with its own unanswerable questions", func() *eval.Set { return load(t, "squad2-dev-a") }},
		{"squadshifts-new-wiki", func() *eval.Set { return load(t, "squadshifts-new-wiki") }},
		{"squadshifts-new-wiki, every second article left out", func() *eval.Set { return load(t, "squadshifts-new-wiki").Without(odd) }},
		{"xquad-en", func() *eval.Set { return load(t, "xquad-en") }},
		{"xquad-es", func() *eval.Set { return load(t, "xquad-es") }},
		{"xquad-ru", func() *eval.Set { return load(t, "xquad-ru") }},
		{"scifact", func() *eval.Set { return load(t, "scifact") }},
		{"squadshifts-new-wiki, 50 passages, half the questions foreign", func() *eval.Set { return ofSize(load(t, "squadshifts-new-wiki"), 50) }},
		{"the same with 500 passages", func() *eval.Set { return ofSize(load(t, "squadshifts-new-wiki"), 500) }},
		{"scifact, 5000 passages, the rest of the claims foreign", func() *eval.Set { return ofSize(load(t, "scifact"), 5000) }},
		{"unseen: readers' questions about 56 articles", func() *eval.Set { return unseen(t).ByPassage() }},
	} {
		t.Run(c.name, func(t *testing.T) { compare(t, c.set()) })
	}
}

func odd(article int) bool { return article%2 == 1 }

// ofSize keeps the first articles, up to about n passages. As many questions about the others stay as about those.
func ofSize(s *eval.Set, n int) *eval.Set {
	passages := make(map[*corpus.Article]int)
	for _, p := range s.Collection.Passages {
		passages[p.Article]++
	}
	kept := 0
	small := s.Without(func(i int) bool {
		size := passages[s.Collection.Articles[i]]
		if kept+size > n {
			return true
		}
		kept += size
		return false
	})
	own := len(small.Answerable().Questions)
	foreign := 0
	return small.Only(func(q eval.Question) bool {
		if !q.Answerable {
			foreign++
		}
		return q.Answerable || foreign <= own
	})
}

// compare prints what the engine and the textbook reach on one set.
func compare(t *testing.T, s *eval.Set) {
	start := time.Now()
	newEngine(t, s.Collection)
	rate := float64(len(s.Collection.Passages)) / time.Since(start).Seconds()
	var out bytes.Buffer
	fmt.Fprintf(&out, "%d passages, indexed at %.0f a second\n", len(s.Collection.Passages), rate)
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ranker\tquestions\thit@1\thit@5\tmrr@10\tndcg@10\tsentence@1\twhen right\tkept\tfalse\tauroc\tp50 ms\tp99 ms")
	for _, r := range rankers(t, s) {
		f := run(t, s, r.ranker)
		fmt.Fprintf(w, "%s\t%d\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.3f\t%.3f\t%.4f\t%.2f\t%.2f\n", r.name, f.Questions,
			f.Hit1, f.Hit5, f.MRR10, f.NDCG10, f.Sentence1, f.SentenceWhenRight, f.Kept, f.FalseFound, f.AUROC, f.P50, f.P99)
	}
	w.Flush()
	t.Log(out.String())
}
