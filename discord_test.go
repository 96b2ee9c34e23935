package main

import (
	"context"
	"encoding/json"
	"io"
	"regexp"
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
	end := serveHere(t, s, "serve")
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

	end()
}

// serveHere runs serve against the loopback Discord. The function that it returns stops it and wants a good end.
func serveHere(t *testing.T, s *discordtest.Server, args ...string) (end func()) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	a := &app{
		getenv: func(name string) string { return map[string]string{"DISCORD_TOKEN": discordtest.Token}[name] },
		in:     strings.NewReader(""), out: io.Discard, errOut: io.Discard, now: time.Now,
		serve: func(ctx context.Context, o discord.Options) error {
			o.HTTPClient, o.Dialer = s.Client(), s.Dialer()
			return discord.Serve(ctx, o)
		},
	}
	ended := make(chan error, 1)
	go func() { ended <- a.run(ctx, args) }()
	return func() {
		t.Helper()
		stop()
		if got := status(ctx, <-ended); got != exitFine {
			t.Errorf("exit status %d, want %d", got, exitFine)
		}
	}
}

// TestButtonsWorkAfterARestart: what is needed for the buttons of an answer is in the library's file.
func TestButtonsWorkAfterARestart(t *testing.T) {
	s := discordtest.New(t)
	data := t.TempDir()
	end := serveHere(t, s, "serve", "--data", data)
	s.AwaitReady(1)
	card := s.Command("ask", discordtest.Options{"question": example}).AwaitAnswer()
	more := regexp.MustCompile(`"custom_id":"([^"]*:more:[^"]*)"`).FindSubmatch(card.Body)
	if more == nil {
		t.Fatalf("no button for more passages in %s", card.Body)
	}
	end()

	end = serveHere(t, s, "serve", "--data", data)
	s.AwaitReady(2)
	shown := s.Press(string(more[1]), discordtest.On(card)).AwaitAnswer().Text()
	if !strings.Contains(shown, "Passage 2 of") {
		t.Errorf("after a restart the button shows %q", shown)
	}
	end()
}

// TestServeWithoutTheOperatorsArticles: where nobody may search them and there are no others, the bot says so.
func TestServeWithoutTheOperatorsArticles(t *testing.T) {
	s := discordtest.New(t)
	end := serveHere(t, s, "serve", "--data", t.TempDir(), "--operator-servers", "none")
	s.AwaitReady(1)
	if shown := s.Command("ask", discordtest.Options{"question": example}).AwaitAnswer().Text(); !strings.Contains(shown, "There are no articles here yet") {
		t.Errorf("shows %q", shown)
	}
	end()
}
