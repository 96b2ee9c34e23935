package discord

import (
	"encoding/json"
	"fmt"
	"sync"
)

// places is what the gateway says of servers that a message's event does not: a thread's channel and a
// server's language. It is safe for concurrent use.
type places struct {
	mu sync.Mutex
	// parents are threads' channels, locales servers' languages.
	parents, locales map[string]string
}

func newPlaces() *places {
	return &places{parents: map[string]string{}, locales: map[string]string{}}
}

// placed is the part of the events about servers and threads that is used here.
type placed struct {
	channel
	Locale  string    `json:"preferred_locale"`
	Threads []channel `json:"threads"`
}

// learn takes an event in; events about anything else are none of its business.
func (p *places) learn(name string, data json.RawMessage) error {
	switch name {
	case "GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE", "THREAD_LIST_SYNC", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE":
	default:
		return nil
	}
	var e placed
	if err := tolerant(data, &e); err != nil {
		return fmt.Errorf("decode %s: %w", name, err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch name {
	case "GUILD_CREATE", "GUILD_UPDATE":
		p.locales[e.ID] = e.Locale
	case "GUILD_DELETE":
		delete(p.locales, e.ID)
	case "THREAD_DELETE":
		delete(p.parents, e.ID)
	case "THREAD_CREATE", "THREAD_UPDATE":
		p.parents[e.ID] = e.Parent
	}
	for _, t := range e.Threads {
		p.parents[t.ID] = t.Parent
	}
	return nil
}

// parent is a thread's channel, "" where the channel is no thread that is known.
func (p *places) parent(channel string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.parents[channel]
}

// locale is a server's language, "" where it is not known.
func (p *places) locale(server string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.locales[server]
}
