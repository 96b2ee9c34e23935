package trees

import "math"

// Logistic is the log loss of a yes or no: labels are 1 or 0. The sums are log odds.
func Logistic(labels, weights []float64) Objective {
	return func(sums, gradient, curvature []float64) {
		for i, s := range sums {
			p := Sigmoid(s)
			gradient[i] = weights[i] * (p - labels[i])
			curvature[i] = weights[i] * p * (1 - p)
		}
	}
}

// Sigmoid turns log odds into a probability.
func Sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// Softmax is the listwise loss of a choice: of each group of examples, labelled 1 or 0, those
// labelled 1 should have the highest sum (Cao et al., "Learning to rank: from pairwise approach to
// listwise approach", 2007). ends[g] is where group g ends; a group without a 1 is ignored.
func Softmax(labels, weights []float64, ends []int) Objective {
	return func(sums, gradient, curvature []float64) {
		from := 0
		for _, to := range ends {
			softmaxGroup(sums[from:to], labels[from:to], weights[from:to], gradient[from:to], curvature[from:to])
			from = to
		}
	}
}

func softmaxGroup(sums, labels, weights, gradient, curvature []float64) {
	clear(gradient)
	clear(curvature)
	top, right := math.Inf(-1), 0.
	for i, s := range sums {
		top = max(top, s)
		right += labels[i]
	}
	if right == 0 {
		return
	}
	all := 0.
	for i, s := range sums {
		gradient[i] = math.Exp(s - top)
		all += gradient[i]
	}
	for i := range sums {
		p := gradient[i] / all
		gradient[i] = weights[i] * (p - labels[i]/right)
		curvature[i] = weights[i] * p * (1 - p)
	}
}
