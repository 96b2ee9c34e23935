package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/alecthomas/kong"

	"footnote/bot/discord"
	"footnote/config"
	"footnote/corpus/library"
)

type serveCommand struct {
	kong.Plugins
}

// Help is shown below the command's summary.
func (serveCommand) Help() string {
	return `Connects to Discord and answers /ask, mentions and direct messages until it is interrupted. Meanwhile it reads the library's folders again when they change, and answers from what they hold then. A server searches its own articles and, where --operator-servers says so, the operator's. People add to their server's with /library, as much as --server-articles and --server-size allow; with --server-articles 0, or a library that cannot be written to, servers keep none. The bot's token comes from the environment: DISCORD_TOKEN, or DISCORD_TOKEN_FILE with the path of a file that holds it; never from the command line, where others on the machine can read it. Without a token it says how to get one.

Examples:

    DISCORD_TOKEN_FILE=token.txt footnote serve
    DISCORD_TOKEN=... footnote serve --config footnote.yaml --log-format json`
}

const noToken = `serve needs the token of a Discord bot, and none is set. To get one:
  1. Open https://discord.com/developers/applications and choose New Application.
  2. Under Bot, choose Reset Token and copy the token. Keep it secret.
  3. Put it in a file that only you can read and set DISCORD_TOKEN_FILE to the file's path,
     or set DISCORD_TOKEN to the token itself.
  4. Invite the bot to a server, with the Application ID from General Information in place of ID:
     https://discord.com/oauth2/authorize?client_id=ID&scope=bot+applications.commands&permissions=309237730304
  5. Run footnote serve again, then type /ask in the server`

// Run serves until ctx ends, which is a good end.
func (c *serveCommand) Run(ctx context.Context, a *app) error {
	if a.config.DiscordToken.Reveal() == "" {
		return usageError{errors.New(noToken)}
	}
	log := a.logger()
	s, err := a.openLive(ctx, log)
	if err != nil && ctx.Err() != nil { // stopped before it began, which is as good an end
		return nil
	}
	if err != nil {
		return err
	}
	defer s.end()
	bots := func(ctx context.Context, server string) (discord.Bot, error) { return s.articles.For(ctx, server) }
	err = a.serve(ctx, discord.Options{Token: a.config.DiscordToken.Reveal(), Bots: bots, State: s.state, Library: a.serverLibrary(s.library),
		Shards: a.config.Shards, LeftGrace: time.Duration(a.config.LeftDays) * 24 * time.Hour, Logger: log})
	if err == nil {
		log.Info("stopped")
		return nil
	}
	if errors.Is(err, discord.ErrToken) || errors.Is(err, discord.ErrIntents) || errors.Is(err, discord.ErrShard) {
		return usageError{err}
	}
	return err
}

// serverLibrary is what servers add to with /library: nothing where l is nil or the settings allow no article.
func (a *app) serverLibrary(l *library.Library) discord.LibraryOptions {
	if l == nil || a.config.ServerArticles == 0 {
		return discord.LibraryOptions{}
	}
	return discord.LibraryOptions{Store: l, Files: a.fetcher(), MaxFileBytes: a.config.MaxFileSize, Room: a.serverRoom()}
}

func (a *app) logger() *slog.Logger {
	o := &slog.HandlerOptions{Level: a.config.LogLevel}
	if a.config.LogFormat == config.LogJSON {
		return slog.New(slog.NewJSONHandler(a.errOut, o))
	}
	return slog.New(slog.NewTextHandler(a.errOut, o))
}
