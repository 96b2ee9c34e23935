package fetch_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/fetch"
)

// TestReasons: what went wrong can be told in other words.
func TestReasons(t *testing.T) {
	address, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/picture":
			w.Header().Set("Content-Type", "image/png")
		case "/large":
			_, _ = w.Write([]byte(strings.Repeat("x", 2000)))
		case "/slow":
			<-r.Context().Done()
		case "/broken":
			w.WriteHeader(http.StatusBadGateway)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/inside":
			http.Redirect(w, r, "http://169.254.169.254/latest", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	})
	client := fetch.New(fetch.Options{Allow: loopback, MaxBytes: 1000, Time: 300 * time.Millisecond})
	for _, c := range []struct {
		name, address string
		want          corpus.Reason
	}{
		{"a picture", address + "/picture", corpus.UnknownFormat},
		{"too large", address + "/large", corpus.TooLarge},
		{"too slow", address + "/slow", corpus.TooSlow},
		{"a broken server", address + "/broken", corpus.Unreachable},
		{"round and round", address + "/round", corpus.Unreachable},
		{"nothing there", address + "/none", corpus.NotFound},
		{"nobody listens", "http://127.0.0.1:1/", corpus.Unreachable},
		{"redirected inside", address + "/inside", corpus.BadAddress},
		{"the metadata service", "http://169.254.169.254/", corpus.BadAddress},
		{"a file", "file:///etc/passwd", corpus.BadAddress},
		{"no address", "http://[::1", corpus.BadAddress},
		{"a password", "http://ada:secret@example.org/", corpus.BadAddress},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := client.Get(t.Context(), fetch.Request{Address: c.address})
			if err == nil || corpus.ReasonOf(err) != c.want {
				t.Errorf("%v has the reason %q, want %q", err, corpus.ReasonOf(err), c.want)
			}
		})
	}
}
