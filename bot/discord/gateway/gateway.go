// Package gateway speaks Discord's gateway for one session at a time: one identify and the resumes
// that follow it.
//
// New makes a Session, and each call of its Live is one connection: dial, HELLO, identify or
// resume, heartbeats, events, and the error that says why it ended. The caller decides what
// follows; Resumable says whether the session is worth another connection. A Session is thrown away
// when Discord has forgotten it, so nothing of one session can disturb the next.
//
// Decisions that bind the package:
//   - One goroutine, that of Live, owns all state and does all sending. A second one reads and hands
//     over whole frames; Live waits for its end. There is no lock.
//   - A connection counts as dead when nothing at all was read for Options.Silence, or when a
//     heartbeat was not acknowledged before the next one. TCP alone notices after many minutes.
//   - Decoding is tolerant: unknown operations, events and types are passed over. A frame that is
//     broken ends the connection, since a resume brings its event again; but at most once a minute,
//     so that one that stays broken is passed over.
//   - Only the end of Live's context closes with 1000, which ends the session at Discord too.
package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"github.com/gorilla/websocket"
)

// Why a connection ended. Besides these Live returns errors of the network, and Discord's close code
// as a *websocket.CloseError.
var (
	// ErrReconnect: Discord asked for another connection (op 7); the session is resumed there.
	ErrReconnect = errors.New("discord asked to reconnect")
	// ErrInterrupted: the session was interrupted and may be resumed (op 9, true) after a pause of 1 to 5 s.
	ErrInterrupted = errors.New("discord has interrupted the session")
	// ErrInvalid: Discord has forgotten the session (op 9, false). A fresh one is due after a pause of 1 to 5 s.
	ErrInvalid = errors.New("discord has ended the session")
	// ErrNoAck: a heartbeat was not acknowledged before the next one was due.
	ErrNoAck = errors.New("a heartbeat was not acknowledged")
	// ErrSlow: neither READY nor RESUMED came within Options.Handshake.
	ErrSlow = errors.New("discord did not accept the session in time")
	// ErrUnreachable: there was no connection at all. The next try goes to the other address, where
	// there are two: that for resuming can be dead while the general one is not.
	ErrUnreachable = errors.New("no connection to the gateway")
	// ErrBroken: a frame could not be decoded.
	ErrBroken = errors.New("a frame could not be decoded")
)

// Options of a Session. Token and Event are required; the zero value of the others means their default.
type Options struct {
	// Token is the bot's token, without the word "Bot".
	Token string
	// Intents is Discord's bit set of the events wanted.
	Intents int
	// Shard is the session's number, from 0, among Shards; Shards 0 means that there is one.
	Shard, Shards int
	Dialer        *websocket.Dialer
	// Silence is how long nothing may be read; the default is 90 s.
	Silence time.Duration
	// Handshake bounds the way from dialling to READY or RESUMED; the default is 30 s.
	Handshake time.Duration
	// Random gives numbers in [0, 1), for the moment of the first heartbeat; the default is 0.5.
	Random func() float64
	// Event is called for each event, one at a time and in order. It must not block; a panic in it
	// is logged and costs that event.
	Event func(name string, data json.RawMessage)
	// Identified is called after an identify was sent.
	Identified func()
	// Logger gets what was passed over; the default discards it.
	Logger *slog.Logger
}

func (o Options) withDefaults() Options {
	if o.Dialer == nil {
		o.Dialer = &websocket.Dialer{HandshakeTimeout: 15 * time.Second}
	}
	if o.Silence <= 0 {
		o.Silence = 90 * time.Second
	}
	if o.Handshake <= 0 {
		o.Handshake = 30 * time.Second
	}
	if o.Random == nil {
		o.Random = func() float64 { return .5 }
	}
	if o.Identified == nil {
		o.Identified = func() {}
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	o.Shards = max(o.Shards, 1)
	return o
}

// Session is one gateway session. It is used by one goroutine at a time.
type Session struct {
	options Options
	// address is where to identify, resumeAt where to resume; both without a query.
	address, resumeAt string
	// detour resumes at address, since resumeAt could not be reached.
	detour bool
	// id is Discord's name for the session, "" until READY.
	id string
	// seq is the number of the last event handed over.
	seq int64
	// broken is when a broken frame last ended a connection.
	broken  time.Time
	resumed bool
}

// New returns a session that identifies at address, as GET /gateway/bot names it.
func New(address string, o Options) *Session {
	return &Session{options: o.withDefaults(), address: address}
}

// Resumable says whether Discord has accepted the session and has not ended it, as far as is known:
// then the next Live resumes it.
func (s *Session) Resumable() bool { return s.id != "" }

// Resumed says whether the last connection resumed the session.
func (s *Session) Resumed() bool { return s.resumed }

// Live opens a connection and returns when it has ended: nil if ctx ended, otherwise why. Discord's
// RESUMED is an event as READY is, and comes after the events that were missed.
func (s *Session) Live(ctx context.Context) error {
	s.resumed = false
	handshake, cancel := context.WithTimeout(ctx, s.options.Handshake)
	defer cancel()
	l, err := s.dial(handshake)
	if err == nil {
		defer l.cut()
		err = newConnection(s, l).run(ctx, handshake.Done())
	}
	if ctx.Err() != nil {
		return nil
	}
	s.detour = errors.Is(err, ErrUnreachable) && !s.detour
	if forgotten(err) {
		s.id = ""
	}
	return err
}

// forgotten says whether err means that Discord no longer knows the session.
func forgotten(err error) bool {
	return errors.Is(err, ErrInvalid) ||
		websocket.IsCloseError(err, websocket.CloseNormalClosure, closeSequence, closeTimedOut)
}
