// Package fetch gets web pages and files from addresses that strangers name.
//
// [Client.Get] gets one, [Request] says which and what is known of it already.
//
// What binds:
//   - Only http and https, and only public addresses on ports 80 and 443. The check is made on the address of every
//     connection just before it is opened, after the name was resolved and at every redirect, so that neither another
//     spelling nor a name server that changes its mind leads inside. No proxy is used, which would be asked instead.
//   - A page is read up to its limits of time and size, counted after decompression, and only if its type is one of
//     those that can be read.
//   - Pages that nobody named one by one, those of feeds and sitemaps, are got only where robots.txt allows it.
//   - Nothing is sent but the request: no cookies, no passwords.
package fetch

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"

	"footnote/corpus"
)

// Options of New; the zero value means the defaults.
type Options struct {
	// UserAgent names the program to servers; a default says "footnote".
	UserAgent string
	// Time is the longest that getting a page may take with all its redirects, 30 seconds by default.
	Time time.Duration
	// MaxBytes is the largest page, 50 MiB by default.
	MaxBytes int64
	// Allow are addresses that may be reached, on any port, although they are not public: for tests, and for servers
	// of one's own that everybody who may add articles may read.
	Allow []netip.Prefix
	// Resolver resolves names; nil means the system's.
	Resolver *net.Resolver
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

const (
	defaultAgent = "footnote/1.0 (reads articles that its users add)"
	defaultTime  = 30 * time.Second
	defaultMax   = 50 << 20
	// maxRedirects is how many redirects are followed.
	maxRedirects = 5
	maxHeader    = 64 << 10
)

// Client gets pages. It is safe for concurrent use.
type Client struct {
	options   Options
	transport *http.Transport
	robots    *robots
}

// New makes a Client.
func New(o Options) *Client {
	if o.UserAgent == "" {
		o.UserAgent = defaultAgent
	}
	if o.Time == 0 {
		o.Time = defaultTime
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = defaultMax
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Resolver: o.Resolver, Control: guard(o.Allow)}
	return &Client{options: o, robots: newRobots(o.Now), transport: &http.Transport{
		Proxy: nil, DialContext: dialer.DialContext, DisableKeepAlives: true, ForceAttemptHTTP2: true,
		TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 20 * time.Second, MaxResponseHeaderBytes: maxHeader,
	}}
}

// Stamp is what a server said of a page's version.
type Stamp struct{ ETag, LastModified string }

// Request is a page to be got.
type Request struct {
	Address string
	// Known is the version that one has; if the server still has the same it sends nothing.
	Known Stamp
	// Robots is set where nobody named this very address, so that robots.txt has to allow it.
	Robots bool
}

// Page is what was got.
type Page struct {
	// File has the address after all redirects as its URL, and without its query as its name.
	File  corpus.File
	Stamp Stamp
	// Unchanged is set where the server has the known version; File has no data then.
	Unchanged bool
}

// Get gets a page. The error is ctx's, or one line that says what is wrong and does not repeat the address.
func (c *Client) Get(ctx context.Context, r Request) (Page, error) {
	limited, stop := context.WithTimeoutCause(ctx, c.options.Time, errTime)
	defer stop()
	page, err := c.get(limited, r)
	switch {
	case err == nil:
		return page, nil
	case ctx.Err() != nil:
		return Page{}, ctx.Err()
	case errors.Is(context.Cause(limited), errTime):
		return Page{}, corpus.Refuse(corpus.TooSlow, "did not answer within %v", c.options.Time)
	}
	return Page{}, reason(err)
}

var errTime = errors.New("took too long")

func (c *Client) get(ctx context.Context, r Request) (Page, error) {
	req, err := c.request(ctx, r)
	if err != nil {
		return Page{}, err
	}
	if err := c.check(ctx, req.URL, r.Robots); err != nil {
		return Page{}, err
	}
	client := http.Client{Transport: c.transport, CheckRedirect: func(next *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return corpus.Refuse(corpus.Unreachable, "is redirected more than %d times", maxRedirects)
		}
		return c.check(ctx, next.URL, r.Robots)
	}}
	resp, err := client.Do(req)
	if err != nil {
		return Page{}, err
	}
	defer resp.Body.Close()
	return c.read(resp)
}

func (c *Client) request(ctx context.Context, r Request) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.Address, nil)
	if err != nil {
		return nil, corpus.Refuse(corpus.BadAddress, "is no address of a page")
	}
	req.Header.Set("User-Agent", c.options.UserAgent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown, application/xml;q=0.9, */*;q=0.5")
	if r.Known.ETag != "" {
		req.Header.Set("If-None-Match", r.Known.ETag)
	}
	if r.Known.LastModified != "" {
		req.Header.Set("If-Modified-Since", r.Known.LastModified)
	}
	return req, nil
}

// read reads an answer.
func (c *Client) read(resp *http.Response) (Page, error) {
	u := *resp.Request.URL
	u.Fragment = ""
	page := Page{File: corpus.File{URL: u.String(), Type: resp.Header.Get("Content-Type")}}
	u.RawQuery = ""
	page.File.Name = u.String()
	page.Stamp = Stamp{ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified")}
	if resp.StatusCode == http.StatusNotModified {
		page.Unchanged = true
		return page, nil
	}
	if resp.StatusCode != http.StatusOK {
		return Page{}, corpus.Refuse(reasonOf(resp.StatusCode), "answers %d %s", resp.StatusCode, http.StatusText(resp.StatusCode))
	}
	if err := checkType(page.File.Type); err != nil {
		return Page{}, err
	}
	var err error
	page.File.Data, err = readLimited(resp.Body, resp.ContentLength, c.options.MaxBytes)
	return page, err
}

func readLimited(r io.Reader, announced, limit int64) ([]byte, error) {
	tooLarge := corpus.Refuse(corpus.TooLarge, "is larger than %s", corpus.Size(limit))
	if announced > limit {
		return nil, tooLarge
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(data)) > limit {
		return nil, tooLarge
	}
	return data, err
}
