package discord

import (
	"context"
	"errors"

	"footnote/bot"
)

// deleteAnswer deletes the message with the button, if the person asked for it or may manage messages in the channel.
func deleteAnswer(ctx context.Context, x *exchange, a action) {
	mine := a.arg(1) != "" && a.arg(1) == x.in.asker()
	if !mine && !x.in.Member.Permissions.has(mayManageMessages) {
		x.tell(ctx, "delete.refused")
		return
	}
	if !x.deferNothing(ctx) {
		return
	}
	deleting, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	// The interaction's token deletes the message even where the bot has no rights.
	if err := x.rest.deleteOriginal(deleting, x.in); err != nil {
		x.log.Error("answer not deleted", "error", err)
		return
	}
	if err := x.dropCard(ctx, a.arg(0)); err != nil {
		x.log.Error("card of a deleted answer kept until it expires", "error", err)
	}
	x.log.Info("answer deleted", "by_asker", mine)
}

// dropCard deletes the card of a deleted answer, unless it is another place's.
func (x *exchange) dropCard(ctx context.Context, key string) error {
	kept, err := x.options.State.Card(ctx, key, x.rest.clock.now())
	if errors.Is(err, bot.ErrNoCard) || err == nil && kept.Server != x.in.server() {
		return nil
	}
	if err != nil {
		return err
	}
	return x.options.State.DropCard(ctx, key)
}
