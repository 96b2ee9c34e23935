package durable

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"footnote/bot"
)

// SaveCard implements bot.CardState.
func (s *State) SaveCard(ctx context.Context, c bot.Card) error {
	if c.Data == nil {
		c.Data = []byte{} // an empty blob, where nil would be none
	}
	return s.store(ctx, "store a card", "INSERT OR REPLACE INTO cards (key, user, server, created, expires, data) VALUES (?, ?, ?, ?, ?, ?)",
		c.Key, c.User, c.Server, millis(c.Created), millis(c.Expires), c.Data)
}

// Card implements bot.CardState.
func (s *State) Card(ctx context.Context, key string, now time.Time) (bot.Card, error) {
	c := bot.Card{Key: key}
	var created, expires int64
	err := s.library.View().QueryRowContext(ctx, "SELECT user, server, created, expires, data FROM cards WHERE key = ? AND expires >= ?", key, millis(now)).
		Scan(&c.User, &c.Server, &created, &expires, &c.Data)
	if errors.Is(err, sql.ErrNoRows) {
		return bot.Card{}, bot.ErrNoCard
	}
	c.Created, c.Expires = timeOf(created), timeOf(expires)
	return c, s.failed("read a card", err)
}

// DropCard implements bot.CardState.
func (s *State) DropCard(ctx context.Context, key string) error {
	_, err := s.drop(ctx, "delete a card", []string{"cards"}, "key = ?", key)
	return err
}

// AddFeedback implements bot.FeedbackState.
func (s *State) AddFeedback(ctx context.Context, f bot.Feedback) error {
	return s.store(ctx, "store feedback", `INSERT OR REPLACE INTO feedback (card, user, server, question, helpful, expected, created, expires)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, f.Card, f.User, f.Server, f.Question, f.Helpful, f.Expected, millis(f.Created), millis(f.Expires))
}

// Feedback implements bot.FeedbackState.
func (s *State) Feedback(ctx context.Context, server string, limit int) ([]bot.Feedback, error) {
	list, err := list(ctx, s, func(rows *sql.Rows) (f bot.Feedback, err error) {
		var created, expires int64
		err = rows.Scan(&f.Card, &f.User, &f.Server, &f.Question, &f.Helpful, &f.Expected, &created, &expires)
		f.Created, f.Expires = timeOf(created), timeOf(expires)
		return f, err
	}, `SELECT card, user, server, question, helpful, expected, created, expires FROM feedback
		WHERE server = ? ORDER BY created DESC, card, user LIMIT ?`, server, max(0, limit))
	return list, s.failed("list feedback", err)
}

// AddUnanswered implements bot.UnansweredState.
func (s *State) AddUnanswered(ctx context.Context, u bot.Unanswered) error {
	return s.store(ctx, "store an unanswered question", `INSERT OR REPLACE INTO unanswered (id, user, server, question, article, created, expires)
		VALUES (?, ?, ?, ?, ?, ?, ?)`, u.ID, u.User, u.Server, u.Question, u.Article, millis(u.Created), millis(u.Expires))
}

// Unanswered implements bot.UnansweredState.
func (s *State) Unanswered(ctx context.Context, server string, offset, limit int) ([]bot.Unanswered, int, error) {
	const what = "list unanswered questions"
	total := 0
	err := s.library.View().QueryRowContext(ctx, "SELECT count(*) FROM unanswered WHERE server = ?", server).Scan(&total)
	if err != nil {
		return nil, 0, s.failed(what, err)
	}
	list, err := list(ctx, s, func(rows *sql.Rows) (u bot.Unanswered, err error) {
		var created, expires int64
		err = rows.Scan(&u.ID, &u.User, &u.Server, &u.Question, &u.Article, &created, &expires)
		u.Created, u.Expires = timeOf(created), timeOf(expires)
		return u, err
	}, `SELECT id, user, server, question, article, created, expires FROM unanswered
		WHERE server = ? ORDER BY created DESC, id LIMIT ? OFFSET ?`, server, max(0, limit), max(0, offset))
	return list, total, s.failed(what, err)
}

// DropUnanswered implements bot.UnansweredState.
func (s *State) DropUnanswered(ctx context.Context, server string) error {
	_, err := s.drop(ctx, "delete unanswered questions", []string{"unanswered"}, "server = ?", server)
	return err
}

// list is a query's rows, each read by scan.
func list[T any](ctx context.Context, s *State, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := s.library.View().QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, rows.Err()
}
