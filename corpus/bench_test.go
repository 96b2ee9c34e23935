package corpus_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus"
)

// benchText is about 6 KB of prose with the punctuation of news.
func benchText(b *testing.B) string {
	b.Helper()
	data, err := os.ReadFile("testdata/news.txt")
	if err != nil {
		b.Fatal(err)
	}
	english, _, _ := strings.Cut(string(data), "== es")
	var paragraphs []string
	for _, p := range strings.Split(english, "\n\n")[2:] {
		paragraphs = append(paragraphs, strings.ReplaceAll(p, "\n", " "))
	}
	return strings.Join(paragraphs, "\n\n")
}

func BenchmarkSentences(b *testing.B) {
	text := benchText(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		corpus.Sentences(text, "en")
	}
}

func BenchmarkSplit(b *testing.B) {
	a, err := corpus.Read("news.txt", []byte(benchText(b)))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(a.Text)))
	for b.Loop() {
		corpus.Split(a)
	}
}

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"news.txt", "news.md"} {
		b.Run(filepath.Ext(name)[1:], func(b *testing.B) {
			data := []byte(benchText(b))
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := corpus.Read(name, data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLoad reads a folder of 1,000 articles of about 1,000 words.
func BenchmarkLoad(b *testing.B) {
	dir := b.TempDir()
	text := benchText(b)
	for i := range 1000 {
		name := filepath.Join(dir, fmt.Sprintf("%04d.txt", i))
		if err := os.WriteFile(name, fmt.Appendf(nil, "%s\n\nThis is number %d.\n", text, i), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		c, problems, err := corpus.Load(b.Context(), []string{dir}, corpus.LoadOptions{})
		if err != nil || len(problems) > 0 || len(c.Articles) != 1000 {
			b.Fatal(err, problems)
		}
	}
}
