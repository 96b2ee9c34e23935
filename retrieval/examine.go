package retrieval

import "footnote/retrieval/analysis"

// window is how far apart, in words, two concepts may stand to count as together.
const window = 8

// maxPaired bounds the concepts whose pairs are looked at: a concept's partners are the bits of a word.
const maxPaired = 64

// examiner looks closely at the candidates of one question, one after the other.
type examiner struct {
	ix     *index
	models *Models
	q      *question
	s      *scratch

	known, total, heaviest float32 // weight of the concepts that the index has; of all; of the heaviest
	sense                  sense
	pairs                  float32 // weight of all pairs of concepts
	bigrams                []bigram
	bigramWeight           float32
	names, numbers         float32 // how many concepts are capitalised, and how many have a digit

	// Of the candidate under examination, by concept:
	count  []float32 // how often it stands in the body, by share
	has    []float32 // its greatest share in the body
	titled []bool    // it stands in the title
	exact  []bool    // it stands in the body in the question's own form
	last   []int32   // the token at which it stood last
	rare   []float32 // what each unit is worth within the candidate's article
	near   []uint64  // the concepts that stood within the window, as bits

	told    []float32 // the greatest share of a name in the title and the sentences so far
	nearest []float32 // its words' greatest share in the concept by meaning
	meant   bool      // it can be compared in meaning
	lengths []float32 // of the sums of its vectors

	found     []sentence // the candidate's sentences
	sentences []sentence // room for them
	vectors   []sentenceVector
	round     uint32 // numbers the examinations

	rarities map[uint32][]float32 // by article, see rare

	deaf error // why meaning could not be compared, nil where it was
}

// bigram is a pair of adjacent words of the question.
type bigram struct {
	a, b   termID
	weight float32
	seen   uint32 // the examination that last found it
}

func newExaminer(ix *index, m *Models, q *question, s *scratch) *examiner {
	x := &examiner{ix: ix, models: m, q: q, s: s}
	n := len(q.concepts)
	x.rarities = make(map[uint32][]float32)
	x.count, x.has = make([]float32, n), make([]float32, n)
	x.titled, x.exact, x.last, x.near = make([]bool, n), make([]bool, n), make([]int32, n), make([]uint64, n)
	for i := range q.concepts {
		x.weigh(&q.concepts[i], i)
	}
	x.sense, x.nearest = ix.senseOf(q), make([]float32, n)
	x.told = make([]float32, n)
	x.weighPairs()
	x.weighBigrams()
	return x
}

// weigh adds up what the question is worth and notes which terms stand for concept i.
func (x *examiner) weigh(c *concept, i int) {
	x.total += c.weight
	if len(c.terms) > 0 {
		x.known += c.weight
		x.heaviest = max(x.heaviest, c.weight)
	}
	if c.kind&analysis.Number != 0 {
		x.numbers++
	} else if c.kind&analysis.Capital != 0 {
		x.names++
	}
	for _, alt := range c.terms {
		x.s.serve(alt, i)
	}
}

func (x *examiner) weighPairs() {
	c := x.q.concepts[:min(maxPaired, len(x.q.concepts))]
	for i := range c {
		for j := range i {
			if len(c[i].terms) > 0 && len(c[j].terms) > 0 {
				x.pairs += min(c[i].weight, c[j].weight)
			}
		}
	}
}

// stopBigram is what two stop words in a row are worth: still a trace of the wording.
const stopBigram = .1

func (x *examiner) weighBigrams() {
	w := x.q.words
	for i, t := range w {
		if t == none {
			continue
		}
		x.s.ask(t)
		if i > 0 && w[i-1] != none {
			weight := max(stopBigram, x.weightOf(w[i-1])+x.weightOf(t))
			x.bigrams = append(x.bigrams, bigram{a: w[i-1], b: t, weight: weight})
			x.bigramWeight += weight
		}
	}
}

// weightOf is the weight of the concept that a term stands for, 0 for stop words.
func (x *examiner) weightOf(t termID) float32 {
	if i := x.s.serves[t]; i != 0 {
		return x.q.concepts[i-1].weight
	}
	return 0
}

// examine fills in the features of one candidate, but for those that compare it with the others.
func (x *examiner) examine(c *candidate) {
	x.scan(c)
	x.weighTitle(c)
	x.weighPassage(c)
	c.features[fDistinct] = x.distinct(x.has)
	x.weighMeaning(c)
	x.weighTogether(c)
	x.weighMissing(c)
	x.weighSurroundings(c)
	x.weighSentences(c)
}

