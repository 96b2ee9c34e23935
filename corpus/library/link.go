package library

import (
	"context"
	"errors"
	"mime"
	"net/url"
	"path"
	"strings"

	"footnote/corpus"
	"footnote/corpus/feed"
	"footnote/corpus/fetch"
	"footnote/corpus/web"
)

// Web gets what addresses have, and what a feed or a sitemap lists. *web.Reader is one.
type Web interface {
	Get(ctx context.Context, r fetch.Request) (web.Page, error)
	Follow(ctx context.Context, list feed.List, wanted web.Wanted, found func(web.Found) error) error
}

// link is an address to be read.
type link struct {
	collection, address string
	// list is the number of the followed list that the address is, or 0.
	list int64
	// single is set where a list is not to be followed.
	single bool
	// known is the stamp of what was read there before, if again is set.
	known stamp
	again bool
}

// readLink reads what an address has, unless it is as it was, and stores it or follows it if it is a list. What was
// stored stays where it cannot be got any more.
func (l *Library) readLink(ctx context.Context, k link, report Report) error {
	if l.options.Web == nil {
		report.outcome(Outcome{Change: Refused, Collection: k.collection, Location: k.address, Reason: errors.New("is an address, and nothing is got from the network here")})
		return nil
	}
	page, err := l.options.Web.Get(ctx, fetch.Request{Address: k.address, Known: k.known.web()})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	switch {
	case err != nil || page.List == nil:
	case k.single || k.again && k.list == 0: // a page that has become a list was never meant to be followed
		err = corpus.Refuse(corpus.ListsOnly, "is a feed or a sitemap, which is not followed here")
	default:
		return l.followList(ctx, k, page, report)
	}
	r := reading{collection: k.collection, name: k.address, location: k.address, folder: k.list, stamp: k.known}
	return l.storePage(ctx, l.readPage(ctx, r, page, k.again, err), report)
}

func (s stamp) web() fetch.Stamp { return fetch.Stamp{ETag: s.etag, LastModified: s.lastModified} }

func (l *Library) storePage(ctx context.Context, file []reading, report Report) error {
	outcomes, err := l.storeAll(ctx, [][]reading{file}, 0)
	for _, o := range outcomes {
		report.outcome(o)
	}
	return err
}

// readPage is what was got for a reading, or why it was not.
func (l *Library) readPage(ctx context.Context, r reading, page web.Page, again bool, err error) []reading {
	switch {
	case err != nil && again:
		r.change, r.err = Missing, err
		return []reading{r}
	case err != nil:
		r.err = err
		return []reading{r}
	case page.Unchanged:
		r.change = Unchanged
		return []reading{r}
	}
	r.name, r.data, r.mediaType, r.url = l.pageName(page.File), page.File.Data, page.File.Type, page.File.URL
	r.stamp.size, r.stamp.etag, r.stamp.lastModified = int64(len(r.data)), page.Stamp.ETag, page.Stamp.LastModified
	r.err = l.checkSize(r.stamp.size)
	if len(page.Articles) == 1 && len(page.Problems) == 0 {
		r.article = page.Articles[0]
		return []reading{l.parse(ctx, r)}
	}
	return l.unpack(ctx, r)
}

// pageName is a name for a page's file that says its format, also when the server's word for it is forgotten.
func (l *Library) pageName(f corpus.File) string {
	name := f.Name
	if u, err := url.Parse(f.Name); err == nil && u.Host != "" {
		if name = path.Base(u.Path); name == "." || name == "/" {
			name = u.Hostname()
		}
	}
	if l.options.Reader.Reads(name) {
		return name
	}
	mediaType, _, _ := mime.ParseMediaType(f.Type) // "" where the server says nothing useful
	for _, known := range [][2]string{
		{"text/html", ".html"}, {"application/xhtml+xml", ".html"}, {"text/markdown", ".md"}, {"text/plain", ".txt"},
		{"application/pdf", ".pdf"}, {"application/epub+zip", ".epub"}, {"application/zip", ".zip"},
	} {
		if mediaType == known[0] {
			return name + known[1]
		}
	}
	return name
}

// isAddress tells an address from a path.
func isAddress(location string) bool {
	scheme, _, found := strings.Cut(location, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// withoutFragment is an address without what names a part of its page.
func withoutFragment(address string) string {
	page, _, _ := strings.Cut(address, "#")
	return page
}
