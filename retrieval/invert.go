package retrieval

import "slices"

// invertPassages makes the postings of passages: those of the old index, whose terms have the numbers of terms, and those of
// the fresh passages.
func (ix *index) invertPassages(old *index, ch *change, terms []termID, fresh []uint32) {
	ix.meanLength = mean(ix.length)
	added := ix.post(fresh, func(p uint32, add func([]termID)) {
		add(ix.tokens.of(p))
		add(ix.sections.of(p))
		for range titleCount {
			add(ix.titles.of(ix.article[p]))
		}
	})
	ix.postings = old.postings.with(&added, terms, ch.passagesNow)
}

// titleCount is how often a word of the title counts in each passage of the article.
const titleCount = 2

// invertArticles does the same for articles.
func (ix *index) invertArticles(old *index, ch *change, terms []termID) {
	ix.articleLength = make([]float32, len(ch.articles))
	for p, a := range ix.article {
		ix.articleLength[a] += ix.length[p]
	}
	ix.meanArticle = mean(ix.articleLength)
	added := ix.post(missed(ch.articles), func(a uint32, add func([]termID)) {
		add(ix.titles.of(a))
		for p := ix.first[a]; p < ix.first[a+1]; p++ {
			add(ix.tokens.of(p))
		}
	})
	ix.articles = old.articles.with(&added, terms, ch.articlesNow)
}

func mean(x []float32) float32 {
	sum := 0.
	for _, v := range x {
		sum += float64(v)
	}
	return float32(max(1, sum/float64(max(1, len(x)))))
}

// post counts the terms of documents; each calls add for every run of terms it has. Stop words are left out.
// The documents are gone through twice, first to learn how long each list will be.
func (ix *index) post(docs []uint32, each func(doc uint32, add func([]termID))) postings {
	n := len(ix.tallies)
	p := postings{start: make([]uint32, n+1)}
	stop := ix.terms.tags
	last := make([]uint32, n) // the document in which a term was last seen, plus one
	for _, doc := range docs {
		each(doc, func(terms []termID) {
			for _, t := range terms {
				if last[t] != doc+1 && stop[t] != stopTerm {
					last[t] = doc + 1
					p.start[t+1]++
				}
			}
		})
	}
	for t := range n {
		p.start[t+1] += p.start[t]
	}
	p.docs, p.counts = make([]uint32, p.start[n]), make([]uint8, p.start[n])
	next := slices.Clone(p.start)
	clear(last)
	for _, doc := range docs {
		each(doc, func(terms []termID) {
			for _, t := range terms {
				if stop[t] == stopTerm {
					continue
				}
				if last[t] != doc+1 {
					last[t] = doc + 1
					p.docs[next[t]] = doc
					next[t]++
				}
				if at := next[t] - 1; p.counts[at] < 255 {
					p.counts[at]++
				}
			}
		})
	}
	return p
}

// with are the postings in which terms and documents have the numbers given, ascending, none and missing where they are gone,
// and the added ones with them. Terms that only the added ones have are those with the highest numbers.
func (p *postings) with(added *postings, terms []termID, docs []uint32) postings {
	if len(p.docs) == 0 {
		return *added
	}
	n := len(added.start) - 1
	out := postings{start: make([]uint32, n+1)}
	gone := slices.Contains(docs, missing)
	for t, now := range terms {
		switch {
		case now == none:
		case gone:
			out.start[now+1] = p.remaining(termID(t), docs)
		default:
			out.start[now+1] = uint32(p.df(termID(t)))
		}
	}
	for t := range n {
		out.start[t+1] += out.start[t] + uint32(added.df(termID(t)))
	}
	out.docs, out.counts = make([]uint32, out.start[n]), make([]uint8, out.start[n])
	inParallel(len(terms), func(from, to int) {
		for t := from; t < to; t++ {
			if terms[t] != none {
				p.merge(&out, added, termID(t), terms[t], docs)
			}
		}
	})
	known := left(terms)
	copy(out.docs[out.start[known]:], added.docs[added.start[known]:])
	copy(out.counts[out.start[known]:], added.counts[added.start[known]:])
	return out
}

// remaining is how many documents of a term are not gone.
func (p *postings) remaining(t termID, docs []uint32) (n uint32) {
	for _, doc := range p.docs[p.start[t]:p.start[t+1]] {
		if docs[doc] != missing {
			n++
		}
	}
	return n
}

// merge puts the documents of a term that are not gone and the added ones into its list in out.
func (p *postings) merge(out, added *postings, t, now termID, docs []uint32) {
	at, next, end := out.start[now], added.start[now], added.start[now+1]
	for i := p.start[t]; i < p.start[t+1]; i++ {
		doc := docs[p.docs[i]]
		if doc == missing {
			continue
		}
		for ; next < end && added.docs[next] < doc; next++ {
			out.docs[at], out.counts[at] = added.docs[next], added.counts[next]
			at++
		}
		out.docs[at], out.counts[at] = doc, p.counts[i]
		at++
	}
	copy(out.docs[at:], added.docs[next:end])
	copy(out.counts[at:], added.counts[next:end])
}
