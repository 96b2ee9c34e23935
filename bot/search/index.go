package search

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// Index is a collection prepared for searching. It is immutable and safe for concurrent use. It takes
// about as much memory as the articles' text.
type Index struct {
	collection *corpus.Collection
	// folded are the passages' texts, folded, in the collection's order.
	folded []string
	facts  map[*corpus.Article]facts
}

// facts are what filters look at, folded.
type facts struct{ title, by string }

// New prepares a collection.
func New(c *corpus.Collection) *Index {
	ix := &Index{collection: c, folded: make([]string, len(c.Passages)), facts: make(map[*corpus.Article]facts, len(c.Articles))}
	for i, p := range c.Passages {
		ix.folded[i] = fold(p.Text())
	}
	for _, a := range c.Articles {
		ix.facts[a] = facts{title: fold(a.Title), by: fold(strings.Join(a.Authors, "\n") + "\n" + a.Publisher)}
	}
	return ix
}

// Match is one passage that a query found.
type Match struct {
	Passage *corpus.Passage
	// Sentence is the sentence of the passage that has most of what was searched for, as a byte range of the article's text.
	Sentence corpus.Span

	index int
	score float64
}

// Find lists all passages that match, best first. A query of filters alone lists the first passage of each article.
func (ix *Index) Find(q Query) []Match {
	terms := slices.Concat(asTerms(q.Phrases, true), asTerms(q.Words, false))
	var found []Match
	for i, p := range ix.collection.Passages {
		if !ix.admits(q, p.Article) || !q.matches() && p.Ordinal > 0 {
			continue
		}
		if all(terms, ix.folded[i]) {
			found = append(found, Match{Passage: p, index: i})
		}
	}
	ix.rank(found, terms)
	return found
}

// rank scores the matches by how often they have what was searched for, rare terms counting more, and sorts them.
func (ix *Index) rank(found []Match, terms []term) {
	if len(terms) == 0 {
		return
	}
	weights := make([]float64, len(terms))
	for i, t := range terms {
		n := 0
		for _, f := range ix.folded {
			if t.in(f) {
				n++
			}
		}
		weights[i] = 1 + math.Log(float64(len(ix.folded)+1)/float64(n+1))
	}
	for i := range found {
		text := ix.folded[found[i].index]
		for j, t := range terms {
			n := float64(t.count(text))
			found[i].score += weights[j] * n / (n + 1)
		}
	}
	slices.SortStableFunc(found, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.index, b.index))
	})
}

// Mark fills in the sentences of matches that are going to be shown.
func (ix *Index) Mark(q Query, shown []Match) {
	terms := slices.Concat(asTerms(q.Phrases, true), asTerms(q.Words, false))
	for i := range shown {
		shown[i].Sentence = bestSentence(shown[i].Passage, terms)
	}
}

func bestSentence(p *corpus.Passage, terms []term) corpus.Span {
	best, most := corpus.Span{Start: p.Start, End: p.End}, -1
	for _, s := range p.Sentences {
		text, n := fold(p.Article.Text[s.Start:s.End]), 0
		for _, t := range terms {
			if t.in(text) {
				n++
			}
		}
		if n > most {
			best, most = s, n
		}
	}
	return best
}

// term is a word or a phrase to look for in folded text.
type term struct {
	text string
	// whole wants a word to end where the term ends.
	whole bool
}

func asTerms(texts []string, whole bool) []term {
	terms := make([]term, len(texts))
	for i, t := range texts {
		terms[i] = term{t, whole}
	}
	return terms
}

func all(terms []term, folded string) bool {
	for _, t := range terms {
		if !t.in(folded) {
			return false
		}
	}
	return true
}

func (t term) in(folded string) bool { return t.next(folded, 0) >= 0 }

func (t term) count(folded string) (n int) {
	for at := t.next(folded, 0); at >= 0; at = t.next(folded, at+len(t.text)) {
		n++
	}
	return n
}

// next is where the term occurs at or after from, -1 where it does not.
func (t term) next(folded string, from int) int {
	for {
		i := strings.Index(folded[from:], t.text)
		if i < 0 {
			return -1
		}
		at := from + i
		end := at + len(t.text)
		before, _ := utf8.DecodeLastRuneInString(folded[:at])
		after, _ := utf8.DecodeRuneInString(folded[end:])
		if !isWordRune(before) && !(t.whole && isWordRune(after)) {
			return at
		}
		_, size := utf8.DecodeRuneInString(folded[at:])
		from = at + size
	}
}
