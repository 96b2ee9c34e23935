package discordtest

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Discord's limits of REST calls: 50 a second over all but those for interactions, and, where
// Knobs.ChannelLimit asks for it, so many messages to a channel in 5 s.
const (
	callsEach, callsWindow = 50, time.Second
	channelWindow          = 5 * time.Second
)

// limited is how long a call must wait, 0 if it may go ahead, and whether that holds for all calls.
// The caller holds mu.
func (s *Server) limited(r route, path string) (wait time.Duration, global bool) {
	now := s.now()
	if !r.open {
		s.spent = within(s.spent, now, callsWindow)
		if len(s.spent) >= callsEach {
			return callsWindow - now.Sub(s.spent[0]), true
		}
		s.spent = append(s.spent, now)
	}
	if s.knobs.ChannelLimit > 0 && r.method == http.MethodPost && strings.HasSuffix(path, "/messages") {
		posted := within(s.posted[path], now, channelWindow)
		if len(posted) >= s.knobs.ChannelLimit {
			return channelWindow - now.Sub(posted[0]), false
		}
		s.posted[path] = append(posted, now)
	}
	return 0, false
}

func (s *Server) admit(r route, path string) (wait time.Duration, global bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.limited(r, path)
}

// within leaves out the times that lie further back than the window.
func within(times []time.Time, now time.Time, window time.Duration) []time.Time {
	for len(times) > 0 && now.Sub(times[0]) >= window {
		times = times[1:]
	}
	return times
}

// tooMany answers a call that has to wait, as Discord does.
func tooMany(w http.ResponseWriter, wait time.Duration, global bool) {
	h := w.Header()
	h.Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
	h.Set("X-RateLimit-Reset-After", strconv.FormatFloat(wait.Seconds(), 'f', 3, 64))
	h.Set("X-RateLimit-Scope", "user")
	if global {
		h.Set("X-RateLimit-Global", "true")
		h.Set("X-RateLimit-Scope", "global")
	}
	write(w, http.StatusTooManyRequests, map[string]any{"message": "You are being rate limited.",
		"retry_after": wait.Seconds(), "global": global}, nil)
}
