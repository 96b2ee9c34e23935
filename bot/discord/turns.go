package discord

import (
	"context"
	"slices"
	"sync"
)

// turns lets a number of questions be looked up at once. Where more wait, the groups they belong to take
// turns, so that a flood from one holds up another by one question at most.
type turns struct {
	mu   sync.Mutex
	free int
	// order are the groups that wait, next first; waiting holds who waits, by group.
	order   []string
	waiting map[string][]chan struct{}
}

func newTurns(workers int) *turns {
	return &turns{free: workers, waiting: map[string][]chan struct{}{}}
}

// enter waits for the group's turn. leave must be called when done. The error is ctx's.
func (t *turns) enter(ctx context.Context, group string) (leave func(), err error) {
	t.mu.Lock()
	if t.free > 0 {
		t.free--
		t.mu.Unlock()
		return t.leave, nil
	}
	turn := make(chan struct{})
	if len(t.waiting[group]) == 0 {
		t.order = append(t.order, group)
	}
	t.waiting[group] = append(t.waiting[group], turn)
	t.mu.Unlock()
	select {
	case <-turn:
		return t.leave, nil
	case <-ctx.Done():
		if !t.abandon(group, turn) {
			t.leave() // its turn came at the same moment
		}
		return nil, context.Cause(ctx)
	}
}

// abandon takes one who waits out of the queue; false says that it was its turn already.
func (t *turns) abandon(group string, turn chan struct{}) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	i := slices.Index(t.waiting[group], turn)
	if i < 0 {
		return false
	}
	t.waiting[group] = slices.Delete(t.waiting[group], i, i+1)
	if len(t.waiting[group]) == 0 {
		t.drop(group)
	}
	return true
}

func (t *turns) drop(group string) {
	delete(t.waiting, group)
	if i := slices.Index(t.order, group); i >= 0 {
		t.order = slices.Delete(t.order, i, i+1)
	}
}

// leave passes the place on to the group whose turn it is, or gives it back.
func (t *turns) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.order) == 0 {
		t.free++
		return
	}
	group := t.order[0]
	next := t.waiting[group][0]
	t.waiting[group] = t.waiting[group][1:]
	t.order = t.order[1:]
	if len(t.waiting[group]) > 0 {
		t.order = append(t.order, group)
	} else {
		delete(t.waiting, group)
	}
	close(next)
}
