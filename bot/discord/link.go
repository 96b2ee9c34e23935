package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// link is what a gateway session reaches the network through. It gives discordgo what that has no
// setting for: a read deadline that moves on with every read, a way to cut a connection that
// another goroutine is blocked on, and the address to dial.
type link struct {
	silence time.Duration

	mu      sync.Mutex
	address string
	refuse  bool
	conn    net.Conn
	// opening bounds dialling. discordgo's Open takes no context, so it is kept here.
	opening context.Context
}

var errRefused = errors.New("dialling is switched off")

// dialer returns base with its connections wrapped.
func (l *link) dialer(base *websocket.Dialer) *websocket.Dialer {
	d := *base
	dial := d.NetDialContext
	if dial == nil {
		dial = (&net.Dialer{}).DialContext
	}
	d.NetDialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if l.refusing() {
			return nil, errRefused
		}
		ctx, cancel := l.bound(ctx)
		defer cancel()
		c, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return l.keep(c)
	}
	return &d
}

// begin makes the end of ctx end any dialling that follows.
func (l *link) begin(ctx context.Context) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.opening = ctx
}

// bound returns ctx bounded by the context of begin too.
func (l *link) bound(ctx context.Context) (context.Context, context.CancelFunc) {
	l.mu.Lock()
	opening := l.opening
	l.mu.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(opening, cancel)
	return ctx, func() { stop(); cancel() }
}

func (l *link) refusing() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.refuse
}

// keep remembers a connection for cut, unless it came too late.
func (l *link) keep(c net.Conn) (net.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.opening.Err(); err != nil {
		_ = c.Close() // nobody has used it
		return nil, err
	}
	l.conn = &watchedConn{Conn: c, silence: l.silence}
	return l.conn, nil
}

// setRefuse makes every dial fail at once, or ends that.
func (l *link) setRefuse(on bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refuse = on
}

// setAddress says where the gateway is.
func (l *link) setAddress(url string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.address = url
}

// cut ends the connection without a word; who reads from it or writes to it fails.
func (l *link) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn != nil {
		// There is nobody left to tell that closing failed.
		_ = l.conn.Close()
	}
}

// RoundTrip answers a session's only REST call, the question where the gateway is, from what the
// supervisor has set: the address for a resume is another than that for a fresh session.
func (l *link) RoundTrip(r *http.Request) (*http.Response, error) {
	l.mu.Lock()
	body, err := json.Marshal(map[string]string{"url": l.address})
	l.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: http.StatusOK, Status: "200 OK", Header: http.Header{},
		Body: io.NopCloser(bytes.NewReader(body)), Request: r}, nil
}

// watchedConn fails a read that gets nothing for longer than silence.
type watchedConn struct {
	net.Conn
	silence time.Duration
}

func (c *watchedConn) Read(b []byte) (int, error) {
	if err := c.SetReadDeadline(time.Now().Add(c.silence)); err != nil {
		return 0, err
	}
	n, err := c.Conn.Read(b)
	if err != nil {
		// discordgo says goodbye with 1000 after any failed read, which would end a session that
		// can still be resumed. There is nothing more to say on this connection.
		_ = c.Close()
	}
	return n, err
}

// Write gives a peer that takes nothing the same time.
func (c *watchedConn) Write(b []byte) (int, error) {
	if err := c.SetWriteDeadline(time.Now().Add(c.silence)); err != nil {
		return 0, err
	}
	return c.Conn.Write(b)
}
