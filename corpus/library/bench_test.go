package library_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"footnote/corpus"
	"footnote/corpus/library"
)

// benchArticles articles of a thousand words, in paragraphs of sixty, make 20,000 passages.
const benchArticles = 1250

// filled is the folder of a library with n articles of a thousand words.
func filled(b *testing.B, n int) (data, articles string) {
	b.Helper()
	data, articles = b.TempDir(), b.TempDir()
	for i := range n {
		path := filepath.Join(articles, fmt.Sprintf("a%d.md", i))
		if err := os.WriteFile(path, article(fmt.Sprintf("Report %d", i), "", prose(uint64(i), 1000)), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	l, err := library.Open(b.Context(), data, library.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if err := l.AddPaths(b.Context(), library.Operator, []string{articles}, library.Report{}); err != nil {
		b.Fatal(err)
	}
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
	return data, articles
}

func BenchmarkOpen(b *testing.B) {
	data, _ := filled(b, benchArticles)
	for b.Loop() {
		l, err := library.Open(b.Context(), data, library.Options{})
		if err != nil {
			b.Fatal(err)
		}
		l.Close()
	}
}

// BenchmarkCollection reads and splits all articles, and gives them again after nothing has changed.
func BenchmarkCollection(b *testing.B) {
	data, _ := filled(b, benchArticles)
	read := func(b *testing.B, l *library.Library) *corpus.Collection {
		b.Helper()
		c, err := l.Collection(b.Context(), library.Operator)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(c.Passages)), "passages")
		return c
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			l, err := library.Open(b.Context(), data, library.Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			read(b, l)
			b.StopTimer()
			l.Close()
			b.StartTimer()
		}
	})
	b.Run("again", func(b *testing.B) {
		l, err := library.Open(b.Context(), data, library.Options{})
		if err != nil {
			b.Fatal(err)
		}
		defer l.Close()
		held := read(b, l)
		for b.Loop() {
			held = read(b, l)
		}
		runtime.KeepAlive(held)
	})
}

// BenchmarkAddOne adds an article to many.
func BenchmarkAddOne(b *testing.B) {
	data, _ := filled(b, benchArticles)
	l, err := library.Open(b.Context(), data, library.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	n := uint64(benchArticles)
	for b.Loop() {
		n++
		item := library.Item{Name: "a.md", Data: article(fmt.Sprintf("Report %d", n), "", prose(n, 1000))}
		if o, err := l.Add(b.Context(), item); err != nil || o.Change != library.Added {
			b.Fatal(o, err)
		}
	}
}

// BenchmarkImport adds a thousand articles.
func BenchmarkImport(b *testing.B) {
	for b.Loop() {
		filled(b, 1000)
	}
}

// BenchmarkSync reads a folder again in which nothing has changed.
func BenchmarkSync(b *testing.B) {
	data, articles := filled(b, benchArticles)
	l, err := library.Open(b.Context(), data, library.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	if list, err := filepath.Glob(filepath.Join(articles, "*")); err != nil || len(list) != benchArticles {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := l.Sync(b.Context(), library.Report{}); err != nil {
			b.Fatal(err)
		}
	}
}
