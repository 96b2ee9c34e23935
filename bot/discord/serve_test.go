package discord_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/retrieval"
)

func TestIdentify(t *testing.T) {
	t.Parallel()
	called := make(chan struct{}, 2)
	r := ready(t, &fakeBot{}, func(o *discord.Options) { o.Ready = func() { called <- struct{}{} } })
	<-called
	id := r.server.AwaitReady(1).Identify()
	if want := 1<<0 | 1<<9 | 1<<12; id.Intents != want {
		t.Errorf("intents %b, want %b: guilds, guild messages, direct messages", id.Intents, want)
	}
	if !id.Compress {
		t.Error("identified without compression")
	}
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}
	if code := r.server.AwaitConn(1).AwaitClosed(); code != 1000 {
		t.Errorf("closed with %d, want 1000", code)
	}
	if strings.Contains(r.log.String(), discordtest.Token) {
		t.Error("the log holds the token")
	}
}

func TestRegister(t *testing.T) {
	t.Parallel()
	put := func(q discordtest.Request) bool {
		return q.Method == http.MethodPut && strings.HasSuffix(q.Path, "/commands")
	}
	s := discordtest.New(t)
	r := start(t, s, &fakeBot{})
	body := string(s.AwaitRequest(put).Body)
	mustContain(t, body, `"name":"ask"`, `"name":"question"`, `"required":true`, `"max_length":1000`, `"autocomplete":true`, `"name":"private"`)
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}

	second := start(t, s, &fakeBot{})
	s.AwaitReady(2)
	second.awaitLog("commands are registered")
	if n := second.count("PUT", "/commands"); n != 1 {
		t.Errorf("%d registrations after the second start, want 1: nothing has changed", n)
	}
	if err := second.finish(); err != nil {
		t.Fatal(err)
	}

	s.Hold(`{"id":"1","type":1,"name":"old","description":"An old command"}`)
	third := start(t, s, &fakeBot{})
	third.awaitLog("commands are registered")
	if got := s.Commands(); len(got) != 10 || strings.Contains(string(joined(got)), `"An old command"`) {
		t.Errorf("Discord holds %s, want the ten commands", got)
	}
}

func joined(parts []json.RawMessage) []byte {
	var all []byte
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func TestRefusedForGood(t *testing.T) {
	t.Parallel()
	code := func(c int) func(*discordtest.Server, *discord.Options) {
		return func(s *discordtest.Server, _ *discord.Options) {
			s.Set(func(k *discordtest.Knobs) { k.RefuseIdentify = c })
		}
	}
	token := func(v string) func(*discordtest.Server, *discord.Options) {
		return func(_ *discordtest.Server, o *discord.Options) { o.Token = v }
	}
	tests := []struct {
		name    string
		prepare func(*discordtest.Server, *discord.Options)
		want    error
		says    string
	}{
		{"no token", token(" "), discord.ErrToken, "no token was given"},
		{"token with a line end", token("a\nb"), discord.ErrToken, "character"},
		{"unknown token", token("other.token"), discord.ErrToken, "Reset Token"},
		{"4004", code(4004), discord.ErrToken, "4004"},
		{"4010", code(4010), discord.ErrShard, "shards"},
		{"4011", code(4011), discord.ErrShard, "4011"},
		{"4012", code(4012), discord.ErrVersion, "newer build"},
		{"4013", code(4013), discord.ErrIntents, "4013"},
		{"4014", code(4014), discord.ErrIntents, "Privileged Gateway Intents"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := discordtest.New(t)
			r := start(t, s, &fakeBot{}, func(o *discord.Options) { tt.prepare(s, o) })
			err := r.wait()
			if !errors.Is(err, tt.want) {
				t.Fatalf("Serve: %v, want %v", err, tt.want)
			}
			mustContain(t, err.Error(), tt.says)
		})
	}
}

func TestAsk(t *testing.T) {
	t.Parallel()
	b := &fakeBot{}
	r := ready(t, b)
	i := r.ask(discordtest.Options{"question": " When was it founded? ", "article": "0123456789ab"})
	m := i.AwaitAnswer()
	if ack := i.AwaitAck(); ack.Type != 5 || ack.Ephemeral() {
		t.Errorf("acknowledged with type %d, ephemeral %v; want 5, false", ack.Type, ack.Ephemeral())
	}
	mustContain(t, m.Text(), "**It was founded in 1974.**", "[Office 39](<https://example.org/39>)", "section “History”, paragraph 2",
		"When was it founded?", "Searched one article only: Office 39")
	want := bot.Request{Question: "When was it founded?", Article: "0123456789ab", Limit: 10}
	if got := b.requests(); len(got) != 1 || got[0] != want {
		t.Errorf("asked %+v, want %+v", got, want)
	}
}

