package retrieval

import "slices"

// rarity is what each unit of the question, a name or another concept, is worth within an article: how few of the
// article's passages have it. What none has is worth nothing, since no passage of the article is better than another by it.
// Parts of a name count as the name: an article gives "Ri Jong Ho" once and goes on with "Ri".
func (x *examiner) rarity(article uint32) []float32 {
	if r, ok := x.rarities[article]; ok {
		return r
	}
	from, to := x.ix.first[article], x.ix.first[article+1]
	most := make([]int, len(x.q.concepts))
	for i := range x.q.concepts {
		c := &x.q.concepts[i]
		for _, alt := range c.terms {
			most[c.unit] = max(most[c.unit], x.ix.postings.within(alt.term, from, to))
		}
	}
	r := make([]float32, len(most))
	for i, df := range most {
		if df > 0 {
			r[i] = idf(df, int(to-from))
		}
	}
	x.rarities[article] = r
	return r
}

// within is how many of the documents from up to to have the term.
func (p *postings) within(t termID, from, to uint32) int {
	docs, _ := p.of(t)
	first, _ := slices.BinarySearch(docs, from)
	last, _ := slices.BinarySearch(docs[first:], to)
	return last
}

// distinct is the share of the units, by their worth within the article, of which has has a part.
func (x *examiner) distinct(has []float32) float32 {
	var sum, all float32
	for i := 0; i < len(has); {
		best, unit := float32(0), x.q.concepts[i].unit
		for ; i < len(has) && x.q.concepts[i].unit == unit; i++ {
			best = max(best, has[i])
		}
		sum += best * x.rare[unit]
		all += x.rare[unit]
	}
	return share(sum, all)
}
