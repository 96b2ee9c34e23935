package corpus_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
)

func read(t *testing.T, name, text string) *corpus.Article {
	t.Helper()
	a, err := corpus.Read(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// blocksOf are the texts of an article's blocks of one kind.
func blocksOf(a *corpus.Article, kind corpus.BlockKind) []string {
	var list []string
	for _, b := range a.Blocks {
		if b.Kind == kind {
			list = append(list, a.Text[b.Start:b.End])
		}
	}
	return list
}

// linesOf are the lines of an article's blocks of one kind.
func linesOf(a *corpus.Article, kind corpus.BlockKind) []string {
	return strings.FieldsFunc(strings.Join(blocksOf(a, kind), "\n"), func(r rune) bool { return r == '\n' })
}

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

// checkArticle fails if an article or its passages break what they promise.
func checkArticle(t *testing.T, a *corpus.Article) {
	t.Helper()
	checkBlocks(t, a)
	end := 0
	for i, p := range corpus.Split(a) {
		if p.Article != a || p.Ordinal != i || p.Start < end || p.End <= p.Start || p.End > len(a.Text) {
			t.Fatalf("passage %d at [%d,%d) after %d in %d bytes", i, p.Start, p.End, end, len(a.Text))
		}
		end = p.End
		checkPassage(t, p)
	}
}

func checkBlocks(t *testing.T, a *corpus.Article) {
	t.Helper()
	at := 0
	for _, b := range a.Blocks {
		if b.Start < at || b.End < b.Start || b.End > len(a.Text) {
			t.Fatalf("block %+v after %d in %d bytes", b, at, len(a.Text))
		}
		at = b.End
	}
}

func checkPassage(t *testing.T, p *corpus.Passage) {
	t.Helper()
	text := p.Text()
	if text != strings.TrimSpace(text) || !validText(text) {
		t.Fatalf("passage %q", text)
	}
	for _, b := range p.Article.Blocks {
		if b.Kind != corpus.Paragraph && b.Start < p.End && p.Start < b.End {
			t.Fatalf("passage %q holds block %q", text, p.Article.Text[b.Start:b.End])
		}
	}
	at := p.Start
	for _, s := range p.Sentences {
		if s.Start < at || s.End <= s.Start || s.End > p.End {
			t.Fatalf("sentence %+v after %d in passage [%d,%d)", s, at, p.Start, p.End)
		}
		if sentence := p.Article.Text[s.Start:s.End]; sentence != strings.TrimSpace(sentence) || !validText(sentence) {
			t.Fatalf("sentence %q", sentence)
		}
		if strings.TrimSpace(p.Article.Text[at:s.Start]) != "" {
			t.Fatalf("%q is in no sentence", p.Article.Text[at:s.Start])
		}
		at = s.End
	}
	if at != p.End {
		t.Fatalf("the passage %q ends behind its last sentence", text)
	}
	if p.Locator.Paragraph < 1 {
		t.Fatalf("locator %+v", p.Locator)
	}
}
