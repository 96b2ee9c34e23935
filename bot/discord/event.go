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

// message is a message in a channel, a thread or a direct conversation.
type message struct {
	ID       string `json:"id"`
	Channel  string `json:"channel_id"`
	Guild    string `json:"guild_id"`
	Type     int    `json:"type"`
	Content  string `json:"content"`
	Author   user   `json:"author"`
	Webhook  string `json:"webhook_id"`
	Mentions []user `json:"mentions"`
	// Attachments are its files.
	Attachments []attachment `json:"attachments"`
	Referenced  *struct {
		Author user `json:"author"`
	} `json:"referenced_message"`
}

// attachment is a file that a person has sent; it lies at URL for some hours.
type attachment struct {
	Name string `json:"filename"`
	// Size is in bytes, as Discord counted them.
	Size int64  `json:"size"`
	URL  string `json:"url"`
}

var errNoID = errors.New("it has no ID")

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
