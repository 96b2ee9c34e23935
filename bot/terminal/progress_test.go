package terminal_test

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/terminal"
)

func TestProgress(t *testing.T) {
	tests := []struct {
		name  string
		takes time.Duration // for each of ten steps
		shows bool
	}{
		{"short work shows nothing", 40 * time.Millisecond, false},
		{"long work shows how far it is", time.Second, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			now := time.Unix(0, 0)
			var out strings.Builder
			p := terminal.NewProgress(&out, func() time.Time { return now })
			track := p.Track("reading articles")
			for i := range 10 {
				now = now.Add(tt.takes)
				track(i+1, 10)
			}
			p.Clear()
			if got := strings.Contains(out.String(), "reading articles"); got != tt.shows {
				t.Errorf("shown: %v in %q, want %v", got, out.String(), tt.shows)
			}
			if !tt.shows && out.Len() > 0 {
				t.Errorf("printed %q", out.String())
			}
		})
	}
}
