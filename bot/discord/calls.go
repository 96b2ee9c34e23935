package discord

import (
	"context"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// gatewayInfo is the answer of GET /gateway/bot.
type gatewayInfo struct {
	URL    string     `json:"url"`
	Shards int        `json:"shards"`
	Limit  startLimit `json:"session_start_limit"`
}

// startLimit is how many sessions the bot may still start. Total is 0 where Discord did not say.
type startLimit struct {
	Total     int `json:"total"`
	Remaining int `json:"remaining"`
	// ResetAfter is in milliseconds.
	ResetAfter int64 `json:"reset_after"`
}

func (l startLimit) spent() bool { return l.Total > 0 && l.Remaining <= 0 }
func (l startLimit) wait() time.Duration {
	return time.Duration(max(l.ResetAfter, 1000)) * time.Millisecond
}

func (r *rest) gateway(ctx context.Context) (gatewayInfo, error) {
	var g gatewayInfo
	err := r.do(ctx, call{name: "ask for the gateway", method: http.MethodGet, url: discordgo.EndpointGatewayBot,
		kind: "gateway", out: &g})
	return g, err
}

func (r *rest) commands(ctx context.Context, application string) ([]command, error) {
	var held []command
	err := r.do(ctx, call{name: "list commands", method: http.MethodGet,
		url: discordgo.EndpointApplicationGlobalCommands(application), kind: "commands", out: &held})
	return held, err
}

// setCommands replaces all global commands of the application.
func (r *rest) setCommands(ctx context.Context, application string, want []command) error {
	return r.do(ctx, call{name: "register commands", method: http.MethodPut,
		url: discordgo.EndpointApplicationGlobalCommands(application), kind: "commands", in: want})
}

// callback is the first response to an interaction.
type callback struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`
}

// respond sends the first response. Discord takes only one, within 3 s of the interaction.
func (r *rest) respond(ctx context.Context, in interaction, c callback) error {
	return r.do(ctx, call{name: "respond to an interaction", method: http.MethodPost,
		url: discordgo.EndpointInteractionResponse(in.ID, in.Token), kind: "callback", key: in.ID, in: c})
}

// edit replaces the first response, within 15 minutes of the interaction.
func (r *rest) edit(ctx context.Context, in interaction, m Message) error {
	return r.do(ctx, call{name: "edit a response", method: http.MethodPatch,
		url:  discordgo.EndpointInteractionResponseActions(in.Application, in.Token),
		kind: "webhook", key: in.Token, in: m})
}

// reply is a message that answers another one in its channel.
type reply struct {
	Message
	Reference reference `json:"message_reference"`
	// Nonce is the ID of the message answered: with EnforceNonce Discord posts only one message for
	// it, so a try whose answer was lost, or a second process, does not answer twice.
	Nonce        string `json:"nonce"`
	EnforceNonce bool   `json:"enforce_nonce"`
}

type reference struct {
	MessageID string `json:"message_id"`
	// FailIfNotExists is false: the answer is posted even if the question was deleted meanwhile.
	FailIfNotExists bool `json:"fail_if_not_exists"`
}

func (r *rest) reply(ctx context.Context, channel, to string, m Message) error {
	return r.do(ctx, call{name: "reply to a message", method: http.MethodPost,
		url: discordgo.EndpointChannelMessages(channel), kind: "channel", key: channel,
		in: reply{Message: m, Reference: reference{MessageID: to}, Nonce: to, EnforceNonce: true}})
}

// typing shows for ten seconds, or until the next message, that an answer is under way.
func (r *rest) typing(ctx context.Context, channel string) error {
	return r.do(ctx, call{name: "show typing", method: http.MethodPost,
		url: discordgo.EndpointChannelTyping(channel), kind: "typing", key: channel})
}
