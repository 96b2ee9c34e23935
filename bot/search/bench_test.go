package search_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/bot/search"
	"footnote/corpus"
)

// many is 20,000 passages of about 600 bytes in 1,000 articles.
func many() *corpus.Collection {
	c := &corpus.Collection{}
	for i := range 1000 {
		var paragraphs []string
		for j := range 20 {
			paragraphs = append(paragraphs, strings.Repeat(fmt.Sprintf("The harbour of town %d was rebuilt after flood %d. ", i, j), 12))
		}
		ps := article(corpus.Details{Title: fmt.Sprintf("Report %d", i)}, paragraphs...)
		c.Articles, c.Passages = append(c.Articles, ps[0].Article), append(c.Passages, ps...)
	}
	return c
}

func BenchmarkNew(b *testing.B) {
	c := many()
	for b.Loop() {
		search.New(c)
	}
}

// BenchmarkFind looks for three words and a phrase, of which all passages have three: the slowest case.
func BenchmarkFind(b *testing.B) {
	ix := search.New(many())
	q, err := search.Parse(`harbour rebuilt "after flood" 77`)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if len(ix.Find(q)) == 0 {
			b.Fatal("nothing found")
		}
	}
}
