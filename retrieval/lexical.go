package retrieval

// The BM25 constants (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). k1 says how
// soon repeating a word stops counting, b how much long texts are held back.
const (
	passageK1, passageB = .9, .6
	articleK1, articleB = .75, .3
)

// accumulator adds up scores of documents, concept by concept. Within one concept the best
// alternative counts, so that a word and its synonym do not count twice.
type accumulator struct {
	score   []float32
	concept []float32 // what the concept under way has given a document
	stamp   []uint32  // the concept that concept[doc] is of
	current uint32
	touched []uint32 // documents with a score, in the order of the first one
}

func newAccumulator(n int) *accumulator {
	return &accumulator{score: make([]float32, n), concept: make([]float32, n), stamp: make([]uint32, n)}
}

// reset makes the accumulator ready for the next question, in time proportional to what was touched.
func (a *accumulator) reset() {
	for _, doc := range a.touched {
		a.score[doc], a.stamp[doc] = 0, 0
	}
	a.touched, a.current = a.touched[:0], 0
}

func (a *accumulator) next() { a.current++ }

// add credits doc with value for the concept under way, unless a better alternative did.
func (a *accumulator) add(doc uint32, value float32) {
	switch {
	case a.stamp[doc] == a.current:
		if value > a.concept[doc] {
			a.score[doc] += value - a.concept[doc]
			a.concept[doc] = value
		}
		return
	case a.stamp[doc] == 0:
		a.touched = append(a.touched, doc)
	}
	a.stamp[doc] = a.current
	a.concept[doc] = value
	a.score[doc] += value
}

// bm25 are the parts of the formula that do not depend on the document.
type bm25 struct{ k1, b, mean float32 }

func (f bm25) saturate(count, length float32) float32 {
	return count * (f.k1 + 1) / (count + f.k1*(1-f.b+f.b*length/f.mean))
}

// accumulate adds the concepts' scores over the documents of p.
func (a *accumulator) accumulate(concepts []concept, p *postings, length []float32, f bm25) {
	for _, c := range concepts {
		a.next()
		for _, alt := range c.terms {
			docs, counts := p.of(alt.term)
			weight := c.weight * alt.share
			for i, doc := range docs {
				a.add(doc, weight*f.saturate(float32(counts[i]), length[doc]))
			}
		}
	}
}

// candidate is a passage that may answer, and what is known of it.
type candidate struct {
	passage uint32
	// lexical is its BM25 score, article that of the whole article it stands in.
	lexical, article float32
	score            float32
	features         vector
	sentence         int // of the passage's sentences, the one that answers best
}

// articleShare is what the evidence of a passage's article counts beside the passage's own.
const articleShare = 1.2

// candidates are the n passages with most lexical evidence, best first.
func (ix *index) candidates(s *scratch, q question, only int, n int) []candidate {
	s.passages.accumulate(q.concepts, &ix.postings, ix.length, bm25{passageK1, passageB, ix.meanLength})
	s.articles.accumulate(q.concepts, &ix.articles, ix.articleLength, bm25{articleK1, articleB, ix.meanArticle})
	found := s.found[:0]
	for _, p := range s.passages.touched {
		a := ix.article[p]
		if only < 0 || int(a) == only {
			found = append(found, scored{p, s.passages.score[p] + articleShare*s.articles.score[a]})
		}
	}
	s.found = found
	best := best(found, n)
	out := make([]candidate, 0, len(best)+denseCandidates)
	for _, b := range best {
		out = append(out, ix.candidate(s, b.passage))
	}
	return out
}

// candidate is a passage with what the postings gave it.
func (ix *index) candidate(s *scratch, p uint32) candidate {
	c := candidate{passage: p, lexical: s.passages.score[p], article: s.articles.score[ix.article[p]]}
	c.score = c.lexical + articleShare*c.article
	return c
}
