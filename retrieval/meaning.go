package retrieval

import (
	"cmp"
	"math"
	"slices"

	"footnote/retrieval/analysis"
	"footnote/retrieval/glove"
)

// Words that stand among the same words mean much the same: "escape" and "flee". How near two are is the cosine of their
// vectors in package glove. This counts in two ways: each concept is met by the nearest word of a sentence, at
// a share; and all words of a sentence together are compared with all of the question.

const (
	nearFrom  = .35 // the cosine from which a word has a share in a concept
	nearShare = .8  // the share that a cosine of 1 would have
)

// english is the only language that words are related in.
const english = "en"

// emphasis is what a word counts in a sum of vectors: the less the more frequent it is in all texts (Arora et al.,
// "A simple but tough-to-beat baseline for sentence embeddings", 2017).
func emphasis(frequency float32) float32 { return .001 / (.001 + frequency) }

// sense is what a question means.
type sense struct {
	rows                []int32   // by concept, its row in the table of vectors, noRow where it has none
	emphases            []float32 // by concept
	plain               []float32 // the same, but 0 for names
	length, plainLength float32   // of the sums of the concepts' vectors
}

// noRow is the row of a word without a vector.
const noRow = -1

// rowOf is the row of a term in the table.
func rowOf(table *glove.Table, term string) int32 {
	if row, ok := table.Find(term); ok {
		return int32(row)
	}
	return noRow
}

// maxMeant is how many concepts are compared in meaning: of a pasted paragraph the weightiest.
const maxMeant = 24

// senseOf looks up what the concepts mean. Numbers mean nothing here.
func (ix *index) senseOf(q *question) sense {
	n := len(q.concepts)
	s := sense{rows: slices.Repeat([]int32{noRow}, n), emphases: make([]float32, n), plain: make([]float32, n)}
	if q.language != english {
		return s
	}
	sum, plain := make([]float32, ix.vectors.Dims()), make([]float32, ix.vectors.Dims())
	for _, i := range q.heaviest(maxMeant) {
		c := &q.concepts[i]
		if c.kind&analysis.Number != 0 {
			continue
		}
		if row, ok := ix.vectors.Find(c.term); ok {
			s.rows[i], s.emphases[i] = int32(row), emphasis(ix.vectors.Frequency(row))
			ix.vectors.Add(sum, row, s.emphases[i])
			if !c.isName() {
				s.plain[i] = s.emphases[i]
				ix.vectors.Add(plain, row, s.plain[i])
			}
		}
	}
	s.length, s.plainLength = length(sum), length(plain)
	return s
}

// heaviest are the n concepts of most weight.
func (q *question) heaviest(n int) []int {
	all := make([]int, len(q.concepts))
	for i := range all {
		all[i] = i
	}
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(q.concepts[b].weight, q.concepts[a].weight) })
	return all[:min(n, len(all))]
}

func length(v []float32) float32 {
	sum := 0.
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	return float32(math.Sqrt(sum))
}

// setRows looks up the vectors of the index's terms.
func (ix *index) setRows() {
	ix.rows = make([]int32, len(ix.tallies))
	inParallel(len(ix.rows), func(from, to int) {
		for t := from; t < to; t++ {
			ix.rows[t] = noRow
			if ix.terms.tags[t] != stopTerm {
				ix.rows[t] = rowOf(ix.vectors, ix.terms.texts[t])
			}
		}
	})
}

// approach notes what a word of a sentence means for the question.
func (x *examiner) approach(t termID, k analysis.Kind, s *sentence) {
	if x.ix.rows[t] == noRow || k&(analysis.Stop|analysis.Number) != 0 {
		return
	}
	at := x.s.compared[t]
	if at == 0 {
		at = x.compare(t)
	}
	s.pull = s.pull.plus(x.s.pulls[t])
	if at > nothingNear {
		for i, share := range x.s.nearby[at-nothingNear-1:][:len(s.near)] {
			s.near[i] = max(s.near[i], share)
		}
	}
}

// pull is a word's part, or that of several words, in the products of their sum of vectors with the question's: with that of the
// whole question, and without its names.
type pull struct{ all, plain float32 }

func (p pull) plus(o pull) pull     { return pull{p.all + o.all, p.plain + o.plain} }
func (p pull) times(x float32) pull { return pull{p.all * x, p.plain * x} }

// nothingNear is where the shares of a term are kept that has none, as most have. Others have theirs beyond it.
const nothingNear = 1

// compare compares a term of the index with all concepts. It returns where its shares in them are kept.
func (x *examiner) compare(t termID) uint32 {
	row, from, near := int(x.ix.rows[t]), len(x.s.nearby), false
	var p pull
	for i, r := range x.sense.rows {
		share := float32(0)
		if r != noRow {
			cosine := x.ix.vectors.Cosine(int(r), row)
			p.all += x.sense.emphases[i] * cosine
			p.plain += x.sense.plain[i] * cosine
			if cosine > nearFrom {
				share, near = nearShare*(cosine-nearFrom)/(1-nearFrom), true
			}
		}
		x.s.nearby = append(x.s.nearby, share)
	}
	at := uint32(nothingNear)
	if near {
		at += uint32(from) + 1
	} else {
		x.s.nearby = x.s.nearby[:from]
	}
	own := emphasis(x.ix.vectors.Frequency(row))
	x.s.pulls[t], x.s.compared[t], x.s.used = p.times(own), at, append(x.s.used, t)
	return at
}

// nearness is the weight of the concepts, each at the share of the nearest word.
func (x *examiner) nearness(has, near []float32) float32 {
	sum := float32(0)
	for i := range has {
		sum += x.q.concepts[i].weight * max(has[i], near[i])
	}
	return share(sum, x.total)
}

// weighMeaning compares the candidate with the question.
func (x *examiner) weighMeaning(c *candidate) {
	v := &c.features
	sum := pull{}
	clear(x.nearest)
	for i := range x.found {
		s := &x.found[i]
		sum = sum.plus(s.pull)
		for k, share := range s.near {
			x.nearest[k] = max(x.nearest[k], share)
		}
		v[fSentenceNear] = max(v[fSentenceNear], x.nearness(s.has, s.near))
		v[fSentenceMeaning] = max(v[fSentenceMeaning], x.meaningOf(i))
	}
	v[fNear] = x.nearness(x.has, x.nearest)
	v[fMeaning] = share(sum.all, x.sense.length*x.lengths[len(x.lengths)-1])
}

// meaningOf is the cosine of the sums of vectors of the candidate's i-th sentence and of the question.
func (x *examiner) meaningOf(i int) float32 {
	return share(x.found[i].pull.all, x.sense.length*x.lengths[i])
}
