package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"footnote/bot"
	"footnote/retrieval"
)

// event is called for each event of the gateway, one at a time; it must not block.
func (s *service) event(name string, data json.RawMessage) {
	var err error
	switch name {
	case "READY":
		err = s.greet(data)
	case "INTERACTION_CREATE":
		err = s.takeInteraction(data)
	case "MESSAGE_CREATE":
		err = s.takeMessage(data)
	}
	if err != nil {
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

// answer asks the bot and renders what it says. Whatever goes wrong becomes a message for the
// asker; what is not the asker's to mend is logged under the same ID that the asker is shown.
func (s *service) answer(ctx context.Context, log *slog.Logger, id string, r bot.Request) Message {
	ctx, cancel := context.WithTimeout(ctx, s.options.AnswerTimeout)
	defer cancel()
	defer context.AfterFunc(s.hurry, cancel)()

	began := time.Now()
	a, err := s.ask(ctx, r)
	var question *retrieval.QuestionError
	switch {
	case err == nil:
		log.Info("answered", "found", a.Found, "citations", len(a.Citations), "took", time.Since(began))
		return Render(a)
	case errors.As(err, &question):
		log.Info("question refused", "problem", question.Problem)
		return notice(question.Problem)
	case s.hurry.Err() != nil:
		log.Warn("question cut off by stopping", "error", err)
		return notice(sayRestarting)
	case errors.Is(err, context.DeadlineExceeded):
		log.Error("question took too long", "limit", s.options.AnswerTimeout, "error", err)
		return failure(sayTooLong, id)
	default:
		log.Error("question failed", "error", err)
		return failure(sayFailed, id)
	}
}

// ask is Bot.Ask with a panic as an error.
func (s *service) ask(ctx context.Context, r bot.Request) (a retrieval.Answer, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return s.options.Bot.Ask(ctx, r)
}
