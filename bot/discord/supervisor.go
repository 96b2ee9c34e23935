package discord

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

const (
	// A lost connection is taken up again after 0.5 to 1 s at first and after at most a minute. The
	// pause must not vanish: discordgo's heartbeat of the lost connection has to see its end first,
	// otherwise it may close the new one.
	firstPause, longestPause = time.Second, time.Minute
	// steady is how long a connection must have lasted for the pauses to start over.
	steady = time.Minute
	// resumes is how often in a row resuming may fail before the session is given up: the address
	// for resuming can be dead while the general one is not.
	resumes = 3
)

// supervisor keeps one gateway connection up.
type supervisor struct {
	token   string
	options Options
	rest    *rest
	clock   clock
	log     *slog.Logger
	event   func(name string, data json.RawMessage)
}

// run connects again and again until ctx ends, which gives nil, or Discord refuses for good.
func (v *supervisor) run(ctx context.Context) error {
	err := v.keepUp(ctx)
	if ctx.Err() != nil {
		return nil // whatever failed last failed because of that
	}
	return err
}

func (v *supervisor) keepUp(ctx context.Context) error {
	var s *session
	for failures := 0; ; failures++ {
		if s == nil {
			var err error
			if s, err = v.fresh(ctx); err != nil {
				return err
			}
		}
		began := v.clock.now()
		err := s.live(ctx)
		if end := final(err); end != nil || ctx.Err() != nil {
			return end
		}
		if s.proved(v.clock.now().Sub(began)) {
			failures = 0
		}
		if !s.resumable(err, failures) {
			s = nil
		}
		if err := v.pause(ctx, err, failures, s != nil); err != nil {
			return err
		}
	}
}

// proved says whether the last connection, which lasted so long, shows that all is well in general.
// A resume is proof at once. An identify is not: a bot that is thrown out after each one would use
// up its 1000 identifies of the day.
func (g *session) proved(lasted time.Duration) bool {
	return g.resumed.Load() || g.greeted.Load() && lasted >= steady
}

// resumable says whether the session is worth another connection after err.
func (g *session) resumable(err error, failures int) bool {
	if !g.greeted.Load() || errors.Is(err, errInvalidSession) || failures >= resumes {
		return false
	}
	var closed *websocket.CloseError
	if errors.As(err, &closed) && (closed.Code == 4007 || closed.Code == 4009) {
		return false // invalid sequence, session timed out
	}
	return true
}

// pause waits before the next connection. After an invalid session Discord asks for 1 to 5 s.
func (v *supervisor) pause(ctx context.Context, err error, failures int, resume bool) error {
	d := v.clock.backoff(failures, firstPause, longestPause)
	if errors.Is(err, errInvalidSession) {
		d = max(d, v.clock.between(time.Second, 5*time.Second))
	}
	v.log.Warn("gateway connection ended", "error", err, "resume", resume, "pause", d)
	return v.clock.sleep(ctx, d)
}

// fresh asks where the gateway is and how many sessions may still be started today, and prepares
// one. It tries until it succeeds, ctx ends or the token is refused.
func (v *supervisor) fresh(ctx context.Context) (*session, error) {
	for failures := 0; ; failures++ {
		g, err := v.rest.gateway(ctx)
		if err == nil && g.Limit.spent() {
			v.log.Warn("no session start is left for today", "wait", g.Limit.wait())
			if err := v.clock.sleep(ctx, g.Limit.wait()); err != nil {
				return nil, err
			}
			continue
		}
		if err == nil {
			if g.Shards > 1 {
				v.log.Warn("discord recommends more than one shard; this build runs one", "shards", g.Shards)
			}
			return newSession(v.token, g.URL, v.options, v.event)
		}
		if refused(err) {
			return nil, ErrToken
		}
		d := v.clock.backoff(failures, firstPause, longestPause)
		v.log.Warn("discord cannot be reached", "error", err, "pause", d)
		if err := v.clock.sleep(ctx, d); err != nil {
			return nil, err
		}
	}
}

// refused says whether Discord did not accept the token.
func refused(err error) bool {
	var e *restError
	return errors.As(err, &e) && e.status == http.StatusUnauthorized
}
