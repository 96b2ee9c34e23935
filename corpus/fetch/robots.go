package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	// maxRobots is how much of a robots.txt is read, in bytes; RFC 9309 asks for 500 KiB at least.
	maxRobots = 512 << 10
	// keepRobots is how long what a robots.txt says is believed, and maxHosts of how many servers.
	keepRobots = time.Hour
	maxHosts   = 100
)

// robots is what the servers' robots.txt files say, kept for a while.
type robots struct {
	now func() time.Time

	mu    sync.Mutex
	hosts map[string]rules
}

type rules struct {
	until time.Time
	data  *robotstxt.RobotsData
}

func newRobots(now func() time.Time) *robots { return &robots{now: now, hosts: map[string]rules{}} }

func (r *robots) known(host string) *robotstxt.RobotsData {
	r.mu.Lock()
	defer r.mu.Unlock()
	if k := r.hosts[host]; r.now().Before(k.until) {
		return k.data
	}
	return nil
}

func (r *robots) keep(host string, data *robotstxt.RobotsData) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.hosts) >= maxHosts {
		clear(r.hosts)
	}
	r.hosts[host] = rules{r.now().Add(keepRobots), data}
}

// allowed asks the server's robots.txt. A server that has none allows everything, one that fails to say allows nothing
// (RFC 9309, 2.3.1).
func (c *Client) allowed(ctx context.Context, u *url.URL) error {
	host := u.Scheme + "://" + u.Host
	data := c.robots.known(host)
	if data == nil {
		var err error
		if data, err = c.readRobots(ctx, host); err != nil {
			return err
		}
		c.robots.keep(host, data)
	}
	if !data.TestAgent(u.RequestURI(), c.options.UserAgent) {
		return errors.New("may not be read by programs, says the server's robots.txt")
	}
	return nil
}

func (c *Client) readRobots(ctx context.Context, host string) (*robotstxt.RobotsData, error) {
	req, err := c.request(ctx, Request{Address: host + "/robots.txt"})
	if err != nil {
		return nil, err
	}
	client := http.Client{Transport: c.transport, CheckRedirect: func(next *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return fmt.Errorf("has a robots.txt that is redirected more than %d times", maxRedirects)
		}
		return c.check(ctx, next.URL, false)
	}}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxRobots))
	if err != nil {
		return nil, err
	}
	data, err := robotstxt.FromStatusAndBytes(resp.StatusCode, text)
	if err != nil {
		return nil, errors.New("has a server whose robots.txt cannot be read")
	}
	return data, nil
}
