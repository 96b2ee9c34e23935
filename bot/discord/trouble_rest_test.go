package discord_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/retrieval"
)

func TestRESTTrouble(t *testing.T) {
	t.Parallel()
	jsonHeader := func(extra ...string) map[string]string {
		h := map[string]string{"Content-Type": "application/json"}
		for i := 0; i < len(extra); i += 2 {
			h[extra[i]] = extra[i+1]
		}
		return h
	}
	const brief = 100 * time.Millisecond // the least that is left of the first pause
	const limited = `{"message":"You are being rate limited.","retry_after":1.5,"global":false}`
	tests := []struct {
		name  string
		fault discordtest.Fault
		pause time.Duration // the least pause before the call is made again
	}{
		{"500", discordtest.Fault{Status: 500, Header: jsonHeader(), Body: `{"message":"500","code":0}`, Times: 2}, brief},
		{"502", discordtest.Fault{Status: 502, Body: "<html>bad gateway</html>", Times: 2}, brief},
		{"503", discordtest.Fault{Status: 503, Times: 3}, brief},
		{"cut connection", discordtest.Fault{}, brief},
		{"answer lost", discordtest.Fault{Handled: true}, 0},
		// The pauses grow, since a limit that is still in force also holds up the next case.
		{"429 for all", discordtest.Fault{Status: 429, Header: jsonHeader("Retry-After", "1", "X-RateLimit-Global", "true"), Body: limited}, time.Second},
		{"429 of a route", discordtest.Fault{Status: 429, Header: jsonHeader("Retry-After", "2", "X-RateLimit-Remaining", "0",
			"X-RateLimit-Reset-After", "1.5", "X-RateLimit-Scope", "user"), Body: limited}, 2 * time.Second},
		{"429 with HTML", discordtest.Fault{Status: 429, Header: map[string]string{"Content-Type": "text/html", "Retry-After": "3"},
			Body: "<html>error 1015</html>"}, 3 * time.Second},
	}
	for _, path := range []string{"/callback", "/messages/@original"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			r := ready(t, &fakeBot{})
			r.awaitLog("commands are registered")
			for _, tt := range tests {
				t.Run(tt.name, func(t *testing.T) {
					before := len(r.slept())
					tt.fault.Path = path
					r.server.Fail(tt.fault)
					mustContain(t, r.ask(question("When?")).AwaitAnswer().Text(), "1974")
					longest := time.Duration(0)
					for _, d := range r.slept()[before:] {
						longest = max(longest, d)
					}
					// A few milliseconds of a limit have passed before it is waited for.
					if longest+50*time.Millisecond < tt.pause {
						t.Errorf("pauses %v, want one of at least %v", r.slept()[before:], tt.pause)
					}
				})
			}
		})
	}
}

// An answer that is not Discord's own comes from a proxy that has blocked the address: everything waits.
func TestHTML429HoldsUpEverything(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	r.awaitLog("commands are registered")
	r.server.Fail(discordtest.Fault{Path: "/callback", Status: 429, Header: map[string]string{"Retry-After": "50"}, Body: "<html>"})
	r.ask(question("When?")).AwaitAnswer()
	if got := r.slept(); len(got) < 2 || got[0] < 49*time.Second || got[1] < 40*time.Second {
		t.Errorf("pauses %v, want one before acknowledging and one before the edit", got)
	}
}

// An answer that comes after 15 minutes cannot be delivered any more: it is logged, and not tried again.
func TestEditAfter15Minutes(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	r := ready(t, answering(func(ctx context.Context, q bot.Request) (retrieval.Answer, error) {
		if q.Question == "Slow?" {
			<-release
		}
		return found(q.Question), nil
	}))
	i := r.ask(question("Slow?"))
	i.AwaitAck()
	r.server.Advance(16 * time.Minute)
	close(release)
	r.awaitLog("not delivered")
	if n := r.count("PATCH", i.Token+"/messages/@original"); n != 1 {
		t.Errorf("%d tries, want 1", n)
	}
	r.stillAnswers()
}

// Messages that come faster than Discord takes answers are all answered, within its 50 calls a second.
func TestFloodOfMessages(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{}, func(o *discord.Options) { o.Sleep = nil })
	r.awaitLog("commands are registered")
	const many = 60
	for n := range many {
		r.server.Say(discordtest.Said{Content: fmt.Sprintf("Question %d?", n), Direct: true})
	}
	r.server.AwaitMessages(many)
	for _, q := range r.server.Requests() {
		if q.Status == http.StatusTooManyRequests {
			t.Fatalf("%v: the bot ran into the limit", q)
		}
	}
}
