package discord

import (
	"encoding/json"
	"errors"
	"fmt"
)

// The types below are the part of Discord's events that is used here. Each field may be missing or
// of a type that this build does not know; then it is its zero value.

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

// ready is the first event of a session.
type ready struct {
	User        user `json:"user"`
	Application struct {
		ID string `json:"id"`
	} `json:"application"`
}

// interaction is a command, an autocompletion, a pressed button or a sent form.
type interaction struct {
	ID          string          `json:"id"`
	Application string          `json:"application_id"`
	Token       string          `json:"token"`
	Type        int             `json:"type"`
	Data        interactionData `json:"data"`
}

type interactionData struct {
	Name    string   `json:"name"`
	Options []option `json:"options"`
}

// option is what was given for one of a command's options. Value is text, a number or a boolean.
type option struct {
	Name    string          `json:"name"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
}

// text is the value of the named option, "" where it is missing or no text.
func (d interactionData) text(name string) string {
	var s string
	d.value(name, &s)
	return s
}

// flag is the value of the named option, false where it is missing or no boolean.
func (d interactionData) flag(name string) bool {
	var b bool
	d.value(name, &b)
	return b
}

func (d interactionData) value(name string, into any) {
	for _, o := range d.Options {
		if o.Name == name {
			// A value of another type stays at zero: the command that is registered decides the types.
			_ = json.Unmarshal(o.Value, into)
			return
		}
	}
}

// focused is the option being typed and what has been typed so far.
func (d interactionData) focused() (name, typed string) {
	for _, o := range d.Options {
		if o.Focused {
			return o.Name, d.text(o.Name)
		}
	}
	return "", ""
}

// message is a message in a channel, a thread or a direct conversation.
type message struct {
	ID         string `json:"id"`
	Channel    string `json:"channel_id"`
	Guild      string `json:"guild_id"`
	Type       int    `json:"type"`
	Content    string `json:"content"`
	Author     user   `json:"author"`
	Webhook    string `json:"webhook_id"`
	Mentions   []user `json:"mentions"`
	Referenced *struct {
		Author user `json:"author"`
	} `json:"referenced_message"`
}

var errNoID = errors.New("it has no ID")

func decodeInteraction(data json.RawMessage) (interaction, error) {
	var in interaction
	if err := tolerant(data, &in); err != nil {
		return in, fmt.Errorf("decode interaction: %w", err)
	}
	if in.ID == "" || in.Token == "" || in.Application == "" {
		return in, fmt.Errorf("decode interaction: %w, token or application", errNoID)
	}
	return in, nil
}

func decodeMessage(data json.RawMessage) (message, error) {
	var m message
	if err := tolerant(data, &m); err != nil {
		return m, fmt.Errorf("decode message: %w", err)
	}
	if m.ID == "" || m.Channel == "" || m.Author.ID == "" {
		return m, fmt.Errorf("decode message: %w, channel or author", errNoID)
	}
	return m, nil
}
