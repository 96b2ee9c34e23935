package main

import (
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
)

// TestServeAnswersInDiscord asks the whole program, from the command line to a loopback Discord and
// back: what /ask shows is the article that ask quotes.
func TestServeAnswersInDiscord(t *testing.T) {
	s := discordtest.New(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	a := &app{
		getenv: func(name string) string { return map[string]string{"DISCORD_TOKEN": discordtest.Token}[name] },
		in:     strings.NewReader(""), out: io.Discard, errOut: io.Discard, now: time.Now,
		serve: func(ctx context.Context, o discord.Options) error {
			o.HTTPClient, o.Dialer = s.Client(), s.Dialer()
			return discord.Serve(ctx, o)
		},
	}
	ended := make(chan error, 1)
	go func() { ended <- a.run(ctx, []string{"serve"}) }()
	s.AwaitReady(1)

	var want struct {
		Citations []struct{ Article struct{ Title string } }
	}
	if err := json.Unmarshal([]byte(runHere(t.Context(), "ask", "--json", example).stdout), &want); err != nil {
		t.Fatal(err)
	}
	shown := s.Command("ask", discordtest.Options{"question": example}).AwaitAnswer().Text()
	if title := want.Citations[0].Article.Title; !strings.Contains(shown, title) {
		t.Errorf("discord shows %q, which does not cite %q", shown, title)
	}

	stop()
	if got := status(ctx, <-ended); got != exitFine {
		t.Errorf("exit status %d, want %d", got, exitFine)
	}
}
