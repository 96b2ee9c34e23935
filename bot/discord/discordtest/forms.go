package discordtest

import (
	"maps"
	"slices"
)

// Types of commands and of select menus.
const (
	commandOnMessage = 3

	// StringSelect holds options of the bot's own; the others are filled by Discord.
	StringSelect, UserSelect, RoleSelect, MentionableSelect, ChannelSelect = 3, 5, 6, 7, 8
)

// Choose sends what happens when a person chooses values in a select menu of this type.
func (s *Server) Choose(kind int, customID string, values []string, changes ...Change) *Interaction {
	data := map[string]any{"custom_id": customID, "component_type": kind, "values": slices.Clone(values)}
	resolved := map[string]any{}
	for _, v := range values {
		switch kind {
		case ChannelSelect:
			resolved[v] = map[string]any{"id": v, "name": "general", "type": 0, "permissions": "2048"}
		case UserSelect:
			resolved[v] = person(v, false)
		case RoleSelect:
			resolved[v] = map[string]any{"id": v, "name": "role", "permissions": "0", "color": 0, "position": 1}
		}
	}
	switch kind {
	case ChannelSelect:
		data["resolved"] = map[string]any{"channels": resolved}
	case UserSelect:
		data["resolved"] = map[string]any{"users": resolved}
	case RoleSelect:
		data["resolved"] = map[string]any{"roles": resolved}
	}
	return s.interact(kindComponent, data, changes)
}

// Submit sends what happens when a person sends a form with these texts by their custom_id.
func (s *Server) Submit(customID string, texts map[string]string, changes ...Change) *Interaction {
	rows := []any{}
	for _, id := range slices.Sorted(maps.Keys(texts)) {
		rows = append(rows, map[string]any{"type": typeRow, "id": len(rows) + 1, "components": []any{
			map[string]any{"type": typeTextInput, "id": len(rows) + 100, "custom_id": id, "value": texts[id]}}})
	}
	return s.interact(kindModal, map[string]any{"custom_id": customID, "components": rows}, changes)
}

// OnMessage sends what happens when a person chooses a command in a message's menu.
func (s *Server) OnMessage(name string, m Said, changes ...Change) *Interaction {
	s.mu.Lock()
	event, id := s.saying(m)
	s.mu.Unlock()
	event["content"] = m.Content // the target's content comes without any intent
	return s.interact(kindCommand, map[string]any{"id": "5000000000000000002", "type": commandOnMessage, "name": name,
		"target_id": id, "resolved": map[string]any{"messages": map[string]any{id: event}}}, changes)
}

// Form is the form that the bot has answered with, ok false if it answered otherwise.
func (c Callback) Form() (customID string, ok bool) {
	if c.Type != callbackModal {
		return "", false
	}
	d, ok := decode[struct {
		CustomID string `json:"custom_id"`
	}](&checker{}, c.Data)
	return d.CustomID, ok
}
