package retrieval

import (
	"runtime"
	"sync"
)

// missing is the number of what is not there.
const missing = ^uint32(0)

// lists are any number of lists in one slice: list i is items[start[i]:start[i+1]].
type lists[T any] struct {
	start []uint32
	items []T
}

// end ends the list that items were appended to, and begins the next one.
func (l *lists[T]) end() {
	if len(l.start) == 0 {
		l.start = append(l.start, 0)
	}
	l.start = append(l.start, uint32(len(l.items)))
}

func (l *lists[T]) of(i uint32) []T        { return l.items[l.start[i]:l.start[i+1]] }
func (l *lists[T]) length(i uint32) uint32 { return l.start[i+1] - l.start[i] }

// room makes n lists of the given lengths, whose items are zero.
func room[T any](n int, length func(i int) uint32) lists[T] {
	l := lists[T]{start: make([]uint32, n+1)}
	for i := range n {
		l.start[i+1] = l.start[i] + length(i)
	}
	l.items = make([]T, l.start[n])
	return l
}

// inParallel calls f for ranges that make up 0 to n, on all cores, and waits.
func inParallel(n int, f func(from, to int)) {
	parts := min(n, runtime.GOMAXPROCS(0))
	var running sync.WaitGroup
	for i := range parts {
		running.Go(func() { f(i*n/parts, (i+1)*n/parts) })
	}
	running.Wait()
}

// left is how many of the numbers are not missing.
func left[T ~uint32](numbers []T) int {
	n := 0
	for _, number := range numbers {
		if uint32(number) != missing {
			n++
		}
	}
	return n
}

// merge merges ascending slices that have nothing in common.
func merge[T any](a, b []T, compare func(x, y T) int) []T {
	out := make([]T, 0, len(a)+len(b))
	for _, x := range a {
		for len(b) > 0 && compare(b[0], x) < 0 {
			out, b = append(out, b[0]), b[1:]
		}
		out = append(out, x)
	}
	return append(out, b...)
}
