package retrieval

import (
	"math"

	"footnote/corpus"
	"footnote/retrieval/analysis"
	"footnote/retrieval/glove"
	"footnote/retrieval/wordnet"
)

// termID numbers the terms of an index. Nothing that is answered depends on the order.
type termID uint32

// none is the number of no term.
const none = termID(missing)

// index is the searchable form of a collection. It is immutable once built.
//
// It keeps postings, to find passages, and each passage's own sequence of terms, to look closely at
// the few that were found. Everything is in flat slices: 20,000 passages are a few dozen
// allocations, not millions.
type index struct {
	vocabulary
	body
	collection *corpus.Collection
	capital    []float32 // by term, how often it is capitalised inside a sentence, as a share
	sorted     []termID  // the terms that are not stop words, in the order of their spelling
	spelling   *speller
	meanings   *wordnet.Table // what English words mean
	vectors    *glove.Table   // how near they are in meaning
	rows       []int32        // by term, its row in vectors

	postings postings // term → passages
	articles postings // term → articles: their passages and titles together

	article       []uint32      // by passage
	first         []uint32      // by article, its first passage; one more at the end
	titles        lists[termID] // by article, stop words left out
	articleLength []float32
	meanLength    float32
	meanArticle   float32
	languages     []string // of the articles, most frequent first
	language      []uint8  // by article, an index into languages
}

// postings lists, for each term, the documents that have it, ascending, and how often.
type postings struct {
	start  []uint32
	docs   []uint32
	counts []uint8
}

func (p *postings) of(t termID) (docs []uint32, counts []uint8) {
	return p.docs[p.start[t]:p.start[t+1]], p.counts[p.start[t]:p.start[t+1]]
}

// df is the number of documents that have the term.
func (p *postings) df(t termID) int { return int(p.start[t+1] - p.start[t]) }

// idf is the BM25 weight of a term that df of n documents have (Robertson and Spärck Jones, with
// the +1 inside the logarithm that keeps it positive).
func idf(df, n int) float32 {
	return float32(math.Log1p((float64(n-df) + .5) / (float64(df) + .5)))
}

// passages is the number of passages.
func (ix *index) passages() int { return len(ix.article) }

// tokensOf are passage p's terms and what they look like.
func (ix *index) tokensOf(p uint32) ([]termID, []analysis.Kind) {
	return ix.tokens.of(p), ix.kindsOf(p)
}

// sentencesOf are the offsets, within passage p's tokens, at which its sentences begin.
func (ix *index) sentencesOf(p uint32) []uint32 {
	return ix.sentences.of(p)
}

// lookup is the number of a term of words that are not stop words, or none.
func (ix *index) lookup(term string) termID { return ix.lookupTagged(term, 0) }

func (ix *index) lookupTagged(term string, tag uint32) termID {
	if t, ok := ix.terms.find(term, tag); ok {
		return termID(t)
	}
	return none
}