func TestAskInDirectConversation(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	i := r.server.Command("ask", question("When?"), discordtest.InDM)
	mustContain(t, i.AwaitAnswer().Text(), "1974")
}

func TestPrivateIsEphemeral(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	i := r.ask(discordtest.Options{"question": "When?", "private": true})
	i.AwaitAnswer()
	if !i.AwaitAck().Ephemeral() {
		t.Error("a private question was acknowledged for all to see")
	}
}

func TestAckComesBeforeSlowAnswer(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	r := ready(t, answering(func(ctx context.Context, q bot.Request) (retrieval.Answer, error) {
		<-release
		return found(q.Question), nil
	}))
	i := r.ask(question("When?"))
	i.AwaitAck()
	if i.Edits() != 0 {
		t.Error("edited before the answer was there")
	}
	close(release)
	mustContain(t, i.AwaitAnswer().Text(), "1974")
}

func TestErrorsForTheAsker(t *testing.T) {
	t.Parallel()
	r := ready(t, answering(func(ctx context.Context, q bot.Request) (retrieval.Answer, error) {
		switch q.Question {
		case "question error":
			return retrieval.Answer{}, &retrieval.QuestionError{Problem: retrieval.CommonWords, Text: "so *what*"}
		case "internal error":
			return retrieval.Answer{}, errors.New("disk on fire")
		case "panic":
			panic("index out of range")
		}
		<-ctx.Done()
		return retrieval.Answer{}, ctx.Err()
	}), func(o *discord.Options) { o.AnswerTimeout = 50 * time.Millisecond })
	tests := []struct{ name, says, hides, logs string }{
		{"question error", `“so \*what\*” has only words`, "Reference", "question refused"},
		{"internal error", "Reference: ", "disk on fire", "disk on fire"},
		{"panic", "Reference: ", "index out", "index out of range"},
		{"timeout", "too long", "context", "deadline exceeded"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			i := r.ask(question(tt.name))
			text := i.AwaitAnswer().Text()
			mustContain(t, text, tt.says)
			if strings.Contains(text, tt.hides) {
				t.Errorf("the asker is shown %q:\n%s", tt.hides, text)
			}
			mustContain(t, r.log.String(), tt.logs, "request="+i.ID)
			if strings.Contains(text, "Reference") {
				mustContain(t, text, i.ID)
			}
		})
	}
}

func TestDuplicateIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	b := &fakeBot{}
	r := ready(t, b)
	i := r.ask(question("When?"))
	r.server.Redeliver()
	i.AwaitAnswer()
	last := r.ask(question("And then?"))
	last.AwaitAnswer()
	if n := len(b.requests()); n != 2 {
		t.Errorf("%d questions asked, want 2", n)
	}
	if n := r.count("POST", "/callback"); n != 2 {
		t.Errorf("%d acknowledgements, want 2", n)
	}
	r.server.Say(discordtest.Said{Content: "When?", Direct: true})
	r.server.Redeliver()
	r.server.Say(discordtest.Said{Content: "And then?", Direct: true})
	r.server.AwaitMessages(2)
	if n := len(b.requests()); n != 4 {
		t.Errorf("%d questions asked with the messages, want 4", n)
	}
}

func TestAnsweredByAnotherProcess(t *testing.T) {
	t.Parallel()
	b := &fakeBot{}
	r := ready(t, b)
	r.server.Fail(discordtest.Fault{Path: "/callback", Status: 400, Header: map[string]string{"Content-Type": "application/json"},
		Body: `{"message":"Interaction has already been acknowledged.","code":40060}`})
	r.ask(question("When?"))
	r.awaitLog("another process")
	if n := len(b.requests()); n != 0 {
		t.Errorf("%d questions asked, want 0", n)
	}
}

func TestUnknownInteractions(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	for _, i := range []*discordtest.Interaction{r.server.Command("gone", nil), r.server.Press("button-of-a-later-version")} {
		mustContain(t, i.AwaitAnswer().Text(), "do not know this")
		if !i.AwaitAck().Ephemeral() {
			t.Error("shown to all")
		}
	}
}

func TestLateInteractionIsGivenUp(t *testing.T) {
	t.Parallel()
	b := &fakeBot{}
	r := ready(t, b)
	r.server.Set(func(k *discordtest.Knobs) { k.Latency = 50 * time.Millisecond })
	i := r.ask(question("When?"))
	r.server.Advance(4 * time.Second)
	r.awaitLog("ran out before it was acknowledged")
	if i.Acks() != 0 || len(b.requests()) != 0 {
		t.Error("a question that can no longer be answered was asked")
	}
}
