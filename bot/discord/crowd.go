package discord

import (
	"context"
	"sync"
	"time"
)

const (
	// crowded is how many interactions have to wait for their first response for answers to give way to them.
	crowded = 32
	// longestYield is how long an answer gives way at most.
	longestYield = time.Second
)

// crowd lets first responses go before answers where very many people ask at once: Discord waits 3 s for the
// first, and 15 minutes for the second. The zero value is ready for use.
type crowd struct {
	mu      sync.Mutex
	waiting int
	// calm is closed when fewer than crowded wait again; nil while they do.
	calm chan struct{}
}

// come counts an interaction whose first response is due.
func (c *crowd) come() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting++; c.waiting == crowded {
		c.calm = make(chan struct{})
	}
}

// served counts one of them out.
func (c *crowd) served() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting--; c.waiting == crowded-1 {
		close(c.calm)
		c.calm = nil
	}
}

// yield returns when there is no crowd, or has been one for longestYield, or ctx ends.
func (c *crowd) yield(ctx context.Context) {
	c.mu.Lock()
	calm := c.calm
	c.mu.Unlock()
	if calm == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, longestYield)
	defer cancel()
	select {
	case <-calm:
	case <-ctx.Done():
	}
}
