package discord

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/locale"
)

// showPrivacy answers /privacy: what is kept, for how long, and a button that deletes it.
func showPrivacy(ctx context.Context, x *exchange, _ action) {
	h, err := x.options.State.Held(ctx, x.in.asker())
	if err != nil {
		x.fail(ctx, "what is held not counted", err)
		return
	}
	x.show(ctx, privacyPage(x.l, x.settings, h), true)
}

func privacyPage(l *locale.Language, s bot.Settings, h bot.Holdings) Message {
	text := strings.Join([]string{l.Say("privacy.kept"), l.Say("privacy.not_kept"), l.Say("privacy.retention", "n", s.RetentionDays),
		l.Say("privacy.held", "n", h.Total())}, "\n\n")
	return embed(l.Say("privacy.title"), text, "").with(row(discordgo.Button{Style: discordgo.DangerButton,
		Label: cutTo(l.Say("privacy.delete"), maxLabel), CustomID: do(actForget).id(), Disabled: h.Total() == 0}))
}

// forget deletes all that is held about the person who presses the button.
func forget(ctx context.Context, x *exchange, _ action) {
	gone, err := x.options.State.DeleteUser(ctx, x.in.asker())
	if err != nil {
		x.fail(ctx, "what is held not deleted", err)
		return
	}
	x.log.Info("deleted what was held about a person", "records", gone.Total())
	x.turn(ctx, embed(x.l.Say("privacy.title"), x.l.Say("privacy.deleted", "n", gone.Total())+"\n\n"+x.l.Say("privacy.after"), ""))
}

// showHelp answers /help.
func showHelp(ctx context.Context, x *exchange, _ action) {
	x.show(ctx, helpPage(x.l, x.in.server() != "", x.options.Library.usable()), true)
}

// helpPage names the commands that there are: some are a server's, and not every server may have a library.
func helpPage(l *locale.Language, server, library bool) Message {
	commands := []string{l.Say("help.commands")}
	if server && library {
		commands = append(commands, l.Say("help.library"))
	}
	if server {
		commands = append(commands, l.Say("help.settings"))
	}
	return embed(l.Say("help.title"), l.Say("help.intro")+"\n\n"+strings.Join(commands, "\n")+"\n\n"+l.Say("help.elsewhere"), "")
}
