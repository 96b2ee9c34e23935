package discord

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

const (
	// ackTimeout is how long acknowledging is tried; Discord gives up on an interaction after 3 s.
	ackTimeout = 3 * time.Second
	// postTimeout is how long delivering an answer is tried.
	postTimeout = time.Minute

	// maxChoices and maxChoiceName are Discord's limits for autocompletion.
	maxChoices    = 25
	maxChoiceName = 100
)

// interact answers one interaction.
func (s *service) interact(ctx context.Context, log *slog.Logger, in interaction) {
	switch kind := discordgo.InteractionType(in.Type); {
	case kind == discordgo.InteractionApplicationCommand && in.Data.Name == askCommand:
		s.command(ctx, log, in)
	case kind == discordgo.InteractionApplicationCommandAutocomplete:
		s.complete(ctx, log, in)
	case kind == discordgo.InteractionApplicationCommand, kind == discordgo.InteractionMessageComponent,
		kind == discordgo.InteractionModalSubmit:
		log.Warn("unknown interaction", "type", in.Type, "name", in.Data.Name)
		s.refuse(ctx, log, in)
	default:
		log.Warn("unknown kind of interaction", "type", in.Type)
	}
}

// command answers /ask: acknowledge, then answer by editing the acknowledgement.
func (s *service) command(ctx context.Context, log *slog.Logger, in interaction) {
	data := struct {
		Flags discordgo.MessageFlags `json:"flags,omitempty"`
	}{}
	if in.Data.flag(optionPrivate) {
		data.Flags = discordgo.MessageFlagsEphemeral
	}
	if !s.first(ctx, log, in, callback{discordgo.InteractionResponseDeferredChannelMessageWithSource, data}) {
		return
	}
	m := s.answer(ctx, log, in.ID, bot.Request{
		Question: strings.TrimSpace(in.Data.text(optionQuestion)),
		Article:  strings.TrimSpace(in.Data.text(optionArticle)),
	})
	ctx, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	if err := s.rest.edit(ctx, in, m); err != nil {
		log.Error("answer not delivered", "error", err)
	}
}

// complete suggests articles while an article's name is typed.
func (s *service) complete(ctx context.Context, log *slog.Logger, in interaction) {
	type choice struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	data := struct {
		Choices []choice `json:"choices"`
	}{Choices: []choice{}}
	if name, typed := in.Data.focused(); in.Data.Name == askCommand && name == optionArticle {
		for _, c := range s.suggest(log, typed) {
			label := cutTo(oneLine(c.Label), maxChoiceName)
			if label == "" {
				label = c.ArticleID
			}
			data.Choices = append(data.Choices, choice{label, c.ArticleID})
		}
	}
	s.first(ctx, log, in, callback{discordgo.InteractionApplicationCommandAutocompleteResult, data})
}

// suggest is Bot.Suggest within Discord's limits: a panic gives no suggestions.
func (s *service) suggest(log *slog.Logger, typed string) (cs []bot.Choice) {
	defer func() {
		if p := recover(); p != nil {
			log.Error("suggesting articles panicked", "panic", p)
			cs = nil
		}
	}()
	for _, c := range s.options.Bot.Suggest(strings.TrimSpace(typed), maxChoices) {
		// A value of another length would make Discord refuse all choices.
		if n := units(c.ArticleID); n >= 1 && n <= maxChoiceName {
			cs = append(cs, c)
		}
	}
	return cs[:min(len(cs), maxChoices)]
}

// refuse answers what this build does not know, such as a command that was removed, to the asker alone.
func (s *service) refuse(ctx context.Context, log *slog.Logger, in interaction) {
	data := struct {
		Message
		Flags discordgo.MessageFlags `json:"flags"`
	}{notice(sayUnknown), discordgo.MessageFlagsEphemeral}
	s.first(ctx, log, in, callback{discordgo.InteractionResponseChannelMessageWithSource, data})
}

// first sends the first response and says whether the interaction is ours to go on with.
func (s *service) first(ctx context.Context, log *slog.Logger, in interaction, c callback) bool {
	ctx, cancel := context.WithTimeout(ctx, ackTimeout)
	defer cancel()
	err := s.rest.respond(ctx, in, c)
	var e *restError
	switch {
	case err == nil:
		return true
	case hasCode(err, codeAcknowledged):
		// On a later try it was an earlier try of ours, whose answer was lost. On the first it was
		// another process with the same token, which answers.
		if errors.As(err, &e) && e.tries > 1 {
			return true
		}
		log.Warn("interaction was answered by another process with this token")
	case hasCode(err, codeUnknownInteraction):
		log.Error("interaction ran out before it was acknowledged", "error", err)
	default:
		log.Error("interaction not acknowledged", "error", err)
	}
	return false
}
