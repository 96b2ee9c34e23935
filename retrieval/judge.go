package retrieval

import (
	"footnote/retrieval/analysis"
	"footnote/retrieval/trees"
)

// FoundAt is the confidence from which an answer counts as found.
const FoundAt = .3

// confidence is how likely the best candidate answers the question, from 0 to 1.
func (m *Models) confidence(v *judgementVector) float64 {
	return trees.Sigmoid(float64(m.Confidence.Predict(v[:])))
}

// judgement gathers what the confidence is decided by. hits are ranked and not empty.
func (ix *index) judgement(q *question, hits []candidate) (v judgementVector) {
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
	return v
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
