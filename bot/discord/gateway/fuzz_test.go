package gateway

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"testing"

	"github.com/gorilla/websocket"
)

// Frames are fuzzed from inside: a connection for each would be too slow.

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"op":0,"s":1,"t":"READY","d":{"session_id":"a","resume_gateway_url":"wss://b"}}`,
		`{"op":10,"d":{"heartbeat_interval":41250}}`, `{"op":9,"d":true}`, `null`, `[]`, `{`, `{"op":"x","s":"y","t":7}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		p, err := decode(frame)
		if (err == nil) != json.Valid(frame) {
			t.Fatalf("error %v for a frame that is valid JSON: %v", err, json.Valid(frame))
		}
		if err != nil {
			if !errors.Is(err, ErrBroken) {
				t.Fatalf("error %v is not ErrBroken", err)
			}
			return
		}
		s := New("wss://a", Options{Event: func(string, json.RawMessage) { panic("handler") }})
		c := &connection{session: s}
		c.dispatch(p)
		if p.Seq != nil && *p.Seq > 0 && s.seq != *p.Seq {
			t.Fatalf("sequence %d after %d", s.seq, *p.Seq)
		}
		if s.seq < 0 {
			t.Fatalf("sequence %d", s.seq)
		}
	})
}

func FuzzInflate(f *testing.F) {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	if _, err := w.Write([]byte(`{"op":11}`)); err != nil {
		f.Fatal(err)
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(z.Bytes())
	f.Add(z.Bytes()[:8])
	f.Add([]byte("not zlib"))
	f.Fuzz(func(t *testing.T, frame []byte) {
		l := &line{}
		for range 2 { // the reader is used again
			data, err := l.inflate(websocket.BinaryMessage, bytes.NewReader(frame))
			if err != nil && !errors.Is(err, ErrBroken) {
				t.Fatalf("error %v is not ErrBroken", err)
			}
			if len(data) > maxFrame {
				t.Fatalf("%d bytes", len(data))
			}
		}
	})
}
