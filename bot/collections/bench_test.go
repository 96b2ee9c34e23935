package collections_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/collections"
	"footnote/corpus"
	"footnote/corpus/library"
)

// manyArticles are n articles of 40 passages of about 100 words each.
func manyArticles(b *testing.B, n int) []*corpus.Article {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	var all []*corpus.Article
	for i := range n {
		var text strings.Builder
		fmt.Fprintf(&text, "# Report %d\n", i)
		for range 40 {
			text.WriteString("\n")
			for range 5 {
				text.WriteString("The")
				for range 19 {
					fmt.Fprintf(&text, " w%d", min(r.IntN(60_000), r.IntN(60_000), r.IntN(60_000)))
				}
				text.WriteString(" stood there. ")
			}
			text.WriteString("\n")
		}
		a, err := corpus.Read("report.md", []byte(text.String()))
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, a)
	}
	return all
}

// BenchmarkChange times how long it takes until a change of a server's only article is answered from, beside 20,000
// passages of the operator's; heap-MB/server is what each server with an article of its own takes.
func BenchmarkChange(b *testing.B) {
	lib := newShelves(map[string][]*corpus.Article{library.Operator: manyArticles(b, 500)})
	c, err := collections.Open(b.Context(), collections.Options{Library: lib, Shared: everywhere})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	small := manyArticles(b, 2)
	until := func(server string, is func(*bot.Bot) bool) {
		for {
			now, err := c.For(b.Context(), server)
			if err != nil {
				b.Fatal(err)
			}
			if is(now) {
				return
			}
			time.Sleep(time.Millisecond)
		}
	}
	alone, err := c.For(b.Context(), "")
	if err != nil {
		b.Fatal(err)
	}
	before := heap()
	for _, server := range []string{alpha, beta} {
		lib.put(server, small[0])
		until(server, func(now *bot.Bot) bool { return now != alone })
	}
	perServer := (heap() - before) / 2
	i := 0
	for b.Loop() {
		i++
		changed := *small[0]
		changed.Title = fmt.Sprint("Report ", i)
		lib.put(alpha, &changed)
		until(alpha, func(now *bot.Bot) bool {
			a, ok := now.Catalog().Article(changed.ID)
			return ok && a.Title == changed.Title
		})
	}
	b.ReportMetric(perServer, "heap-MB/server")
}

// heap is the live heap, in megabytes.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}
