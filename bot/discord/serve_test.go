package discord_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/retrieval"
)

// fakeBot answers from a function and remembers what it was asked.
type fakeBot struct {
	answer  func(context.Context, bot.Request) (retrieval.Answer, error)
	choices []bot.Choice

	mu    sync.Mutex
	asked []bot.Request
}

func (b *fakeBot) Ask(ctx context.Context, r bot.Request) (retrieval.Answer, error) {
	b.mu.Lock()
	b.asked = append(b.asked, r)
	b.mu.Unlock()
	if b.answer != nil {
		return b.answer(ctx, r)
	}
	return found(r.Question), nil
}

func (b *fakeBot) Suggest(typed string, limit int) []bot.Choice { return b.choices }

func (b *fakeBot) requests() []bot.Request {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]bot.Request(nil), b.asked...)
}

// answering returns a bot with this answer to everything.
func answering(f func(context.Context, bot.Request) (retrieval.Answer, error)) *fakeBot {
	return &fakeBot{answer: f}
}

// found is an answer of one citation.
func found(question string) retrieval.Answer {
	const text = "The office sells gold. It was founded in 1974. Nobody knows its budget."
	a := &corpus.Article{ID: "0123456789ab", Text: text, Details: corpus.Details{Title: "Office 39", URL: "https://example.org/39"}}
	p := &corpus.Passage{Article: a, End: len(text), Locator: corpus.Locator{Section: "History", Paragraph: 2},
		Sentences: []corpus.Span{{Start: 0, End: 22}, {Start: 23, End: 46}, {Start: 47, End: len(text)}}}
	return retrieval.Answer{Question: question, Found: true, Confidence: .9, Articles: 3, Passages: 9,
		Citations: []retrieval.Citation{{N: 1, Passage: p, Sentence: p.Sentences[1], Score: 1}}}
}

// run is one Serve against a loopback Discord.
type run struct {
	t      *testing.T
	server *discordtest.Server
	bot    *fakeBot
	log    *logBuffer
	stop   context.CancelFunc
	ended  chan error
	once   sync.Once

	mu     sync.Mutex
	pauses []time.Duration
}

type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start runs Serve; it is stopped at the end of the test. Pauses are recorded and made short.
func start(t *testing.T, s *discordtest.Server, b *fakeBot, changes ...func(*discord.Options)) *run {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	r := &run{t: t, server: s, bot: b, log: &logBuffer{}, stop: stop, ended: make(chan error, 1)}
	o := discord.Options{Token: discordtest.Token, Bot: b, HTTPClient: s.Client(), Dialer: s.Dialer(),
		Logger: slog.New(slog.NewTextHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug})), Sleep: r.sleep}
	for _, c := range changes {
		c(&o)
	}
	go func() { r.ended <- discord.Serve(ctx, o) }()
	t.Cleanup(func() {
		if err := r.finish(); err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	return r
}

func (r *run) sleep(ctx context.Context, d time.Duration) error {
	r.mu.Lock()
	r.pauses = append(r.pauses, d)
	r.mu.Unlock()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(min(d, 100*time.Millisecond)):
		return nil
	}
}

func (r *run) slept() []time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]time.Duration(nil), r.pauses...)
}

// finish stops Serve and returns its error; the second call returns nil.
func (r *run) finish() (err error) {
	r.stop()
	return r.wait()
}

// wait returns Serve's error when it ends by itself.
func (r *run) wait() (err error) {
	r.t.Helper()
	r.once.Do(func() {
		select {
		case err = <-r.ended:
		case <-time.After(30 * time.Second):
			r.t.Errorf("Serve did not end; its log:\n%s", r.log)
		}
	})
	return err
}

// ready returns a run that has been identified.
func ready(t *testing.T, b *fakeBot, changes ...func(*discord.Options)) *run {
	t.Helper()
	r := start(t, discordtest.New(t), b, changes...)
	r.server.AwaitReady(1)
	return r
}

func (r *run) ask(options discordtest.Options) *discordtest.Interaction {
	return r.server.Command("ask", options)
}

func question(q string) discordtest.Options { return discordtest.Options{"question": q} }

// count is the number of requests with this method whose path ends so.
func (r *run) count(method, suffix string) int {
	n := 0
	for _, q := range r.server.Requests() {
		if q.Method == method && strings.HasSuffix(q.Path, suffix) {
			n++
		}
	}
	return n
}

func mustContain(t *testing.T, text string, wants ...string) {
	t.Helper()
	for _, w := range wants {
		if !strings.Contains(text, w) {
			t.Errorf("%q is missing in:\n%s", w, text)
		}
	}
}

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
	if got := s.Commands(); len(got) != 1 || !strings.Contains(string(got[0]), `"ask"`) {
		t.Errorf("Discord holds %s, want /ask alone", got)
	}
}

// awaitLog blocks until the log holds text; the log has no event to wait for.
func (r *run) awaitLog(text string) {
	r.t.Helper()
	for range 3000 {
		if strings.Contains(r.log.String(), text) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	r.t.Fatalf("%q was never logged; the log:\n%s", text, r.log)
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
		"When was it founded?", "Searched 3 articles.")
	want := bot.Request{Question: "When was it founded?", Article: "0123456789ab"}
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

func TestAutocomplete(t *testing.T) {
	t.Parallel()
	b := &fakeBot{choices: []bot.Choice{{ArticleID: "a1", Label: "Office 39"}, {ArticleID: "a2", Label: strings.Repeat("длинный ", 40)},
		{ArticleID: "a3"}, {ArticleID: strings.Repeat("x", 101), Label: "ID too long"}}}
	for range 30 {
		b.choices = append(b.choices, bot.Choice{ArticleID: "more", Label: "More"})
	}
	r := ready(t, b)
	got := r.server.Autocomplete("ask", "article", "off").AwaitAck().Choices()
	if len(got) != 25 {
		t.Fatalf("%d choices, want 25", len(got))
	}
	if got[0] != [2]string{"Office 39", "a1"} || got[2] != [2]string{"a3", "a3"} {
		t.Errorf("choices %q", got[:3])
	}
	if !strings.HasSuffix(got[1][0], "…") {
		t.Errorf("a long name was not cut: %q", got[1][0])
	}
	if other := r.server.Autocomplete("ask", "question", "x").AwaitAck().Choices(); len(other) != 0 {
		t.Errorf("choices %q for an option without any", other)
	}
}

func TestErrorsForTheAsker(t *testing.T) {
	t.Parallel()
	r := ready(t, answering(func(ctx context.Context, q bot.Request) (retrieval.Answer, error) {
		switch q.Question {
		case "question error":
			return retrieval.Answer{}, &retrieval.QuestionError{Problem: "please ask with *words*"}
		case "internal error":
			return retrieval.Answer{}, errors.New("disk on fire")
		case "panic":
			panic("index out of range")
		}
		<-ctx.Done()
		return retrieval.Answer{}, ctx.Err()
	}), func(o *discord.Options) { o.AnswerTimeout = 50 * time.Millisecond })
	tests := []struct{ name, says, hides, logs string }{
		{"question error", `please ask with \*words\*`, "Reference", "question refused"},
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
