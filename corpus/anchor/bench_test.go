package anchor_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/anchor"
)

// megabyte is a text of a megabyte of made-up words, as often as words are in prose.
func megabyte() string {
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.2, 4, 9999)
	var b strings.Builder
	for n := 1; b.Len() < 1<<20; n++ {
		b.WriteString(madeUp(zipf.Uint64()))
		switch {
		case n%90 == 0:
			b.WriteString(".\n\n")
		case n%15 == 0:
			b.WriteString(". ")
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// madeUp is the n-th made-up word; frequent ones are short.
func madeUp(n uint64) string {
	syllables := strings.Fields("ba ke li mo nu ra se ti vo ju")
	word := syllables[n%10]
	for n /= 10; n > 0; n /= 10 {
		word += syllables[n%10]
	}
	return word
}

func BenchmarkLocateChanged(b *testing.B) {
	text := megabyte()
	for _, length := range []int{120, 600, 3000} {
		b.Run(fmt.Sprintf("quote=%d", length), func(b *testing.B) {
			quote := text[500_000 : 500_000+length]
			a := anchor.New(text, corpus.Span{Start: 500_000, End: 500_000 + length})
			changed := strings.Replace(text, quote, edited(quote), 1)
			changed = "A line that was put before all. " + changed
			for b.Loop() {
				if m := a.Locate(changed); m.Verdict != anchor.Changed {
					b.Fatalf("%+v", m)
				}
			}
		})
	}
}

func BenchmarkLocateMoved(b *testing.B) {
	text := megabyte()
	a := anchor.New(text, corpus.Span{Start: 500_000, End: 500_600})
	changed := "A line that was put before all. " + text
	for b.Loop() {
		if m := a.Locate(changed); m.Verdict != anchor.Moved {
			b.Fatalf("%+v", m)
		}
	}
}

// BenchmarkLocateRepeats looks for a quotation that nearly stands everywhere.
func BenchmarkLocateRepeats(b *testing.B) {
	text := strings.Repeat("a ", 1<<19)
	a := anchor.New(strings.Repeat("a ", 400)+"b", corpus.Span{Start: 200, End: 801})
	for b.Loop() {
		a.Locate(text)
	}
}

func BenchmarkNewFinder(b *testing.B) {
	c := corpus.NewCollection([]*corpus.Article{{Text: megabyte()}})
	b.SetBytes(1 << 20)
	for b.Loop() {
		anchor.NewFinder(c)
	}
}

func BenchmarkFind(b *testing.B) {
	var articles []*corpus.Article
	text := megabyte()
	for len(text) > 8000 {
		articles = append(articles, &corpus.Article{Text: text[:8000]})
		text = text[8000:]
	}
	f := anchor.NewFinder(corpus.NewCollection(articles))
	words := strings.Fields(articles[60].Text)
	quote := strings.Join(words[100:160], " ")
	b.Run("verbatim", func(b *testing.B) {
		for b.Loop() {
			if f.Find(quote).Origin != anchor.Verbatim {
				b.Fatal("not found")
			}
		}
	})
	changed := edited(quote)
	b.Run("differing", func(b *testing.B) {
		for b.Loop() {
			if f.Find(changed).Origin != anchor.Differing {
				b.Fatal("not found")
			}
		}
	})
}

func BenchmarkLink(b *testing.B) {
	a := &corpus.Article{Text: megabyte()[:8192], Details: corpus.Details{URL: address}}
	span := corpus.Span{Start: 4000, End: 4150}
	for b.Loop() {
		if anchor.Link(a, span, 512) == address {
			b.Fatal("no fragment")
		}
	}
}
