package discord_test

import (
	"context"
	"fmt"
	"net"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/retrieval"
)

// stillAnswers asks a question on the current connection.
func (r *run) stillAnswers() {
	r.t.Helper()
	mustContain(r.t, r.ask(question("Still there?")).AwaitAnswer().Text(), "1974")
}

func TestResume(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		trouble func(*discordtest.Conn)
	}{
		{"op 7", func(c *discordtest.Conn) { c.Reconnect() }},
		{"cut connection", func(c *discordtest.Conn) { c.Drop() }},
		{"close 4000", func(c *discordtest.Conn) { c.CloseWith(4000) }},
		{"close 1001", func(c *discordtest.Conn) { c.CloseWith(1001) }},
		{"op 9, resumable", func(c *discordtest.Conn) { c.Invalidate(true) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := ready(t, &fakeBot{})
			first := r.server.AwaitReady(1)
			tt.trouble(first)
			first.AwaitClosed()
			missed := r.ask(question("Asked while away?"))
			second := r.server.AwaitReady(2)
			if !second.Resumed() || second.Path != "resume" {
				t.Errorf("resumed %v at %q, want true at the address for resuming", second.Resumed(), second.Path)
			}
			mustContain(t, missed.AwaitAnswer().Text(), "1974")
			r.stillAnswers()
		})
	}
}

func TestSessionReplaced(t *testing.T) {
	t.Parallel()
	refuse := func(r *run) {
		r.server.Set(func(k *discordtest.Knobs) { k.RefuseResume = true })
		r.server.AwaitReady(1).Drop()
	}
	tests := []struct {
		name    string
		trouble func(*run)
	}{
		{"resume refused", refuse},
		{"op 9 while running", func(r *run) { r.server.AwaitReady(1).Invalidate(false) }},
		{"op 9 twice", func(r *run) {
			refuse(r)
			r.server.Set(func(k *discordtest.Knobs) { k.InvalidIdentify = 1 << 30 })
			r.server.AwaitConn(4)
			// discordgo answers op 9 by itself until it is cut off; Discord does that after 120 frames.
			if n := r.server.AwaitConn(3).Identifies(); n > 60 {
				r.t.Errorf("%d identifies on one connection", n)
			}
			r.server.Set(func(k *discordtest.Knobs) { k.InvalidIdentify = 0 })
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := ready(t, &fakeBot{}, func(o *discord.Options) { o.Random = func() float64 { return .75 } })
			tt.trouble(r)
			last := r.awaitIdentified(2)
			if last.Resumed() {
				t.Error("resumed, want a fresh session")
			}
			r.stillAnswers()
			if want := 4 * time.Second; !slices.Contains(r.slept(), want) {
				t.Errorf("pauses %v, want one of %v: three quarters of the way from 1 to 5 s", r.slept(), want)
			}
		})
	}
}

// awaitIdentified blocks until a connection, the n-th or a later one, has been identified.
func (r *run) awaitIdentified(n int) *discordtest.Conn {
	r.t.Helper()
	for ; ; n++ {
		c := r.server.AwaitConn(n)
		if c.AwaitReadyOrClosed() {
			return c
		}
	}
}

func TestRefusedWhileRunning(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	r.server.Set(func(k *discordtest.Knobs) { k.RefuseIdentify = 4004 })
	r.server.AwaitReady(1).CloseWith(4004)
	err := r.wait()
	if err == nil {
		t.Fatal("Serve went on with a token that was reset")
	}
	mustContain(t, err.Error(), "Reset Token")
}

