package discord

import (
	"context"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/locale"
)

// typingTimeout is how long showing "is typing" may hold up the answer.
const typingTimeout = 2 * time.Second

// asks says whether the message is for the bot: written by a person, in a direct conversation, or
// mentioning the bot, or answering one of its messages.
func (m message) asks(self string) bool {
	if m.Author.Bot || m.Author.ID == self || m.Webhook != "" {
		return false
	}
	switch discordgo.MessageType(m.Type) {
	case discordgo.MessageTypeDefault, discordgo.MessageTypeReply:
	default:
		return false // "X pinned a message" and the like
	}
	return m.Guild == "" || m.mentions(self) || m.Referenced != nil && m.Referenced.Author.ID == self
}

func (m message) mentions(self string) bool {
	return slices.ContainsFunc(m.Mentions, func(u user) bool { return u.ID == self })
}

// userMention is "<@ID>" or, from old clients, "<@!ID>".
var userMention = regexp.MustCompile(`<@!?(\d+)>`)

// question is the message's text without mentions of the bot.
func (m message) question(self string) string {
	text := userMention.ReplaceAllStringFunc(m.Content, func(s string) string {
		if strings.Trim(s, "<@!>") == self {
			return " "
		}
		return s
	})
	return strings.TrimSpace(text)
}

// talk answers one message where it was written, which in a thread is the thread.
func (s *service) talk(ctx context.Context, log *slog.Logger, m message, self string) {
	set := s.settingsOf(ctx, log, m.Guild)
	if m.Guild != "" && (!set.Mentions || !openIn(set, m.Channel, s.places.parent(m.Channel))) {
		log.Debug("not answered: the server does not want it here", "channel", m.Channel)
		return
	}
	l := s.language(set, s.places.locale(m.Guild))
	question := m.question(self)
	if question == "" {
		_ = s.post(ctx, log, m, l, saying(l.Say("help.mention"))) // it has logged its error
		return
	}
	o := owner{user: m.Author.ID, server: m.Guild, settings: set}
	if v := s.admission.ask(o, s.rest.clock.now()); v.reason != "" {
		s.turnAway(ctx, log, m, l, o, v)
		return
	}
	if o.server != "" && set.Private {
		s.withhold(ctx, log, m, l, o, question)
		return
	}
	q := query{id: m.ID, request: bot.Request{Question: question}, owner: o, l: l}
	s.put(ctx, s.unsettled(m.ID, o), pending{Channel: m.Channel, Locale: l.Code(), Asked: q.asked()})
	s.showTyping(ctx, log, m)
	s.reply(ctx, log, m, q)
}

// reply answers the question of a message.
func (s *service) reply(ctx context.Context, log *slog.Logger, m message, q query) {
	answer := s.answer(ctx, log, q)
	s.settle(ctx, log, m.ID, s.post(ctx, log, m, q.l, answer.withoutTitle()))
}

// turnAway tells a person, once a minute, that it was too much at once: nobody can answer a message
// privately in Discord, and an answer to each would be as much again.
func (s *service) turnAway(ctx context.Context, log *slog.Logger, m message, l *locale.Language, o owner, v verdict) {
	log.Info("question not taken: too many at once", "reason", v.reason, "wait", v.wait)
	if s.admission.notice(o, s.rest.clock.now()) {
		_ = s.post(ctx, log, m, l, saying(l.Say(v.reason, "n", wholeSeconds(v.wait)))) // it has logged its error
	}
}

func (s *service) showTyping(ctx context.Context, log *slog.Logger, m message) {
	ctx, cancel := context.WithTimeout(ctx, typingTimeout)
	defer cancel()
	if err := s.rest.typing(ctx, m.Channel); err != nil {
		log.Debug("typing not shown", "error", err)
	}
}

func (s *service) post(ctx context.Context, log *slog.Logger, m message, l *locale.Language, answer Message) error {
	ctx, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	err := s.rest.reply(ctx, m.Channel, m.ID, answer)
	if hasCode(err, codeEmptyMessage) {
		// Where the bot may not embed links, Discord drops the embed and finds nothing left.
		log.Warn("the bot may not embed links in this channel", "channel", m.Channel)
		err = s.rest.reply(ctx, m.Channel, m.ID, saying(l.Say("say.no_embeds")))
	}
	if err != nil {
		log.Error("answer not delivered: may the bot view the channel and send messages there?", "error", err)
	}
	return err
}
