package discord

import (
	"context"
	"sync"
	"time"
)

const (
	// progressEvery is how often progress is shown at most: Discord limits edits.
	progressEvery = 2 * time.Second
	// progressTimeout bounds showing it once.
	progressTimeout = 10 * time.Second
)

// progress shows in the reply how far an import is.
type progress struct {
	exchange *exchange
	stop     context.CancelFunc
	ended    chan struct{}

	mu   sync.Mutex
	text string
}

// showProgress begins to show what say says, until end or the end of ctx.
func (x *exchange) showProgress(ctx context.Context) *progress {
	ctx, stop := context.WithCancel(ctx)
	p := &progress{exchange: x, stop: stop, ended: make(chan struct{})}
	go p.run(ctx)
	return p
}

// say sets what is shown next: one of our own texts.
func (p *progress) say(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text = text
}

func (p *progress) run(ctx context.Context) {
	defer close(p.ended)
	shown := ""
	for p.exchange.rest.clock.sleep(ctx, progressEvery) == nil {
		p.mu.Lock()
		text := p.text
		p.mu.Unlock()
		if text == shown {
			continue
		}
		shown = text
		p.show(ctx, text)
	}
}

// show is not cut off at the end: an edit that Discord has half of could come after the last one.
func (p *progress) show(ctx context.Context, text string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), progressTimeout)
	defer cancel()
	x := p.exchange
	if err := x.rest.edit(ctx, x.in, embed(x.l.Say("library.progress"), text, "")); err != nil {
		x.log.Debug("progress not shown", "error", err)
	}
}

// end ends it. Nothing is shown after it returns.
func (p *progress) end() {
	p.stop()
	<-p.ended
}
