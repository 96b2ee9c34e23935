package discord

import (
	"context"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits are how often questions are taken. The zero value of each means its default.
type Limits struct {
	// UserEvery is the pause in which one person earns another question, after UserBurst at once;
	// the defaults are 3 s and 10.
	UserEvery time.Duration
	UserBurst int
	// ServerEvery and ServerBurst are the same for a server; the defaults are 250 ms and 120.
	ServerEvery time.Duration
	ServerBurst int
	// Workers is how many questions are looked up at once; the default is 8. Where more are asked, the
	// servers take turns.
	Workers int
}

func (l Limits) withDefaults() Limits {
	l.UserEvery = orDuration(l.UserEvery, 3*time.Second)
	l.ServerEvery = orDuration(l.ServerEvery, 250*time.Millisecond)
	for n, otherwise := range map[*int]int{&l.UserBurst: 10, &l.ServerBurst: 120, &l.Workers: 8} {
		if *n <= 0 {
			*n = otherwise
		}
	}
	return l
}

// group is who shares a place in the queue: a server, or a person outside of any.
func (o owner) group() string {
	if o.server != "" {
		return "server " + o.server
	}
	return "user " + o.user
}

// admission says who may ask now. It is safe for concurrent use.
type admission struct {
	users, servers *meters
	// notices are how often a person is told, for all to see, that it was too much.
	notices *meters
}

// noticeEvery is after what time a person who goes on is told again.
const noticeEvery = time.Minute

func newAdmission(l Limits) *admission {
	return &admission{users: newMeters(l.UserEvery, l.UserBurst), servers: newMeters(l.ServerEvery, l.ServerBurst),
		notices: newMeters(noticeEvery, 1)}
}

// verdict is whether a question is taken, and otherwise why not.
type verdict struct {
	// reason is the key of the text that says why, "" where the question is taken.
	reason string
	// wait is after how long to try again.
	wait time.Duration
}

// ask takes a question into account. A question that is refused for the person does not count for the server.
func (a *admission) ask(o owner, now time.Time) verdict {
	if wait := a.users.take(o.user, now); wait > 0 {
		return verdict{"say.slower", wait}
	}
	if o.server == "" {
		return verdict{}
	}
	if wait := a.servers.take(o.server, now); wait > 0 {
		return verdict{"say.busy", wait}
	}
	return verdict{}
}

// notice says whether the person may be told for all to see.
func (a *admission) notice(o owner, now time.Time) bool { return a.notices.take(o.user, now) == 0 }

// admit says whether the person may ask now; otherwise they have been told, privately, when.
func (x *exchange) admit(ctx context.Context) bool {
	v := x.admission.ask(x.owner(), x.rest.clock.now())
	if v.reason == "" {
		return true
	}
	x.log.Info("question not taken: too many at once", "reason", v.reason, "wait", v.wait)
	x.tell(ctx, v.reason, "n", wholeSeconds(v.wait))
	return false
}

// wholeSeconds is how many seconds to wait, rounded up.
func wholeSeconds(d time.Duration) int { return max(1, int(math.Ceil(d.Seconds()))) }

// meters are token buckets by name. Full ones are forgotten, so their number is bounded by how many
// have asked lately.
type meters struct {
	every time.Duration
	burst int

	mu    sync.Mutex
	by    map[string]*rate.Limiter
	sweep time.Time
}

func newMeters(every time.Duration, burst int) *meters {
	return &meters{every: every, burst: burst, by: map[string]*rate.Limiter{}}
}

// take takes a token and returns 0, or says how long to wait for the next.
func (m *meters) take(name string, now time.Time) time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forget(now)
	bucket := m.by[name]
	if bucket == nil {
		bucket = rate.NewLimiter(rate.Every(m.every), m.burst)
		m.by[name] = bucket
	}
	if bucket.AllowN(now, 1) {
		return 0
	}
	missing := 1 - bucket.TokensAt(now)
	return max(time.Millisecond, time.Duration(missing*float64(m.every)))
}

// forget drops the buckets that are full again, once in the time that filling one takes.
func (m *meters) forget(now time.Time) {
	if now.Before(m.sweep) {
		return
	}
	m.sweep = now.Add(m.every * time.Duration(m.burst))
	for name, bucket := range m.by {
		if bucket.TokensAt(now) >= float64(m.burst) {
			delete(m.by, name)
		}
	}
}
