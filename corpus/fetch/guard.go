package fetch

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"

	"code.dny.dev/ssrf"

	"footnote/corpus"
)

// guard allows connections to public addresses and to those in allow. A dialer calls it with the address that it is
// about to connect to.
func guard(allow []netip.Prefix) func(network, address string, c syscall.RawConn) error {
	public := ssrf.New()
	return func(network, address string, c syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("%w: %w", ssrf.ErrInvalidHostPort, err)
		}
		for _, p := range allow {
			if p.Contains(to.Addr().Unmap()) {
				return nil
			}
		}
		return public.Safe(network, address, c)
	}
}

// check tells what is wrong with an address before it is asked.
func (c *Client) check(ctx context.Context, u *url.URL, robots bool) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return corpus.Refuse(corpus.BadAddress, "is no http or https address")
	case u.Hostname() == "":
		return corpus.Refuse(corpus.BadAddress, "is an address without a server")
	case !isPort(u.Port()):
		return corpus.Refuse(corpus.BadAddress, "has a port that does not exist")
	case u.User != nil:
		return corpus.Refuse(corpus.BadAddress, "is an address with a password, which cannot be kept")
	}
	if robots {
		return c.allowed(ctx, u)
	}
	return nil
}

func isPort(s string) bool {
	_, err := strconv.ParseUint(s, 10, 16)
	return s == "" || err == nil
}

// readable are the types of what can be read, or follow from it: feeds and sitemaps.
var readable = map[string]bool{
	"text/html": true, "application/xhtml+xml": true, "text/plain": true, "text/markdown": true, "text/x-markdown": true,
	"application/pdf": true, "application/x-pdf": true, "application/epub+zip": true,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": true,
	"application/zip": true, "application/x-zip-compressed": true, "application/octet-stream": true, "binary/octet-stream": true,
	"application/rss+xml": true, "application/atom+xml": true, "application/rdf+xml": true, "application/feed+json": true,
	"application/xml": true, "text/xml": true, "application/json": true, "application/gzip": true, "application/x-gzip": true,
}

// checkType refuses what cannot be read before it is read. A server that names no type may be right.
func checkType(contentType string) error {
	if contentType == "" {
		return nil
	}
	mediaType, _, err := mime.ParseMediaType(contentType)
	if err != nil && mediaType == "" {
		mediaType, _, _ = strings.Cut(contentType, ";")
	}
	if !readable[strings.ToLower(strings.TrimSpace(mediaType))] {
		return corpus.Refuse(corpus.UnknownFormat, "is %q, which cannot be read", mediaType)
	}
	return nil
}

// reason says in words why nothing could be got.
func reason(err error) error {
	var name *net.DNSError
	var outer *url.Error
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP):
		return corpus.Refuse(corpus.BadAddress, "leads to an address that is not public")
	case errors.Is(err, ssrf.ErrProhibitedPort):
		return corpus.Refuse(corpus.BadAddress, "leads to a port other than 80 and 443")
	case errors.Is(err, ssrf.ErrProhibitedNetwork), errors.Is(err, ssrf.ErrInvalidHostPort):
		return corpus.Refuse(corpus.BadAddress, "leads to an address of an unknown kind")
	case errors.As(err, &name):
		return corpus.Refuse(corpus.Unreachable, "has a server that is not known: %q", name.Name)
	case errors.As(err, &outer): // names the address again
		return oneLine(outer.Err)
	}
	return oneLine(err)
}

// reasonOf is what an answer's status says.
func reasonOf(status int) corpus.Reason {
	if status == http.StatusNotFound || status == http.StatusGone {
		return corpus.NotFound
	}
	return corpus.Unreachable
}

// oneLine is an error without line ends, some of which are a server's.
func oneLine(err error) error {
	text := strings.Join(strings.Fields(err.Error()), " ")
	if reason := corpus.ReasonOf(err); reason != "" {
		return corpus.Refuse(reason, "%s", text)
	}
	return corpus.Refuse(corpus.Unreachable, "%s", text)
}
