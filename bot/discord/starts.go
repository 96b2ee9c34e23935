package discord

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	// identifyEvery is how long to wait between two identifies of one of the max_concurrency groups:
	// the 5 s that Discord wants, and what the network may take from them.
	identifyEvery = 5*time.Second + 500*time.Millisecond
	// infoLasts is how long the answer of GET /gateway/bot is relied on.
	infoLasts = time.Minute
)

// gatewayInfo is the answer of GET /gateway/bot.
type gatewayInfo struct {
	URL    string     `json:"url"`
	Shards int        `json:"shards"`
	Limit  startLimit `json:"session_start_limit"`
}

// startLimit is how many sessions the bot may still start. Total is 0 where Discord did not say.
type startLimit struct {
	Total     int `json:"total"`
	Remaining int `json:"remaining"`
	// ResetAfter is in milliseconds.
	ResetAfter int64 `json:"reset_after"`
	// MaxConcurrency is how many shards may identify within 5 s.
	MaxConcurrency int `json:"max_concurrency"`
}

func (l startLimit) spent() bool { return l.Total > 0 && l.Remaining <= 0 }
func (l startLimit) wait() time.Duration {
	return time.Duration(max(l.ResetAfter, 1000)) * time.Millisecond
}

func (r *rest) gateway(ctx context.Context) (gatewayInfo, error) {
	var g gatewayInfo
	err := r.do(ctx, call{name: "ask for the gateway", method: http.MethodGet, url: discordgo.EndpointGatewayBot,
		kind: "gateway", out: &g})
	return g, err
}

// starts hands out session starts within Discord's limits: so many a day for the whole bot, and one
// every 5 s for each group of shards. It is safe for concurrent use.
type starts struct {
	rest  *rest
	clock clock
	log   *slog.Logger

	// mu is held while Discord is asked, since every shard needs the answer.
	mu    sync.Mutex
	info  gatewayInfo
	asked time.Time
	gates map[int]*gate
}

// start is one session start. Its holder calls used once it has identified, and free in the end.
type start struct {
	address string
	gate    *gate
	once    sync.Once
}

// used says that an identify was sent just now; the next one of the group may come 5 s later.
func (s *start) used() {
	s.once.Do(func() {
		s.gate.next = s.gate.clock.now().Add(identifyEvery)
		s.gate.leave()
	})
}

// free lets the next one of the group go ahead, if used has not done so.
func (s *start) free() { s.once.Do(s.gate.leave) }

// recommended is how many shards Discord recommends.
func (s *starts) recommended(ctx context.Context) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.refresh(ctx); err != nil {
		return 0, err
	}
	return max(s.info.Shards, 1), nil
}

// forget makes the next question go to Discord again.
func (s *starts) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = time.Time{}
}

// take waits until this shard may identify. It fails only with the context's error or ErrToken.
func (s *starts) take(ctx context.Context, shard int) (*start, error) {
	address, g, err := s.reserve(ctx, shard)
	if err != nil {
		return nil, err
	}
	if err := g.enter(ctx); err != nil {
		return nil, err
	}
	return &start{address: address, gate: g}, nil
}

// reserve takes one start off the day's and returns where to connect and the shard's gate.
func (s *starts) reserve(ctx context.Context, shard int) (string, *gate, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.refresh(ctx); err != nil {
		return "", nil, err
	}
	s.info.Limit.Remaining--
	if s.gates == nil {
		s.gates = map[int]*gate{}
	}
	group := shard % max(s.info.Limit.MaxConcurrency, 1)
	if s.gates[group] == nil {
		s.gates[group] = newGate(s.clock)
	}
	return s.info.URL, s.gates[group], nil
}

// refresh asks Discord anew where what it said is old or no start is left. The caller holds mu.
func (s *starts) refresh(ctx context.Context) error {
	if s.info.URL != "" && !s.info.Limit.spent() && s.clock.now().Sub(s.asked) < infoLasts {
		return nil
	}
	for failures := 0; ; failures++ {
		g, err := s.rest.gateway(ctx)
		switch {
		case err == nil && g.Limit.spent():
			s.log.Warn("no session start is left for today", "wait", g.Limit.wait())
			err = s.clock.sleep(ctx, g.Limit.wait())
		case err == nil:
			s.info, s.asked = g, s.clock.now()
			return nil
		case refused(err):
			return ErrToken
		default:
			d := s.clock.backoff(failures, time.Second, longestPause)
			s.log.Warn("discord cannot be reached", "error", err, "pause", d)
			err = s.clock.sleep(ctx, d)
		}
		if err != nil {
			return err
		}
	}
}

// refused says whether Discord did not accept the token.
func refused(err error) bool {
	var e *restError
	return errors.As(err, &e) && e.status == http.StatusUnauthorized
}
