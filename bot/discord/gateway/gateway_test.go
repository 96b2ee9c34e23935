package gateway_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/gateway"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// life is a session at a loopback Discord, and what it was sent.
type life struct {
	t       *testing.T
	server  *discordtest.Server
	session *gateway.Session
	log     bytes.Buffer
	ended   chan error
	stop    context.CancelFunc

	mu     sync.Mutex
	events []string
}

func begin(t *testing.T, s *discordtest.Server, changes ...func(*gateway.Options)) *life {
	t.Helper()
	l := &life{t: t, server: s}
	o := gateway.Options{Token: discordtest.Token, Intents: 1, Dialer: s.Dialer(), Event: l.event,
		Logger: slog.New(slog.NewTextHandler(&l.log, nil))}
	for _, c := range changes {
		c(&o)
	}
	l.session = gateway.New(s.GatewayURL(), o)
	l.connect()
	return l
}

// connect lives the session once more, in the background.
func (l *life) connect() {
	ctx, stop := context.WithCancel(context.Background())
	l.stop, l.ended = stop, make(chan error, 1)
	go func() { l.ended <- l.session.Live(ctx) }()
	l.t.Cleanup(stop)
}

func (l *life) event(name string, data json.RawMessage) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.events = append(l.events, name)
	if name == "PANIC" {
		panic(string(data))
	}
}

// end returns Live's error.
func (l *life) end() error {
	l.t.Helper()
	select {
	case err := <-l.ended:
		return err
	case <-time.After(30 * time.Second):
		l.t.Fatal("Live does not return")
		return nil
	}
}

func TestLive(t *testing.T) {
	t.Parallel()
	identified := 0
	l := begin(t, discordtest.New(t), func(o *gateway.Options) {
		o.Shard, o.Shards = 1, 3
		o.Identified = func() { identified++ }
	})
	c := l.server.AwaitReady(1)
	id := c.Identify()
	if !id.Compress || id.Intents != 1 || id.Shard == nil || *id.Shard != [2]int{1, 3} || id.Properties["browser"] == "" {
		t.Errorf("identified as %+v", id)
	}
	l.stop()
	if code := c.AwaitClosed(); code != 1000 {
		t.Errorf("closed with %d, want 1000", code)
	}
	if err := l.end(); err != nil {
		t.Errorf("Live: %v", err)
	}
	if identified != 1 {
		t.Errorf("Identified was called %d times", identified)
	}
}

func TestWhyAConnectionEnds(t *testing.T) {
	t.Parallel()
	isCode := func(code int) func(error) bool {
		return func(err error) bool { return websocket.IsCloseError(err, code) }
	}
	is := func(want error) func(error) bool { return func(err error) bool { return errors.Is(err, want) } }
	tests := []struct {
		name      string
		trouble   func(*discordtest.Conn)
		want      func(error) bool
		resumable bool
	}{
		{"op 7", (*discordtest.Conn).Reconnect, is(gateway.ErrReconnect), true},
		{"op 9, true", func(c *discordtest.Conn) { c.Invalidate(true) }, is(gateway.ErrInterrupted), true},
		{"op 9, false", func(c *discordtest.Conn) { c.Invalidate(false) }, is(gateway.ErrInvalid), false},
		{"op 9 of another type", func(c *discordtest.Conn) { c.SendRaw(`{"op":9,"d":"yes"}`) }, is(gateway.ErrInvalid), false},
		{"broken JSON", func(c *discordtest.Conn) { c.SendRaw(`{"op":0,`) }, is(gateway.ErrBroken), true},
		{"4000", func(c *discordtest.Conn) { c.CloseWith(4000) }, isCode(4000), true},
		{"4004", func(c *discordtest.Conn) { c.CloseWith(4004) }, isCode(4004), true},
		{"4007", func(c *discordtest.Conn) { c.CloseWith(4007) }, isCode(4007), false},
		{"4009", func(c *discordtest.Conn) { c.CloseWith(4009) }, isCode(4009), false},
		{"cut", (*discordtest.Conn).Drop, func(err error) bool { return err != nil }, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := begin(t, discordtest.New(t))
			c := l.server.AwaitReady(1)
			l.server.Dispatch("FIRST", nil)
			tt.trouble(c)
			if err := l.end(); !tt.want(err) {
				t.Errorf("Live: %v", err)
			}
			if got := l.session.Resumable(); got != tt.resumable {
				t.Errorf("resumable %v, want %v", got, tt.resumable)
			}
			if code := c.AwaitClosed(); code == 1000 || code == 1001 {
				t.Errorf("closed with %d, which ends the session", code)
			}
			l.server.Dispatch("MISSED", nil)
			l.connect()
			if again := l.server.AwaitReady(2); again.Resumed() != tt.resumable || l.path(again) != tt.resumable {
				t.Errorf("resumed %v at %q", again.Resumed(), again.Path)
			}
			l.server.Dispatch("LAST", nil)
			l.stopAfter("LAST")
			if got, want := l.got("MISSED"), tt.resumable; (got == 1) != want || l.got("FIRST") != 1 || l.got("LAST") != 1 {
				t.Errorf("events %q", l.events)
			}
		})
	}
}

// path says whether a connection was made to the address for resuming.
func (l *life) path(c *discordtest.Conn) bool { return c.Path == "resume" }

