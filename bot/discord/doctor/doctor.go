// Package doctor examines the Discord bot that a token belongs to, and says of each thing that
// footnote needs there whether it is fine or what to do.
//
// Run makes the examination and returns one Finding for each thing. It changes nothing at Discord
// but using up one of the day's session starts, and it does not disturb a bot that is running with
// the same token. The calls are discordgo's own: a report for one person needs no retries.
package doctor

import (
	"context"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Level is how good a Finding is.
type Level string

// The levels: all is well; worth knowing, though footnote runs; footnote does not run, or not for
// everybody, before this is mended.
const (
	Fine   Level = "fine"
	Note   Level = "note"
	Broken Level = "mend"
)

// Finding is one line of the report.
type Finding struct {
	Level Level
	// About is the thing examined: "token".
	About string
	// Text says what is fine or what to do, in one line. Names that come from Discord are quoted.
	Text string
}

// Options of Run. Token is required; the zero value of the others means their default.
type Options struct {
	// Token is the bot's token, without the word "Bot".
	Token      string
	HTTPClient *http.Client
	// Dialer opens the gateway's connection; the default observes the environment's proxies.
	Dialer *websocket.Dialer
	// Timeout bounds each question to Discord; the default is 15 s.
	Timeout time.Duration
}

func (o Options) withDefaults() Options {
	if o.Timeout <= 0 {
		o.Timeout = 15 * time.Second
	}
	if o.HTTPClient == nil {
		o.HTTPClient = &http.Client{}
	}
	if o.Dialer == nil {
		o.Dialer = &websocket.Dialer{Proxy: http.ProxyFromEnvironment}
	}
	return o
}

// examination is one run.
type examination struct {
	options  Options
	discord  *discordgo.Session
	findings []Finding
	// application is the application's ID.
	application string
	gateway     *discordgo.GatewayBotResponse
}

// Run examines the bot. It ends early where nothing more can be found out, and with ctx.
func Run(ctx context.Context, o Options) []Finding {
	o = o.withDefaults()
	e := &examination{options: o}
	for _, examine := range []func(context.Context) bool{
		e.token, e.app, e.starts, e.intents, e.commands, e.servers,
	} {
		if ctx.Err() != nil || !examine(ctx) {
			break
		}
	}
	return e.findings
}

// Healthy says whether nothing is broken.
func Healthy(findings []Finding) bool {
	for _, f := range findings {
		if f.Level == Broken {
			return false
		}
	}
	return len(findings) > 0
}
