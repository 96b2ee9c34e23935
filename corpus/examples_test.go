package corpus_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"footnote/corpus"
)

func examples(t *testing.T) *corpus.Collection {
	t.Helper()
	c, err := corpus.Examples()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestExamples(t *testing.T) {
	c := examples(t)
	if len(c.Articles) != 8 {
		t.Errorf("%d articles, want 8", len(c.Articles))
	}
	for _, a := range c.Articles {
		if a.Title == "" || a.TitleInferred || len(a.Authors) == 0 || a.Publisher != "footnote examples" || a.Published != "2026-11-21" || a.Language != "en" || a.LanguageInferred || len(a.Sources) == 0 {
			t.Errorf("%s: details %+v", a.Source, a.Details)
		}
		if n := len(strings.Fields(a.Text)); n < 180 || n > 350 {
			t.Errorf("%s: %d words", a.Source, n)
		}
		if n := len(blocksOf(a, corpus.Heading)) - 1; n < 2 || n > 4 {
			t.Errorf("%s: %d sections", a.Source, n)
		}
		equal(t, a.Source+" asides", blocksOf(a, corpus.Aside), nil)
		checkArticle(t, a)
	}
}

func TestExamplesAnswer(t *testing.T) {
	const want = "Office 39 earns hard currency mostly by exporting workers and natural resources such as coal,"
	for _, p := range examples(t).Passages {
		for _, s := range p.Sentences {
			if strings.HasPrefix(strings.ReplaceAll(p.Article.Text[s.Start:s.End], "\n", " "), want) {
				return
			}
		}
	}
	t.Errorf("no sentence starts with %q", want)
}

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

// runs are the runs of n words in text, in lower case.
func runs(text string, n int) []string {
	words := word.FindAllString(strings.ToLower(text), -1)
	var list []string
	for i := n; i <= len(words); i++ {
		list = append(list, strings.Join(words[i-n:i], " "))
	}
	return list
}

// TestExamplesAreOwnWords: no run of six words, and so no longer one, is from the texts that the facts are from.
func TestExamplesAreOwnWords(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(realArticles, "*.txt"))
	if err != nil || len(names) == 0 {
		t.Skipf("%s is not here: %v", realArticles, err)
	}
	theirs := map[string]bool{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, run := range runs(string(data), 6) {
			theirs[run] = true
		}
	}
	for _, a := range examples(t).Articles {
		for _, run := range runs(a.Text, 6) {
			if theirs[run] {
				t.Errorf("%s: %q", a.Source, run)
			}
		}
	}
}
