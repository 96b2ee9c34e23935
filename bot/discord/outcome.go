package discord

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// outcome is how one REST attempt ended, as seen on the wire. discordgo reports the same in five
// shapes of error, some without the status.
type outcome struct {
	// status is 0 where no answer came.
	status int
	// wait is how long the next call of the bucket, or of all if global, must wait.
	wait   time.Duration
	global bool
}

// passing says whether the same call may succeed later.
func (o outcome) passing() bool {
	return o.status == 0 || o.status == http.StatusTooManyRequests || o.status >= 500
}

// outcomeKey is the context key of the *outcome that an attempt fills.
type outcomeKey struct{}

// observer notes the outcome of each request, and hides the rate-limit headers from discordgo,
// which would wait for them without looking at the context.
type observer struct{ next http.RoundTripper }

func (t *observer) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if o, ok := r.Context().Value(outcomeKey{}).(*outcome); ok {
		*o = readOutcome(resp)
	}
	for _, h := range []string{"Remaining", "Reset", "Reset-After", "Global"} {
		resp.Header.Del("X-RateLimit-" + h)
	}
	return resp, nil
}

// defaultWait is for a 429 that does not say how long.
const defaultWait = 5 * time.Second

func readOutcome(resp *http.Response) outcome {
	h := resp.Header
	o := outcome{status: resp.StatusCode, global: h.Get("X-RateLimit-Global") != ""}
	reset := seconds(h.Get("X-RateLimit-Reset-After"))
	switch {
	case o.status == http.StatusTooManyRequests:
		o.wait = max(reset, seconds(h.Get("Retry-After")))
		if o.wait == 0 {
			o.wait = defaultWait
		}
		// What is not JSON comes from a proxy before Discord, which blocks the whole address.
		if !strings.HasPrefix(h.Get("Content-Type"), "application/json") {
			o.global = true
		}
	case h.Get("X-RateLimit-Remaining") == "0":
		o.wait = reset
	}
	return o
}

// seconds reads a header such as "1.5"; what is not a sensible time is 0.
func seconds(s string) time.Duration {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f > 0 && f < 1e6) {
		return 0
	}
	return time.Duration(f * float64(time.Second))
}
