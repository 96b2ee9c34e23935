package retrieval

import (
	"slices"

	"footnote/retrieval/analysis"
)

// sentence is what a scan finds in one sentence of a candidate.
type sentence struct {
	has     []float32 // by concept, the greatest share at which it stands here
	near    []float32 // by concept, the share of the word nearest in meaning
	pull    pull      // of its words
	weight  float32   // of has
	context float32   // of has together with the sentence before's
	bigrams float32
	run     int
	words   int
	stops   int // stop words of the question
	names   int // what it offers that the question does not have
	places  int // names behind a word that places stand behind
	numbers int
	amounts int           // number words
	dates   int           // years and months
	units   analysis.Kind // what its numbers count
	causes  int           // words that introduce a reason
	counts  bool          // it has a number of what the question wants counted
	fresh   int           // words with a meaning
	negated bool
}

// scan goes through a candidate's words once, sentence by sentence.
func (x *examiner) scan(c *candidate) {
	x.rare = x.rarity(x.ix.article[c.passage])
	x.meant, x.lengths = x.q.language == english && x.ix.languageOf(c.passage) == english, x.ix.lengths.of(c.passage)
	tokens, kinds := x.ix.tokensOf(c.passage)
	starts := x.ix.sentencesOf(c.passage)
	x.begin(max(1, len(starts)))
	previous, run, at := none, 0, 0
	for i, t := range tokens {
		for at+1 < len(starts) && starts[at+1] <= uint32(i) {
			at++
		}
		s := &x.sentences[at]
		s.words++
		s.negated = s.negated || kinds[i]&analysis.Negation != 0
		if x.meant {
			x.approach(t, kinds[i], s)
		}
		serves := x.s.serves[t]
		if serves != 0 {
			x.meet(int(serves)-1, t, i, s)
			s.counts = s.counts || x.q.concepts[serves-1].counted && s.counted(kinds, i)
		}
		if !x.s.asked[t] {
			previous, run = none, 0
			if serves == 0 {
				s.offer(kinds, i)
			}
			continue
		}
		if kinds[i]&analysis.Stop != 0 {
			s.stops++
		}
		run++
		if weight, ok := x.pair(previous, t, &c.features); ok {
			s.bigrams += weight
		} else {
			run = 1
		}
		s.run, previous = max(s.run, run), t
	}
	x.join()
}

// begin makes room for n sentences and forgets the candidate before.
func (x *examiner) begin(n int) {
	x.round++
	clear(x.count)
	clear(x.has)
	clear(x.exact)
	clear(x.near)
	for i := range x.last {
		x.last[i] = -window - 1
	}
	for len(x.sentences) < n {
		x.sentences = append(x.sentences, sentence{has: make([]float32, len(x.q.concepts)), near: make([]float32, len(x.q.concepts))})
	}
	for i := range x.sentences[:n] {
		s := &x.sentences[i]
		clear(s.has)
		clear(s.near)
		*s = sentence{has: s.has, near: s.near}
	}
	x.found = x.sentences[:n]
}

// meet notes that concept i stands at token at, as term t.
func (x *examiner) meet(i int, t termID, at int, s *sentence) {
	alt := x.s.shares[t]
	x.count[i] += alt
	x.has[i] = max(x.has[i], alt)
	x.exact[i] = x.exact[i] || x.s.vias[t] == exact
	if alt > s.has[i] {
		s.weight += (alt - s.has[i]) * x.q.concepts[i].weight
		s.has[i] = alt
	}
	x.last[i] = int32(at)
	if i >= maxPaired {
		return
	}
	for j, last := range x.last[:min(maxPaired, len(x.last))] {
		if j != i && at-int(last) <= window {
			x.near[i] |= 1 << j
			x.near[j] |= 1 << i
		}
	}
}

// pair reports whether the question has the bigram (a, b), and credits it to the passage once.
func (x *examiner) pair(a, b termID, v *vector) (weight float32, ok bool) {
	if a == none {
		return 0, false
	}
	for i := range x.bigrams {
		g := &x.bigrams[i]
		if g.a != a || g.b != b {
			continue
		}
		if g.seen != x.round {
			g.seen = x.round
			v[fBigrams] += g.weight
		}
		return g.weight, true
	}
	return 0, false
}

// offer counts the i-th word, which the question does not have, by what it and the words beside it look like. The first word
// of a sentence is capitalised whatever it is.
func (s *sentence) offer(kinds []analysis.Kind, i int) {
	k := kinds[i]
	if k&number != 0 {
		s.units |= unitOf(kinds[i:])
	}
	if k&analysis.Stop == 0 {
		s.fresh++
	}
	if k&analysis.Cause != 0 {
		s.causes++
	}
	switch {
	case k&(analysis.Year|analysis.Month) != 0:
		s.dates++
		if k&analysis.Year != 0 {
			s.numbers++
		}
	case k&analysis.Number != 0:
		s.numbers++
	case k&analysis.Quantity != 0:
		s.amounts++
	case k&analysis.Capital != 0 && k&analysis.Stop == 0 && s.words > 1:
		s.names++
		if kinds[i-1]&analysis.Where != 0 {
			s.places++
		}
	}
}

// counting is how many words before a noun its number stands at most: "340 very cheap tickets".
const counting = 3

// counted reports whether a number stands in front of the i-th word, which the sentence has reached.
func (s *sentence) counted(kinds []analysis.Kind, i int) bool {
	return slices.ContainsFunc(kinds[i-min(counting, s.words-1):i], func(k analysis.Kind) bool { return k&number != 0 })
}

// number is what numbers are made of: digits or words.
const number = analysis.Number | analysis.Quantity

// unitOf is what the number at the start of kinds counts: what its sign says, or the unit behind it and further number words.
func unitOf(kinds []analysis.Kind) (unit analysis.Kind) {
	for _, k := range kinds {
		if unit |= k & analysis.Unit; k&number == 0 {
			break
		}
	}
	return unit
}

// join works out what each sentence has together with the one before it.
func (x *examiner) join() {
	for i := range x.found {
		s := &x.found[i]
		s.context = s.weight
		if i == 0 {
			continue
		}
		for c, h := range x.found[i-1].has {
			if h > s.has[c] {
				s.context += (h - s.has[c]) * x.q.concepts[c].weight
			}
		}
	}
}
