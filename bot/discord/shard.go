package discord

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/gateway"
)

const (
	// A lost connection is taken up again after 50 to 100 ms at first, since an interaction that
	// was missed must be acknowledged within 3 s. Later the pauses reach 5 s as long as there is a
	// session to resume, and a minute otherwise.
	firstPause, longestResumePause, longestPause = 100 * time.Millisecond, 5 * time.Second, time.Minute
	// steady is how long a connection must have lasted for the pauses to start over, settled how long
	// one that has resumed its session. Where a resumed one is lost sooner, again and again, the
	// pauses grow to 0.4 s only: what is asked meanwhile can still be answered.
	steady, settled = time.Minute, 5 * time.Second
	maxQuick        = 2
	// A session is given up when Discord was reached, but did not resume it, so many times in a row,
	// and when it has been away for so long that Discord has surely forgotten it.
	maxRejected, maxAway = 3, 10 * time.Minute
)

// intents are all that is asked for; none of them is privileged.
const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// shard keeps one gateway connection up.
type shard struct {
	*supervisor
	number, count int
	starts        *starts
	log           *slog.Logger
}

// keepUp connects again and again until ctx ends, which gives its error, or Discord refuses for good.
func (s *shard) keepUp(ctx context.Context) error {
	var session *gateway.Session
	t := tries{alive: s.clock.now()}
	for {
		began := s.clock.now()
		var err error
		if session != nil {
			err = session.Live(ctx)
		} else {
			session, err = s.identify(ctx)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if end := final(err); end != nil || session == nil {
			return cmp.Or(end, err)
		}
		t.note(session, err, began, s.clock.now())
		resume := session.Resumable() && t.worthResuming(s.clock.now())
		if !resume {
			session = nil
			t.rejected = 0
		}
		if err := s.pause(ctx, err, t.failures, resume); err != nil {
			return err
		}
		t.failures++
	}
}

// tries counts what went wrong since a connection last proved that all is well.
type tries struct {
	// failures are all in a row, rejected those for which Discord was reached.
	failures, rejected int
	// alive is when the session was last known to be in use.
	alive time.Time
}

// note takes in how a connection went. A resume is proof that all is well. An identify is not: a bot
// that is thrown out after each one would use up its 1000 identifies of the day.
func (t *tries) note(session *gateway.Session, err error, began, now time.Time) {
	lasted := now.Sub(began)
	switch {
	case session.Resumable() && lasted >= steady, session.Resumed() && lasted >= settled:
		*t = tries{alive: now}
	case session.Resumed():
		*t = tries{alive: now, failures: min(t.failures, maxQuick)}
	case !errors.Is(err, gateway.ErrUnreachable):
		t.rejected++
		t.alive = now
	}
}

func (t *tries) worthResuming(now time.Time) bool {
	return t.rejected < maxRejected && now.Sub(t.alive) < maxAway
}

// identify starts a session, as soon as Discord allows another start, and lives it.
func (s *shard) identify(ctx context.Context) (*gateway.Session, error) {
	start, err := s.starts.take(ctx, s.number)
	if err != nil {
		return nil, err
	}
	session := gateway.New(start.address, gateway.Options{
		Token: s.token, Intents: int(intents), Shard: s.number, Shards: s.count,
		Dialer: s.options.Dialer, Silence: s.options.Silence, Random: s.clock.random,
		Event: s.event, Identified: start.used, Logger: s.log,
	})
	defer start.free()
	return session, session.Live(ctx)
}

// pause waits before the next connection. After op 9 Discord asks for 1 to 5 s.
func (s *shard) pause(ctx context.Context, err error, failures int, resume bool) error {
	longest := longestPause
	if resume {
		longest = longestResumePause
	}
	d := s.clock.backoff(failures, firstPause, longest)
	if errors.Is(err, gateway.ErrInvalid) || errors.Is(err, gateway.ErrInterrupted) {
		d = max(d, s.clock.between(time.Second, 5*time.Second))
	}
	level := slog.LevelWarn
	if errors.Is(err, gateway.ErrReconnect) {
		level = slog.LevelInfo // Discord asks for it every few hours
	}
	s.log.Log(ctx, level, "gateway connection ended", "error", err, "resume", resume, "pause", d)
	return s.clock.sleep(ctx, d)
}
