package discordtest

import (
	"encoding/json"
	"slices"
	"strconv"
)

// session outlives its connections.
type session struct {
	id       string
	intents  int
	compress bool
	shard    [2]int
	// events are the payloads sent so far; the first has sequence number 1.
	events []json.RawMessage
	// forgotten is how many events came before those that are kept.
	forgotten int
	conn      *Conn
	ended     bool
}

// covers says whether the session's shard gets the events of a server; "" stands for none, as in
// direct conversations, which belong to shard 0.
func (n *session) covers(guild string) bool {
	if n.shard[1] < 2 {
		return true
	}
	id, err := strconv.ParseUint(guild, 10, 64)
	if err != nil {
		return n.shard[0] == 0
	}
	return int(id>>22%uint64(n.shard[1])) == n.shard[0]
}

// last is the sequence number of the last event.
func (n *session) last() int { return n.forgotten + len(n.events) }

// begin makes a session of an identify and greets it. The caller holds mu.
func (s *Server) begin(c *Conn, id Identify) {
	shard := [2]int{0, 1}
	if id.Shard != nil {
		shard = *id.Shard
	}
	n := &session{id: "session-" + s.id(), intents: id.Intents, compress: id.Compress, shard: shard, conn: c}
	c.session = n
	s.sessions = append(s.sessions, n)
	guilds := []any{}
	for _, g := range s.guilds() {
		if n.covers(g) {
			guilds = append(guilds, map[string]any{"id": g, "unavailable": true})
		}
	}
	s.sendTo(n, "READY", map[string]any{"v": 10, "session_id": n.id, "resume_gateway_url": s.gatewayURL("resume"),
		"user":        map[string]any{"id": BotID, "username": "footnote", "discriminator": "0", "bot": true},
		"application": map[string]any{"id": BotID, "flags": 0}, "guilds": guilds, "shard": shard})
}

// guilds are the servers that the bot is in. The caller holds mu.
func (s *Server) guilds() []string {
	if s.knobs.Guilds == nil {
		return []string{GuildID}
	}
	return s.knobs.Guilds
}

// sessionNamed finds a session, nil if there is none. The caller holds mu.
func (s *Server) sessionNamed(id string) *session {
	i := slices.IndexFunc(s.sessions, func(n *session) bool { return n.id == id })
	if i < 0 {
		return nil
	}
	return s.sessions[i]
}

// dispatch sends an event to every session whose shard gets it, and whose intents are among those
// given, 0 for any. Where a session has no connection, the event is kept there until it is resumed.
// The caller holds mu.
func (s *Server) dispatch(name string, data any, intents int) {
	if len(s.sessions) == 0 {
		s.t.Errorf("discordtest: event %s before any session", name)
		return
	}
	guild := guildOf(data)
	for _, n := range s.sessions {
		if !n.ended && n.covers(guild) && (intents == 0 || n.intents&intents != 0) {
			s.sendTo(n, name, data)
		}
	}
}

// guildOf is the server that an event is about: "" for none.
func guildOf(data any) string {
	o, ok := data.(map[string]any)
	if !ok {
		return ""
	}
	id, ok := o["guild_id"].(string)
	if _, channel := o["channel_id"]; !ok && !channel {
		id, _ = o["id"].(string) // GUILD_CREATE and GUILD_DELETE
	}
	return id
}

func (s *Server) sendTo(n *session, name string, data any) {
	event, err := json.Marshal(map[string]any{"op": opDispatch, "s": n.last() + 1, "t": name, "d": data})
	if err != nil {
		s.t.Errorf("discordtest: event %s: %v", name, err)
		return
	}
	n.events = append(n.events, event)
	if n.conn != nil {
		n.conn.write(event, n.compress)
	}
}

// reading says whether the bot may read every message. The caller holds mu.
func (s *Server) reading() bool {
	return slices.ContainsFunc(s.sessions, func(n *session) bool { return n.intents&(1<<15) != 0 })
}
