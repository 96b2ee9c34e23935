package gateway

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"golang.org/x/time/rate"
)

// Discord cuts off who sends more than 120 payloads in 60 s. The burst and what is added in 60 s
// make 120 together; the last of them are kept for heartbeats of our own and for the greeting.
const (
	sendBurst  = 60
	sendEvery  = time.Second
	sendSpared = 10
)

// brokenEvery is how often a broken frame may end a connection.
const brokenEvery = time.Minute

// connection is the state of one connection, owned by the goroutine of Live.
type connection struct {
	session *Session
	line    *line
	sends   *rate.Limiter
	// beat fires when the next heartbeat is due; it is stopped until HELLO.
	beat     *time.Timer
	interval time.Duration
	// acked is false while a heartbeat waits for its acknowledgement.
	acked bool
	// accepted is set by READY and RESUMED.
	accepted bool
}

func newConnection(s *Session, l *line) *connection {
	beat := time.NewTimer(0)
	beat.Stop()
	return &connection{session: s, line: l, beat: beat, acked: true,
		sends: rate.NewLimiter(rate.Every(sendEvery), sendBurst)}
}

// run serves the connection until it ends. late is closed when Discord must have accepted the session.
func (c *connection) run(ctx context.Context, late <-chan struct{}) error {
	defer c.beat.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			c.line.farewell()
			return nil
		case <-late:
			late = nil
			if !c.accepted && ctx.Err() == nil {
				err = ErrSlow
			}
		case <-c.beat.C:
			err = c.heartbeat()
		case f, open := <-c.line.frames:
			if !open {
				return c.line.err
			}
			err = c.take(f)
		}
		if err != nil {
			c.line.sayClose(closeResuming)
			return err
		}
	}
}

// heartbeat sends the heartbeat that is due, unless the last one was not acknowledged.
func (c *connection) heartbeat() error {
	if !c.acked {
		return ErrNoAck
	}
	c.beat.Reset(c.interval)
	if !c.sends.Allow() {
		return nil // so many at once are asked for by nobody but a test
	}
	c.acked = false
	return c.sendHeartbeat()
}

func (c *connection) sendHeartbeat() error {
	if c.session.seq == 0 {
		return c.line.send(outgoing{opHeartbeat, nil})
	}
	return c.line.send(outgoing{opHeartbeat, c.session.seq})
}

// take handles one frame.
func (c *connection) take(f frame) error {
	s := c.session
	var p payload
	err := f.err
	if err == nil {
		p, err = decode(f.data)
	}
	if err != nil {
		if time.Since(s.broken) < brokenEvery {
			s.options.Logger.Error("gateway: passed over, since a resume did not mend it", "after", s.seq, "error", err)
			return nil
		}
		s.broken = time.Now()
		return err
	}
	if p.Op == nil {
		s.options.Logger.Warn("gateway: passed over a frame without operation")
		return nil
	}
	return c.obey(*p.Op, p)
}

func (c *connection) obey(op int, p payload) error {
	switch op {
	case opDispatch:
		c.dispatch(p)
	case opHeartbeat:
		if c.sends.TokensAt(time.Now()) > sendSpared && c.sends.Allow() {
			return c.sendHeartbeat()
		}
	case opHeartbeatAck:
		c.acked = true
	case opHello:
		return c.greet(p)
	case opReconnect:
		return ErrReconnect
	case opInvalid:
		resumable := false
		if tolerant(p.Data, &resumable) == nil && resumable {
			return ErrInterrupted
		}
		return ErrInvalid
	default:
		c.session.options.Logger.Debug("gateway: passed over an unknown operation", "op", op)
	}
	return nil
}

// greet answers HELLO and starts the heartbeats, the first after a random part of the interval.
func (c *connection) greet(p payload) error {
	if c.interval > 0 {
		return nil // greeted already
	}
	var hello struct {
		Interval float64 `json:"heartbeat_interval"` // in milliseconds
	}
	if err := tolerant(p.Data, &hello); err != nil || !(hello.Interval >= 1 && hello.Interval < 1e9) {
		return fmt.Errorf("HELLO asks for a heartbeat every %v ms", hello.Interval)
	}
	c.interval = time.Duration(hello.Interval * float64(time.Millisecond))
	s := c.session
	c.beat.Reset(time.Duration(s.options.Random() * float64(c.interval)))
	c.sends.Allow()
	fresh := !s.Resumable()
	if err := c.line.send(s.greeting()); err != nil {
		return err
	}
	if fresh {
		s.options.Identified()
	}
	return nil
}

// dispatch hands an event over and notes that it has come.
func (c *connection) dispatch(p payload) {
	s := c.session
	switch p.Name {
	case "READY":
		s.ready(p)
		c.accepted = true
	case "RESUMED":
		s.resumed = true
		c.accepted = true
	}
	s.hand(p)
	if p.Seq != nil && *p.Seq > s.seq {
		s.seq = *p.Seq
	}
}

func (s *Session) ready(p payload) {
	var r struct {
		ID        string `json:"session_id"`
		ResumeURL string `json:"resume_gateway_url"`
	}
	if err := tolerant(p.Data, &r); err != nil {
		s.options.Logger.Warn("gateway: READY not understood", "error", err)
	}
	s.id, s.resumeAt = r.ID, r.ResumeURL
}

var errPanic = errors.New("panic")

// hand calls the event's handler; its panic must not end the connection.
func (s *Session) hand(p payload) {
	defer func() {
		if v := recover(); v != nil {
			s.options.Logger.Error("gateway: event handler panicked", "event", p.Name,
				"error", fmt.Errorf("%w: %v", errPanic, v), "stack", string(debug.Stack()))
		}
	}()
	s.options.Event(p.Name, p.Data)
}
