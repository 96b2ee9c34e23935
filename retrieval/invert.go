package retrieval

import "slices"

// invert makes the postings from the passages' terms.
func (ix *index) invert() {
	n := ix.passages()
	ix.length = make([]float32, n)
	for p := range n {
		for _, t := range ix.tokens[ix.tokenStart[p]:ix.tokenStart[p+1]] {
			if !ix.stop[t] {
				ix.length[p]++
			}
		}
	}
	ix.meanLength = mean(ix.length)
	ix.postings = ix.post(n, func(p int, add func(termID)) {
		for _, t := range ix.tokens[ix.tokenStart[p]:ix.tokenStart[p+1]] {
			add(t)
		}
		for _, t := range ix.sections[p] {
			add(t)
		}
		for range titleCount {
			for _, t := range ix.titles[ix.article[p]] {
				add(t)
			}
		}
	})
	ix.invertArticles()
}

// titleCount is how often a word of the title counts in each passage of the article.
const titleCount = 2

func (ix *index) invertArticles() {
	n := len(ix.titles)
	ix.articleLength = make([]float32, n)
	ix.articles = ix.post(n, func(a int, add func(termID)) {
		for _, t := range ix.titles[a] {
			add(t)
		}
		for p := ix.first[a]; p < ix.first[a+1]; p++ {
			ix.articleLength[a] += ix.length[p]
			for _, t := range ix.tokens[ix.tokenStart[p]:ix.tokenStart[p+1]] {
				add(t)
			}
		}
	})
	ix.meanArticle = mean(ix.articleLength)
}

func mean(x []float32) float32 {
	sum := 0.
	for _, v := range x {
		sum += float64(v)
	}
	return float32(max(1, sum/float64(max(1, len(x)))))
}

// post counts the terms of n documents; each calls add for every term it has. Stop words are left out.
// The documents are gone through twice, first to learn how long each list will be.
func (ix *index) post(n int, each func(doc int, add func(termID))) postings {
	last := make([]uint32, len(ix.terms)) // the document in which a term was last seen, plus one
	p := postings{start: make([]uint32, len(ix.terms)+1)}
	for doc := range n {
		each(doc, func(t termID) {
			if !ix.stop[t] && last[t] != uint32(doc)+1 {
				last[t] = uint32(doc) + 1
				p.start[t+1]++
			}
		})
	}
	for t := range ix.terms {
		p.start[t+1] += p.start[t]
	}
	p.docs = make([]uint32, p.start[len(ix.terms)])
	p.counts = make([]uint8, len(p.docs))
	next := slices.Clone(p.start)
	clear(last)
	for doc := range n {
		each(doc, func(t termID) {
			if ix.stop[t] {
				return
			}
			if last[t] != uint32(doc)+1 {
				last[t] = uint32(doc) + 1
				p.docs[next[t]] = uint32(doc)
				next[t]++
			}
			if at := next[t] - 1; p.counts[at] < 255 {
				p.counts[at]++
			}
		})
	}
	return p
}
