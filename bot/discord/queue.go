package discord

import (
	"context"
	"sync"
)

// queue holds functions that are to run one after the other.
type queue struct {
	mu      sync.Mutex
	added   uint64
	waiting []func(context.Context) error

	// running is held while a function runs.
	running sync.Mutex
}

// add appends f and returns how many were added so far.
func (q *queue) add(f func(context.Context) error) uint64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, f)
	q.added++
	return q.added
}

// run runs what is waiting, as far as nobody else does at the same time.
func (q *queue) run(ctx context.Context, failed func(error)) {
	q.running.Lock()
	defer q.running.Unlock()
	for f := q.next(); f != nil; f = q.next() {
		if err := f(ctx); err != nil {
			failed(err)
		}
	}
}

func (q *queue) next() func(context.Context) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) == 0 {
		return nil
	}
	f := q.waiting[0]
	q.waiting = q.waiting[1:]
	return f
}
