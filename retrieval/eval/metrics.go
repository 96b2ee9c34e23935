package eval

import (
	"cmp"
	"slices"
)

// summarise works out the figures of all questions.
func summarise(outcomes []outcome) Report {
	r := Report{Questions: len(outcomes)}
	var withAnswers, right, kept, found, unanswerable float64
	for _, o := range outcomes {
		if !o.answerable {
			unanswerable++
			found += one(o.found)
			continue
		}
		r.Answerable++
		kept += one(o.found)
		r.Hit1 += one(o.rank == 1)
		r.Hit3 += one(o.rank >= 1 && o.rank <= 3)
		r.Hit5 += one(o.rank >= 1 && o.rank <= 5)
		if o.rank > 0 {
			r.MRR10 += 1 / float64(o.rank)
		}
		r.NDCG10 += o.ndcg
		if o.hasAnswers {
			withAnswers++
			r.Sentence1 += one(o.sentence)
			if o.rank == 1 {
				right++
				r.SentenceWhenRight += one(o.sentence)
			}
		}
	}
	n := float64(r.Answerable)
	for _, f := range []*float64{&r.Hit1, &r.Hit3, &r.Hit5, &r.MRR10, &r.NDCG10} {
		*f = ratio(*f, n)
	}
	r.Sentence1, r.SentenceWhenRight = ratio(r.Sentence1, withAnswers), ratio(r.SentenceWhenRight, right)
	r.Kept, r.FalseFound = ratio(kept, n), ratio(found, unanswerable)
	r.AUROC = auroc(outcomes)
	r.P50, r.P99 = percentiles(outcomes)
	r.Reliability = reliability(outcomes)
	return r
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// ratio is a/b, or 0 where there is nothing to divide by.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// auroc is the Mann-Whitney statistic, equal confidences counting half; 0 where one side is empty.
func auroc(outcomes []outcome) float64 {
	sorted := slices.SortedFunc(slices.Values(outcomes), func(a, b outcome) int { return cmp.Compare(a.confidence, b.confidence) })
	var below, sum, answerable float64
	for i := 0; i < len(sorted); {
		var yes, no float64
		j := i
		for ; j < len(sorted) && sorted[j].confidence == sorted[i].confidence; j++ {
			yes += one(sorted[j].answerable)
			no += one(!sorted[j].answerable)
		}
		sum += yes * (below + no/2)
		below, answerable, i = below+no, answerable+yes, j
	}
	return ratio(sum, answerable*below)
}

// percentiles are the median and the 99th percentile, in milliseconds; 0 of nothing.
func percentiles(outcomes []outcome) (p50, p99 float64) {
	ms := make([]float64, len(outcomes))
	for i, o := range outcomes {
		ms[i] = float64(o.elapsed.Nanoseconds()) / 1e6
	}
	if len(ms) == 0 {
		return 0, 0
	}
	slices.Sort(ms)
	at := func(q float64) float64 { return ms[min(len(ms)-1, int(q*float64(len(ms))))] }
	return at(.5), at(.99)
}

func reliability(outcomes []outcome) []Bin {
	bins := make([]Bin, 10)
	for _, o := range outcomes {
		b := &bins[min(9, int(o.confidence*10))]
		b.Questions++
		b.Confidence += o.confidence
		b.Right += one(o.answerable && o.rank == 1)
	}
	var out []Bin
	for i, b := range bins {
		if n := float64(b.Questions); n > 0 {
			out = append(out, Bin{From: float64(i) / 10, Questions: b.Questions, Confidence: b.Confidence / n, Right: b.Right / n})
		}
	}
	return out
}
