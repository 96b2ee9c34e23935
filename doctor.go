package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"footnote/bot/discord/doctor"
	"footnote/bot/terminal"
)

type doctorCommand struct {
	kong.Plugins
}

// Help is shown below the command's summary.
func (doctorCommand) Help() string {
	return `Asks Discord about the bot that the token belongs to, and says line by line what is fine, what is worth knowing and what to mend: the token, the application, the gateway and its intents, the commands, and the bot's permissions in its servers. It changes nothing and can be run while the bot is. The token comes from the environment, as for serve.

The exit status is 0 where nothing has to be mended, 1 where something has.

Examples:

    DISCORD_TOKEN_FILE=token.txt footnote doctor`
}

// errToMend is the outcome of an examination whose report has said what is wrong.
var errToMend = errors.New("something has to be mended before the bot works: see above")

// Run examines the bot at the real Discord.
func (c *doctorCommand) Run(ctx context.Context, a *app) error {
	return a.examine(ctx, doctor.Options{})
}

// examine prints what the doctor finds.
func (a *app) examine(ctx context.Context, o doctor.Options) error {
	if o.Token = a.config.DiscordToken.Reveal(); o.Token == "" {
		return usageError{errors.New(strings.Replace(noToken, "serve needs", "doctor needs", 1))}
	}
	findings := doctor.Run(ctx, o)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for _, f := range findings {
		fmt.Fprintf(a.out, "%-4s  %-11s  %s\n", f.Level, f.About, terminal.OneLine(f.Text))
	}
	if !doctor.Healthy(findings) {
		return errToMend
	}
	return nil
}
