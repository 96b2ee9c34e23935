// Package state holds implementations of bot.State. [Memory] keeps everything in the process, for tests
// and for trying the bot out; what it holds ends with the process.
package state

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"footnote/bot"
)

// Memory implements bot.State in memory. Its methods return no errors but bot.ErrNoCard and never block.
type Memory struct {
	mu         sync.Mutex
	settings   map[string]bot.Settings
	cards      map[string]bot.Card
	feedback   map[opinion]bot.Feedback
	unanswered map[string]bot.Unanswered
	pending    map[string]bot.Pending
	left       map[string]time.Time
}

// opinion identifies feedback: one person has one opinion of one card.
type opinion struct{ card, user string }

var _ bot.State = (*Memory)(nil)

// NewMemory returns an empty Memory.
func NewMemory() *Memory {
	return &Memory{settings: map[string]bot.Settings{}, cards: map[string]bot.Card{}, feedback: map[opinion]bot.Feedback{},
		unanswered: map[string]bot.Unanswered{}, pending: map[string]bot.Pending{}, left: map[string]time.Time{}}
}

// Settings implements bot.SettingsState.
func (m *Memory) Settings(_ context.Context, server string) (bot.Settings, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, ok := m.settings[server]
	if !ok {
		return bot.DefaultSettings(), nil
	}
	s.Channels, s.Librarians = slices.Clone(s.Channels), slices.Clone(s.Librarians)
	return s, nil
}

// SetSettings implements bot.SettingsState.
func (m *Memory) SetSettings(_ context.Context, server string, s bot.Settings) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	s.Channels, s.Librarians = slices.Clone(s.Channels), slices.Clone(s.Librarians)
	m.settings[server] = s
	return nil
}

// SaveCard implements bot.CardState.
func (m *Memory) SaveCard(_ context.Context, c bot.Card) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	c.Data = slices.Clone(c.Data)
	m.cards[c.Key] = c
	return nil
}

// Card implements bot.CardState.
func (m *Memory) Card(_ context.Context, key string, now time.Time) (bot.Card, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.cards[key]
	if !ok || c.Expires.Before(now) {
		return bot.Card{}, bot.ErrNoCard
	}
	c.Data = slices.Clone(c.Data)
	return c, nil
}

// DropCard implements bot.CardState.
func (m *Memory) DropCard(_ context.Context, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.cards, key)
	return nil
}

// AddFeedback implements bot.FeedbackState.
func (m *Memory) AddFeedback(_ context.Context, f bot.Feedback) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.feedback[opinion{f.Card, f.User}] = f
	return nil
}

// Feedback implements bot.FeedbackState.
func (m *Memory) Feedback(_ context.Context, server string, limit int) ([]bot.Feedback, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []bot.Feedback
	for f := range maps.Values(m.feedback) {
		if f.Server == server {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b bot.Feedback) int {
		return cmp.Or(b.Created.Compare(a.Created), cmp.Compare(a.Card, b.Card), cmp.Compare(a.User, b.User))
	})
	return list[:min(max(limit, 0), len(list))], nil
}

// AddUnanswered implements bot.UnansweredState.
func (m *Memory) AddUnanswered(_ context.Context, u bot.Unanswered) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.unanswered[u.ID] = u
	return nil
}

// Unanswered implements bot.UnansweredState.
func (m *Memory) Unanswered(_ context.Context, server string, offset, limit int) ([]bot.Unanswered, int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []bot.Unanswered
	for u := range maps.Values(m.unanswered) {
		if u.Server == server {
			list = append(list, u)
		}
	}
	slices.SortFunc(list, func(a, b bot.Unanswered) int {
		return cmp.Or(b.Created.Compare(a.Created), cmp.Compare(a.ID, b.ID))
	})
	total := len(list)
	list = list[min(max(offset, 0), total):]
	return list[:min(max(limit, 0), len(list))], total, nil
}

// DropUnanswered implements bot.UnansweredState.
func (m *Memory) DropUnanswered(_ context.Context, server string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.unanswered, func(_ string, u bot.Unanswered) bool { return u.Server == server })
	return nil
}

// AddPending implements bot.PendingState.
func (m *Memory) AddPending(_ context.Context, all ...bot.Pending) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range all {
		p.Data = slices.Clone(p.Data)
		m.pending[p.ID] = p
	}
	return nil
}

// DropPending implements bot.PendingState.
func (m *Memory) DropPending(_ context.Context, ids ...string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, id := range ids {
		delete(m.pending, id)
	}
	return nil
}

// Pending implements bot.PendingState.
func (m *Memory) Pending(_ context.Context, now time.Time) ([]bot.Pending, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []bot.Pending
	for p := range maps.Values(m.pending) {
		if !p.Expires.Before(now) {
			p.Data = slices.Clone(p.Data)
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b bot.Pending) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) })
	return list, nil
}
