package discord

import (
	"context"
	"math/rand/v2"
	"time"
)

// clock is time and chance, as the options give them.
type clock struct {
	now    func() time.Time
	sleep  func(context.Context, time.Duration) error
	random func() float64
}

func newClock(o Options) clock {
	c := clock{now: o.Now, sleep: o.Sleep, random: o.Random}
	if c.now == nil {
		c.now = time.Now
	}
	if c.sleep == nil {
		c.sleep = sleep
	}
	if c.random == nil {
		c.random = rand.Float64
	}
	return c
}

// backoff is the pause before the next try after n failures: it doubles from base up to limit, and
// a random half of it is left out, so that many bots do not come back at the same moment.
func (c clock) backoff(n int, base, limit time.Duration) time.Duration {
	d := min(base<<min(n, 16), limit)
	return d/2 + time.Duration(c.random()*float64(d/2))
}

// between is a random time in [low, high).
func (c clock) between(low, high time.Duration) time.Duration {
	return low + time.Duration(c.random()*float64(high-low))
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
