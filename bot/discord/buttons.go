package discord

import (
	"github.com/bwmarrin/discordgo"
)

// removal is the button that deletes what was said for all.
func removal(q query) discordgo.ActionsRow {
	if q.private {
		return row()
	}
	return row(button(q.l, "delete", do(actDelete, q.id, q.owner.user)))
}

// answerButtons are the buttons below an answer. Without a key those that need the card are left out.
func answerButtons(q query, v view, key string) []discordgo.ActionsRow {
	var look, judge []discordgo.MessageComponent
	if key != "" && len(v.Citations) > 1 {
		look = append(look, button(q.l, "more", do(actMore, key, "1")))
	}
	if len(v.Citations) > 0 {
		best := refOf(v.Citations[0]).String()
		look = append(look, button(q.l, "context", do(actContext, best)), button(q.l, "cite", do(actCite, best)))
	}
	if key != "" && q.private && !q.closed {
		look = append(look, button(q.l, "share", do(actShare, key, "0")))
	}
	if key != "" && v.Found {
		judge = append(judge, button(q.l, "helpful", do(actHelpful, key)), button(q.l, "unhelpful", do(actUnhelpful, key)))
	}
	if key != "" && q.discuss && !q.private {
		judge = append(judge, button(q.l, "discuss", do(actDiscuss, key)))
	}
	judge = append(judge, removal(q).Components...)
	if len(v.Citations) > 0 {
		look = append(look, sourceLink(q.l, v.Citations[0])...)
	}
	if len(judge) == 1 && len(look) < maxButtons {
		return []discordgo.ActionsRow{row(append(look, judge...)...)}
	}
	return []discordgo.ActionsRow{row(look...), row(judge...)}
}