func (l *life) got(name string) (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range l.events {
		if e == name {
			n++
		}
	}
	return n
}

// stopAfter ends the session when an event has come.
func (l *life) stopAfter(name string) {
	l.t.Helper()
	for range 3000 {
		if l.got(name) > 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	l.stop()
	if err := l.end(); err != nil {
		l.t.Errorf("Live: %v", err)
	}
}

func TestDeadConnections(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		knobs func(*discordtest.Knobs)
		o     gateway.Options
		after func(*discordtest.Server)
		want  string
	}{
		{"no HELLO", func(k *discordtest.Knobs) { k.NoHello = true }, gateway.Options{Silence: 100 * time.Millisecond}, nil, "timeout"},
		{"HELLO and no more", func(k *discordtest.Knobs) { k.NoReady = true }, gateway.Options{Handshake: 200 * time.Millisecond}, nil, "in time"},
		{"no ACK", func(k *discordtest.Knobs) { k.NoAck, k.Heartbeat = true, 50*time.Millisecond }, gateway.Options{}, nil, "not acknowledged"},
		{"half-open", func(k *discordtest.Knobs) {}, gateway.Options{Silence: 200 * time.Millisecond},
			func(s *discordtest.Server) { s.AwaitReady(1).Freeze() }, "timeout"},
		{"a heartbeat every 0 ms", func(k *discordtest.Knobs) { k.Heartbeat = time.Nanosecond }, gateway.Options{}, nil, "every 0 ms"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := discordtest.New(t)
			s.Set(tt.knobs)
			l := begin(t, s, func(o *gateway.Options) { o.Silence, o.Handshake = tt.o.Silence, tt.o.Handshake })
			if tt.after != nil {
				tt.after(s)
			}
			if err := l.end(); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Live: %v, want %q", err, tt.want)
			}
		})
	}
}

func TestHeartbeats(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	s.Set(func(k *discordtest.Knobs) { k.Heartbeat = 100 * time.Millisecond })
	l := begin(t, s)
	c := s.AwaitReady(1)
	c.AwaitBeats(5)
	for range 200 { // more than may be sent: the bot must not be cut off for answering all
		c.AskHeartbeat()
	}
	s.Dispatch("AFTER", nil)
	l.stopAfter("AFTER")
	if n := s.Conns(); n != 1 {
		t.Errorf("%d connections", n)
	}
}

func TestStrangeFrames(t *testing.T) {
	t.Parallel()
	l := begin(t, discordtest.New(t))
	c := l.server.AwaitReady(1)
	for _, frame := range []string{`null`, `7`, `[]`, `"x"`, `{}`, `{"op":null}`, `{"op":"0"}`, `{"op":1.5}`, `{"op":99}`,
		`{"op":10,"d":{"heartbeat_interval":1}}`, `{"op":0}`, `{"op":0,"t":["x"],"s":{}}`, `{"op":0,"t":"GUILD_CREATE"}`, `{"op":1}`} {
		c.SendRaw(frame)
	}
	l.server.Dispatch("PANIC", "boom")
	l.server.Dispatch("AFTER", nil)
	l.stopAfter("AFTER")
	if !strings.Contains(l.log.String(), "boom") {
		t.Errorf("the panic was not logged: %s", &l.log)
	}
}

// READY of types that are not Discord's leaves a session that works and cannot be resumed.
func TestStrangeReady(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	s.Set(func(k *discordtest.Knobs) { k.NoReady = true })
	l := begin(t, s)
	c := s.AwaitConn(1)
	c.SendRaw(`{"op":0,"s":1,"t":"READY","d":{"session_id":7,"resume_gateway_url":[]}}`)
	c.SendRaw(`{"op":0,"s":2,"t":"AFTER","d":{}}`)
	for range 3000 {
		if l.got("AFTER") > 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if l.got("READY") != 1 || l.got("AFTER") != 1 || l.session.Resumable() {
		t.Errorf("events %q, resumable %v", l.events, l.session.Resumable())
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "discord.gg", "https://discord.gg", "wss://", "::"} {
		s := gateway.New(address, gateway.Options{Dialer: &websocket.Dialer{NetDialContext: func(context.Context, string, string) (net.Conn, error) {
			t.Errorf("%q was dialled", address)
			return nil, errors.New("refused")
		}}})
		if err := s.Live(t.Context()); err == nil {
			t.Errorf("%q was accepted", address)
		}
	}
}

// A peer that takes the connection and never answers the handshake does not hold up the end.
func TestStopInTheHandshake(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		if c, err := listener.Accept(); err == nil {
			stop()
			<-t.Context().Done()
			_ = c.Close()
		}
	}()
	if err := gateway.New("ws://"+listener.Addr().String(), gateway.Options{}).Live(ctx); err != nil {
		t.Errorf("Live: %v", err)
	}
}

func TestOrderOfEvents(t *testing.T) {
	t.Parallel()
	l := begin(t, discordtest.New(t))
	l.server.AwaitReady(1)
	want := []string{"READY"}
	for _, name := range []string{"A", "B", "C", "D", "E", "END"} {
		l.server.Dispatch(name, strings.Repeat("x", 100_000))
		want = append(want, name)
	}
	l.stopAfter("END")
	if !slices.Equal(l.events, want) {
		t.Errorf("events %q, want %q", l.events, want)
	}
}
