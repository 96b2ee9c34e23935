package discord

import (
	"context"
	"log/slog"

	"footnote/bot"
	"footnote/bot/locale"
)

// withhold answers a mention in a server whose answers are private. Nobody can answer a message privately in
// Discord, so a note for all has a button that looks the question up for whoever presses it, for them alone.
func (s *service) withhold(ctx context.Context, log *slog.Logger, m message, l *locale.Language, o owner, question string) {
	if err := s.save(ctx, m.ID, o, card{Question: question}); err != nil {
		log.Error("a mention gets no button", "error", err)
		_ = s.post(ctx, log, m, l, saying(l.Say("mention.private_ask"))) // it has logged its error
		return
	}
	note := saying(l.Say("mention.private"))
	_ = s.post(ctx, log, m, l, note.with(row(button(l, "reveal", do(actReveal, m.ID)), button(l, "delete", do(actDelete, m.ID, o.user)))))
}

// revealAnswer answers the question of a mention to the person who presses the button.
func revealAnswer(ctx context.Context, x *exchange, a action) {
	if h, ok := x.load(ctx, a); ok {
		x.answerTo(ctx, bot.Request{Question: h.Question}, true)
	}
}
