package web_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"footnote/corpus/feed"
	"footnote/corpus/fetch"
	"footnote/corpus/formats"
	"footnote/corpus/web"
)

const body = "<p>The canal was dug between 1891 and 1896 by four thousand labourers, who came from the hills.</p>"

// site is a server on loopback with pages by path; HOST in them becomes its address.
func site(t *testing.T, pages map[string]string) string {
	t.Helper()
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, found := pages[r.URL.Path]
		if !found {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("ETag", `"1"`)
		switch {
		case strings.HasSuffix(r.URL.Path, ".xml"):
			w.Header().Set("Content-Type", "text/xml")
		case strings.HasSuffix(r.URL.Path, ".txt"):
			w.Header().Set("Content-Type", "text/plain")
		default:
			w.Header().Set("Content-Type", "text/html")
		}
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(strings.ReplaceAll(text, "HOST", s.URL)))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// newReader makes a reader that may read loopback, and counts its pauses.
func newReader(maxPages int) (r *web.Reader, pauses *int) {
	pauses = new(int)
	return web.New(web.Options{
		Client: fetch.New(fetch.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}), Formats: formats.New(formats.Options{}), MaxPages: maxPages,
		Sleep: func(ctx context.Context, _ time.Duration) error { *pauses++; return ctx.Err() },
	}), pauses
}

func TestGet(t *testing.T) {
	host := site(t, map[string]string{"/lock": "<title>The lock</title>" + body, "/feed.xml": `<rss><channel><item><link>/lock</link></item></channel></rss>`, "/notes.txt": "Notes.\n"})
	r, _ := newReader(0)
	page, err := r.Get(t.Context(), fetch.Request{Address: host + "/lock?utm=1"})
	if err != nil || len(page.Articles) != 1 || page.Articles[0].Title != "The lock" || page.Articles[0].URL != host+"/lock?utm=1" || page.Stamp.ETag != `"1"` {
		t.Errorf("page %+v, %v", page, err)
	}
	if page, err = r.Get(t.Context(), fetch.Request{Address: host + "/lock", Known: page.Stamp}); err != nil || !page.Unchanged || len(page.Articles) > 0 {
		t.Errorf("again %+v, %v", page, err)
	}
	if page, err = r.Get(t.Context(), fetch.Request{Address: host + "/feed.xml"}); err != nil || page.List == nil || page.List.Entries[0].URL != host+"/lock" {
		t.Errorf("feed %+v, %v", page, err)
	}
	if page, err = r.Get(t.Context(), fetch.Request{Address: host + "/notes.txt"}); err != nil || page.Articles[0].Text != "Notes.\n" || page.Articles[0].URL != host+"/notes.txt" {
		t.Errorf("text %+v, %v", page, err)
	}
	if _, err = r.Get(t.Context(), fetch.Request{Address: host + "/gone"}); err == nil || err.Error() != "answers 404 Not Found" {
		t.Errorf("error %v", err)
	}
}

// follow follows the list at an address and tells what became of each entry in a word.
func follow(t *testing.T, r *web.Reader, address string, wanted web.Wanted) ([]string, error) {
	t.Helper()
	page, err := r.Get(t.Context(), fetch.Request{Address: address})
	if err != nil || page.List == nil {
		t.Fatalf("%+v, %v", page, err)
	}
	var list []string
	err = r.Follow(t.Context(), *page.List, wanted, func(f web.Found) error {
		path := f.Entry.URL[strings.LastIndex(f.Entry.URL, "/"):]
		switch {
		case f.Err != nil:
			list = append(list, path+" "+f.Err.Error())
		case f.Page.Unchanged:
			list = append(list, path+" unchanged")
		default:
			a := f.Page.Articles[0]
			list = append(list, fmt.Sprint(path, " ", a.Title, " ", a.Authors, " ", a.Published))
		}
		return nil
	})
	return list, err
}

func all(feed.Entry) (fetch.Stamp, bool) { return fetch.Stamp{}, true }

func TestFollow(t *testing.T) {
	host := site(t, map[string]string{
		"/robots.txt": "User-agent: *\nDisallow: /private",
		"/feed.xml": `<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Post</title><item><title>Listed title</title><link>/bare</link><dc:creator>Ann Lee</dc:creator><pubDate>Wed, 12 Jul 2017 10:00:00 GMT</pubDate></item>
			<item><title>Listed</title><link>/own</link></item><item><link>/private</link></item><item><link>/gone</link></item><item><link>/feed.xml</link></item><item><link>/old</link></item></channel></rss>`,
		"/bare": body, "/own": `<title>Own title</title><meta name="author" content="Bo Ek">` + body, "/private": body, "/old": body,
	})
	r, pauses := newReader(0)
	got, err := follow(t, r, host+"/feed.xml", func(e feed.Entry) (fetch.Stamp, bool) {
		if strings.HasSuffix(e.URL, "/old") {
			return fetch.Stamp{ETag: `"1"`}, true
		}
		return fetch.Stamp{}, !strings.HasSuffix(e.URL, "/unwanted")
	})
	want := []string{"/bare Listed title [Ann Lee] 2017-07-12", "/own Own title [Bo Ek] ", "/private may not be read by programs, says the server's robots.txt", "/gone answers 404 Not Found",
		"/feed.xml is a list itself, of 6 pages", "/old unchanged"}
	if err != nil || !reflect.DeepEqual(got, want) || *pauses != 5 {
		t.Errorf("%v after %d pauses\n got %q\nwant %q", err, *pauses, got, want)
	}
}

func TestFollowIndex(t *testing.T) {
	host := site(t, map[string]string{
		"/index.xml": `<sitemapindex><sitemap><loc>HOST/a.xml</loc></sitemap><sitemap><loc>HOST/page</loc></sitemap><sitemap><loc>HOST/loop.xml</loc></sitemap></sitemapindex>`,
		"/a.xml":     `<urlset><url><loc>HOST/page</loc></url></urlset>`, "/loop.xml": `<sitemapindex><sitemap><loc>HOST/loop.xml</loc></sitemap></sitemapindex>`,
		"/page": "<title>Page</title>" + body,
	})
	r, _ := newReader(0)
	got, err := follow(t, r, host+"/index.xml", all)
	if want := []string{"/page Page [] ", "/page is no sitemap, though an index of sitemaps names it"}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n got %q\nwant %q", err, got, want)
	}
}

func TestFollowBounds(t *testing.T) {
	pages := map[string]string{"/feed.xml": "<urlset>"}
	for i := range 5 {
		pages["/feed.xml"] += fmt.Sprintf("<url><loc>HOST/%d</loc></url>", i)
		pages[fmt.Sprint("/", i)] = body
	}
	pages["/feed.xml"] += "</urlset>"
	host := site(t, pages)
	r, _ := newReader(3)
	if got, err := follow(t, r, host+"/feed.xml", all); !errors.Is(err, web.ErrMore) || len(got) != 3 {
		t.Errorf("%q, %v", got, err)
	}
	page, err := r.Get(t.Context(), fetch.Request{Address: host + "/feed.xml"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := r.Follow(ctx, *page.List, all, func(web.Found) error { cancel(); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	stop := errors.New("stop")
	if err := r.Follow(t.Context(), *page.List, all, func(web.Found) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("stopped: %v", err)
	}
}