func TestSilence(t *testing.T) {
	t.Parallel()
	quiet := func(o *discord.Options) { o.Silence = 500 * time.Millisecond }
	t.Run("no HELLO", func(t *testing.T) {
		t.Parallel()
		s := discordtest.New(t)
		s.Set(func(k *discordtest.Knobs) { k.NoHello = true })
		r := start(t, s, &fakeBot{}, quiet)
		s.AwaitConn(1)
		s.Set(func(k *discordtest.Knobs) { k.NoHello, k.Heartbeat = false, 150*time.Millisecond })
		s.AwaitReady(2)
		r.stillAnswers()
	})
	t.Run("no ACK", func(t *testing.T) {
		t.Parallel()
		s := discordtest.New(t)
		s.Set(func(k *discordtest.Knobs) { k.Heartbeat = 150 * time.Millisecond })
		r := start(t, s, &fakeBot{}, quiet)
		s.AwaitReady(1).AwaitBeats(3)
		s.Set(func(k *discordtest.Knobs) { k.NoAck = true })
		s.AwaitConn(2)
		s.Set(func(k *discordtest.Knobs) { k.NoAck = false })
		if c := r.awaitIdentified(2); !c.Resumed() {
			t.Error("the session was lost")
		}
		r.stillAnswers()
	})
}

func TestStrangeEvents(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	s := r.server
	c := s.AwaitReady(1)
	c.SendRaw(`{"op":0,"s":1,"t":"MESSAGE_CREATE","d":{"id":"1"`)
	c.SendRaw(`{"op":77,"d":{}}`)
	c.AskHeartbeat()
	for _, d := range []any{nil, "text", []int{1}, map[string]any{}, map[string]any{"id": 7, "token": true}} {
		s.Dispatch("INTERACTION_CREATE", d)
		s.Dispatch("MESSAGE_CREATE", d)
		s.Dispatch("GUILD_DELETE", d)
		s.Dispatch("EVENT_OF_NEXT_YEAR", d)
	}
	s.Dispatch("MESSAGE_CREATE", map[string]any{"id": "1", "channel_id": "2", "components": []any{map[string]any{"type": 99}}})
	odd := s.Command("ask", question("When?"), func(e map[string]any) {
		e["member"], e["app_permissions"], e["context"], e["version"] = 5, map[string]any{}, "9", "x"
		e["message"] = map[string]any{"components": []any{map[string]any{"type": 99}}}
	})
	mustContain(t, odd.AwaitAnswer().Text(), "1974")
	mistyped := s.Command("ask", discordtest.Options{"question": 7, "private": "yes"})
	mistyped.AwaitAnswer()
	r.stillAnswers()
}

func TestRESTTrouble(t *testing.T) {
	t.Parallel()
	jsonHeader := func(extra ...string) map[string]string {
		h := map[string]string{"Content-Type": "application/json"}
		for i := 0; i < len(extra); i += 2 {
			h[extra[i]] = extra[i+1]
		}
		return h
	}
	const limited = `{"message":"You are being rate limited.","retry_after":1.5,"global":false}`
	tests := []struct {
		name  string
		fault discordtest.Fault
		pause time.Duration // the least pause before the call is made again
	}{
		{"500", discordtest.Fault{Status: 500, Header: jsonHeader(), Body: `{"message":"500","code":0}`, Times: 2}, 1},
		{"502", discordtest.Fault{Status: 502, Body: "<html>bad gateway</html>", Times: 2}, 1},
		{"503", discordtest.Fault{Status: 503, Times: 3}, 1},
		{"cut connection", discordtest.Fault{}, 1},
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
					if longest < tt.pause {
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

func TestStartLimit(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	s.Set(func(k *discordtest.Knobs) { k.StartsSpent = 3 * time.Hour })
	r := start(t, s, &fakeBot{})
	s.AwaitReady(1)
	if got := r.slept(); len(got) == 0 || got[0] != 3*time.Hour {
		t.Errorf("pauses %v, want 3 h first", got)
	}
}

func TestDiscordUnreachableAtFirst(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	s.Fail(discordtest.Fault{Path: "/gateway/bot", Times: 12, Status: 503})
	r := start(t, s, &fakeBot{})
	s.AwaitReady(1)
	r.stillAnswers()
}

func TestStopInTheMiddleOfAQuestion(t *testing.T) {
	t.Parallel()
	entered, release := make(chan struct{}), make(chan struct{})
	r := ready(t, answering(func(ctx context.Context, q bot.Request) (retrieval.Answer, error) {
		close(entered)
		<-release
		return found(q.Question), nil
	}))
	i := r.ask(question("When?"))
	<-entered
	r.stop()
	r.awaitLog("no new question is taken")
	late := r.ask(question("Too late?"))
	r.awaitLog("not taken: stopping")
	close(release)
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}
	mustContain(t, i.AwaitAnswer().Text(), "1974")
	if late.Acks() != 0 {
		t.Error("a question was taken while stopping")
	}
	if code := r.server.AwaitConn(1).AwaitClosed(); code != 1000 {
		t.Errorf("closed with %d, want 1000", code)
	}
}

func TestStopCutsOffAnEndlessQuestion(t *testing.T) {
	t.Parallel()
	entered := make(chan struct{})
	r := ready(t, answering(func(ctx context.Context, q bot.Request) (retrieval.Answer, error) {
		close(entered)
		<-ctx.Done()
		return retrieval.Answer{}, ctx.Err()
	}), func(o *discord.Options) { o.Drain = 500 * time.Millisecond })
	i := r.ask(question("When?"))
	<-entered
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}
	mustContain(t, i.AwaitAnswer().Text(), "being restarted")
}

func TestStopBeforeConnected(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	s.Set(func(k *discordtest.Knobs) { k.NoHello = true })
	r := start(t, s, &fakeBot{})
	s.AwaitConn(1)
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}
}

