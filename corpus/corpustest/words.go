// Package corpustest measures in tests how well articles are read.
package corpustest

// WordF1 is the harmonic mean of two shares: of the words got that are wanted, and of the words wanted that were got, each
// as often as it is there. It is 1 where both have the same words, in any order.
func WordF1(got, want []string) float64 {
	left := map[string]int{}
	for _, w := range want {
		left[w]++
	}
	both := 0
	for _, w := range got {
		if left[w] > 0 {
			left[w]--
			both++
		}
	}
	return 2 * float64(both) / float64(len(got)+len(want))
}
