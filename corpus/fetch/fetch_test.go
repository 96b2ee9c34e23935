package fetch_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/corpus/fetch"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}

// serve starts a server on loopback.
func serve(t *testing.T, handler http.HandlerFunc) (address string, requests *atomic.Int32) {
	t.Helper()
	requests = &atomic.Int32{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		handler(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, requests
}

func TestGet(t *testing.T) {
	address, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/old" {
			http.Redirect(w, r, "/new?x=1#part", http.StatusMovedPermanently)
			return
		}
		if !strings.HasPrefix(r.UserAgent(), "footnote/") || r.Header.Get("Cookie") != "" {
			t.Errorf("headers %v", r.Header)
		}
		w.Header().Set("Content-Type", "text/html; charset=koi8-r")
		w.Header().Set("ETag", `"7"`)
		w.Header().Set("Set-Cookie", "a=b")
		w.Header().Set("Last-Modified", "Wed, 12 Jul 2017 10:00:00 GMT")
		fmt.Fprint(w, "<p>Text")
	})
	p, err := fetch.New(fetch.Options{Allow: loopback}).Get(t.Context(), fetch.Request{Address: address + "/old"})
	if err != nil {
		t.Fatal(err)
	}
	if p.File.URL != address+"/new?x=1" || p.File.Name != address+"/new" || p.File.Type != "text/html; charset=koi8-r" || string(p.File.Data) != "<p>Text" {
		t.Errorf("%+v", p.File)
	}
	if p.Stamp != (fetch.Stamp{ETag: `"7"`, LastModified: "Wed, 12 Jul 2017 10:00:00 GMT"}) || p.Unchanged {
		t.Errorf("%+v", p)
	}
}

