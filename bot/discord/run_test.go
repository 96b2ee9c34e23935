package discord_test

import (
	"bytes"
	"context"
	"log/slog"
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
	answer func(context.Context, bot.Request) (retrieval.Answer, error)
	// articles are what it answers from, nil for those of fixture.
	articles *corpus.Collection

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

// replace puts other articles in place of those that it answers from.
func (b *fakeBot) replace(c *corpus.Collection) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.articles = c
}

func (b *fakeBot) Catalog() *bot.Catalog {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.articles != nil {
		return bot.NewCatalog(b.articles)
	}
	return bot.NewCatalog(fixture())
}

func (b *fakeBot) requests() []bot.Request {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]bot.Request(nil), b.asked...)
}

// answering returns a bot with this answer to everything.
func answering(f func(context.Context, bot.Request) (retrieval.Answer, error)) *fakeBot {
	return &fakeBot{answer: f}
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

// everywhere is the same bot in all places.
func everywhere(b discord.Bot) discord.Bots {
	return func(context.Context, string) (discord.Bot, error) { return b, nil }
}

// start runs Serve; it is stopped at the end of the test. Pauses are recorded and made short.
func start(t *testing.T, s *discordtest.Server, b *fakeBot, changes ...func(*discord.Options)) *run {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	r := &run{t: t, server: s, bot: b, log: &logBuffer{}, stop: stop, ended: make(chan error, 1)}
	o := discord.Options{Token: discordtest.Token, Bots: everywhere(b), HTTPClient: s.Client(), Dialer: s.Dialer(),
		Logger: slog.New(slog.NewTextHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug})), Sleep: r.sleep,
		Limits: discord.Limits{UserBurst: 1e6, ServerBurst: 1e6}}
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

func mustLack(t *testing.T, text string, unwanted ...string) {
	t.Helper()
	for _, s := range unwanted {
		if strings.Contains(text, s) {
			t.Errorf("%q is in %q", s, text)
		}
	}
}

func mustContain(t *testing.T, text string, wants ...string) {
	t.Helper()
	for _, w := range wants {
		if !strings.Contains(text, w) {
			t.Errorf("%q is missing in:\n%s", w, text)
		}
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
