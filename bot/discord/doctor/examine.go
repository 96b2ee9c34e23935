package doctor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord"
	"footnote/bot/discord/gateway"
)

func (e *examination) find(level Level, about, format string, args ...any) {
	e.findings = append(e.findings, Finding{level, about, fmt.Sprintf(format, args...)})
}

// ask makes one REST call and decodes its answer; a nil into leaves it as it is.
func (e *examination) ask(ctx context.Context, endpoint string, into any) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, e.options.Timeout)
	defer cancel()
	body, err := e.discord.RequestWithBucketID(http.MethodGet, endpoint, nil, endpoint, discordgo.WithContext(ctx),
		discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
	if err == nil && into != nil {
		err = json.Unmarshal(body, into)
	}
	return body, err
}

// explain puts a failed call into words.
func explain(err error) string {
	var refused *discordgo.RESTError
	var failed *url.Error
	switch {
	case errors.As(err, &refused) && refused.Response.StatusCode == http.StatusUnauthorized:
		return discord.ErrToken.Error()
	case errors.As(err, &refused):
		text := fmt.Sprintf("discord answered with status %d", refused.Response.StatusCode)
		if refused.Message != nil && refused.Message.Message != "" {
			text += fmt.Sprintf(" (%q)", refused.Message.Message)
		}
		return text + "; try again in some minutes"
	case errors.As(err, &failed):
		return fmt.Sprintf("discord.com cannot be reached: check the network, the firewall and HTTPS_PROXY (%v)", failed.Err)
	}
	return fmt.Sprintf("discord did not answer as it should (%v); try again in some minutes", err)
}

// token asks who the bot is.
func (e *examination) token(ctx context.Context) bool {
	const about = "token"
	token := strings.TrimPrefix(strings.TrimSpace(e.options.Token), "Bot ")
	if token == "" || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		e.find(Broken, about, "%v", discord.ErrToken)
		return false
	}
	e.options.Token = token
	var err error
	if e.discord, err = discordgo.New("Bot " + token); err != nil {
		e.find(Broken, about, "%v", err)
		return false
	}
	e.discord.Client = e.options.HTTPClient
	e.discord.LogLevel = -1 // it writes to the standard logger otherwise
	var me discordgo.User
	if _, err := e.ask(ctx, discordgo.EndpointUser("@me"), &me); err != nil {
		e.find(Broken, about, "%s", explain(err))
		return false
	}
	if !me.Bot {
		e.find(Broken, about, "it belongs to a person, not to a bot: %v", discord.ErrToken)
		return false
	}
	e.find(Fine, about, "Discord knows it: the bot is %q, with the ID %s", me.Username, me.ID)
	return true
}

// app looks at the application that the bot belongs to.
func (e *examination) app(ctx context.Context) bool {
	const about = "application"
	var a struct {
		ID       string  `json:"id"`
		Name     string  `json:"name"`
		Endpoint *string `json:"interactions_endpoint_url"`
		Public   bool    `json:"bot_public"`
		Grant    bool    `json:"bot_require_code_grant"`
		// Integrations has a key for each way of installing: "0" in servers, "1" for a person.
		Integrations map[string]any `json:"integration_types_config"`
	}
	if _, err := e.ask(ctx, discordgo.EndpointApplication("@me"), &a); err != nil {
		e.find(Broken, about, "%s", explain(err))
		return false
	}
	e.application = a.ID
	e.find(Fine, about, "%q has the Application ID %s", a.Name, a.ID)
	if a.Endpoint != nil && *a.Endpoint != "" {
		e.find(Broken, about, "commands go to %q instead of footnote: clear Interactions Endpoint URL under General Information", *a.Endpoint)
	}
	if a.Grant {
		e.find(Broken, about, "invitations fail while it requires a code grant: switch that off under Bot")
	}
	if !a.Public {
		e.find(Note, about, "it is not public: only its owner can invite it; switch Public Bot on under Bot if others should")
	}
	if _, person := a.Integrations["1"]; !person {
		e.find(Note, about, "people cannot install it for themselves: switch User Install on under Installation if they should")
	}
	return true
}

// starts looks at how many sessions may still be started today.
func (e *examination) starts(ctx context.Context) bool {
	const about = "gateway"
	if _, err := e.ask(ctx, discordgo.EndpointGatewayBot, &e.gateway); err != nil {
		e.find(Broken, about, "%s", explain(err))
		return false
	}
	l := e.gateway.SessionStartLimit
	if l.Total > 0 && l.Remaining <= 0 {
		e.find(Broken, about, "no session can be started for the next %v: something has started the bot %d times within a day; stop that, footnote waits by itself",
			time.Duration(l.ResetAfter)*time.Millisecond, l.Total)
		return true
	}
	e.find(Fine, about, "%d of %d session starts are left for today; %d shard(s) recommended", l.Remaining, l.Total, e.gateway.Shards)
	return true
}

// intents connects to the gateway as footnote does and hangs up once Discord has accepted it.
func (e *examination) intents(ctx context.Context) bool {
	const about = "intents"
	if l := e.gateway.SessionStartLimit; l.Total > 0 && l.Remaining <= 0 {
		return true
	}
	ctx, cancel := context.WithTimeout(ctx, e.options.Timeout)
	defer cancel()
	accepted := false
	session := gateway.New(e.gateway.URL, gateway.Options{Token: e.options.Token, Intents: discord.Intents,
		Shards: e.gateway.Shards, Dialer: e.options.Dialer,
		Event: func(name string, _ json.RawMessage) {
			if name == "READY" {
				accepted = true
				cancel()
			}
		}})
	err := session.Live(ctx)
	refusal := discord.Refusal(err)
	switch {
	case accepted:
		e.find(Fine, about, "Discord accepts the connection and the intents that footnote asks for")
	case refusal != nil:
		e.find(Broken, about, "%v", refusal)
	case err == nil:
		e.find(Broken, about, "Discord did not accept the connection within %v: try again in some minutes", e.options.Timeout)
	default:
		e.find(Broken, about, "no connection to the gateway: check that the firewall lets WebSockets to gateway.discord.gg pass (%v)", err)
	}
	return true
}

// commands compares what is registered with what footnote registers.
func (e *examination) commands(ctx context.Context) bool {
	const about = "commands"
	held, err := e.ask(ctx, discordgo.EndpointApplicationGlobalCommands(e.application)+"?with_localizations=true", nil)
	if err != nil {
		e.find(Broken, about, "%s", explain(err))
		return true
	}
	stale, foreign, err := discord.CompareCommands(held)
	switch {
	case err != nil:
		e.find(Broken, about, "%v", err)
	case len(stale) > 0:
		e.find(Note, about, "not registered, or changed since: %s; footnote serve registers them when it starts", quoted(stale))
	default:
		e.find(Fine, about, "all are registered")
	}
	if len(foreign) > 0 {
		e.find(Note, about, "registered by something else: %s; footnote serve removes them when it starts", quoted(foreign))
	}
	return true
}

func quoted(names []string) string {
	var q []string
	for _, n := range names {
		q = append(q, fmt.Sprintf("%q", n))
	}
	return strings.Join(q, ", ")
}
