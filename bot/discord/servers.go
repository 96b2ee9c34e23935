package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"
)

// Servers is told where the bot is, so that what is held of a server can go some time after the bot
// was removed from it. Its methods are called one at a time, in the order of Discord's events; an
// error is logged. None is called for an outage, in which Discord shows a server as unavailable.
// bot.ServerState has these methods.
type Servers interface {
	// ServerJoined says that the bot is in this server: newly, again or, at a new session, still.
	ServerJoined(ctx context.Context, server string) error
	// ServerLeft says that the bot was removed from this server, or that the server was deleted.
	ServerLeft(ctx context.Context, server string, at time.Time) error
	// KnownServers lists the servers that anything is held of and that were not left. It is asked at
	// each new session, to find those that the bot was removed from while it was away.
	KnownServers(ctx context.Context) ([]string, error)
}

// whereabouts tells Servers what the gateway's events say of servers.
type whereabouts struct {
	queue queue
	// in holds the servers that the bot is in, as far as is known. Only the queue's jobs use it.
	in map[string]struct{}
}

// membership is the part of READY, GUILD_CREATE and GUILD_DELETE that is used here.
type membership struct {
	ID string `json:"id"`
	// Unavailable is kept as it came: what is not known to be false may be an outage.
	Unavailable json.RawMessage `json:"unavailable"`
	// Guilds is nil where READY does not have it.
	Guilds *[]struct {
		ID string `json:"id"`
	} `json:"guilds"`
	Shard []uint64 `json:"shard"`
}

func (m membership) outage() bool {
	v := string(m.Unavailable)
	return v != "" && v != "null" && v != "false"
}

// server takes the events that say where the bot is.
func (s *service) server(name string, data json.RawMessage) error {
	if s.options.Servers == nil {
		return nil
	}
	var m membership
	if err := tolerant(data, &m); err != nil {
		return fmt.Errorf("decode %s: %w", name, err)
	}
	switch {
	case name == "READY" && m.Guilds != nil:
		s.inOrder(func(ctx context.Context) error { return s.compare(ctx, m) })
	case name == "READY":
		return errors.New("READY does not list the bot's servers")
	case m.ID == "":
		return fmt.Errorf("decode %s: %w", name, errNoID)
	case m.outage():
		s.log.Info("server unavailable: an outage", "server", m.ID)
	case name == "GUILD_CREATE":
		s.inOrder(func(ctx context.Context) error { return s.joined(ctx, m.ID) })
	case name == "GUILD_DELETE":
		s.inOrder(func(ctx context.Context) error { return s.left(ctx, m.ID) })
	}
	return nil
}

// compare takes what a READY lists for where the bot is, as far as its shard goes.
func (s *service) compare(ctx context.Context, m membership) error {
	now := make(map[string]struct{}, len(*m.Guilds))
	var errs []error
	for _, g := range *m.Guilds {
		now[g.ID] = struct{}{}
		s.where.in[g.ID] = struct{}{}
		errs = append(errs, s.options.Servers.ServerJoined(ctx, g.ID))
	}
	known, err := s.options.Servers.KnownServers(ctx)
	errs = append(errs, err)
	for _, id := range known {
		if _, in := now[id]; !in && m.covers(id) {
			errs = append(errs, s.left(ctx, id))
		}
	}
	return errors.Join(errs...)
}

// covers says whether the shard of a READY is the one that serves this server.
func (m membership) covers(server string) bool {
	if len(m.Shard) != 2 || m.Shard[1] < 2 {
		return true
	}
	n, err := strconv.ParseUint(server, 10, 64)
	return err == nil && (n>>22)%m.Shard[1] == m.Shard[0]
}

// joined reports a server once: Discord also sends GUILD_CREATE after each READY and each outage.
func (s *service) joined(ctx context.Context, id string) error {
	if _, in := s.where.in[id]; in {
		return nil
	}
	s.where.in[id] = struct{}{}
	s.log.Info("added to a server", "server", id)
	return s.options.Servers.ServerJoined(ctx, id)
}

func (s *service) left(ctx context.Context, id string) error {
	delete(s.where.in, id)
	s.log.Info("no longer in a server", "server", id)
	return s.options.Servers.ServerLeft(ctx, id, s.rest.clock.now())
}

// inOrder runs f after those given before.
func (s *service) inOrder(f func(context.Context) error) {
	n := s.where.queue.add(f)
	s.jobs.start("servers-"+strconv.FormatUint(n, 10), func(ctx context.Context, log *slog.Logger) {
		s.where.queue.run(ctx, func(err error) { log.Error("keeping track of servers failed", "error", err) })
	})
}
