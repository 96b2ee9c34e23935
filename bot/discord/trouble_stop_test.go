package discord_test

import (
	"context"
	"net"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/retrieval"
)

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
