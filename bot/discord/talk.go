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
	question := m.question(self)
	if question == "" {
		s.post(ctx, log, m, notice(sayHelp))
		return
	}
	s.showTyping(ctx, log, m)
	answer := s.answer(ctx, log, m.ID, bot.Request{Question: question})
	s.post(ctx, log, m, answer.withoutTitle())
}

func (s *service) showTyping(ctx context.Context, log *slog.Logger, m message) {
	ctx, cancel := context.WithTimeout(ctx, typingTimeout)
	defer cancel()
	if err := s.rest.typing(ctx, m.Channel); err != nil {
		log.Debug("typing not shown", "error", err)
	}
}

func (s *service) post(ctx context.Context, log *slog.Logger, m message, answer Message) {
	ctx, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	err := s.rest.reply(ctx, m.Channel, m.ID, answer)
	if hasCode(err, codeEmptyMessage) {
		// Where the bot may not embed links, Discord drops the embed and finds nothing left.
		log.Warn("the bot may not embed links in this channel", "channel", m.Channel)
		err = s.rest.reply(ctx, m.Channel, m.ID, notice(sayNoEmbeds))
	}
	if err != nil {
		log.Error("answer not delivered: may the bot view the channel and send messages there?", "error", err)
	}
}
