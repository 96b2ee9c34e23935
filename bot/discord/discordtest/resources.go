package discordtest

import (
	"encoding/json"
	"net/http"
	"slices"
)

// The operations below are called with mu held.

// deleteOriginal deletes the first response to an interaction.
func (s *Server) deleteOriginal(r *http.Request, _ []byte) (any, *failure) {
	i, refused := s.hook(r)
	if refused != nil {
		return nil, refused
	}
	if i.original == nil && i.kind == kindCommand {
		return nil, errUnknownMessage
	}
	i.original, i.deleted = nil, true
	s.notify()
	return nil, nil
}

// patchFollowup edits a follow-up of an interaction, or its first response by ID.
func (s *Server) patchFollowup(r *http.Request, body []byte) (any, *failure) {
	i, refused := s.hook(r)
	if refused != nil {
		return nil, refused
	}
	id := r.PathValue("message_id")
	n := slices.IndexFunc(i.followups, func(m Message) bool { return m.ID == id })
	if n < 0 {
		return nil, errUnknownMessage
	}
	m := s.message(body, "")
	m.ID = id
	i.followups[n] = m
	s.notify()
	return m.wire(), nil
}

func (s *Server) deleteFollowup(r *http.Request, _ []byte) (any, *failure) {
	i, refused := s.hook(r)
	if refused != nil {
		return nil, refused
	}
	before := len(i.followups)
	i.followups = slices.DeleteFunc(i.followups, func(m Message) bool { return m.ID == r.PathValue("message_id") })
	if len(i.followups) == before {
		return nil, errUnknownMessage
	}
	s.notify()
	return nil, nil
}

func (s *Server) deleteMessage(r *http.Request, _ []byte) (any, *failure) {
	before := len(s.messages)
	s.messages = slices.DeleteFunc(s.messages, func(m Message) bool { return m.ID == r.PathValue("message_id") })
	if len(s.messages) == before {
		return nil, errUnknownMessage
	}
	s.notify()
	return nil, nil
}

// postThread opens a thread at a message; its ID is the message's, as at Discord, which allows only one.
func (s *Server) postThread(r *http.Request, body []byte) (any, *failure) {
	var t struct {
		Name string `json:"name"`
	}
	id := r.PathValue("message_id")
	switch {
	case json.Unmarshal(body, &t) != nil:
		return nil, errForm
	case s.threads[id] != "":
		return nil, errThreadExists
	}
	s.threads[id] = t.Name
	s.notify()
	return map[string]any{"id": id, "type": 11, "name": t.Name, "guild_id": GuildID,
		"parent_id": r.PathValue("channel_id")}, nil
}

// Threads are the names of the threads that the bot has opened, by ID.
func (s *Server) Threads() map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	threads := map[string]string{}
	for id, name := range s.threads {
		threads[id] = name
	}
	return threads
}

// checkThread checks the body that opens a thread.
func checkThread(body []byte) []string {
	c := &checker{}
	if o, ok := decode[object](c, body); ok {
		c.known("thread", o, "name auto_archive_duration rate_limit_per_user")
		c.texts("thread", o, []bound{{"name", 1, 100}})
		if n := number(o["auto_archive_duration"]); n != 0 && !slices.Contains([]int{60, 1440, 4320, 10080}, n) {
			c.add("thread: put away after %d minutes", n)
		}
	}
	return c.problems
}

// getGuilds lists the servers that the bot is in, with its permissions there.
func (s *Server) getGuilds(*http.Request, []byte) (any, *failure) {
	list := []any{}
	for _, g := range s.guilds() {
		permissions := s.knobs.Permissions
		if permissions == "" {
			permissions = DefaultPermissions
		}
		list = append(list, map[string]any{"id": g, "name": "Study group " + g[:1], "owner": false,
			"permissions": permissions, "features": []any{}})
	}
	return list, nil
}
