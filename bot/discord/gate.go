package discord

import (
	"context"
	"time"
)

// gate lets one identify at a time through, and the next one 5 s after it.
type gate struct {
	clock clock
	// turn holds the time from which on the next identify may come, unless somebody is inside.
	turn chan time.Time
	// next is what turn will hold; it belongs to who is inside.
	next time.Time
}

func newGate(c clock) *gate {
	g := &gate{clock: c, turn: make(chan time.Time, 1)}
	g.turn <- time.Time{}
	return g
}

func (g *gate) enter(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case g.next = <-g.turn:
	}
	d := g.next.Sub(g.clock.now())
	if g.next.IsZero() || d <= 0 {
		return nil
	}
	if err := g.clock.sleep(ctx, d); err != nil {
		g.leave()
		return err
	}
	return nil
}

func (g *gate) leave() { g.turn <- g.next }
