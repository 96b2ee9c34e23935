package library_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"footnote/corpus/library"
)

// TestLinksAreAskedConditionally: a server is told which version is known, by the name or the time that it gave itself,
// and need not send it again.
func TestLinksAreAskedConditionally(t *testing.T) {
	const time1, time2 = "Mon, 02 Mar 2026 12:00:00 GMT", "Tue, 03 Mar 2026 12:00:00 GMT"
	for _, c := range []struct {
		name, path, header, version, next string
		body, changed                     string
	}{
		{"page by tag", "/tides.md", "If-None-Match", `"v1"`, `"v2"`, "# Tides\n\nThe tide turns at noon.", "# Tides\n\nThe tide turns at one."},
		{"page by time", "/tides.md", "If-Modified-Since", time1, time2, "# Tides\n\nThe tide turns at noon.", "# Tides\n\nThe tide turns at one."},
		{"feed by tag", "/feed.xml", "If-None-Match", `"v1"`, `"v2"`, feedOf("/a 2026-03-01 A"), feedOf("/a 2026-03-01 A", "/b 2026-03-02 B")},
		{"feed by time", "/feed.xml", "If-Modified-Since", time1, time2, feedOf("/a 2026-03-01 A"), feedOf("/a 2026-03-01 A", "/b 2026-03-02 B")},
	} {
		t.Run(c.name, func(t *testing.T) {
			version, body := c.version, c.body
			var asked, sent []string // what the server was told, and what it answered
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/markdown")
				switch {
				case r.URL.Path == "/robots.txt":
					http.NotFound(w, r)
					return
				case r.URL.Path != c.path:
					fmt.Fprintf(w, "# Page %s\n\nAbout the sea.", r.URL.Path)
					return
				case strings.HasSuffix(c.path, ".xml"):
					w.Header().Set("Content-Type", "application/xml")
				}
				w.Header().Set(map[string]string{"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}[c.header], version)
				asked = append(asked, r.Header.Get(c.header))
				if asked[len(asked)-1] == version {
					sent = append(sent, "nothing")
					w.WriteHeader(http.StatusNotModified)
					return
				}
				sent = append(sent, version)
				fmt.Fprint(w, strings.ReplaceAll(body, "SITE", "http://"+r.Host))
			}))
			defer server.Close()
			l := open(t, t.TempDir(), library.Options{Web: reading()})
			must(t, l.AddPaths(t.Context(), library.Operator, []string{server.URL + c.path}, library.Report{}))
			sync := func() int {
				t.Helper()
				var h happened
				must(t, l.SyncLinks(t.Context(), h.report()))
				return len(h)
			}
			if n := sync(); n != 0 {
				t.Errorf("%d changes without one", n)
			}
			version, body = c.next, c.changed
			if n := sync(); n != 1 {
				t.Errorf("%d changes after one", n)
			}
			if n := sync(); n != 0 {
				t.Errorf("%d changes after the last", n)
			}
			if want := []string{"", c.version, c.version, c.next}; !slices.Equal(asked, want) {
				t.Errorf("the server heard %q, want %q", asked, want)
			}
			if want := []string{c.version, "nothing", c.next, "nothing"}; !slices.Equal(sent, want) {
				t.Errorf("the server sent %q, want %q", sent, want)
			}
		})
	}
}
