package retrieval

import (
	"math"

	"footnote/corpus"
	"footnote/retrieval/analysis"
	"footnote/retrieval/wordnet"
)

// termID numbers the terms of an index in the order in which the collection first uses them.
type termID uint32

// none is the number of no term.
const none = ^termID(0)

// index is the searchable form of a collection. It is immutable once built.
//
// It keeps postings, to find passages, and each passage's own sequence of terms, to look closely at
// the few that were found. Everything is in flat slices: 20,000 passages are a few dozen
// allocations, not millions.
type index struct {
	collection *corpus.Collection
	ids        map[string]termID
	terms      []string
	stop       []bool    // by term: it is a stop word and has no postings
	capital    []float32 // by term, how often it is capitalised inside a sentence, as a share
	sorted     []termID  // the terms that are not stop words, in the order of their spelling
	spelling   *speller
	words      *wordnet.Table // what English words mean

	postings postings // term → passages
	articles postings // term → articles: their passages, titles and headings together

	// tokens[tokenStart[p]:tokenStart[p+1]] are passage p's terms in reading order, stop words
	// included; kinds runs beside it.
	tokens     []termID
	kinds      []analysis.Kind
	tokenStart []uint32
	// sentences[sentenceStart[p]:sentenceStart[p+1]] are the token offsets at which p's sentences begin.
	sentences     []uint32
	sentenceStart []uint32

	article       []uint32   // by passage
	first         []uint32   // by article, its first passage; one more at the end
	titles        [][]termID // by article, stop words left out
	sections      [][]termID // by passage, stop words left out; nil where it has no heading
	length        []float32  // by passage, its number of terms that are not stop words
	articleLength []float32
	meanLength    float32
	meanArticle   float32
	languages     []string // of the articles, most frequent first
	language      []uint8  // by article, an index into languages
	ordinals      map[*corpus.Passage]uint32
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
	from, to := ix.tokenStart[p], ix.tokenStart[p+1]
	return ix.tokens[from:to], ix.kinds[from:to]
}

// sentencesOf are the offsets, within passage p's tokens, at which its sentences begin.
func (ix *index) sentencesOf(p uint32) []uint32 {
	return ix.sentences[ix.sentenceStart[p]:ix.sentenceStart[p+1]]
}

// lookup is the number of a term, or none.
func (ix *index) lookup(term string) termID {
	if id, ok := ix.ids[term]; ok {
		return id
	}
	return none
}
