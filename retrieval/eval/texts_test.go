package eval_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"text/tabwriter"

	"footnote/corpus"
)

// TestTexts holds the figures of the questions about two real news texts, which lie beside a checkout
// and are not part of the project.
func TestTexts(t *testing.T) {
	dir := filepath.Join(shared, "articles")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the two news texts are not here: %v", err)
	}
	c, problems, err := corpus.Load(t.Context(), []string{dir}, corpus.LoadOptions{})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	var out bytes.Buffer
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "file\tranker\tanswerable\tright sentence\tfound\tothers\tdeclined")
	for _, name := range []string{"questions", "hard", "group", "journalist"} {
		s := articleSet(t, c, filepath.Join("testdata/texts", name+".jsonl"))
		for _, r := range rankers(t, s) {
			f := run(t, s, r.ranker)
			others := f.Questions - f.Answerable
			share := func(x float64, n int) int { return int(x*float64(n) + .5) }
			fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%d\t%d\n", name, r.name, f.Answerable,
				share(f.Sentence1, f.Answerable), share(f.Kept, f.Answerable), others, others-share(f.FalseFound, others))
		}
	}
	w.Flush()
	compareFile(t, "testdata/texts/figures.txt", out.Bytes())
}