func TestUnchanged(t *testing.T) {
	address, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"7"`)
		http.ServeContent(w, r, "a.html", time.Date(2017, 7, 12, 0, 0, 0, 0, time.UTC), strings.NewReader("<p>Text"))
	})
	c := fetch.New(fetch.Options{Allow: loopback})
	for _, known := range []fetch.Stamp{{ETag: `"7"`}, {LastModified: "Wed, 12 Jul 2017 10:00:00 GMT"}} {
		p, err := c.Get(t.Context(), fetch.Request{Address: address, Known: known})
		if err != nil || !p.Unchanged || len(p.File.Data) > 0 || p.Stamp.ETag != `"7"` {
			t.Errorf("known %+v: %+v, %v", known, p, err)
		}
	}
	if p, err := c.Get(t.Context(), fetch.Request{Address: address, Known: fetch.Stamp{ETag: `"6"`}}); err != nil || p.Unchanged {
		t.Errorf("another version: %+v, %v", p, err)
	}
}

// TestGuard: no spelling of an address that is not public is connected to, and none of the servers there is asked.
func TestGuard(t *testing.T) {
	address, requests := serve(t, func(http.ResponseWriter, *http.Request) {})
	_, port, err := net.SplitHostPort(strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	hosts := map[string][]string{
		"loopback.test": {"127.0.0.1"}, "private.test": {"10.1.2.3"}, "linklocal.test": {"169.254.169.254"}, "six.test": {"::1"},
		"mapped.test": {"::ffff:127.0.0.1"}, "unique.test": {"fd00::1"}, "nat64.test": {"64:ff9b::7f00:1"}, "sixtofour.test": {"2002:7f00:1::"},
		"shared.test": {"100.64.0.1"}, "multicast.test": {"224.0.0.1"}, "any.test": {"0.0.0.0"}, "broadcast.test": {"255.255.255.255"}, "documentation.test": {"192.0.2.1"},
	}
	c := fetch.New(fetch.Options{Resolver: serveNames(t, hosts)})
	var all []string
	for host := range hosts {
		all = append(all, host)
	}
	for _, host := range append(all, "127.0.0.1", "127.1", "127.000.000.001", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]",
		"[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::]", "0", "0.0.0.0", "169.254.169.254", "[fe80::1%25lo]", "192.168.0.1", "172.16.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1", "metadata.google.internal", "[64:ff9b::a9fe:a9fe]") {
		for _, address := range []string{"http://" + host + ":" + port + "/", "http://" + host + "/", "https://" + host + "/"} {
			_, err := c.Get(t.Context(), fetch.Request{Address: address})
			if err == nil || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: %v", address, err)
			}
			if strings.Contains(fmt.Sprint(err), "refused") || strings.Contains(fmt.Sprint(err), "did not answer") {
				t.Errorf("%s: was connected to: %v", address, err)
			}
		}
	}
	if n := requests.Load(); n > 0 {
		t.Errorf("%d requests arrived", n)
	}
}

func TestGuardMessages(t *testing.T) {
	c := fetch.New(fetch.Options{Resolver: serveNames(t, map[string][]string{"inside.test": {"10.1.2.3"}})})
	for address, want := range map[string]string{
		"http://inside.test/":            "leads to an address that is not public",
		"http://inside.test:8080/":       "leads to a port other than 80 and 443",
		"http://nowhere.test/":           `has a server that is not known: "nowhere.test"`,
		"ftp://inside.test/":             "is no http or https address",
		"file:///etc/passwd":             "is no http or https address",
		"gopher://127.0.0.1:25/":         "is no http or https address",
		"http://user:word@inside.test/":  "is an address with a password, which cannot be kept",
		"http:///x":                      "is an address without a server",
		"inside.test/x":                  "is no http or https address",
		"http://inside.test/\x00":        "is no address of a page",
		"http://[::1":                    "is no address of a page",
		"http://inside.test:99999999999": "has a port that does not exist",
	} {
		_, err := c.Get(t.Context(), fetch.Request{Address: address})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %q", address, err, want)
		}
	}
}

// TestRedirectsAreGuarded: a public page must not lead inside.
func TestRedirectsAreGuarded(t *testing.T) {
	inside := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the server inside was asked") }))
	l, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skipf("there is no 127.0.0.2 here: %v", err)
	}
	inside.Listener.Close()
	inside.Listener = l
	inside.Start()
	t.Cleanup(inside.Close)
	for _, to := range []string{inside.URL, "file:///etc/passwd", "http://user@" + l.Addr().String() + "/"} {
		address, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) })
		if _, err := fetch.New(fetch.Options{Allow: loopback}).Get(t.Context(), fetch.Request{Address: address}); err == nil {
			t.Errorf("followed to %s", to)
		}
	}
	address, requests := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) })
	_, err = fetch.New(fetch.Options{Allow: loopback}).Get(t.Context(), fetch.Request{Address: address})
	if err == nil || err.Error() != "is redirected more than 5 times" || requests.Load() > 7 {
		t.Errorf("%v after %d requests", err, requests.Load())
	}
}

// TestRebinding: a name that first leads to an allowed address and then inside is refused the second time.
func TestRebinding(t *testing.T) {
	address, requests := serve(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<p>x") })
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(address, "http://"))
	c := fetch.New(fetch.Options{Allow: loopback, Resolver: serveNames(t, map[string][]string{"turn.test": {"127.0.0.1", "127.0.0.2"}})})
	if _, err := c.Get(t.Context(), fetch.Request{Address: "http://turn.test:" + port}); err != nil {
		t.Fatal(err)
	}
	_, err := c.Get(t.Context(), fetch.Request{Address: "http://turn.test:" + port})
	if err == nil || !strings.HasPrefix(err.Error(), "leads to") || requests.Load() != 1 {
		t.Errorf("%v after %d requests", err, requests.Load())
	}
}

// TestNoProxy: a proxy would be asked in the place of the guard.
func TestNoProxy(t *testing.T) {
	proxy, requests := serve(t, func(http.ResponseWriter, *http.Request) {})
	t.Setenv("HTTP_PROXY", proxy)
	t.Setenv("http_proxy", proxy)
	if _, err := fetch.New(fetch.Options{Resolver: serveNames(t, nil)}).Get(t.Context(), fetch.Request{Address: "http://a.test/"}); err == nil || requests.Load() > 0 {
		t.Errorf("%v after %d requests", err, requests.Load())
	}
}

func TestRefusedAnswers(t *testing.T) {
	for _, c := range []struct {
		name, want string
		handler    http.HandlerFunc
	}{
		{"not found", "answers 404 Not Found", http.NotFound},
		{"picture", `is "image/png", which cannot be read`, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "image/png") }},
		{"odd type", `is "video/x", which cannot be read`, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "video/x; =") }},
		{"announced size", "is larger than 97.7 KiB", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "10000000")
			w.Header().Set("Content-Type", "text/html")
		}},
		{"endless", "is larger than 97.7 KiB", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			for r.Context().Err() == nil {
				if _, err := fmt.Fprint(w, strings.Repeat("x", 1<<16)); err != nil {
					return
				}
			}
		}},
		{"bomb of gzip", "is larger than 97.7 KiB", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			defer z.Close()
			z.Write(make([]byte, 5<<20))
		}},
		{"silent", "did not answer within", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }},
		{"slow", "did not answer within", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			for r.Context().Err() == nil {
				fmt.Fprint(w, "x")
				w.(http.Flusher).Flush()
				time.Sleep(10 * time.Millisecond)
			}
		}},
		{"huge header", "", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 1<<17)) }},
		{"cut off", "", func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			address, _ := serve(t, c.handler)
			patience := time.Minute
			if strings.HasPrefix(c.want, "did not answer") {
				patience = time.Second
			}
			_, err := fetch.New(fetch.Options{Allow: loopback, MaxBytes: 100_000, Time: patience}).Get(t.Context(), fetch.Request{Address: address})
			if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestRobots(t *testing.T) {
	for _, c := range []struct {
		name, robots string
		status       int
		allowed      bool
	}{
		{"allows", "User-agent: *\nDisallow: /private", 200, true},
		{"forbids all", "User-agent: *\nDisallow: /", 200, false},
		{"forbids us alone", "User-agent: footnote\nDisallow: /\n\nUser-agent: *\nAllow: /", 200, false},
		{"forbids others", "User-agent: otherbot\nDisallow: /", 200, true},
		{"has none", "gone", 404, true},
		{"fails", "", 500, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			address, requests := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					w.WriteHeader(c.status)
					fmt.Fprint(w, c.robots)
					return
				}
				w.Header().Set("Content-Type", "text/html")
			})
			client := fetch.New(fetch.Options{Allow: loopback})
			for range 2 {
				_, err := client.Get(t.Context(), fetch.Request{Address: address + "/page", Robots: true})
				if (err == nil) != c.allowed {
					t.Errorf("error %v", err)
				}
			}
			if want := map[bool]int32{true: 3, false: 1}[c.allowed]; requests.Load() != want {
				t.Errorf("%d requests, want %d: robots.txt is to be asked once", requests.Load(), want)
			}
			if _, err := client.Get(t.Context(), fetch.Request{Address: address + "/page"}); err != nil {
				t.Errorf("named by a person: %v", err)
			}
		})
	}
}

// TestRobotsIsAskedAgain: what it says is believed for an hour.
func TestRobotsIsAskedAgain(t *testing.T) {
	var now atomic.Int64
	address, requests := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "text/plain") })
	c := fetch.New(fetch.Options{Allow: loopback, Now: func() time.Time { return time.Unix(now.Load(), 0) }})
	for i, want := range []int32{2, 3, 5} {
		now.Store(int64(i) * 3000)
		if _, err := c.Get(t.Context(), fetch.Request{Address: address + "/x", Robots: true}); err != nil || requests.Load() != want {
			t.Errorf("%d requests, want %d, %v", requests.Load(), want, err)
		}
	}
}

func TestCancel(t *testing.T) {
	address, _ := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := fetch.New(fetch.Options{Allow: loopback}).Get(ctx, fetch.Request{Address: address}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// FuzzAddress: without an allowed address nothing on this machine is ever reached.
func FuzzAddress(f *testing.F) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("reached") }))
	f.Cleanup(server.Close)
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	for _, host := range []string{"127.0.0.1", "[::ffff:127.0.0.1]", "localhost", "0", "a@127.1", "127.0.0.1#", "0x7f.1"} {
		f.Add("http://" + host + ":" + port + "/")
	}
	c := fetch.New(fetch.Options{Resolver: &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("no name server")
	}}})
	f.Fuzz(func(t *testing.T, address string) {
		if u, err := url.Parse(address); err == nil {
			if ip, err := netip.ParseAddr(u.Hostname()); err == nil && !ip.Unmap().IsLoopback() {
				return // nothing outside of this machine is to be asked
			}
		}
		p, err := c.Get(t.Context(), fetch.Request{Address: address})
		if err == nil || strings.ContainsAny(err.Error(), "\n\r") {
			t.Fatalf("%q: %+v, %v", address, p, err)
		}
	})
}
