package discord

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/locale"
	"footnote/retrieval"
)

// query is a question, whatever way it came.
type query struct {
	// id is the event's: the card's key, and what the log names.
	id      string
	request bot.Request
	owner   owner
	l       *locale.Language
	private bool
	// closed says that answers for all are not wanted in the channel.
	closed bool
	// discuss says whether the answer may offer to open a thread.
	discuss bool
}

// answerQuestion answers /ask: acknowledge, then answer by editing the acknowledgement.
func answerQuestion(ctx context.Context, x *exchange, _ action) {
	article := strings.TrimSpace(x.in.Data.text(optionArticle))
	if article != "" {
		// A name that fits none is told at once, and privately. Where articles cannot be had in time, the answer tells it.
		if k, err := x.ownCatalog(ctx); err == nil && len(k.Collection().Articles) > 0 {
			id, ok := x.article(ctx, k)
			if !ok {
				return
			}
			article = id
		}
	}
	x.answerTo(ctx, bot.Request{Question: strings.TrimSpace(x.in.Data.text(optionQuestion)), Article: article}, x.private())
}

// answerTo answers a question that came as an interaction.
func (x *exchange) answerTo(ctx context.Context, r bot.Request, private bool) {
	q := query{id: x.in.ID, request: r, owner: x.owner(), l: x.l, private: private, closed: !x.openHere(), discuss: x.mayDiscuss()}
	if !x.admit(ctx) || !x.deferTo(ctx, private, q.asked()) {
		return
	}
	x.edit(ctx, x.answer(ctx, x.log, q))
}

// answer asks the bot and renders what it says, with buttons. Whatever goes wrong becomes a message for
// the asker; what is not the asker's to mend is logged under the same ID that the asker is shown.
func (s *service) answer(ctx context.Context, log *slog.Logger, q query) Message {
	asking, done := s.looking(ctx)
	defer done()

	began := time.Now()
	q.request.Limit = maxQuotes
	b, known, err := s.botOf(asking, q.owner.server)
	if err == nil && !known {
		return s.emptyPage(q.l, q.owner.server)
	}
	var a retrieval.Answer
	if err == nil {
		a, err = s.ask(asking, b, q.owner, q.request)
	}
	if err != nil {
		return s.apologise(log, q, err).with(removal(q))
	}
	log.Info("answered", "found", a.Found, "citations", len(a.Citations), "took", time.Since(began))
	v := view{Answer: a, Only: onlyTitle(b.Catalog(), q.request.Article)}
	if !a.Found {
		s.noteUnanswered(ctx, log, q, v)
	}
	return s.carded(ctx, log, q, v)
}

// looking bounds one question: by Options.AnswerTimeout, and by the end of Serve. done must be called.
func (s *service) looking(ctx context.Context) (bounded context.Context, done func()) {
	bounded, cancel := context.WithTimeout(ctx, s.options.AnswerTimeout)
	release := context.AfterFunc(s.hurry, cancel)
	return bounded, func() { release(); cancel() }
}

// carded renders an answer with its buttons and keeps what they need.
func (s *service) carded(ctx context.Context, log *slog.Logger, q query, v view) Message {
	key := q.id
	if err := s.save(ctx, key, q.owner, cardOf(v, q.private)); err != nil {
		log.Error("some buttons are left out", "error", err)
		key = ""
	}
	return v.render(q.l).with(answerButtons(q, v, key)...)
}

// onlyTitle is the title of the article that a question was limited to, "" for none.
func onlyTitle(k *bot.Catalog, article string) string {
	id, err := k.Find(article)
	if err != nil || id == "" {
		return ""
	}
	a, _ := k.Article(id)
	return a.Title
}

// noteUnanswered records a question that no article answers, for those who manage the server.
func (s *service) noteUnanswered(ctx context.Context, log *slog.Logger, q query, v view) {
	if q.owner.server == "" {
		return // nobody could list it
	}
	now := s.rest.clock.now()
	err := s.options.State.AddUnanswered(ctx, bot.Unanswered{ID: q.id, User: q.owner.user, Server: q.owner.server,
		Question: cutTo(v.Question, maxContent), Article: v.Only, Created: now, Expires: now.Add(q.owner.settings.Retention())})
	if err != nil {
		log.Error("unanswered question not recorded", "error", err)
	}
}

// ask is Bot.Ask when it is the server's turn, with a panic as an error.
func (s *service) ask(ctx context.Context, b Bot, o owner, r bot.Request) (a retrieval.Answer, err error) {
	leave, err := s.turns.enter(ctx, o.group())
	if err != nil {
		return a, err
	}
	defer leave()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return b.Ask(ctx, r)
}
