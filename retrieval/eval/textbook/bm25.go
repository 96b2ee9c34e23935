// Package textbook is the baseline that footnote's ranking is measured against, and nothing else uses
// it: BM25 with k1 1.2 and b 0.75 over the same stems, the title written in front of each passage, and
// as the marked sentence the one that shares most of the question's rarity.
package textbook

import (
	"cmp"
	"context"
	"math"
	"slices"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/analysis"
)

const k1, b = 1.2, .75

// BM25 ranks the passages of one collection. It is not safe for concurrent use.
type BM25 struct {
	collection *corpus.Collection
	analysers  map[string]*analysis.Analyser
	postings   map[string][]posting
	length     []float64
	mean       float64
	scores     []float64
	touched    []int // the passages with a score
}

type posting struct {
	passage int
	count   float64
}

// New indexes the collection.
func New(c *corpus.Collection) *BM25 {
	r := &BM25{collection: c, analysers: make(map[string]*analysis.Analyser), postings: make(map[string][]posting)}
	r.length, r.scores = make([]float64, len(c.Passages)), make([]float64, len(c.Passages))
	for i, p := range c.Passages {
		counts := make(map[string]float64)
		for _, term := range r.terms(p.Article.Language, p.Article.Title+"\n"+p.Text()) {
			counts[term]++
			r.length[i]++
			r.mean += 1 / float64(len(c.Passages))
		}
		for term, n := range counts {
			r.postings[term] = append(r.postings[term], posting{i, n})
		}
	}
	return r
}

func (r *BM25) terms(language, text string) []string {
	a := r.analysers[language]
	if a == nil {
		a = analysis.New(language)
		r.analysers[language] = a
	}
	var terms []string
	for _, t := range a.Tokens(nil, text) {
		terms = append(terms, t.Term)
	}
	return terms
}

func (r *BM25) idf(term string) float64 {
	df := float64(len(r.postings[term]))
	return math.Log1p((float64(len(r.length)) - df + .5) / (df + .5))
}

// Ask ranks the passages for a question in the language of the collection's first article. It finds
// something always; the confidence is the share of the question's rarity that the first passage has.
func (r *BM25) Ask(_ context.Context, q retrieval.Query) (retrieval.Answer, error) {
	language := ""
	if len(r.collection.Articles) > 0 {
		language = r.collection.Articles[0].Language
	}
	terms := r.terms(language, q.Text)
	for _, i := range r.touched {
		r.scores[i] = 0
	}
	touched := r.touched[:0]
	for _, term := range terms {
		weight := r.idf(term)
		for _, p := range r.postings[term] {
			if r.scores[p.passage] == 0 {
				touched = append(touched, p.passage)
			}
			r.scores[p.passage] += weight * p.count * (k1 + 1) / (p.count + k1*(1-b+b*r.length[p.passage]/r.mean))
		}
	}
	r.touched = touched
	return r.answer(q, language, terms, r.best(touched, cmp.Or(q.Limit, retrieval.DefaultLimit))), nil
}

// best are the n passages with the highest scores, best first, of equals the earlier one.
func (r *BM25) best(touched []int, n int) []int {
	order := func(x, y int) int { return cmp.Or(cmp.Compare(r.scores[y], r.scores[x]), cmp.Compare(x, y)) }
	var top []int
	for _, p := range touched {
		if len(top) == n && order(p, top[n-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, p, order)
		top = slices.Insert(top, at, p)
		top = top[:min(n, len(top))]
	}
	return top
}

func (r *BM25) answer(q retrieval.Query, language string, terms []string, hits []int) retrieval.Answer {
	a := retrieval.Answer{Question: q.Text, Found: len(hits) > 0}
	for i, h := range hits {
		p := r.collection.Passages[h]
		c := retrieval.Citation{N: i + 1, Passage: p, Score: r.scores[h]}
		best := -1.
		for _, s := range p.Sentences {
			if share := r.share(terms, r.terms(language, p.Article.Text[s.Start:s.End])); share > best {
				best, c.Sentence = share, s
			}
		}
		if i == 0 {
			a.Confidence = r.share(terms, r.terms(language, p.Text()))
		}
		a.Citations = append(a.Citations, c)
	}
	return a
}

// share is how much of the terms' rarity stands in text, from 0 to 1.
func (r *BM25) share(terms, text []string) float64 {
	has := make(map[string]bool)
	for _, t := range text {
		has[t] = true
	}
	var sum, all float64
	for _, t := range terms {
		all += r.idf(t)
		if has[t] {
			sum += r.idf(t)
		}
	}
	return sum / max(all, 1e-9)
}
