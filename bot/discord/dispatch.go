package discord

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// job is the work that one event asks for. log carries the request's ID.
type job func(ctx context.Context, log *slog.Logger)

// dispatcher runs each event's job in a goroutine of its own, once for each ID, and waits for them
// in the end.
type dispatcher struct {
	ctx context.Context
	log *slog.Logger

	mu      sync.Mutex
	closed  bool
	seen    recent
	running sync.WaitGroup
}

// newDispatcher returns a dispatcher whose jobs get ctx.
func newDispatcher(ctx context.Context, log *slog.Logger) *dispatcher {
	return &dispatcher{ctx: ctx, log: log}
}

// start runs j, unless an event with this ID was started before or the dispatcher is draining.
// Discord delivers an event again where a resume replays it.
func (d *dispatcher) start(id string, j job) {
	log := d.log.With("request", id)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		log.Info("not taken: stopping")
		return
	}
	if !d.seen.add(id) {
		log.Debug("not taken: delivered before")
		return
	}
	d.running.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				log.Error("handler panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			}
		}()
		j(d.ctx, log)
	})
}

// drain takes no further job and waits up to limit for those under way. At four fifths of it hurry
// is called, which should make them end.
func (d *dispatcher) drain(limit time.Duration, hurry func()) {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	idle := make(chan struct{})
	go func() { d.running.Wait(); close(idle) }()

	soon := time.AfterFunc(limit/5*4, hurry)
	defer soon.Stop()
	late := time.NewTimer(limit)
	defer late.Stop()
	select {
	case <-idle:
	case <-late.C:
		d.log.Warn("stopping although questions are still under way", "waited", limit)
	}
}

// recentIDs is how many IDs recent remembers at least: far more than a resume replays.
const recentIDs = 4096

// recent remembers the last recentIDs to twice as many IDs. The zero value is ready for use.
type recent struct{ young, old map[string]struct{} }

// add says whether id is new, and remembers it.
func (r *recent) add(id string) bool {
	if _, ok := r.young[id]; ok {
		return false
	}
	if _, ok := r.old[id]; ok {
		return false
	}
	if r.young == nil || len(r.young) >= recentIDs {
		r.young, r.old = make(map[string]struct{}), r.young
	}
	r.young[id] = struct{}{}
	return true
}
