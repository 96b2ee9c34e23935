package gateway

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
)

// The operations of the gateway that are used here.
const (
	opDispatch     = 0
	opHeartbeat    = 1
	opIdentify     = 2
	opResume       = 6
	opReconnect    = 7
	opInvalid      = 9
	opHello        = 10
	opHeartbeatAck = 11
)

// Close codes that are told apart here: an invalid sequence number, a session that timed out, and
// the one said when a session is to be resumed.
const (
	closeSequence = 4007
	closeTimedOut = 4009
	closeResuming = 4000
)

// payload is what Discord sends. Op is nil where it is missing or no number.
type payload struct {
	Op   *int            `json:"op"`
	Seq  *int64          `json:"s"`
	Name string          `json:"t"`
	Data json.RawMessage `json:"d"`
}

// decode reads a frame. It fails only where the frame is no JSON.
func decode(frame []byte) (payload, error) {
	var p payload
	if err := tolerant(frame, &p); err != nil {
		return p, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return p, nil
}

// tolerant decodes what it can: a field of an unexpected type stays at its zero value.
func tolerant(data []byte, into any) error {
	err := json.Unmarshal(data, into)
	var mistyped *json.UnmarshalTypeError
	if errors.As(err, &mistyped) {
		return nil
	}
	return err
}

// outgoing is what is sent to Discord.
type outgoing struct {
	Op   int `json:"op"`
	Data any `json:"d"`
}

type identify struct {
	Token      string     `json:"token"`
	Intents    int        `json:"intents"`
	Compress   bool       `json:"compress"`
	Shard      [2]int     `json:"shard"`
	Properties properties `json:"properties"`
}

type properties struct {
	OS      string `json:"os"`
	Browser string `json:"browser"`
	Device  string `json:"device"`
}

type resume struct {
	Token     string `json:"token"`
	SessionID string `json:"session_id"`
	Seq       int64  `json:"seq"`
}

// greeting is the answer to HELLO: a resume where there is a session, otherwise an identify.
func (s *Session) greeting() outgoing {
	if s.Resumable() {
		return outgoing{opResume, resume{Token: s.options.Token, SessionID: s.id, Seq: s.seq}}
	}
	return outgoing{opIdentify, identify{Token: s.options.Token, Intents: s.options.Intents, Compress: true,
		Shard:      [2]int{s.options.Shard, s.options.Shards},
		Properties: properties{OS: runtime.GOOS, Browser: "footnote", Device: "footnote"}}}
}
