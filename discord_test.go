package main

import (
	"context"
	"encoding/json"
	"io"
	"net/netip"
	"regexp"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/corpus/fetch"
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
			if o.Library.Files != nil { // the loopback Discord's files lie at an address that is not public
				o.Library.Files = fetch.New(fetch.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})
			}
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

// TestServersAddArticles: what is added in Discord is in the library, in a collection of the server's own, within the
// limits of the settings, and no address of this machine is asked.
func TestServersAddArticles(t *testing.T) {
	s, data := discordtest.New(t), t.TempDir()
	end := serveHere(t, s, "serve", "--data", data, "--server-articles", "1")
	s.AwaitReady(1)
	manager := discordtest.By("4000000000000000077", "32")
	add := func(options discordtest.Options, want string) {
		t.Helper()
		i := s.Command("library add", options, manager)
		shown := i.AwaitAnswer().Text()
		for start := time.Now(); !strings.Contains(shown, want) && time.Since(start) < 30*time.Second; time.Sleep(10 * time.Millisecond) {
			shown = i.AwaitAnswer().Text()
		}
		if !strings.Contains(shown, want) {
			t.Errorf("shown %q, want %q", shown, want)
		}
	}
	page := "<!doctype html><title>The lock</title><article><p>" + strings.Repeat("The lock of Veldring was dug by four thousand labourers. ", 9) + "</p></article>"
	add(discordtest.Options{"attachment": s.Attach("lock.html", "text/html", []byte(page))}, "Added.")
	add(discordtest.Options{"attachment": s.Attach("b.md", "text/markdown", []byte("# Tides\n\nThe tide turns at noon.\n"))}, "library of this server is full")
	add(discordtest.Options{"link": s.GatewayURL()}, "is no web address")
	add(discordtest.Options{"link": strings.Replace(s.GatewayURL(), "ws:", "http:", 1)}, "not one that I may ask")
	end()
	if r := runHere(t.Context(), "list", "--data", data, "--collection", discordtest.GuildID); !strings.Contains(r.stdout, "The lock") {
		t.Errorf("the server's collection: %+v", r)
	}
	if r := runHere(t.Context(), "list", "--data", data); strings.Contains(r.stdout, "The lock") {
		t.Errorf("the operator's collection: %+v", r)
	}

	end = serveHere(t, s, "serve", "--data", data, "--server-articles", "0")
	s.AwaitReady(2)
	add(discordtest.Options{"link": "https://example.org"}, "keep no library for servers")
	end()
}