// weighTitle looks at the heading and the title above the candidate. It leaves the concepts of the title marked as titled.
func (x *examiner) weighTitle(c *candidate) {
	clear(x.titled)
	c.features[fSection] = x.field(x.ix.sections.of(c.passage))
	clear(x.titled)
	c.features[fTitle] = x.field(x.ix.titles.of(x.ix.article[c.passage]))
}

// field marks the concepts that stand in a title or heading as titled; their weight is returned.
func (x *examiner) field(terms []termID) float32 {
	sum := float32(0)
	for _, t := range terms {
		if i := int(x.s.serves[t]) - 1; i >= 0 && !x.titled[i] {
			x.titled[i] = true
			sum += x.s.shares[t] * x.q.concepts[i].weight
		}
	}
	return share(sum, x.known)
}

// weighPassage turns what the scan counted into shares.
func (x *examiner) weighPassage(c *candidate) {
	v := &c.features
	formula := bm25{passageK1, passageB, x.ix.meanLength}
	length := x.ix.length[c.passage]
	for i := range x.q.concepts {
		w := x.q.concepts[i].weight
		v[fCoverage] += w * x.has[i]
		if x.count[i] > 0 {
			v[fBody] += w * formula.saturate(x.count[i], length)
		}
		if !x.titled[i] {
			v[fSpecific] += w * x.has[i]
		}
		if x.exact[i] {
			v[fExact] += w
		} else if len(x.q.concepts[i].terms) > 0 {
			v[fMissing] = max(v[fMissing], w*(1-x.has[i]))
		}
	}
	for _, f := range []feature{fCoverage, fBody, fExact, fSpecific} {
		v[f] = share(v[f], x.known)
	}
	v[fLexical], v[fArticle] = share(c.lexical, x.known), share(c.article, x.known)
	v[fMissing] = share(v[fMissing], x.heaviest)
	v[fConcepts] = float32(len(x.q.concepts)) / 10
	v[fUnknown] = share(x.total-x.known, x.total)
}

// weighTogether adds up what stands together.
func (x *examiner) weighTogether(c *candidate) {
	v := &c.features
	for i := range min(maxPaired, len(x.near)) {
		for j := range i {
			if x.near[i]>>j&1 != 0 {
				v[fWindow] += min(x.q.concepts[i].weight*x.has[i], x.q.concepts[j].weight*x.has[j])
			}
		}
	}
	v[fWindow] = share(v[fWindow], x.pairs)
	v[fBigrams] = share(v[fBigrams], x.bigramWeight)
	words := 0
	for i := range x.found {
		s := &x.found[i]
		v[fSentence] = max(v[fSentence], share(s.weight, x.known))
		v[fTwo] = max(v[fTwo], share(s.context, x.known))
		v[fRun] = max(v[fRun], share(float32(s.run), float32(len(x.q.words))))
		words += s.words
	}
	v[fLength] = float32(words) / 100
}

// weighMissing counts the names and numbers that neither the passage nor its article's title has.
func (x *examiner) weighMissing(c *candidate) {
	names, numbers := x.names, x.numbers
	for i := range x.q.concepts {
		if x.has[i] == 0 && !x.titled[i] {
			continue
		}
		if kind := x.q.concepts[i].kind; kind&analysis.Number != 0 {
			numbers--
		} else if kind&analysis.Capital != 0 {
			names--
		}
	}
	c.features[fMissingNames], c.features[fMissingNumbers] = share(names, x.names), share(numbers, x.numbers)
}

// weighSurroundings looks at the passages beside the candidate.
func (x *examiner) weighSurroundings(c *candidate) {
	a := x.ix.article[c.passage]
	if c.passage == x.ix.first[a] {
		c.features[fLead] = 1
	}
	best := float32(0)
	if c.passage > x.ix.first[a] {
		best = x.s.passages.score[c.passage-1]
	}
	if c.passage+1 < x.ix.first[a+1] {
		best = max(best, x.s.passages.score[c.passage+1])
	}
	c.features[fNeighbours] = share(best, x.known)
}

// share is a/b, or 0 where there is nothing to have a share of.
func share(a, b float32) float32 {
	if b <= 0 {
		return 0
	}
	return a / b
}

// compare fills in how far each candidate is behind the best one.
func compare(c []candidate) {
	for _, f := range behind {
		top := float32(0)
		for i := range c {
			top = max(top, c[i].features[f.of])
		}
		for i := range c {
			c[i].features[f.to] = c[i].features[f.of] - top
		}
	}
	for i := range c {
		c[i].features[fFirstBehind] = share(c[i].score-c[0].score, c[0].score)
	}
}
