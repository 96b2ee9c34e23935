package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"
)

// Callback is a first response to an interaction.
type Callback struct {
	Type int             `json:"type"`
	Data json.RawMessage `json:"data"`
}

// Types of first responses.
const (
	callbackMessage, callbackDeferred                    = 4, 5
	callbackDeferredUpdate, callbackUpdate               = 6, 7
	callbackChoices, callbackModal                       = 8, 9
	answerWithin                           time.Duration = 3 * time.Second
	tokenLasts                             time.Duration = 15 * time.Minute
	ephemeral                                            = 1 << 6
)

// fitting are the types of response that each kind of interaction may get.
func fitting(kind int) []int {
	switch kind {
	case kindCommand:
		return []int{callbackMessage, callbackDeferred, callbackModal}
	case kindComponent:
		return []int{callbackMessage, callbackDeferred, callbackDeferredUpdate, callbackUpdate, callbackModal}
	case kindAutocomplete:
		return []int{callbackChoices}
	case kindModal:
		return []int{callbackMessage, callbackDeferred, callbackDeferredUpdate, callbackUpdate}
	}
	return nil
}

// Ephemeral says whether a deferred response or a message is for the asker alone.
func (c Callback) Ephemeral() bool {
	var d struct {
		Flags int `json:"flags"`
	}
	return json.Unmarshal(c.Data, &d) == nil && d.Flags&ephemeral != 0
}

// Choices are the names and values of an autocompletion's response, in order.
func (c Callback) Choices() [][2]string {
	var d struct {
		Choices []struct{ Name, Value string }
	}
	if json.Unmarshal(c.Data, &d) != nil {
		return nil
	}
	pairs := [][2]string{}
	for _, o := range d.Choices {
		pairs = append(pairs, [2]string{o.Name, o.Value})
	}
	return pairs
}

func (s *Server) postCallback(r *http.Request, body []byte) (any, *failure) {
	i := s.acts[r.PathValue("interaction_token")]
	var c Callback
	switch {
	case i == nil || i.ID != r.PathValue("interaction_id") || s.now().Sub(i.created) > answerWithin:
		return nil, errUnknownInteraction
	case i.ack != nil:
		return nil, errAcknowledged
	case json.Unmarshal(body, &c) != nil:
		return nil, errForm
	case !slices.Contains(fitting(i.kind), c.Type):
		s.violate("interaction of kind %d answered with type %d", i.kind, c.Type)
		return nil, errForm
	}
	i.ack = &c
	i.acks++
	i.acked = s.now()
	if c.Type == callbackMessage {
		m := s.message(c.Data, "")
		i.original = &m
	}
	s.notify()
	return nil, nil
}

// hook finds the interaction whose webhook is called.
func (s *Server) hook(r *http.Request) (*Interaction, *failure) {
	i := s.acts[r.PathValue("webhook_token")]
	switch {
	case i == nil || r.PathValue("webhook_id") != BotID || i.ack == nil || i.ack.Type == callbackChoices:
		return nil, errUnknownWebhook
	case s.now().Sub(i.created) > tokenLasts:
		return nil, errWebhookToken
	}
	return i, nil
}

func (s *Server) patchOriginal(r *http.Request, body []byte) (any, *failure) {
	i, refused := s.hook(r)
	if refused != nil {
		return nil, refused
	}
	m := s.message(body, "")
	m.Flags |= i.ack.flags()
	i.original = &m
	i.edits++
	s.notify()
	return m.wire(), nil
}

func (c Callback) flags() int {
	if c.Ephemeral() {
		return ephemeral
	}
	return 0
}

func (s *Server) getOriginal(r *http.Request, _ []byte) (any, *failure) {
	i, refused := s.hook(r)
	if refused != nil {
		return nil, refused
	}
	if i.original == nil {
		return nil, errUnknownMessage
	}
	return i.original.wire(), nil
}

func (s *Server) postFollowup(r *http.Request, body []byte) (any, *failure) {
	i, refused := s.hook(r)
	if refused != nil {
		return nil, refused
	}
	m := s.message(body, "")
	i.followups = append(i.followups, m)
	s.notify()
	return m.wire(), nil
}
