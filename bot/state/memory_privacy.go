package state

import (
	"context"
	"maps"
	"slices"
	"time"

	"footnote/bot"
)

// Held implements bot.PeopleState.
func (m *Memory) Held(_ context.Context, user string) (bot.Holdings, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.drop(record{user: user}.sameUser, false), nil
}

// DeleteUser implements bot.PeopleState.
func (m *Memory) DeleteUser(_ context.Context, user string) (bot.Holdings, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.drop(record{user: user}.sameUser, true), nil
}

// Purge implements bot.PeopleState.
func (m *Memory) Purge(_ context.Context, now time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.drop(func(r record) bool { return r.expires.Before(now) }, true)
	return nil
}

// Retain implements bot.PeopleState.
func (m *Memory) Retain(_ context.Context, server string, keep time.Duration) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for k, c := range m.cards {
		if c.Server == server {
			c.Expires = earlier(c.Expires, c.Created.Add(keep))
			m.cards[k] = c
		}
	}
	for k, f := range m.feedback {
		if f.Server == server {
			f.Expires = earlier(f.Expires, f.Created.Add(keep))
			m.feedback[k] = f
		}
	}
	for k, u := range m.unanswered {
		if u.Server == server {
			u.Expires = earlier(u.Expires, u.Created.Add(keep))
			m.unanswered[k] = u
		}
	}
	for k, p := range m.pending {
		if p.Server == server {
			p.Expires = earlier(p.Expires, p.Created.Add(keep))
			m.pending[k] = p
		}
	}
	return nil
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// ServerLeft implements bot.ServerState.
func (m *Memory) ServerLeft(_ context.Context, server string, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, noted := m.left[server]; !noted {
		m.left[server] = at
	}
	return nil
}

// ServerJoined implements bot.ServerState.
func (m *Memory) ServerJoined(_ context.Context, server string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.left, server)
	return nil
}

// KnownServers implements bot.ServerState.
func (m *Memory) KnownServers(context.Context) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	known := map[string]bool{}
	for server := range m.settings {
		known[server] = true
	}
	for _, c := range m.cards {
		known[c.Server] = true
	}
	for _, f := range m.feedback {
		known[f.Server] = true
	}
	for _, u := range m.unanswered {
		known[u.Server] = true
	}
	delete(known, "")
	for server := range m.left {
		delete(known, server)
	}
	return slices.Sorted(maps.Keys(known)), nil
}

// PurgeLeft implements bot.ServerState.
func (m *Memory) PurgeLeft(_ context.Context, before time.Time) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var gone []string
	for server, at := range m.left {
		if at.Before(before) {
			gone = append(gone, server)
			delete(m.left, server)
			delete(m.settings, server)
		}
	}
	slices.Sort(gone)
	m.drop(func(r record) bool { return slices.Contains(gone, r.server) }, true)
	return gone, nil
}

// record is what all kinds of records have in common.
type record struct {
	user, server string
	expires      time.Time
}

func (r record) sameUser(other record) bool { return r.user == other.user }

// drop counts the records that fit, and deletes them where it is told to. The caller holds mu.
func (m *Memory) drop(fits func(record) bool, really bool) (h bot.Holdings) {
	h.Cards = sift(m.cards, really, func(c bot.Card) bool { return fits(record{c.User, c.Server, c.Expires}) })
	h.Feedback = sift(m.feedback, really, func(f bot.Feedback) bool { return fits(record{f.User, f.Server, f.Expires}) })
	h.Unanswered = sift(m.unanswered, really, func(u bot.Unanswered) bool { return fits(record{u.User, u.Server, u.Expires}) })
	sift(m.pending, really, func(p bot.Pending) bool { return fits(record{p.User, p.Server, p.Expires}) })
	return h
}

// sift counts the values that fit, and deletes them where it is told to.
func sift[K comparable, V any](all map[K]V, really bool, fits func(V) bool) (n int) {
	for k, v := range all {
		if !fits(v) {
			continue
		}
		n++
		if really {
			delete(all, k)
		}
	}
	return n
}
