package library_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/corpus/fetch"
	"footnote/corpus/formats"
	"footnote/corpus/library"
	"footnote/corpus/web"
)

// site is a server on this machine by the paths of its pages. It knows a version by its text.
type site map[string]string

// serve gives the site's address and what reads it.
func (s site) serve(t *testing.T) (address string, reader *web.Reader) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := s[r.URL.Path]
		tag := fmt.Sprintf("%q", fmt.Sprint(len(text), strings.Count(text, "noon")))
		w.Header().Set("ETag", tag)
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
		switch {
		case !ok:
			http.NotFound(w, r)
		case r.Header.Get("If-None-Match") == tag:
			w.WriteHeader(http.StatusNotModified)
		default:
			if strings.HasSuffix(r.URL.Path, ".xml") {
				w.Header().Set("Content-Type", "application/xml")
			}
			fmt.Fprint(w, strings.ReplaceAll(text, "SITE", "http://"+r.Host))
		}
	}))
	t.Cleanup(server.Close)
	return server.URL, reading()
}

// reading reads servers on this machine.
func reading() *web.Reader {
	client := fetch.New(fetch.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}})
	return web.New(web.Options{Client: client, Formats: formats.New(formats.Options{}), Pause: time.Nanosecond})
}

func TestLinks(t *testing.T) {
	pages := site{"/tides": "# Tides\n\nThe tide turns at noon.", "/": "# Home\n\nAll about the sea."}
	address, reader := pages.serve(t)
	l := open(t, t.TempDir(), library.Options{Web: reader})
	var h happened
	must(t, l.AddPaths(t.Context(), library.Operator, []string{address + "/tides#noon", address + "/", address + "/none"}, h.report()))
	h.want(t, "added "+strings.TrimPrefix(address, "http://"), "added tides", "refused none")
	entries, err := l.Articles(t.Context(), library.Operator)
	must(t, err)
	name, _, err := l.Original(t.Context(), library.Operator, entries[1].ID)
	if err != nil || name != "tides.md" || entries[1].Location != address+"/tides" {
		t.Errorf("name %q, location %q, %v", name, entries[1].Location, err)
	}
	for _, c := range []struct {
		name   string
		change func()
		want   []string
	}{
		{"nothing", func() {}, nil},
		{"a new version", func() { pages["/tides"] = "# Tides\n\nThe tide turns at one." }, []string{"replaced tides"}},
		{"gone", func() { delete(pages, "/tides") }, []string{"missing tides"}},
		{"back as it was", func() { pages["/tides"] = "# Tides\n\nThe tide turns at one." }, nil},
		{"unreadable", func() { pages["/tides"] = "\x00" }, []string{"missing tides"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.change()
			var h happened
			must(t, l.SyncLinks(t.Context(), h.report()))
			h.want(t, c.want...)
			if got := titles(t, l, library.Operator); !slices.Equal(got, []string{"Home", "Tides"}) {
				t.Errorf("titles %q", got)
			}
		})
	}
	must(t, l.Sync(t.Context(), library.Report{Outcome: func(o library.Outcome) { t.Errorf("a file: %v", o) }}))
}

// changing is a Web on which a page changes before it is asked for the n-th time.
type changing struct {
	library.Web
	n      int
	change func()
}

func (c *changing) Get(ctx context.Context, r fetch.Request) (web.Page, error) {
	if c.n--; c.n == 0 {
		c.change()
	}
	return c.Web.Get(ctx, r)
}

func TestLinksAreWatched(t *testing.T) {
	for _, c := range []struct {
		name  string
		n     int // the first is the addition
		every time.Duration
	}{{"at once", 2, time.Hour}, {"again and again", 5, 10 * time.Millisecond}} {
		t.Run(c.name, func(t *testing.T) {
			pages := site{"/tides": "# Tides\n\nThe tide turns at noon."}
			address, reader := pages.serve(t)
			change := func() { pages["/tides"] = "# Tides\n\nThe tide turns at one." }
			l := open(t, t.TempDir(), library.Options{Web: &changing{reader, c.n, change}})
			must(t, l.AddPaths(t.Context(), library.Operator, []string{address + "/tides"}, library.Report{}))
			ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
			defer stop()
			var heard []string
			err := l.Watch(ctx, library.WatchOptions{Links: c.every, Report: library.Report{Outcome: func(o library.Outcome) {
				heard = append(heard, string(o.Change))
				stop()
			}}})
			if !errors.Is(err, context.Canceled) || !slices.Equal(heard, []string{"replaced"}) {
				t.Errorf("heard %q, %v", heard, err)
			}
		})
	}
}

