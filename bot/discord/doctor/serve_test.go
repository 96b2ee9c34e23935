package doctor_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/retrieval"
)

// silent is a bot that is never asked.
type silent struct{}

func (silent) Ask(context.Context, bot.Request) (retrieval.Answer, error) {
	return retrieval.Answer{}, context.Canceled
}

func (silent) Catalog() *bot.Catalog { return nil }

// Once footnote serve has registered its commands, the doctor finds nothing to say of them, while the
// bot goes on running.
func TestBesideServe(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- discord.Serve(ctx, discord.Options{Token: discordtest.Token, Bots: func(context.Context, string) (discord.Bot, error) { return silent{}, nil }, HTTPClient: s.Client(), Dialer: s.Dialer()})
	}()
	s.AwaitRequest(func(r discordtest.Request) bool { return r.Method == http.MethodPut })
	report, healthy := examine(t, options(s))
	if !healthy || !strings.Contains(report, "fine commands: all are registered") || strings.Contains(report, "note commands") {
		t.Errorf("healthy %v, the report:\n%s", healthy, report)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Serve: %v", err)
	}
	if code := s.AwaitConn(1).AwaitClosed(); code != 1000 {
		t.Errorf("the running bot's connection was closed with %d, want 1000", code)
	}
}
