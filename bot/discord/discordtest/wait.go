package discordtest

import (
	"slices"
	"time"
)

// patience is how long an Await function waits before it fails the test. It is no measure of
// anything: what is awaited comes in milliseconds, or never.
const patience = 30 * time.Second

// await blocks until ready says so; it is called with mu held whenever something has changed.
func await[T any](s *Server, what string, ready func() (T, bool)) T {
	s.t.Helper()
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		s.mu.Lock()
		v, ok := ready()
		changed := s.changed
		s.mu.Unlock()
		if ok {
			return v
		}
		select {
		case <-changed:
		case <-late.C:
			s.t.Fatalf("discordtest: %s never came; requests so far: %v; violations: %v", what, s.Requests(), s.Violations())
		}
	}
}

// Conns is how many gateway connections have been made.
func (s *Server) Conns() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}

// AwaitRefusals blocks until n connections to the gateway have been answered with 503.
func (s *Server) AwaitRefusals(n int) {
	s.t.Helper()
	await(s, "a refused connection", func() (int, bool) { return n, s.refused >= n })
}

// AwaitConn blocks until the n-th connection, counted from 1, has been made.
func (s *Server) AwaitConn(n int) *Conn {
	s.t.Helper()
	return await(s, "a gateway connection", func() (*Conn, bool) {
		if len(s.conns) < n {
			return nil, false
		}
		return s.conns[n-1], true
	})
}

// AwaitReady blocks until the n-th connection has been identified or resumed.
func (s *Server) AwaitReady(n int) *Conn {
	s.t.Helper()
	c := s.AwaitConn(n)
	return await(s, "READY or RESUMED", func() (*Conn, bool) { return c, c.ready })
}

// AwaitClosed blocks until the connection is closed, and returns the code that the bot closed it
// with, or 0.
func (c *Conn) AwaitClosed() int {
	c.server.t.Helper()
	return await(c.server, "the end of a connection", func() (int, bool) { return c.closeCode, c.closed })
}

// AwaitBeats blocks until the connection has had n heartbeats.
func (c *Conn) AwaitBeats(n int) {
	c.server.t.Helper()
	await(c.server, "a heartbeat", func() (int, bool) { return c.beats, c.beats >= n })
}

// AwaitMessages blocks until the bot has posted n messages to channels, and returns all.
func (s *Server) AwaitMessages(n int) []Message {
	s.t.Helper()
	return await(s, "a message", func() ([]Message, bool) {
		return append([]Message(nil), s.messages...), len(s.messages) >= n
	})
}

// AwaitRequest blocks until a request fits, and returns the first. fits may call the server's methods.
func (s *Server) AwaitRequest(fits func(Request) bool) Request {
	s.t.Helper()
	for seen := 0; ; {
		fresh := await(s, "a request", func() ([]Request, bool) {
			seen = min(seen, len(s.requests)) // some may have been forgotten
			return slices.Clone(s.requests[seen:]), len(s.requests) > seen
		})
		if i := slices.IndexFunc(fresh, fits); i >= 0 {
			return fresh[i]
		}
		seen += len(fresh)
	}
}

// AwaitAck blocks until the interaction's first response has been accepted, and returns it.
func (i *Interaction) AwaitAck() Callback {
	i.server.t.Helper()
	return await(i.server, "the first response", func() (Callback, bool) {
		if i.ack == nil {
			return Callback{}, false
		}
		return *i.ack, true
	})
}

// AwaitAnswer blocks until the interaction's answer can be read: the first response, or its edit
// where that was deferred.
func (i *Interaction) AwaitAnswer() Message {
	i.server.t.Helper()
	return await(i.server, "the answer", func() (Message, bool) {
		if i.original == nil {
			return Message{}, false
		}
		return *i.original, true
	})
}

// AwaitReadyOrClosed blocks until the connection has been identified or resumed, which gives true,
// or has ended before.
func (c *Conn) AwaitReadyOrClosed() bool {
	c.server.t.Helper()
	return await(c.server, "READY or the end of a connection", func() (bool, bool) { return c.ready, c.ready || c.closed })
}
