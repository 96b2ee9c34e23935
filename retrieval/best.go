package retrieval

import (
	"cmp"
	"slices"
)

// scored is a passage and its score.
type scored struct {
	passage uint32
	score   float32
}

// compareScored puts the higher score first and of equal ones the earlier passage.
func compareScored(a, b scored) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.passage, b.passage))
}

// best are the n first of s in order. It reorders s.
func best(s []scored, n int) []scored {
	if len(s) > n {
		selectBest(s, n)
		s = s[:n]
	}
	slices.SortFunc(s, compareScored)
	return s
}

// selectBest moves the n first of s in order to the front, in linear time (Hoare's quickselect, with
// the median of three as pivot).
func selectBest(s []scored, n int) {
	lo, hi := 0, len(s)
	for hi-lo > 12 {
		if mid := partition(s, lo, hi); mid < n {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	slices.SortFunc(s[lo:hi], compareScored)
}

// partition moves what stands before a pivot in order to its left and returns where the pivot is.
func partition(s []scored, lo, hi int) int {
	m := lo + (hi-lo)/2
	swap := func(i, j int) {
		if compareScored(s[j], s[i]) < 0 {
			s[i], s[j] = s[j], s[i]
		}
	}
	swap(lo, m)
	swap(lo, hi-1)
	swap(hi-1, m) // the median is last
	pivot, at := s[hi-1], lo
	for i := lo; i < hi-1; i++ {
		if compareScored(s[i], pivot) < 0 {
			s[i], s[at] = s[at], s[i]
			at++
		}
	}
	s[at], s[hi-1] = s[hi-1], s[at]
	return at
}
