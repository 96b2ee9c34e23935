package discordtest

import (
	"encoding/json"
	"net/http"
	"strings"
)

// Reconnect sends op 7: the bot is asked to connect again and resume.
func (c *Conn) Reconnect() { c.op(opReconnect, nil) }

// Invalidate sends op 9: the session is over, unless it may be resumed.
func (c *Conn) Invalidate(resumable bool) {
	c.server.mu.Lock()
	if c.session != nil {
		c.session.ended = c.session.ended || !resumable
		c.server.invalidated(c.session.shard[0])
	}
	c.server.mu.Unlock()
	c.op(opInvalid, resumable)
}

// AskHeartbeat sends op 1: the bot is asked for a heartbeat at once.
func (c *Conn) AskHeartbeat() { c.op(opHeartbeat, nil) }

func (c *Conn) op(op int, data any) {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	c.send(op, data)
}

// CloseWith ends the connection with a close code.
func (c *Conn) CloseWith(code int) {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	c.close(code, "Closed by the test.")
}

// Drop cuts the connection without a word.
func (c *Conn) Drop() { _ = c.ws.NetConn().Close() }

// Freeze makes the connection half-open: it stays, but nothing that is sent arrives, either way.
func (c *Conn) Freeze() {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	c.frozen = true
}

// SendRaw sends a frame as it is, without keeping it for a resume.
func (c *Conn) SendRaw(frame string) {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	c.write([]byte(frame), false)
}

// Dispatch sends any event.
func (s *Server) Dispatch(name string, data any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dispatch(name, data, 0)
}

// Redeliver sends the last event again, under a new sequence number.
func (s *Server) Redeliver() {
	s.mu.Lock()
	defer s.mu.Unlock()
	var last struct {
		Type string          `json:"t"`
		Data json.RawMessage `json:"d"`
	}
	events := s.sessions[len(s.sessions)-1].events
	if err := json.Unmarshal(events[len(events)-1], &last); err != nil {
		s.t.Errorf("discordtest: %v", err)
		return
	}
	s.dispatch(last.Type, last.Data, 0)
}

// Fault is an answer that REST calls get instead of the right one.
type Fault struct {
	// Method and Path choose the calls: Path is a part of it. "" fits all.
	Method, Path string
	// Times is how many calls fail; 0 means one.
	Times int
	// Status, Header and Body are the answer. Status 0 cuts the connection instead.
	Status int
	Header map[string]string
	Body   string
	// Handled lets the call take effect before it fails: the answer is lost, not the call.
	Handled bool
}

// Fail makes the next calls that f chooses fail.
func (s *Server) Fail(f Fault) {
	f.Times = max(f.Times, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// fault takes the fault for a call, nil if there is none.
func (s *Server) fault(method, path string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.Times > 0 && (f.Method == "" || f.Method == method) && strings.Contains(path, f.Path) {
			f.Times--
			return f
		}
	}
	return nil
}

func (f *Fault) answer(w http.ResponseWriter) {
	if f.Status == 0 {
		panic(http.ErrAbortHandler) // net/http's way to cut the connection
	}
	for k, v := range f.Header {
		w.Header().Set(k, v)
	}
	w.WriteHeader(f.Status)
	_, _ = w.Write([]byte(f.Body)) // the client may have gone
}
