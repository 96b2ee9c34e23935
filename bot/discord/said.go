package discord

import (
	"context"

	"footnote/bot"
	"footnote/bot/locale"
)

// saidShown is how many entries of feedback are shown, and maxSaid what a part of one may take, in units.
const (
	saidShown = 10
	maxSaid   = 180
)

// showSaid lists what people said of answers, newest first.
func showSaid(ctx context.Context, x *exchange, _ action) {
	if !x.mayManage(ctx) {
		return
	}
	list, err := x.options.State.Feedback(ctx, x.in.server(), saidShown)
	if err != nil {
		x.fail(ctx, "feedback not listed", err)
		return
	}
	x.update(ctx, saidPage(x.l, list))
}

// saidPage shows what was asked and what was said of the answer, and not who said it.
func saidPage(l *locale.Language, list []bot.Feedback) Message {
	text := l.Say("settings.said_none")
	var lines []string
	for _, f := range list {
		judged := l.Say("button.unhelpful")
		if f.Helpful {
			judged = l.Say("button.helpful")
		}
		line := "• " + judged + " · " + escapeTo(oneLine(f.Question), maxSaid)
		if expected := oneLine(f.Expected); visible(expected) {
			line += " · " + l.Say("settings.said_expected", "text", escapeTo(expected, maxSaid))
		}
		lines = append(lines, line)
	}
	if len(lines) > 0 {
		text = fitLines(lines, maxDescription)
	}
	return embed(l.Say("settings.said_title"), text, "").with(row(backButton(l)))
}
