package doctor_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/doctor"
)

// examine runs the doctor and returns its report as text, a line for each finding.
func examine(t *testing.T, o doctor.Options) (report string, healthy bool) {
	t.Helper()
	var b strings.Builder
	findings := doctor.Run(t.Context(), o)
	for _, f := range findings {
		b.WriteString(string(f.Level) + " " + f.About + ": " + f.Text + "\n")
		if strings.ContainsAny(f.Text, "\n\x1b") {
			t.Errorf("a finding of several lines, or with control characters: %q", f.Text)
		}
	}
	if strings.Contains(b.String(), discordtest.Token) {
		t.Error("the report holds the token")
	}
	return b.String(), doctor.Healthy(findings)
}

func options(s *discordtest.Server) doctor.Options {
	return doctor.Options{Token: discordtest.Token, HTTPClient: s.Client(), Dialer: s.Dialer()}
}

func TestFindings(t *testing.T) {
	t.Parallel()
	knobs := func(f func(*discordtest.Knobs)) func(*discordtest.Server, *doctor.Options) {
		return func(s *discordtest.Server, _ *doctor.Options) { s.Set(f) }
	}
	tests := []struct {
		name    string
		prepare func(*discordtest.Server, *doctor.Options)
		healthy bool
		want    []string
		never   string
	}{
		{"all is well", nil, true, []string{
			`fine token: Discord knows it: the bot is "`, "fine application: \"footnote\" has the Application ID " + discordtest.BotID,
			"fine gateway: 999 of 1000", "fine intents:", "note commands: not registered", `"ask"`, "fine servers: the bot is in 1,",
		}, "\nmend "},
		{"no token", func(_ *discordtest.Server, o *doctor.Options) { o.Token = " " }, false, []string{"mend token", "Reset Token"}, "application:"},
		{"unknown token", func(_ *discordtest.Server, o *doctor.Options) { o.Token = "other" }, false, []string{"mend token", "Reset Token"}, "application:"},
		{"token with a line end", func(_ *discordtest.Server, o *doctor.Options) { o.Token = "a\nb" }, false, []string{"mend token"}, "application:"},
		{"endpoint", knobs(func(k *discordtest.Knobs) { k.Endpoint = "https://example.org/\x1b[31m" }), false,
			[]string{"mend application", "clear Interactions Endpoint URL"}, ""},
		{"no start left", knobs(func(k *discordtest.Knobs) { k.StartsSpent = 3 * time.Hour }), false,
			[]string{"mend gateway: no session can be started for the next 3h0m0s"}, "intents:"},
		{"intents refused", knobs(func(k *discordtest.Knobs) { k.RefuseIdentify = 4014 }), false,
			[]string{"mend intents", "Privileged Gateway Intents", "commands:"}, ""},
		{"sharded", knobs(func(k *discordtest.Knobs) { k.Shards, k.MinShards = 3, 3 }), true, []string{"fine intents", "3 shard(s)"}, "\nmend "},
		{"gateway says nothing", func(s *discordtest.Server, o *doctor.Options) {
			s.Set(func(k *discordtest.Knobs) { k.NoHello = true })
			o.Timeout = time.Second
		}, false, []string{"mend intents: Discord did not accept the connection within 1s"}, ""},
		{"no gateway", func(s *discordtest.Server, o *doctor.Options) {
			o.Dialer = &websocket.Dialer{NetDialContext: func(context.Context, string, string) (net.Conn, error) {
				return nil, errors.New("filtered")
			}}
		}, false, []string{"mend intents: no connection to the gateway", "filtered"}, ""},
		{"foreign commands", func(s *discordtest.Server, _ *doctor.Options) {
			s.Hold(`{"id":"1","type":1,"name":"old","description":"An old command"}`)
		}, true, []string{`note commands: registered by something else: "old"`}, ""},
		{"no server", knobs(func(k *discordtest.Knobs) { k.Guilds = []string{} }), true,
			[]string{"note servers: the bot is in no server", "client_id=" + discordtest.BotID + "&scope=bot+applications.commands&permissions=309237730304"}, ""},
		{"permissions missing", knobs(func(k *discordtest.Knobs) { k.Permissions = "2048" }), false,
			[]string{"mend servers", "View Channels, Send Messages in Threads, Create Public Threads, Embed Links, Read Message History;"}, "fine servers"},
		{"administrator", knobs(func(k *discordtest.Knobs) { k.Permissions = "8" }), true, []string{"fine servers"}, "\nmend "},
		{"500", func(s *discordtest.Server, _ *doctor.Options) {
			s.Fail(discordtest.Fault{Path: "/applications/@me", Status: 500})
		}, false, []string{"mend application", "try again"}, ""},
		{"429", func(s *discordtest.Server, _ *doctor.Options) {
			s.Fail(discordtest.Fault{Path: "/guilds", Status: 429, Header: map[string]string{"Retry-After": "9"}, Body: `{"retry_after":9}`})
		}, false, []string{"mend servers", "try again"}, ""},
		{"HTML", func(s *discordtest.Server, _ *doctor.Options) {
			s.Fail(discordtest.Fault{Path: "/users/@me", Status: 200, Body: "<html>sign in to the Wi-Fi</html>"})
		}, false, []string{"mend token", "try again"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := discordtest.New(t)
			o := options(s)
			if tt.prepare != nil {
				tt.prepare(s, &o)
			}
			report, healthy := examine(t, o)
			if healthy != tt.healthy {
				t.Errorf("healthy %v, want %v", healthy, tt.healthy)
			}
			for _, want := range tt.want {
				if !strings.Contains(report, want) {
					t.Errorf("%q is missing", want)
				}
			}
			if tt.never != "" && strings.Contains(report, tt.never) {
				t.Errorf("%q is there", tt.never)
			}
			if t.Failed() {
				t.Logf("the report:\n%s", report)
			}
		})
	}
}

func TestUnreachable(t *testing.T) {
	t.Parallel()
	client := &http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("no route to host")
	}}}
	report, healthy := examine(t, doctor.Options{Token: "some.token", HTTPClient: client})
	if healthy || !strings.Contains(report, "cannot be reached") || !strings.Contains(report, "no route to host") {
		t.Errorf("healthy %v, the report:\n%s", healthy, report)
	}
}

// The doctor leaves nothing behind: no command, no open connection.
func TestNothingIsChanged(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	examine(t, options(s))
	if code := s.AwaitConn(1).AwaitClosed(); code != 1000 {
		t.Errorf("the gateway was closed with %d, want 1000", code)
	}
	for _, r := range s.Requests() {
		if r.Method != http.MethodGet {
			t.Errorf("%v", r)
		}
	}
}
