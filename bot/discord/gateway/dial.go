package gateway

import (
	"context"
	"fmt"
	"net"
	"net/url"
)

// protocol is the version of the gateway spoken.
const protocol = "10"

// dial connects to where the session has to go next. The end of ctx ends it.
func (s *Session) dial(ctx context.Context) (*line, error) {
	address, err := s.target()
	if err != nil {
		return nil, err
	}
	d := *s.options.Dialer
	connect := d.NetDialContext
	if connect == nil {
		connect = (&net.Dialer{}).DialContext
	}
	// The websocket library leaves a connection that hangs in its handshake to a timeout.
	release := func() bool { return true }
	d.NetDialContext = func(dialling context.Context, network, host string) (net.Conn, error) {
		c, err := connect(dialling, network, host)
		if err == nil {
			release = context.AfterFunc(ctx, func() { _ = c.Close() }) // there is nobody to tell
		}
		return c, err
	}
	ws, resp, err := d.DialContext(ctx, address, nil)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		release()
		if resp != nil {
			err = fmt.Errorf("%w: status %d", err, resp.StatusCode)
		}
		return nil, fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	if !release() {
		_ = ws.Close() // it is closed already
		return nil, fmt.Errorf("%w: %w", ErrUnreachable, context.Cause(ctx))
	}
	l := &line{ws: ws, silence: s.options.Silence, frames: make(chan frame), hungUp: make(chan struct{})}
	go l.read()
	return l, nil
}

// target is the address to dial, with its query.
func (s *Session) target() (string, error) {
	address := s.address
	if s.Resumable() && s.resumeAt != "" && !s.detour {
		address = s.resumeAt
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "wss" && u.Scheme != "ws" {
		return "", fmt.Errorf("discord named %q as the address of its gateway", address)
	}
	u.RawQuery = url.Values{"v": {protocol}, "encoding": {"json"}}.Encode()
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String(), nil
}
