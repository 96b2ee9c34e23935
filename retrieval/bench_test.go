package retrieval_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/eval/textbook"
)

// library is a made-up collection of n passages of about 100 words, 40 to an article, and questions
// about it. Words are as frequent as in English: the r-th most frequent one stands in proportion to
// 1/(r+2.7) (Mandelbrot), over 60,000 words, the first hundred of which are English stop words.
func library(n int) (*corpus.Collection, []string) {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	words := newLexicon(r)
	c := &corpus.Collection{}
	var questions []string
	for len(c.Passages) < n {
		a := &corpus.Article{ID: fmt.Sprint(len(c.Articles)), Details: corpus.Details{Title: words.sentence(4), Language: "en"}}
		words.topic = r.IntN(40_000)
		var text strings.Builder
		for i := range min(40, n-len(c.Passages)) {
			p := &corpus.Passage{Article: a, Start: text.Len(), Ordinal: i, Locator: corpus.Locator{Paragraph: i + 1}}
			for range 5 {
				from := text.Len()
				text.WriteString(words.sentence(20))
				p.Sentences = append(p.Sentences, corpus.Span{Start: from, End: text.Len()})
				text.WriteByte(' ')
			}
			p.End = text.Len() - 1
			text.WriteString("\n\n")
			c.Passages = append(c.Passages, p)
		}
		a.Text = text.String()
		c.Articles = append(c.Articles, a)
	}
	for range 500 {
		p := c.Passages[r.IntN(len(c.Passages))]
		fields := strings.Fields(p.Text())
		at := r.IntN(len(fields) - 12)
		questions = append(questions, "What "+strings.Join(fields[at:at+8+r.IntN(4)], " ")+"?")
	}
	return c, questions
}

type lexicon struct {
	r     *rand.Rand
	words []string
	total float64
	topic int
}

const commonWords = "the of and in to a was is for as on with by he that at from his it an were are which this also be had or has first their one its new after but who not they have her she two been other when there all during into time school may more city such between used years many part most later where about known up some would these only over than both before through"

func newLexicon(r *rand.Rand) *lexicon {
	l := &lexicon{r: r, words: strings.Fields(commonWords)}
	syllables := strings.Fields("ka lo mi ra ten sor vi del un par is con mer ta ne bro li fos gar hu jen kel mon nor pi qua rus sil tor vam wen yor zel ost ard eth")
	for len(l.words) < 60_000 {
		var w strings.Builder
		for range 2 + r.IntN(3) {
			w.WriteString(syllables[r.IntN(len(syllables))])
		}
		l.words = append(l.words, w.String())
	}
	l.total = math.Log(float64(len(l.words)) + 2.7)
	return l
}

// word draws a word; every eighth is one of the topic's own.
func (l *lexicon) word() string {
	if l.r.IntN(8) == 0 {
		return l.words[100+l.topic+l.r.IntN(60)]
	}
	at := int(math.Exp(l.r.Float64()*(l.total-1))*2.7 - 2.7)
	return l.words[min(at, len(l.words)-1)]
}

func (l *lexicon) sentence(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = l.word()
	}
	words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
	return strings.Join(words, " ") + "."
}

// asker is what a question is put to.
type asker interface {
	Ask(context.Context, retrieval.Query) (retrieval.Answer, error)
}

// BenchmarkAsk times questions beside textbook BM25 on the same passages. The figures that count are
// p50-ms and p99-ms; footnote's are for everything it does, the textbook's for its ranked list.
func BenchmarkAsk(b *testing.B) {
	for _, n := range []int{50, 2_000, 20_000, 100_000} {
		c, questions := library(n)
		b.Run(fmt.Sprintf("passages=%d/ranker=footnote", n), func(b *testing.B) {
			e, err := retrieval.New(b.Context(), c, retrieval.Options{})
			if err != nil {
				b.Fatal(err)
			}
			benchmarkAsk(b, e, questions)
			b.ReportMetric(resident(), "heap-MB")
		})
		b.Run(fmt.Sprintf("passages=%d/ranker=textbook", n), func(b *testing.B) {
			benchmarkAsk(b, textbook.New(c), questions)
		})
	}
}

func benchmarkAsk(b *testing.B, a asker, questions []string) {
	var took []time.Duration
	i := 0
	for b.Loop() {
		start := time.Now()
		if _, err := a.Ask(b.Context(), retrieval.Query{Text: questions[i%len(questions)], Limit: 5}); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
		i++
	}
	slices.Sort(took)
	for _, p := range []int{50, 99} {
		b.ReportMetric(float64(took[len(took)*p/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", p))
	}
}

// resident is the live heap, in megabytes.
func resident() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}

// BenchmarkIndex times indexing 20,000 passages beside textbook BM25.
func BenchmarkIndex(b *testing.B) {
	c, _ := library(20_000)
	rate := func(b *testing.B) {
		b.ReportMetric(float64(len(c.Passages))*float64(b.N)/b.Elapsed().Seconds(), "passages/s")
	}
	b.Run("ranker=footnote", func(b *testing.B) {
		for b.Loop() {
			if _, err := retrieval.New(b.Context(), c, retrieval.Options{}); err != nil {
				b.Fatal(err)
			}
		}
		rate(b)
	})
	b.Run("ranker=textbook", func(b *testing.B) {
		for b.Loop() {
			textbook.New(c)
		}
		rate(b)
	})
}
