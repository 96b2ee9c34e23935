package discord

import "sync"

// batch does for many at once what costs as much for one: what comes while some are done is done together, next. The
// zero value is ready for use, with one function.
type batch[T any] struct {
	mu      sync.Mutex
	waiting []T

	// doing is held while some are done.
	doing sync.Mutex
}

// add returns when one is done; the error is that of do, told to one caller of all whose it is.
func (b *batch[T]) add(one T, do func([]T) error) error {
	b.mu.Lock()
	b.waiting = append(b.waiting, one)
	b.mu.Unlock()
	b.doing.Lock()
	defer b.doing.Unlock()
	b.mu.Lock()
	some := b.waiting
	b.waiting = nil
	b.mu.Unlock()
	if len(some) == 0 {
		return nil // another caller has done it
	}
	return do(some)
}
