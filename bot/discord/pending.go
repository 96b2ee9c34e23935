package discord

import (
	"context"
	"encoding/json"
	"log/slog"
	"runtime/debug"
	"time"

	"footnote/bot"
)

// tokenLasts is how long an interaction can be answered, which is how long Discord takes its token.
const tokenLasts = 15 * time.Minute

// pending is what is kept of an interaction between its acknowledgement and its answer, and of a message that is being
// answered, as JSON in bot.Pending.Data: what the next start needs where this process is killed in between.
type pending struct {
	// Application and Token are an interaction's. Token is a secret: who has it can write in the bot's name below it.
	Application string `json:"application,omitempty"`
	Token       string `json:"token,omitempty"`
	// Channel is a message's.
	Channel string `json:"channel,omitempty"`
	Locale  string `json:"locale,omitempty"`
	// Asked is the question, nil where something else was asked for.
	Asked *asked `json:"asked,omitempty"`
	// Tried says that a later start has begun to answer: if that ends too, the question may be why.
	Tried bool `json:"tried,omitempty"`
}

// asked is a question with what its answer depends on.
type asked struct {
	Question string `json:"question"`
	Article  string `json:"article,omitempty"`
	Private  bool   `json:"private,omitempty"`
	Closed   bool   `json:"closed,omitempty"`
	Discuss  bool   `json:"discuss,omitempty"`
}

func (q query) asked() *asked {
	return &asked{q.request.Question, q.request.Article, q.private, q.closed, q.discuss}
}

// query is the question as it came with the interaction.
func (x *exchange) query(a *asked) query {
	return query{id: x.in.ID, request: bot.Request{Question: a.Question, Article: a.Article}, owner: x.owner(), l: x.l,
		private: a.Private, closed: a.Closed, discuss: a.Discuss}
}

// keep stores the interaction until it is settled. Where that fails, it is answered nevertheless.
func (x *exchange) keep(ctx context.Context, p pending) {
	defer func() { // it has a goroutine of its own
		if p := recover(); p != nil {
			x.log.Error("keeping an interaction panicked", "panic", p, "stack", string(debug.Stack()))
		}
	}()
	x.put(ctx, x.unsettled(x.in.ID, x.owner()), p)
}

func (s *service) unsettled(id string, o owner) bot.Pending {
	now := s.rest.clock.now()
	return bot.Pending{ID: id, User: o.user, Server: o.server, Created: now, Expires: now.Add(tokenLasts)}
}

// put stores a request, many at once as drop.
func (s *service) put(ctx context.Context, to bot.Pending, p pending) {
	var err error
	if to.Data, err = json.Marshal(p); err == nil {
		err = s.keeping.add(to, func(all []bot.Pending) error {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settingsTimeout)
			defer cancel()
			return s.options.State.AddPending(ctx, all...)
		})
	}
	if err != nil {
		s.log.Error("if this process is killed now, nobody will answer", "request", to.ID, "error", err)
	}
}

// settle deletes what put has stored, unless delivering failed for a reason that may pass and this process is
// ending: then the next one delivers.
func (s *service) settle(ctx context.Context, log *slog.Logger, id string, delivered error) {
	if delivered != nil && mayPass(delivered) && s.serving.Err() != nil {
		log.Warn("left to the next start")
		return
	}
	if err := s.drop(ctx, id); err != nil {
		log.Warn("what was answered is kept until it expires", "error", err)
	}
}

// drop deletes a request, many at once where many are answered: each time waits for the disk.
func (s *service) drop(ctx context.Context, id string) error {
	return s.retiring.add(id, func(ids []string) error {
		return s.options.State.DropPending(context.WithoutCancel(ctx), ids...)
	})
}

// catchUp answers what an earlier process has acknowledged and not answered.
func (s *service) catchUp(ctx context.Context, log *slog.Logger) {
	all, err := s.options.State.Pending(ctx, s.rest.clock.now())
	if err != nil {
		log.Error("what was left unanswered is not known", "error", err)
		return
	}
	for _, p := range all {
		// What this process has acknowledged itself is under way under the same ID.
		s.jobs.start(p.ID, func(ctx context.Context, log *slog.Logger) { s.answerLate(ctx, log, p) })
	}
}

// answerLate answers a question that was left, or asks its asker to try again.
func (s *service) answerLate(ctx context.Context, log *slog.Logger, kept bot.Pending) {
	var p pending
	if err := json.Unmarshal(kept.Data, &p); err != nil {
		log.Error("what was left unanswered cannot be read", "error", err)
		if err := s.drop(ctx, kept.ID); err != nil {
			log.Error("nor deleted", "error", err)
		}
		return
	}
	log.Info("left unanswered by an earlier process", "since", kept.Created, "tried", p.Tried)
	if p.Channel != "" {
		s.talkLate(ctx, log, kept, p)
		return
	}
	x := s.newExchange(ctx, log, interaction{ID: kept.ID, Application: p.Application, Token: p.Token, Locale: p.Locale,
		Guild: kept.Server, User: user{ID: kept.User}})
	if p.Asked == nil || p.Tried {
		x.edit(ctx, saying(x.l.Say("say.interrupted")))
		return
	}
	p.Tried = true
	x.put(ctx, kept, p)
	x.edit(ctx, x.answer(ctx, log, x.query(p.Asked)))
}

// talkLate is answerLate for a message.
func (s *service) talkLate(ctx context.Context, log *slog.Logger, kept bot.Pending, p pending) {
	m := message{ID: kept.ID, Channel: p.Channel, Guild: kept.Server, Author: user{ID: kept.User}}
	set := s.settingsOf(ctx, log, m.Guild)
	l := s.language(set, p.Locale)
	if p.Asked == nil || p.Tried {
		s.settle(ctx, log, m.ID, s.post(ctx, log, m, l, saying(l.Say("say.interrupted"))))
		return
	}
	p.Tried = true
	s.put(ctx, kept, p)
	s.reply(ctx, log, m, query{id: m.ID, request: bot.Request{Question: p.Asked.Question}, owner: owner{kept.User, kept.Server, set}, l: l})
}