func TestAddressesThatAreRefused(t *testing.T) {
	l := open(t, t.TempDir(), library.Options{})
	for _, c := range []struct{ name, address, problem string }{
		{"no network", "http://example.org/a.md", "nothing is got from the network here"},
		{"no network, in capitals", "HTTPS://example.org/a.md", "nothing is got from the network here"},
		{"another protocol", "ftp://example.org/a.md", "is no http or https address"},
		{"a file", "file:///etc/passwd", "is no http or https address"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []library.Outcome
			must(t, l.AddPaths(t.Context(), library.Operator, []string{c.address}, library.Report{Outcome: func(o library.Outcome) { got = append(got, o) }}))
			if len(got) != 1 || got[0].Change != library.Refused || got[0].Location != c.address || !strings.Contains(got[0].Reason.Error(), c.problem) {
				t.Errorf("outcomes %v, want %q", got, c.problem)
			}
		})
	}
}

// feedOf is an RSS feed of pages, each "PATH DATE TITLE".
func feedOf(items ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Sea News</title>`)
	for _, item := range items {
		f := strings.SplitN(item, " ", 3)
		fmt.Fprintf(&b, "<item><link>SITE%s</link><title>%s</title><pubDate>%s</pubDate></item>", f[0], f[2], f[1]+" 12:00:00 GMT")
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

func TestFeed(t *testing.T) {
	pages := site{
		"/feed.xml": feedOf("/tides 2026-03-01 Tides", "/waves 2026-03-02 Waves", "/none 2026-03-02 None"),
		"/tides":    "# Tides\n\nThe tide turns at noon.", "/waves": "# Waves\n\nWaves follow the wind.",
	}
	address, reader := pages.serve(t)
	l := open(t, t.TempDir(), library.Options{Web: reader})
	feed := address + "/feed.xml"
	var h happened
	must(t, l.AddPaths(t.Context(), library.Operator, []string{feed}, h.report()))
	h.want(t, "added tides", "added waves", "refused none")
	folders, err := l.Folders(t.Context())
	if err != nil || len(folders) != 1 || folders[0].Path != feed {
		t.Errorf("followed %v, %v", folders, err)
	}
	for _, c := range []struct {
		name   string
		change func()
		want   []string
		titles []string
	}{
		{"a page that failed is there now", func() { pages["/none"] = "# None\n\nIt was late." }, []string{"added none"}, []string{"None", "Tides", "Waves"}},
		{"nothing", func() {}, nil, []string{"None", "Tides", "Waves"}},
		{"a new page, and old ones dropped from the list", func() {
			pages["/sand"] = "# Sand\n\nSand is stone."
			pages["/feed.xml"] = feedOf("/sand 2026-03-03 Sand")
		}, []string{"added sand"}, []string{"None", "Sand", "Tides", "Waves"}},
		{"the list is gone", func() { delete(pages, "/feed.xml") }, []string{"missing feed.xml"}, []string{"None", "Sand", "Tides", "Waves"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.change()
			var h happened
			must(t, l.SyncLinks(t.Context(), h.report()))
			h.want(t, c.want...)
			if got := titles(t, l, library.Operator); !slices.Equal(got, c.titles) {
				t.Errorf("titles %q, want %q", got, c.titles)
			}
		})
	}
	must(t, l.Sync(t.Context(), library.Report{Outcome: func(o library.Outcome) { t.Errorf("a file: %v", o) }}))
	must(t, l.Unfollow(t.Context(), folders[0], library.Report{}))
	if got := titles(t, l, library.Operator); len(got) != 0 {
		t.Errorf("after it is no longer followed: %q", got)
	}
}
