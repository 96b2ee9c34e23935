package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// Gateway opcodes.
const (
	opDispatch, opHeartbeat, opIdentify, opResume = 0, 1, 2, 6
	opReconnect, opInvalid, opHello, opAck        = 7, 9, 10, 11
)

// Close codes of the gateway.
const (
	closeUnknownOp, closeDecode, closeNotAuthenticated     = 4001, 4002, 4003
	closeToken, closeAlready, closeSeq, closeRate          = 4004, 4005, 4007, 4008
	closeTimedOut, closeShard, closeSharding               = 4009, 4010, 4011
	closeInvalidIntents, closeDisallowedIntents            = 4013, 4014
	maxFrame, maxSends                                     = 4096, 120
	privilegedIntents                                  int = 1<<1 | 1<<8 | 1<<15
	knownIntents                                       int = 1<<26 - 1
)

// Identify is what the bot said of itself.
type Identify struct {
	Token      string            `json:"token"`
	Intents    int               `json:"intents"`
	Compress   bool              `json:"compress"`
	Properties map[string]string `json:"properties"`
	Shard      *[2]int           `json:"shard"`
}

// Conn is one gateway connection.
type Conn struct {
	server *Server
	ws     *websocket.Conn
	// Path is "gateway" or "resume": which of the addresses was dialled.
	Path string

	// The fields below are guarded by server.mu.
	zip      *zlib.Writer
	session  *session
	identify *Identify
	resumed  bool
	ready    bool
	// closing is set once the server has sent a close frame.
	closing   bool
	closed    bool
	closeCode int
	beats     int
	tries     int
	// sent are the times of what the bot has sent within the last minute.
	sent []time.Time
	// frozen drops what is sent, either way.
	frozen bool
	// watchdog closes the connection when heartbeats stay away.
	watchdog *time.Timer
}

// Identify returns what the bot said of itself on this connection, nil before or after a resume.
func (c *Conn) Identify() *Identify {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	return c.identify
}

// Identifies is how often the bot has identified on this connection.
func (c *Conn) Identifies() int {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	return c.tries
}

// Resumed says whether the connection has taken up an earlier session.
func (c *Conn) Resumed() bool {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	return c.resumed
}

type payload struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
}

// gateway serves one connection.
func (s *Server) gateway(path string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if k := s.knob(); k.GatewayDown || k.ResumeDown && path == "resume" {
			s.mu.Lock()
			s.refused++
			s.notify()
			s.mu.Unlock()
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			return // the upgrader has answered
		}
		c := &Conn{server: s, ws: ws, Path: path, zip: zlib.NewWriter(nil)}
		s.mu.Lock()
		s.conns = append(s.conns, c)
		s.sockets.Add(1)
		if q := r.URL.Query(); q.Get("encoding") != "json" || q.Get("v") != "9" && q.Get("v") != "10" {
			s.violate("gateway: connected with query %q, version 9 or 10 and encoding=json are wanted", r.URL.RawQuery)
		}
		if !s.knobs.NoHello {
			c.send(opHello, map[string]any{"heartbeat_interval": s.heartbeat().Milliseconds()})
			c.watch()
		}
		s.notify()
		s.mu.Unlock()
		defer s.sockets.Done()
		c.read()
	}
}

// heartbeat is the interval in force. The caller holds mu.
func (s *Server) heartbeat() time.Duration {
	if s.knobs.Heartbeat > 0 {
		return s.knobs.Heartbeat
	}
	return 41250 * time.Millisecond
}

// read handles what the bot sends until the connection ends.
func (c *Conn) read() {
	for {
		_, frame, err := c.ws.ReadMessage()
		c.server.mu.Lock()
		if err != nil {
			c.end(err)
			c.server.mu.Unlock()
			return
		}
		if !c.frozen {
			c.take(frame)
		}
		c.server.notify()
		c.server.mu.Unlock()
	}
}

func (c *Conn) end(err error) {
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		c.closeCode = closed.Code
	}
	c.closed, c.ready = true, false
	if c.watchdog != nil {
		c.watchdog.Stop()
	}
	if c.session != nil {
		// Discord forgets a session whose bot was the first to say goodbye.
		goodbye := c.closeCode == websocket.CloseNormalClosure || c.closeCode == websocket.CloseGoingAway
		c.session.ended = c.session.ended || goodbye && !c.closing
		if c.session.conn == c {
			c.session.conn = nil
		}
	}
	_ = c.ws.Close() // it has ended already
	c.server.notify()
}