func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	b := &fakeBot{}
	r := ready(t, b)
	r.server.Set(func(k *discordtest.Knobs) { k.Latency = 20 * time.Millisecond })
	var all []*discordtest.Interaction
	for n := range 200 {
		all = append(all, r.ask(question(fmt.Sprintf("Question %d?", n))))
	}
	for n, i := range all {
		if text := i.AwaitAnswer().Text(); !strings.Contains(text, fmt.Sprintf("Question %d?", n)) {
			t.Errorf("answer %d is for another question:\n%s", n, text)
		}
	}
	if got := len(b.requests()); got != len(all) {
		t.Errorf("%d questions asked, want %d", got, len(all))
	}
}

func TestNothingIsLeftRunning(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Run("a life", func(t *testing.T) {
		r := ready(t, &fakeBot{})
		r.stillAnswers()
		r.server.AwaitReady(1).Drop()
		r.server.AwaitReady(2)
		r.stillAnswers()
	})
	for range 500 { // goroutines end a little after what they served
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<20)
	t.Errorf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
}

func TestStopWhileDialling(t *testing.T) {
	t.Parallel()
	dialling := make(chan struct{})
	s := discordtest.New(t)
	r := start(t, s, &fakeBot{}, func(o *discord.Options) {
		o.Dialer = &websocket.Dialer{NetDialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			close(dialling)
			<-ctx.Done()
			return nil, ctx.Err()
		}}
	})
	<-dialling
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}
}

// A connection that is lost again and again goes on with the same session.
func TestManyReconnects(t *testing.T) {
	t.Parallel()
	b := &fakeBot{}
	r := ready(t, b)
	var asked []*discordtest.Interaction
	for n := range 6 {
		c := r.server.AwaitReady(n + 1)
		if n > 0 && !c.Resumed() {
			t.Errorf("connection %d did not resume", n+1)
		}
		asked = append(asked, r.ask(question("Before?")))
		if n%2 == 0 {
			c.Reconnect()
		} else {
			c.Drop()
		}
		c.AwaitClosed()
		asked = append(asked, r.ask(question("While away?")))
	}
	for _, i := range asked {
		i.AwaitAnswer()
		if i.Edits() != 1 {
			t.Errorf("%d edits, want 1", i.Edits())
		}
	}
	if got := len(b.requests()); got != len(asked) {
		t.Errorf("%d questions asked, want %d", got, len(asked))
	}
}
