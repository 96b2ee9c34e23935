package gateway

import (
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/gorilla/websocket"
)

const (
	// maxFrame bounds one frame, inflated, in bytes. The largest events of the intents that a bot
	// needs, of servers with thousands of channels and threads, stay below a tenth of it.
	maxFrame = 64 << 20
	// writeTimeout bounds one sending.
	writeTimeout = 10 * time.Second
	// farewellTimeout is how long Discord may take to answer a close frame.
	farewellTimeout = 2 * time.Second
)

// line is an open connection. Its goroutine reads until the connection ends or is cut.
type line struct {
	ws      *websocket.Conn
	silence time.Duration
	// frames are closed at the end, after which err says why.
	frames chan frame
	err    error
	// hungUp is closed when nobody listens to frames any more.
	hungUp chan struct{}
	zip    io.ReadCloser
}

// frame is one message of Discord, inflated, or why it could not be inflated.
type frame struct {
	data []byte
	err  error
}

// read hands over frames until the connection ends.
func (l *line) read() {
	defer close(l.frames)
	for {
		if l.err = l.ws.SetReadDeadline(time.Now().Add(l.silence)); l.err != nil {
			return
		}
		kind, r, err := l.ws.NextReader()
		if err != nil {
			l.err = err
			return
		}
		data, err := l.inflate(kind, &patient{line: l, r: r})
		select {
		case l.frames <- frame{data, err}:
		case <-l.hungUp:
			return
		}
	}
}

// patient moves the deadline on with every read, so that a long frame may take long.
type patient struct {
	line *line
	r    io.Reader
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.line.ws.SetReadDeadline(time.Now().Add(p.line.silence)); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}

var errTooLarge = fmt.Errorf("larger than %d bytes", maxFrame)

// inflate reads one frame. A binary one is a whole zlib stream. What is wrong with the connection
// itself shows at the next frame.
func (l *line) inflate(kind int, r io.Reader) ([]byte, error) {
	if kind == websocket.BinaryMessage {
		if err := l.resetZip(r); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		r = l.zip
	}
	data, err := io.ReadAll(io.LimitReader(r, maxFrame+1))
	if err == nil && len(data) > maxFrame {
		err = errTooLarge
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return data, nil
}

func (l *line) resetZip(r io.Reader) (err error) {
	if l.zip == nil {
		l.zip, err = zlib.NewReader(r)
		return err
	}
	resetter, ok := l.zip.(zlib.Resetter)
	if !ok {
		return errors.New("the zlib reader cannot be used again")
	}
	return resetter.Reset(r, nil)
}

// send sends one payload.
func (l *line) send(o outgoing) error {
	if err := l.ws.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return err
	}
	return l.ws.WriteJSON(o)
}

// sayClose sends a close frame. Whether it arrives makes no difference to what follows.
func (l *line) sayClose(code int) {
	_ = l.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(farewellTimeout))
}

// farewell closes with 1000 and waits a little for the answer.
func (l *line) farewell() {
	l.sayClose(websocket.CloseNormalClosure)
	late := time.NewTimer(farewellTimeout)
	defer late.Stop()
	for {
		select {
		case _, open := <-l.frames:
			if !open {
				return
			}
		case <-late.C:
			return
		}
	}
}

// cut ends the connection and waits for its goroutine.
func (l *line) cut() {
	close(l.hungUp)
	_ = l.ws.Close() // it may have ended already
	for range l.frames {
		continue // until the reader is gone
	}
}
