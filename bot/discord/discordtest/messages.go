package discordtest

import (
	"encoding/json"
	"net/http"
)

// Message is a message of the bot as Discord took it.
type Message struct {
	ID        string
	Channel   string
	Content   string  `json:"content"`
	Embeds    []Embed `json:"embeds"`
	Flags     int     `json:"flags"`
	Reference struct {
		MessageID       string `json:"message_id"`
		FailIfNotExists *bool  `json:"fail_if_not_exists"`
	} `json:"message_reference"`
	Nonce        string `json:"nonce"`
	EnforceNonce bool   `json:"enforce_nonce"`
	// Body is what the bot sent.
	Body json.RawMessage `json:"-"`
}

// Embed is the part of an embed that tests read.
type Embed struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	Footer      struct {
		Text string `json:"text"`
	} `json:"footer"`
}

// Text is everything a reader sees of the message.
func (m Message) Text() string {
	text := m.Content
	for _, e := range m.Embeds {
		text += "\n" + e.Title + "\n" + e.Description + "\n" + e.Footer.Text
	}
	return text
}

// message makes a message of a body that has been checked. The caller holds mu.
func (s *Server) message(body []byte, channel string) Message {
	var m Message
	if err := json.Unmarshal(body, &m); err != nil {
		s.violate("message: %v", err)
	}
	m.ID, m.Channel, m.Body = s.id(), channel, append(json.RawMessage(nil), body...)
	return m
}

func (m Message) wire() any {
	return map[string]any{"id": m.ID, "channel_id": m.Channel, "content": m.Content, "flags": m.Flags,
		"author": person(BotID, true), "timestamp": "2026-01-01T00:00:00Z", "type": 0}
}

func (s *Server) postMessage(r *http.Request, body []byte) (any, *failure) {
	m := s.message(body, r.PathValue("channel_id"))
	if m.EnforceNonce && m.Nonce != "" {
		for _, earlier := range s.messages {
			if earlier.Nonce == m.Nonce && earlier.Channel == m.Channel {
				return earlier.wire(), nil
			}
		}
	}
	s.messages = append(s.messages, m)
	s.notify()
	return m.wire(), nil
}
