package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
)

// event is called for each event of the gateway, one at a time for each shard; it must not block.
func (s *service) event(name string, data json.RawMessage) {
	var err error
	switch name {
	case "READY":
		err = errors.Join(s.greet(data), s.server(name, data))
	case "GUILD_CREATE", "GUILD_DELETE":
		err = s.server(name, data)
	case "INTERACTION_CREATE":
		err = s.takeInteraction(data)
	case "MESSAGE_CREATE":
		err = s.takeMessage(data)
	}
	if err = errors.Join(err, s.places.learn(name, data)); err != nil {
		s.log.Warn("event not understood", "event", name, "error", err)
	}
}

// greet remembers who the bot is and, the first time, registers the commands.
func (s *service) greet(data json.RawMessage) error {
	var r ready
	if err := tolerant(data, &r); err != nil {
		return fmt.Errorf("decode READY: %w", err)
	}
	if r.User.ID == "" {
		return fmt.Errorf("decode READY: %w", errNoID)
	}
	s.self.Store(&r.User.ID)
	s.ready.Do(func() {
		s.log.Info("connected to Discord", "user", r.User.ID)
		application := r.Application.ID
		if application == "" {
			application = r.User.ID // they are the same for every application since 2016
		}
		s.jobs.start("register", func(context.Context, *slog.Logger) { s.register(s.serving, application) })
		s.jobs.start("sweep", func(context.Context, *slog.Logger) { s.sweep(s.serving) })
		s.jobs.start("catch-up", s.catchUp)
		s.options.Ready()
	})
	return nil
}

func (s *service) takeInteraction(data json.RawMessage) error {
	in, err := decodeInteraction(data)
	if err != nil {
		return err
	}
	s.jobs.start(in.ID, func(ctx context.Context, log *slog.Logger) { s.interact(ctx, log, in) })
	return nil
}

func (s *service) takeMessage(data json.RawMessage) error {
	m, err := decodeMessage(data)
	if err != nil {
		return err
	}
	self := s.self.Load()
	if self == nil || !m.asks(*self) {
		return nil
	}
	s.jobs.start(m.ID, func(ctx context.Context, log *slog.Logger) { s.talk(ctx, log, m, *self) })
	return nil
}