func (c *Conn) take(frame []byte) {
	var p payload
	tooMany := c.sending(time.Now())
	switch {
	case len(frame) > maxFrame || json.Unmarshal(frame, &p) != nil:
		c.close(closeDecode, "Error while decoding payload.")
	case tooMany:
		c.close(closeRate, "Rate limited.")
	case p.Op == opHeartbeat:
		c.beats++
		c.watch()
		if !c.server.knobs.NoAck {
			c.send(opAck, nil)
		}
	case p.Op == opIdentify:
		c.takeIdentify(p.Data)
	case p.Op == opResume:
		c.takeResume(p.Data)
	case c.session == nil:
		c.close(closeNotAuthenticated, "Not authenticated.")
	case p.Op == 3 || p.Op == 4 || p.Op == 8: // presence, voice, members: nothing to do
	default:
		c.close(closeUnknownOp, "Unknown opcode.")
	}
}

func (c *Conn) takeIdentify(data json.RawMessage) {
	s := c.server
	c.tries++
	var id Identify
	if err := json.Unmarshal(data, &id); err != nil {
		c.close(closeDecode, "Error while decoding payload.")
		return
	}
	if c.session != nil {
		c.close(closeAlready, "Already authenticated.")
		return
	}
	if code := s.refusal(id); code != 0 {
		c.close(code, "Refused.")
		return
	}
	shard := 0
	if id.Shard != nil {
		shard = id.Shard[0]
	}
	if s.knobs.NoReady {
		return
	}
	s.greeted(shard)
	tooSoon := s.identifying(shard)
	if s.knobs.InvalidIdentify > 0 || tooSoon {
		s.knobs.InvalidIdentify = max(s.knobs.InvalidIdentify-1, 0)
		s.invalidated(shard)
		c.send(opInvalid, false)
		return
	}
	c.identify = &id
	s.begin(c, id)
	c.ready = true
}

// refusal is the close code for an identify, 0 if it is accepted.
func (s *Server) refusal(id Identify) int {
	switch {
	case s.knobs.RefuseIdentify != 0:
		return s.knobs.RefuseIdentify
	case id.Token != Token && id.Token != "Bot "+Token:
		return closeToken
	case id.Properties == nil:
		return closeDecode
	case id.Intents&^knownIntents != 0:
		return closeInvalidIntents
	case id.Intents&privilegedIntents&^s.knobs.AllowedIntents != 0:
		return closeDisallowedIntents
	case id.Shard != nil && (id.Shard[0] < 0 || id.Shard[0] >= id.Shard[1]):
		return closeShard
	case s.knobs.MinShards > 1 && (id.Shard == nil || id.Shard[1] < s.knobs.MinShards):
		return closeSharding
	}
	return 0
}

func (c *Conn) takeResume(data json.RawMessage) {
	s := c.server
	var r struct {
		Token     string `json:"token"`
		SessionID string `json:"session_id"`
		Seq       int    `json:"seq"`
	}
	if err := json.Unmarshal(data, &r); err != nil {
		c.close(closeDecode, "Error while decoding payload.")
		return
	}
	if s.knobs.RefuseIdentify != 0 {
		c.close(s.knobs.RefuseIdentify, "Refused.")
		return
	}
	old := s.sessionNamed(r.SessionID)
	if old != nil {
		s.greeted(old.shard[0])
	}
	switch {
	case r.Token != Token && r.Token != "Bot "+Token:
		c.close(closeToken, "Authentication failed.")
	case s.knobs.RefuseResume || old == nil || old.ended:
		if old != nil {
			old.ended = true
			s.invalidated(old.shard[0])
		}
		c.send(opInvalid, false)
	case r.Seq < old.forgotten || r.Seq > old.last():
		c.close(closeSeq, "Invalid seq.")
	default:
		c.session, old.conn = old, c
		c.resumed = true
		for _, missed := range old.events[r.Seq-old.forgotten:] {
			c.write(missed, old.compress)
		}
		s.sendTo(old, "RESUMED", map[string]any{})
		c.ready = true
	}
}

// send sends a payload without a sequence number. The caller holds mu.
func (c *Conn) send(op int, data any) {
	b, err := json.Marshal(map[string]any{"op": op, "d": data})
	if err != nil {
		c.server.t.Errorf("discordtest: op %d: %v", op, err)
		return
	}
	c.write(b, false)
}

// write sends one frame; a compressed frame is a whole zlib stream. The caller holds mu, which also
// keeps writers apart. That the bot has gone is noticed by read.
func (c *Conn) write(b []byte, compress bool) {
	if c.frozen {
		return
	}
	_ = c.ws.SetWriteDeadline(time.Now().Add(5 * time.Second))
	if !compress {
		_ = c.ws.WriteMessage(websocket.TextMessage, b)
		return
	}
	var z bytes.Buffer
	c.zip.Reset(&z)
	_, _ = c.zip.Write(b) // a bytes.Buffer takes everything
	_ = c.zip.Close()
	_ = c.ws.WriteMessage(websocket.BinaryMessage, z.Bytes())
}

// close sends a close frame; the bot is expected to hang up. The caller holds mu.
func (c *Conn) close(code int, text string) {
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, text), time.Now().Add(5*time.Second))
	c.ready, c.closing = false, true
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
	}
}
