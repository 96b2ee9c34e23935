package eval_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"text/tabwriter"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/eval"
	"footnote/retrieval/eval/textbook"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden holds the figures of the small set in the repository. A change that moves them shows the
// old and the new ones in its diff:
//
//	go test ./retrieval/eval -run TestGolden -update
func TestGolden(t *testing.T) {
	compareFile(t, "testdata/golden/figures.txt", goldenFigures(t))
}

// compareFile holds got against a golden file, or rewrites that with -update.
func compareFile(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the figures moved; if that is meant, rewrite them with -update.\nbefore:\n%s\nnow:\n%s", want, got)
	}
}

func goldenFigures(t *testing.T) []byte {
	all := golden(t)
	var out bytes.Buffer
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "questions\tranker\tof\thit@1\thit@3\tmrr@10\tsentence@1\twhen right\tkept\tfalse found\tauroc")
	for _, kind := range []string{"", "plain", "misspelt", "other-words"} {
		s := all.OfKind(kind)
		name := kind
		if kind == "" {
			name = "all"
		}
		for _, r := range rankers(t, s) {
			f := run(t, s, r.ranker)
			fmt.Fprintf(w, "%s\t%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\n",
				name, r.name, f.Questions, f.Hit1, f.Hit3, f.MRR10, f.Sentence1, f.SentenceWhenRight, f.Kept, f.FalseFound, f.AUROC)
		}
	}
	w.Flush()
	writeReliability(&out, "\nreliability, all questions\n", run(t, all, newEngine(t, all.Collection)))
	return out.Bytes()
}

// writeReliability writes, for each tenth of confidence, how often the first passage was right.
func writeReliability(out *bytes.Buffer, title string, r eval.Report) {
	out.WriteString(title)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "confidence\tquestions\tmean\tright")
	for _, b := range r.Reliability {
		fmt.Fprintf(w, "%.1f to %.1f\t%d\t%.2f\t%.2f\n", b.From, b.From+.1, b.Questions, b.Confidence, b.Right)
	}
	w.Flush()
}

func golden(t *testing.T) *eval.Set { return folderSet(t, "testdata/golden") }

// folderSet reads the set in a folder: articles and questions.jsonl.
func folderSet(t testing.TB, folder string) *eval.Set {
	t.Helper()
	c, problems, err := corpus.Load(t.Context(), []string{filepath.Join(folder, "articles")}, corpus.LoadOptions{})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return articleSet(t, c, filepath.Join(folder, "questions.jsonl"))
}

func articleSet(t testing.TB, c *corpus.Collection, name string) *eval.Set {
	questions, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer questions.Close()
	s, err := eval.NewArticleSet(c, name, questions)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type namedRanker struct {
	name   string
	ranker eval.Ranker
}

// rankers are footnote and the baseline that it is always shown beside.
func rankers(t testing.TB, s *eval.Set) []namedRanker {
	return []namedRanker{{"footnote", newEngine(t, s.Collection)}, {"textbook BM25", textbook.New(s.Collection)}}
}

func newEngine(t testing.TB, c *corpus.Collection) *retrieval.Engine {
	e, err := retrieval.New(context.Background(), c, retrieval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func run(t testing.TB, s *eval.Set, r eval.Ranker) eval.Report {
	report, err := s.Run(context.Background(), r, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}
