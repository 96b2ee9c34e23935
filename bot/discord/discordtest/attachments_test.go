package discordtest_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

// TestAttachments: the CDN gives a file to who has its signed address, for a day, and must not be shown a token.
func TestAttachments(t *testing.T) {
	s := discordtest.New(t)
	a := s.Attach("tides & more.md", "text/markdown", []byte("# Tides"))
	get := func(address, auth string) (int, string) {
		t.Helper()
		r, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		if auth != "" {
			r.Header.Set("Authorization", auth)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(data)
	}
	if status, text := get(a.URL, ""); status != 200 || text != "# Tides" || s.Fetched() != 1 {
		t.Errorf("status %d, %q, %d given out", status, text, s.Fetched())
	}
	bare, _, _ := strings.Cut(a.URL, "?")
	for name, address := range map[string]string{"no signature": bare, "another signature": a.URL + "0", "another file": strings.Replace(a.URL, "tides", "times", 1)} {
		if status, _ := get(address, ""); status != 404 {
			t.Errorf("%s: status %d, want 404", name, status)
		}
	}
	get(a.URL, "Bot "+discordtest.Token)
	if v := s.Violations(); len(v) != 1 || !strings.Contains(v[0], "secret") {
		t.Errorf("violations %q, want one for the token", v)
	}
	s.Advance(25 * time.Hour)
	if status, _ := get(a.URL, ""); status != 404 {
		t.Errorf("status %d a day later, want 404", status)
	}
}
