package retrieval

import (
	"slices"
	"unicode/utf8"

	"footnote/retrieval/analysis"
	"footnote/retrieval/trees"
)

// FoundAt is the confidence from which an answer counts as found: where every second article of
// squad2-dev-a is left out, it keeps .90 of the answerable questions about articles not learned from and takes .05 of the
// others for found (November 2026).
const FoundAt = .2

// foreignConfidence is the most that a question can have which names something that the articles never
// mention. Of 2,910 answerable questions of squad2-dev-a 30 do, nearly all by an abbreviation of their own.
const foreignConfidence = FoundAt / 2

// foreign reports whether the question has a name or a number that the index has in no form. Names of
// up to three letters do not count: they are abbreviations, which texts write in many ways.
func (q *question) foreign() bool {
	return slices.ContainsFunc(q.concepts, func(c concept) bool {
		name := c.isName() && utf8.RuneCountInString(c.word) > 3
		return len(c.terms) == 0 && (name || c.kind&analysis.Number != 0)
	})
}

// confidence is how likely the best candidate answers the question, from 0 to 1.
func (m *Models) confidence(v *judgementVector) float64 {
	return trees.Sigmoid(float64(m.Confidence.Predict(v[:])))
}

// judgement gathers what the confidence is decided by. hits are ranked and not empty.
func (x *examiner) judgement(hits []candidate) (v judgementVector) {
	ix, q := x.ix, x.q
	top := &hits[0]
	for _, f := range judged {
		v[f.to] = top.features[f.from]
	}
	v[jScore] = top.score
	v[jMargin], v[jOther] = aheadOfAll, aheadOfAll
	if len(hits) > 1 {
		v[jMargin] = min(aheadOfAll, top.score-hits[1].score)
	}
	article := ix.article[top.passage]
	same := 0
	for i := range hits {
		if ix.article[hits[i].passage] != article {
			v[jOther] = min(v[jOther], top.score-hits[i].score)
		} else if i < agreeing {
			same++
		}
	}
	v[jAgreement] = float32(same) / float32(min(agreeing, len(hits)))
	v[jWants] = float32(q.wants)
	q.judge(&v)
	x.cover(top, &v)
	return v
}

// cover looks once more at the best candidate: which names and which other concepts it has. Its features stay as they were.
func (x *examiner) cover(top *candidate, v *judgementVector) {
	again := candidate{passage: top.passage}
	x.scan(&again)
	x.weighTitle(&again)
	marked := x.found[top.sentence].has
	if x.q.negated && !x.found[top.sentence].negated {
		v[jNegated] = 1
	}
	v[jOpposed] = x.opposed(top)
	sentence := x.sentenceVectors()[top.sentence]
	v[jPlainNear], v[jPlainMeaning], v[jTold] = sentence[sPlainNear], sentence[sPlainMeaning], sentence[sTold]
	var names, plain coverage
	for i := range x.q.concepts {
		c := &x.q.concepts[i]
		of := &plain
		if c.kind&(analysis.Capital|analysis.Number) != 0 {
			of = &names
		}
		titled, inArticle := one(x.titled[i]), one(x.titled[i] || x.rare[c.unit] > 0)
		of.all += c.weight
		of.passage += c.weight * max(x.has[i], titled)
		of.sentence += c.weight * max(marked[i], titled)
		of.article += c.weight * inArticle
	}
	v[jNames], v[jSentenceNames], v[jArticleNames] = names.shares()
	v[jPlain], v[jSentencePlain], v[jArticlePlain] = plain.shares()
}

// coverage is the weight of some concepts, and how much of it a passage has, its marked sentence and its article.
type coverage struct{ passage, sentence, article, all float32 }

func (c coverage) shares() (passage, sentence, article float32) {
	return shareOrAll(c.passage, c.all), shareOrAll(c.sentence, c.all), shareOrAll(c.article, c.all)
}

func one(yes bool) float32 {
	if yes {
		return 1
	}
	return 0
}

// opposed is the weight of the concepts that a candidate lacks in their own form while it has an opposite.
func (x *examiner) opposed(c *candidate) float32 {
	tokens, _ := x.ix.tokensOf(c.passage)
	sum := float32(0)
	for i := range x.q.concepts {
		lacks := !x.exact[i] && !x.titled[i]
		if lacks && slices.ContainsFunc(x.q.concepts[i].opposites, func(t termID) bool { return slices.Contains(tokens, t) }) {
			sum += x.q.concepts[i].weight
		}
	}
	return share(sum, x.total)
}

// shareOrAll is a/b, or 1 where there is nothing to lack.
func shareOrAll(a, b float32) float32 {
	if b <= 0 {
		return 1
	}
	return a / b
}

// aheadOfAll is the margin of a candidate that has no rival, in units of the score (log odds).
const aheadOfAll = 8

// agreeing is how many of the best candidates are asked whether they are of one article.
const agreeing = 5

// judge notes what of the question the index lacks or had to correct.
func (q *question) judge(v *judgementVector) {
	var names, numbers, unknownNames, unknownNumbers, total, corrected float32
	for _, c := range q.concepts {
		total += c.weight
		unknown := float32(0)
		if len(c.terms) == 0 {
			unknown = 1
		} else if c.terms[0].via == spelling {
			corrected += c.weight
		}
		if c.kind&analysis.Number != 0 {
			numbers++
			unknownNumbers += unknown
		} else if c.kind&analysis.Capital != 0 {
			names++
			unknownNames += unknown
		}
	}
	v[jUnknownNames], v[jUnknownNumber] = share(unknownNames, names), share(unknownNumbers, numbers)
	v[jCorrected] = share(corrected, total)
}
