package discord_test

import (
	"slices"
	"testing"
	"time"

	"go.uber.org/goleak"

	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
)

// TestMain fails where anything that was started is still running after all tests.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// stillAnswers asks a question on the current connection.
func (r *run) stillAnswers() {
	r.t.Helper()
	i := r.ask(question("Still there?"))
	mustContain(r.t, i.AwaitAnswer().Text(), "1974")
	answeredOnce(r.t, i)
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
		{"broken frame", func(c *discordtest.Conn) { c.SendRaw(`{"op":0,"s":9,"t":"INTERACTION_CREATE","d":{"id`) }},
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
			answeredOnce(t, missed)
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
			if n := r.server.AwaitConn(3).Identifies(); n > 1 {
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

// What is written while Discord cannot be reached is answered afterwards: the session outlives the outage.
func TestUnreachableForAWhile(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		down func(*discordtest.Knobs, bool)
		path string
	}{
		{"all of the gateway", func(k *discordtest.Knobs, on bool) { k.GatewayDown = on }, ""},
		{"the address for resuming", func(k *discordtest.Knobs, _ bool) { k.ResumeDown = true }, "gateway"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := ready(t, &fakeBot{})
			r.server.Set(func(k *discordtest.Knobs) { tt.down(k, true) })
			r.server.AwaitReady(1).Drop()
			r.server.Say(discordtest.Said{Content: "Asked while away?", Direct: true})
			r.server.AwaitRefusals(1)
			if tt.path == "" {
				r.server.AwaitRefusals(12)
			}
			r.server.Set(func(k *discordtest.Knobs) { tt.down(k, false) })
			c := r.server.AwaitReady(2)
			if !c.Resumed() || tt.path != "" && c.Path != tt.path {
				t.Errorf("resumed %v at %q", c.Resumed(), c.Path)
			}
			mustContain(t, r.server.AwaitMessages(1)[0].Text(), "1974")
		})
	}
}

// A session that Discord does not resume, but does not end either, is replaced in the end.
func TestResumesThatLeadNowhere(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	r.server.Set(func(k *discordtest.Knobs) { k.RefuseIdentify = 4000 })
	r.server.AwaitReady(1).Drop()
	r.server.AwaitConn(4).AwaitClosed()
	r.server.Set(func(k *discordtest.Knobs) { k.RefuseIdentify = 0 })
	if c := r.awaitIdentified(5); c.Resumed() {
		t.Error("resumed, want a fresh session")
	}
	r.stillAnswers()
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
	t.Run("half-open socket", func(t *testing.T) {
		t.Parallel()
		s := discordtest.New(t)
		s.Set(func(k *discordtest.Knobs) { k.Heartbeat = 150 * time.Millisecond })
		r := start(t, s, &fakeBot{}, quiet)
		c := s.AwaitReady(1)
		c.Freeze()
		missed := r.ask(question("Asked of a dead connection?"))
		if again := r.awaitIdentified(2); !again.Resumed() {
			t.Error("the session was lost")
		}
		mustContain(t, missed.AwaitAnswer().Text(), "1974")
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
	for _, frame := range []string{`null`, `[]`, `"text"`, `{}`, `{"op":null}`, `{"op":"0"}`, `{"op":77,"d":{}}`, `{"op":0,"t":7,"s":"x"}`,
		`{"op":10,"d":null}`, `{"op":11}`, `{"op":0,"t":"GUILD_CREATE","d":null}`} {
		c.SendRaw(frame)
	}
	c.AskHeartbeat()
	for _, d := range []any{nil, "text", []int{1}, map[string]any{}, map[string]any{"id": 7, "token": true}} {
		s.Dispatch("INTERACTION_CREATE", d)
		s.Dispatch("MESSAGE_CREATE", d)
		s.Dispatch("GUILD_CREATE", d)
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
	if n := s.Conns(); n != 1 {
		t.Errorf("%d connections, want 1: none of this is a reason to hang up", n)
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

// TestOp9InRealTime leaves the bot its own pauses: the loopback Discord fails the test if the bot is
// back too soon after op 9, or identifies twice within 5 s.
func TestOp9InRealTime(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{}, func(o *discord.Options) {
		o.Sleep = nil
		o.Random = func() float64 { return 0 }
	})
	r.server.Set(func(k *discordtest.Knobs) { k.RealTime = true })
	r.server.AwaitReady(1).Invalidate(false)
	if c := r.awaitIdentified(2); c.Resumed() {
		t.Error("resumed, want a fresh session")
	}
	r.stillAnswers()
}

// A frame that stays broken, however often a resume brings it, is passed over in the end.
func TestPoisonedFrame(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	for n := 1; n <= 2; n++ {
		r.server.AwaitReady(n).SendRaw(`{"op":0,"s":`)
	}
	r.awaitLog("passed over")
	r.stillAnswers()
	if n := r.server.Conns(); n != 2 {
		t.Errorf("%d connections, want 2", n)
	}
}
