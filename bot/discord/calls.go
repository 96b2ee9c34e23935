package discord

import (
	"context"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

func (r *rest) commands(ctx context.Context, application string) ([]command, error) {
	var held []command
	err := r.do(ctx, call{name: "list commands", method: http.MethodGet,
		url: discordgo.EndpointApplicationGlobalCommands(application) + "?with_localizations=true", kind: "commands", out: &held})
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

// deleteOriginal deletes the first response; after a component, the message that it stands below.
func (r *rest) deleteOriginal(ctx context.Context, in interaction) error {
	return r.do(ctx, call{name: "delete a response", method: http.MethodDelete,
		url: discordgo.EndpointInteractionResponseActions(in.Application, in.Token), kind: "webhook", key: in.Token})
}

// threadLasts is after how many minutes without a message a thread is put away: a day.
const threadLasts = 1440

// startThread opens a thread at a message and returns its ID.
func (r *rest) startThread(ctx context.Context, channel, message, name string) (string, error) {
	var thread struct {
		ID string `json:"id"`
	}
	body := struct {
		Name    string `json:"name"`
		Archive int    `json:"auto_archive_duration"`
	}{name, threadLasts}
	err := r.do(ctx, call{name: "open a thread", method: http.MethodPost,
		url: discordgo.EndpointChannelMessageThread(channel, message), kind: "thread", key: channel, in: body, out: &thread})
	return thread.ID, err
}

// post posts a message to a channel, once for each nonce.
func (r *rest) post(ctx context.Context, channel, nonce string, m Message) error {
	body := struct {
		Message
		Nonce        string `json:"nonce"`
		EnforceNonce bool   `json:"enforce_nonce"`
	}{m, nonce, true}
	return r.do(ctx, call{name: "post a message", method: http.MethodPost,
		url: discordgo.EndpointChannelMessages(channel), kind: "channel", key: channel, in: body})
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
