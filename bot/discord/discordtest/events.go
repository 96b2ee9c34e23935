package discordtest

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Interaction is one that the bot was sent.
type Interaction struct {
	ID, Token string
	server    *Server
	kind      int

	// The fields below are guarded by server.mu.
	created   time.Time
	acked     time.Time
	ack       *Callback
	acks      int
	edits     int
	original  *Message
	followups []Message
	deleted   bool
}

// Kinds of interactions.
const (
	kindCommand, kindComponent, kindAutocomplete, kindModal = 2, 3, 4, 5
)

// AckTook is the time from the event to the acceptance of the first response; 0 before that.
func (i *Interaction) AckTook() time.Duration {
	i.server.mu.Lock()
	defer i.server.mu.Unlock()
	if i.acked.IsZero() {
		return 0
	}
	return i.acked.Sub(i.created)
}

// Acks is how many first responses were accepted: 0 or 1; Edits how often the first was edited.
func (i *Interaction) Acks() int {
	i.server.mu.Lock()
	defer i.server.mu.Unlock()
	return i.acks
}

// Edits is how often the first response was edited.
func (i *Interaction) Edits() int {
	i.server.mu.Lock()
	defer i.server.mu.Unlock()
	return i.edits
}

// Options are a command's options by name; a value is a string, a bool, an int or an Attachment.
type Options map[string]any

// Change alters an event before it is sent.
type Change func(event map[string]any)

// Command sends what happens when a person runs a command in ChannelID. A subcommand follows its command's name after a
// space.
func (s *Server) Command(name string, options Options, changes ...Change) *Interaction {
	return s.interact(kindCommand, commandData(name, options), changes)
}

// Autocomplete sends what happens while a person types an option's value.
func (s *Server) Autocomplete(name, option, typed string, changes ...Change) *Interaction {
	name, options := nested(name, []any{map[string]any{"type": 3, "name": option, "value": typed, "focused": true}})
	return s.interact(kindAutocomplete, map[string]any{"id": "5000000000000000001", "type": 1, "name": name, "options": options}, changes)
}

// Press sends what happens when a person presses a button of a message of the bot.
func (s *Server) Press(customID string, changes ...Change) *Interaction {
	return s.interact(kindComponent, map[string]any{"custom_id": customID, "component_type": 2}, changes)
}

func commandData(name string, options Options) map[string]any {
	given, attached := []any{}, map[string]any{}
	for _, k := range slices.Sorted(maps.Keys(options)) {
		kind, value := 3, options[k]
		switch v := value.(type) {
		case bool:
			kind = 5
		case int:
			kind = 4
		case Attachment:
			kind, value = 11, v.ID
			attached[v.ID] = v.wire()
		}
		given = append(given, map[string]any{"type": kind, "name": k, "value": value})
	}
	name, given = nested(name, given)
	data := map[string]any{"id": "5000000000000000001", "type": 1, "name": name, "options": given}
	if len(attached) > 0 {
		data["resolved"] = map[string]any{"attachments": attached}
	}
	return data
}

// nested puts the options of a subcommand, which follows the command's name after a space, below it.
func nested(name string, options []any) (string, []any) {
	command, sub, found := strings.Cut(name, " ")
	if !found {
		return name, options
	}
	return command, []any{map[string]any{"type": optionSubcommand, "name": sub, "options": options}}
}

func (s *Server) interact(kind int, data map[string]any, changes []Change) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := &Interaction{ID: s.id(), server: s, kind: kind, created: s.now()}
	i.Token = "interaction-token-" + i.ID
	s.acts[i.Token] = i
	event := map[string]any{"id": i.ID, "application_id": BotID, "type": kind, "token": i.Token, "version": 1,
		"guild_id": GuildID, "channel_id": ChannelID, "context": 0, "data": data,
		"locale": "en-US", "guild_locale": "en-US", "app_permissions": "2048", "entitlements": []any{},
		"authorizing_integration_owners": map[string]any{"0": GuildID},
		"member": map[string]any{"user": person(UserID, false), "roles": []any{}, "permissions": "2048",
			"joined_at": "2024-01-01T00:00:00Z"}}
	for _, c := range changes {
		c(event)
	}
	s.dispatch("INTERACTION_CREATE", event, 0)
	return i
}

func person(id string, bot bool) map[string]any {
	return map[string]any{"id": id, "username": "alice", "discriminator": "0", "bot": bot}
}

// Said is a message that somebody has written.
type Said struct {
	Content string
	// Author is who; "" means UserID. Bot says that it is one.
	Author string
	Bot    bool
	// Direct puts the message into DMChannelID, otherwise it is in Channel, "" for ChannelID.
	Direct  bool
	Channel string
	// ReplyTo is the author of the message that this one answers, "" for none.
	ReplyTo string
	// Webhook says that a webhook posted it. Type is the message's type, if not an ordinary one.
	Webhook bool
	Type    int
	// Attachments are its files.
	Attachments []Attachment
}

// Say sends a message's event, if the bot's intents cover it, and returns the message's ID. As at
// Discord, without the intent for it the content is only there in direct conversations, where the
// bot is mentioned, where the bot is answered, and where it wrote itself.
func (s *Server) Say(m Said, changes ...Change) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	event, id := s.saying(m)
	for _, c := range changes {
		c(event)
	}
	intent := 1 << 9
	if m.Direct {
		intent = 1 << 12
	}
	s.dispatch("MESSAGE_CREATE", event, intent)
	return id
}

func (s *Server) saying(m Said) (event map[string]any, id string) {
	id = s.id()
	author := m.Author
	if author == "" {
		author = UserID
	}
	mentions := []any{}
	mentioned := strings.Contains(m.Content, "<@"+BotID+">") || strings.Contains(m.Content, "<@!"+BotID+">")
	if mentioned {
		mentions = append(mentions, person(BotID, true))
	}
	event = map[string]any{"id": id, "channel_id": ChannelID, "guild_id": GuildID, "type": m.Type, "content": m.Content,
		"author": person(author, m.Bot), "mentions": mentions, "mention_everyone": false, "mention_roles": []any{},
		"timestamp": "2026-01-01T00:00:00Z", "edited_timestamp": nil, "tts": false, "pinned": false,
		"embeds": []any{}, "attachments": []any{}, "components": []any{}, "flags": 0}
	files := []any{}
	for _, a := range m.Attachments {
		files = append(files, a.wire())
	}
	event["attachments"] = files
	if m.Channel != "" {
		event["channel_id"] = m.Channel
	}
	if m.Direct {
		event["channel_id"] = DMChannelID
		delete(event, "guild_id")
	}
	if m.Webhook {
		event["webhook_id"] = author
	}
	if m.ReplyTo != "" {
		event["type"] = 19
		event["message_reference"] = map[string]any{"message_id": s.id(), "channel_id": event["channel_id"]}
		event["referenced_message"] = map[string]any{"id": s.id(), "author": person(m.ReplyTo, m.ReplyTo == BotID), "content": ""}
	}
	readable := m.Direct || mentioned || m.ReplyTo == BotID || author == BotID || s.reading()
	if !readable {
		event["content"] = ""
	}
	return event, id
}
