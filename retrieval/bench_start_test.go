package retrieval_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"footnote/corpus"
	stored "footnote/corpus/library"
	"footnote/retrieval"
)

// storedPassages is the size of the collections that BenchmarkStart and BenchmarkAddOne start from.
const storedPassages = 20_000

// BenchmarkStart times what a program does from its start to its first answer, with a library on the disk.
func BenchmarkStart(b *testing.B) {
	c, questions := library(storedPassages)
	dir := b.TempDir()
	l := open(b, dir)
	for _, a := range c.Articles {
		addTo(b, l, a)
	}
	closeLibrary(b, l)
	for b.Loop() {
		l := open(b, dir)
		e := index(b, collectionOf(b, l), nil)
		first(b, e, questions[0])
		closeLibrary(b, l)
		if n := len(e.Collection().Passages); n < storedPassages {
			b.Fatalf("%d passages", n)
		}
	}
}

// BenchmarkAddOne times answering from one more article among many that are stored: reading the library's change, indexing it,
// and the first answer. The share is that of reading and indexing all, as measured in the same run.
func BenchmarkAddOne(b *testing.B) {
	c, questions := library(storedPassages + 1000)
	l := open(b, b.TempDir())
	defer closeLibrary(b, l)
	more := c.Articles[len(c.Articles)-25:]
	for _, a := range c.Articles[:len(c.Articles)-25] {
		addTo(b, l, a)
	}
	begun := time.Now()
	e := index(b, collectionOf(b, l), nil)
	scratch := time.Since(begun)
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		addTo(b, l, withTitle(more[i%len(more)], i))
		b.StartTimer()
		begun := time.Now()
		e = index(b, collectionOf(b, l), e)
		first(b, e, questions[i%len(questions)])
		took = append(took, time.Since(begun))
	}
	slices.Sort(took) // the shortest is the one that other work on the machine disturbed least
	median := took[len(took)/2]
	b.ReportMetric(float64(median.Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[0].Microseconds())/1000, "min-ms")
	b.ReportMetric(float64(median)/float64(scratch), "share")
}

func open(b *testing.B, dir string) *stored.Library {
	b.Helper()
	l, err := stored.Open(b.Context(), dir, stored.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return l
}

func closeLibrary(b *testing.B, l *stored.Library) {
	b.Helper()
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
}

func addTo(b *testing.B, l *stored.Library, a *corpus.Article) {
	b.Helper()
	data := fmt.Sprintf("---\ntitle: %s\nlanguage: en\n---\n\n%s", a.Title, a.Text)
	o, err := l.Add(b.Context(), stored.Item{Name: "a.md", Data: []byte(data)})
	if err != nil || o.Change != stored.Added {
		b.Fatal(o, err)
	}
}

// withTitle is the article under another title and with another first word, so that it is a new one.
func withTitle(a *corpus.Article, i int) *corpus.Article {
	other := *a
	other.Title = fmt.Sprint(a.Title, i)
	other.Text = fmt.Sprintf("Edition%d %s", i, a.Text)
	return &other
}

func collectionOf(b *testing.B, l *stored.Library) *corpus.Collection {
	b.Helper()
	c, err := l.Collection(b.Context(), stored.Operator)
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func index(b *testing.B, c *corpus.Collection, previous *retrieval.Engine) *retrieval.Engine {
	b.Helper()
	e, err := retrieval.New(b.Context(), c, retrieval.Options{Previous: previous})
	if err != nil {
		b.Fatal(err)
	}
	return e
}

func first(b *testing.B, e *retrieval.Engine, question string) {
	b.Helper()
	if _, err := e.Ask(b.Context(), retrieval.Query{Text: question}); err != nil {
		b.Fatal(err)
	}
}
