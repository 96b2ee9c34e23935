package retrieval

import "footnote/retrieval/analysis"

// weighSentences finds the candidate's sentence that answers best.
func (x *examiner) weighSentences(c *candidate) {
	vectors := x.sentenceVectors()
	best := 0
	var top float32
	for i := range vectors {
		if s := x.models.Sentence.Predict(vectors[i][:]); i == 0 || s > top {
			best, top = i, s
		}
	}
	v := &c.features
	v[fAnswer] = top
	v[fFits] = vectors[best][sFits]
	v[fPosition] = vectors[best][sPosition]
	v[fNew] = vectors[best][sNew]
	c.sentence = best
}

// sentenceVectors are the features of the candidate's sentences. They are overwritten by the next call.
func (x *examiner) sentenceVectors() []sentenceVector {
	n := len(x.found)
	for len(x.vectors) < n {
		x.vectors = append(x.vectors, sentenceVector{})
	}
	vectors := x.vectors[:n]
	x.beginTelling()
	var best sentenceVector
	for i := range x.found {
		vectors[i] = x.sentenceVector(i)
		for _, f := range sentenceBehind {
			best[f.of] = max(best[f.of], vectors[i][f.of])
		}
	}
	for i := range vectors {
		for _, f := range sentenceBehind {
			vectors[i][f.to] = vectors[i][f.of] - best[f.of]
		}
	}
	return vectors
}

func (x *examiner) sentenceVector(i int) (v sentenceVector) {
	s := &x.found[i]
	for c, h := range s.has {
		if h == 0 {
			continue
		}
		w := x.q.concepts[c].weight * h
		if !x.titled[c] {
			v[sSpecific] += w
		}
		v[sOwn] += w / float32(x.sentencesWith(c))
	}
	v[sCoverage], v[sContext] = share(s.weight, x.known), share(s.context, x.known)
	v[sSpecific], v[sOwn] = share(v[sSpecific], x.known), share(v[sOwn], x.known)
	v[sNear], v[sMeaning] = x.nearness(s.has, s.near), x.meaningOf(i)
	x.weighPlain(i, &v)
	v[sDistinct] = x.distinct(s.has)
	v[sBigrams] = share(s.bigrams, x.bigramWeight)
	v[sRun] = share(float32(s.run), float32(len(x.q.words)))
	v[sFits] = s.fits(x.q.wants)
	v[sNames], v[sNumbers] = fifths(s.names), fifths(s.numbers)
	v[sQuantities], v[sDates] = fifths(s.amounts), fifths(s.dates)
	v[sPosition] = share(float32(i), float32(len(x.found)-1))
	v[sLength], v[sSentences] = float32(s.words)/10, float32(len(x.found))/10
	v[sWants] = float32(x.q.wants)
	if i > 0 {
		v[sBefore] = share(x.found[i-1].weight, x.known)
	}
	v[sNew] = float32(s.fresh) / 10
	v[sStop] = share(float32(s.stops), float32(len(x.q.words)-len(x.q.concepts)))
	return v
}

// sentencesWith is how many of the candidate's sentences have concept c.
func (x *examiner) sentencesWith(c int) int {
	n := 0
	for i := range x.found {
		if x.found[i].has[c] > 0 {
			n++
		}
	}
	return n
}

func fifths(n int) float32 { return float32(min(n, 5)) / 5 }

// fits is 1 where the sentence offers what is wanted, 0 where it does not, and .5 where nothing is expected.
func (s *sentence) fits(e expectation) float32 {
	var offers int
	switch e {
	case aPerson, aGroup:
		offers = s.names
	case aPlace:
		return surely(s.places > 0, s.names > 0)
	case aDate:
		offers = s.dates + s.numbers
	case aNumber:
		offers = s.numbers + s.amounts
	case aReason:
		offers = s.causes
	case aCount:
		return surely(s.counts, s.tellsNumber())
	case aSum:
		return surely(s.units&analysis.Money != 0, s.tellsNumber())
	case aPercentage:
		return surely(s.units&analysis.Percent != 0, s.tellsNumber())
	case aSpan:
		return surely(s.units&analysis.Span != 0, s.tellsNumber())
	default:
		return .5
	}
	return min(1, float32(offers))
}

// tellsNumber reports whether the sentence has a number that the question does not have. Where that counts something else than
// what is asked for, it may still be a unit that has no kind.
func (s *sentence) tellsNumber() bool { return s.numbers+s.amounts > 0 }

// surely is 1 where what is wanted is offered, and .5 where it may be.
func surely(offered, perhaps bool) float32 {
	switch {
	case offered:
		return 1
	case perhaps:
		return .5
	default:
		return 0
	}
}
