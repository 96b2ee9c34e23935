package discord

import (
	"context"

	"github.com/bwmarrin/discordgo"
)

// maxThreadName is Discord's.
const maxThreadName = 100

// mayDiscuss says whether the answer to this interaction may open a thread: in a server's channel, not in a
// thread, and where the bot is allowed to.
func (x *exchange) mayDiscuss() bool {
	switch discordgo.ChannelType(x.in.Channel.Type) {
	case discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews:
	default:
		return false
	}
	return x.in.server() != "" && x.in.Channel.Parent != x.in.ChannelID && x.in.Rights.has(mayOpenThreads|mayTalkInThreads)
}

// openThread opens a thread at the answer, where mentions go on with it.
func openThread(ctx context.Context, x *exchange, a action) {
	h, ok := x.load(ctx, a)
	if !ok || !x.deferAnswer(ctx, true) {
		return
	}
	name := x.l.Say("discuss.fallback")
	if q := oneLine(h.Question); visible(q) {
		name = x.l.Say("discuss.name", "question", q)
	}
	calling, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	thread, err := x.rest.startThread(calling, x.in.ChannelID, x.in.Message.ID, cutTo(name, maxThreadName))
	if err != nil {
		x.log.Warn("thread not opened", "error", err)
		x.edit(ctx, saying(x.l.Say("discuss.failed")))
		return
	}
	if err := x.rest.post(calling, thread, x.in.ID, saying(x.l.Say("discuss.hello"))); err != nil {
		x.log.Warn("thread not greeted", "error", err)
	}
	x.edit(ctx, saying(x.l.Say("discuss.opened", "channel", "<#"+digits(thread)+">")))
}
