package discord_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/state"
	"footnote/retrieval"
)

// holdBack is a transport whose edits of responses and whose messages wait until the process is "killed", and then fail.
type holdBack struct {
	next   http.RoundTripper
	killed chan struct{}
}

func (h holdBack) RoundTrip(q *http.Request) (*http.Response, error) {
	if q.Method != http.MethodPatch && !strings.HasSuffix(q.URL.Path, "/messages") {
		return h.next.RoundTrip(q)
	}
	select {
	case <-h.killed:
		return nil, errors.New("killed")
	case <-q.Context().Done():
		return nil, q.Context().Err()
	}
}

// killed asks one thing of a process that never gets to answer it, and returns what it leaves in its state.
func killed(t *testing.T, s *discordtest.Server, clock *handClock, ask func(*run) *discordtest.Interaction) (*discordtest.Interaction, *state.Memory) {
	t.Helper()
	st, hold := state.NewMemory(), holdBack{s.Client().Transport, make(chan struct{})}
	r := start(t, s, &fakeBot{}, func(o *discord.Options) {
		o.State, o.HTTPClient, o.Now = st, &http.Client{Transport: hold}, clock.Now
	})
	t.Cleanup(func() { close(hold.killed) })
	s.AwaitReady(1)
	i := ask(r)
	i.AwaitAck()
	left := state.NewMemory()
	for _, p := range awaitPending(t, st, clock, 1) {
		if err := left.AddPending(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	return i, left
}

// awaitPending blocks until so many requests are kept.
func awaitPending(t *testing.T, st bot.State, clock *handClock, n int) []bot.Pending {
	t.Helper()
	for range 3000 {
		all, err := st.Pending(t.Context(), clock.Now())
		if err != nil {
			t.Fatal(err)
		}
		if len(all) == n {
			return all
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("there never were %d requests kept", n)
	return nil
}

// TestKilledBeforeTheAnswer: what a process has acknowledged before it was killed, its next start answers.
func TestKilledBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	command := func(name string, options discordtest.Options, changes ...discordtest.Change) func(*run) *discordtest.Interaction {
		return func(r *run) *discordtest.Interaction { return r.server.Command(name, options, changes...) }
	}
	for _, c := range []struct {
		name string
		ask  func(*run) *discordtest.Interaction
		says []string
	}{
		{"question", command("ask", question("When?")), []string{"When?", "**It was founded in 1974.**", "Further sources"}},
		{"question in French", command("ask", question("When?"), discordtest.In("fr")), []string{"1974", "Autres sources"}},
		{"question in a direct message", command("ask", question("When?"), discordtest.InDM), []string{"1974"}},
		{"search", command("search", discordtest.Options{"words": "gold"}), []string{"I was restarted while I worked on this"}},
		{"search in Russian", command("search", discordtest.Options{"words": "gold"}, discordtest.In("ru")), []string{"Меня перезапустили"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, clock := discordtest.New(t), newHandClock()
			i, left := killed(t, s, clock, c.ask)
			clock.move(14 * time.Minute)
			next := start(t, s, &fakeBot{}, func(o *discord.Options) { o.State, o.Now = left, clock.Now })
			mustContain(t, i.AwaitAnswer().Text(), c.says...)
			awaitPending(t, left, clock, 0)
			answeredOnce(t, i)
			if strings.Contains(next.log.String(), i.Token) {
				t.Error("the log holds the interaction's token")
			}
		})
	}
}

// TestKilledAgain: a question whose answering was cut off twice may be what kills; its asker is told to try again.
func TestKilledAgain(t *testing.T) {
	t.Parallel()
	s, clock := discordtest.New(t), newHandClock()
	i, left := killed(t, s, clock, func(r *run) *discordtest.Interaction { return r.ask(question("When?")) })
	hold := holdBack{s.Client().Transport, make(chan struct{})}
	start(t, s, &fakeBot{}, func(o *discord.Options) {
		o.State, o.HTTPClient, o.Now = left, &http.Client{Transport: hold}, clock.Now
	})
	t.Cleanup(func() { close(hold.killed) })
	for range 3000 { // until the second has noted that it tries
		if p := awaitPending(t, left, clock, 1)[0]; strings.Contains(string(p.Data), "tried") {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	third := state.NewMemory()
	if err := third.AddPending(t.Context(), awaitPending(t, left, clock, 1)[0]); err != nil {
		t.Fatal(err)
	}
	b := &fakeBot{}
	start(t, s, b, func(o *discord.Options) { o.State, o.Now = third, clock.Now })
	mustContain(t, i.AwaitAnswer().Text(), "Please try again")
	if n := len(b.requests()); n != 0 {
		t.Errorf("the third start was asked %d times", n)
	}
}

// TestKilledTooLongAgo: after 15 minutes Discord takes no answer any more, and what was kept is deleted.
func TestKilledTooLongAgo(t *testing.T) {
	t.Parallel()
	s, clock := discordtest.New(t), newHandClock()
	i, left := killed(t, s, clock, func(r *run) *discordtest.Interaction { return r.ask(question("When?")) })
	asked := clock.Now()
	clock.move(15*time.Minute + time.Second)
	b := &fakeBot{}
	r := start(t, s, b, func(o *discord.Options) { o.State, o.Now = left, clock.Now })
	r.awaitLog("what has expired is deleted")
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}
	kept, err := left.Pending(t.Context(), asked)
	if err != nil || len(kept) != 0 || i.Edits() != 0 || len(b.requests()) != 0 {
		t.Errorf("%d kept, error %v, %d edits, %d questions; want nothing of all", len(kept), err, i.Edits(), len(b.requests()))
	}
}

// TestStoppedWithoutDelivering: where Discord cannot be reached while the process ends, the next one delivers.
func TestStoppedWithoutDelivering(t *testing.T) {
	t.Parallel()
	s, clock, st := discordtest.New(t), newHandClock(), state.NewMemory()
	with := func(o *discord.Options) { o.State, o.Now = st, clock.Now }
	release := make(chan struct{})
	first := start(t, s, answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) {
		<-release
		return found(q.Question), nil
	}), with)
	s.AwaitReady(1)
	s.Fail(discordtest.Fault{Method: "PATCH", Path: "/messages/@original", Times: 5, Status: 503})
	i := first.ask(question("When?"))
	i.AwaitAck()
	first.stop()
	first.awaitLog("no new question is taken")
	close(release)
	if err := first.finish(); err != nil {
		t.Fatal(err)
	}
	awaitPending(t, st, clock, 1)
	start(t, s, &fakeBot{}, with)
	mustContain(t, i.AwaitAnswer().Text(), "1974")
	answeredOnce(t, i)
	awaitPending(t, st, clock, 0)
}

// TestNothingStaysPending: once a process has answered, or has found that another one does, it keeps no token.
func TestNothingStaysPending(t *testing.T) {
	t.Parallel()
	s, clock := discordtest.New(t), newHandClock()
	states := []*state.Memory{state.NewMemory(), state.NewMemory()}
	var runs []*run
	for n, st := range states {
		runs = append(runs, start(t, s, &fakeBot{}, func(o *discord.Options) { o.State, o.Now = st, clock.Now }))
		s.AwaitReady(n + 1)
	}
	var asked []*discordtest.Interaction
	for range 10 {
		asked = append(asked, runs[0].ask(question("When?")), s.Command("search", discordtest.Options{"words": "gold"}))
	}
	answeredOnce(t, asked...)
	for n, r := range runs {
		if err := r.finish(); err != nil {
			t.Fatal(err)
		}
		awaitPending(t, states[n], clock, 0)
	}
}

// TestKilledBeforeTheReply: so is a message that was being answered, in its place and language.
func TestKilledBeforeTheReply(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		said discordtest.Said
		says []string
	}{
		{"mention", discordtest.Said{Content: mention + "When?"}, []string{"1974", "Otras fuentes"}},
		{"direct message", discordtest.Said{Content: "When?", Direct: true}, []string{"1974", "Further sources"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, clock, st := discordtest.New(t), newHandClock(), state.NewMemory()
			hold := holdBack{s.Client().Transport, make(chan struct{})}
			start(t, s, &fakeBot{}, func(o *discord.Options) {
				o.State, o.HTTPClient, o.Now = st, &http.Client{Transport: hold}, clock.Now
			})
			t.Cleanup(func() { close(hold.killed) })
			s.AwaitReady(1)
			s.Dispatch("GUILD_CREATE", map[string]any{"id": discordtest.GuildID, "preferred_locale": "es-ES", "threads": []any{}})
			id := s.Say(c.said)
			left := state.NewMemory()
			if err := left.AddPending(t.Context(), awaitPending(t, st, clock, 1)...); err != nil {
				t.Fatal(err)
			}
			next := start(t, s, &fakeBot{}, func(o *discord.Options) { o.State, o.Now = left, clock.Now })
			m := s.AwaitMessages(1)[0]
			mustContain(t, m.Text(), c.says...)
			checkReply(t, m, id, c.said)
			awaitPending(t, left, clock, 0)
			if err := next.finish(); err != nil {
				t.Fatal(err)
			}
			if n := len(s.Messages()); n != 1 {
				t.Errorf("%d messages, want 1", n)
			}
		})
	}
}
