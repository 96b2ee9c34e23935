package discord

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

const (
	// maxModalTitle and maxInputLabel are Discord's.
	maxModalTitle = 45
	maxInputLabel = 45
	// maxExpected is how much people may write of what they expected.
	maxExpected = 1000
	// inputExpected is the form's field.
	inputExpected = "expected"
)

func noteHelpful(ctx context.Context, x *exchange, a action) {
	if h, ok := x.load(ctx, a); ok {
		x.note(ctx, h, true, "")
	}
}

// askExpected opens a form for what the person had hoped for.
func askExpected(ctx context.Context, x *exchange, a action) {
	h, ok := x.load(ctx, a)
	if !ok {
		return
	}
	x.open(ctx, discordgo.InteractionResponseData{
		CustomID: do(actExpected, h.Key).id(),
		Title:    cutTo(x.l.Say("feedback.modal"), maxModalTitle),
		Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{
			CustomID: inputExpected, Style: discordgo.TextInputParagraph, MaxLength: maxExpected,
			Label: cutTo(x.l.Say("feedback.label"), maxInputLabel), Placeholder: cutTo(x.l.Say("feedback.placeholder"), maxMenuText),
		}}}},
	})
}

func noteUnhelpful(ctx context.Context, x *exchange, a action) {
	if h, ok := x.load(ctx, a); ok {
		x.note(ctx, h, false, strings.TrimSpace(field(x.in.Data.Components, inputExpected)))
	}
}

// note records what the person says of an answer, and thanks.
func (x *exchange) note(ctx context.Context, h held, helpful bool, expected string) {
	now := x.rest.clock.now()
	err := x.options.State.AddFeedback(ctx, bot.Feedback{Card: h.Key, User: x.in.asker(), Server: h.Server, Question: h.Question,
		Helpful: helpful, Expected: cutTo(expected, maxExpected), Created: now, Expires: now.Add(x.settings.Retention())})
	switch {
	case err != nil:
		x.fail(ctx, "feedback not recorded", err)
	case helpful:
		x.tell(ctx, "feedback.thanks")
	default:
		x.tell(ctx, "feedback.thanks_unhelpful")
	}
}
