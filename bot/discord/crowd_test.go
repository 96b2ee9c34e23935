package discord_test

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/retrieval"
)

// turnstile is a transport that holds first responses back until so many have come, then lets some through, and the
// others when it is told to.
type turnstile struct {
	next       http.RoundTripper
	come       atomic.Int64
	all, some  int64
	full, rest chan struct{}
}

func (s *turnstile) RoundTrip(q *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(q.URL.Path, "/callback") {
		return s.next.RoundTrip(q)
	}
	n := s.come.Add(1)
	if n == s.all {
		close(s.full)
	}
	<-s.full
	if n > s.some {
		<-s.rest
	}
	return s.next.RoundTrip(q)
}

// TestAcknowledgementsGoFirst: where a crowd asks at once, nobody is answered while many others do not know yet that
// their question was seen.
func TestAcknowledgementsGoFirst(t *testing.T) {
	t.Parallel()
	lookedUp := make(chan struct{}, 100)
	s, b := discordtest.New(t), answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) {
		lookedUp <- struct{}{}
		return found(q.Question), nil
	})
	gate := &turnstile{next: s.Client().Transport, all: 50, some: 10, full: make(chan struct{}), rest: make(chan struct{})}
	r := start(t, s, b, func(o *discord.Options) { o.HTTPClient = &http.Client{Transport: gate} })
	s.AwaitReady(1)
	began := time.Now()
	var asked []*discordtest.Interaction
	for range gate.all {
		asked = append(asked, r.ask(question("When?")))
	}
	<-gate.full
	if took := time.Since(began); took > 2*time.Second { // the first were given up after 3 s, as Discord gives them up
		close(gate.rest)
		t.Skipf("the machine is too busy: %d questions came in %v", gate.all, took)
	}
	s.AwaitRequest(func(q discordtest.Request) bool { return strings.HasSuffix(q.Path, "/callback") })
	select {
	case <-lookedUp:
		t.Error("a question was looked up while 40 waited for their acknowledgement")
	case <-time.After(200 * time.Millisecond): // it would have been by now
	}
	close(gate.rest)
	answeredOnce(t, asked...)
}
