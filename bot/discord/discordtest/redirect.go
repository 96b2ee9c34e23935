package discordtest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"

	"github.com/gorilla/websocket"
)

// Client returns an HTTP client whose requests to discord.com arrive at the server. Any other host is refused.
func (s *Server) Client() *http.Client {
	base, err := url.Parse(s.http.URL)
	if err != nil {
		s.t.Fatalf("discordtest: %v", err)
	}
	return &http.Client{Transport: &redirect{base: base, next: s.transport}}
}

type redirect struct {
	base *url.URL
	next http.RoundTripper
}

func (r *redirect) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Scheme != "https" || req.URL.Host != "discord.com" {
		return nil, fmt.Errorf("discordtest: request to %q refused", req.URL.Host)
	}
	c := req.Clone(req.Context())
	c.URL.Scheme, c.URL.Host, c.Host = r.base.Scheme, r.base.Host, r.base.Host
	return r.next.RoundTrip(c)
}

// Dialer returns a dialer that connects to the server's gateway. Any other host is refused.
func (s *Server) Dialer() *websocket.Dialer {
	own := s.http.Listener.Addr().String()
	return &websocket.Dialer{NetDialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		if address != own {
			return nil, fmt.Errorf("discordtest: connection to %q refused", address)
		}
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}}
}
