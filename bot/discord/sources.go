package discord

import (
	"context"
	"strings"

	"footnote/bot"
)

// findSources answers the menu command on a message: its text is the question. The answer is the asker's
// alone; Share shows it to all.
func findSources(ctx context.Context, x *exchange, _ action) {
	self := ""
	if p := x.self.Load(); p != nil {
		self = *p
	}
	text := strings.TrimSpace(x.in.Data.Resolved.Messages[x.in.Data.Target].question(self))
	if !visible(text) {
		x.tell(ctx, "say.no_text")
		return
	}
	x.answerTo(ctx, bot.Request{Question: text}, true)
}
