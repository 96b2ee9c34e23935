package durable

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"footnote/bot"
)

// AddPending implements bot.PendingState.
func (s *State) AddPending(ctx context.Context, all ...bot.Pending) error {
	return s.failed("store requests", s.library.Update(ctx, func(tx *sql.Tx) error {
		for _, p := range all {
			if p.Data == nil {
				p.Data = []byte{} // an empty blob, where nil would be none
			}
			_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO pending (id, user, server, created, expires, data) VALUES (?, ?, ?, ?, ?, ?)",
				p.ID, p.User, p.Server, millis(p.Created), millis(p.Expires), p.Data)
			if err != nil {
				return err
			}
		}
		return nil
	}))
}

// DropPending implements bot.PendingState. What a request held is gone from the file when it returns.
func (s *State) DropPending(ctx context.Context, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	marks := strings.TrimSuffix(strings.Repeat("?,", len(ids)), ",")
	_, err := s.drop(ctx, "delete requests", []string{"pending"}, "id IN ("+marks+")", args...)
	return err
}

// Pending implements bot.PendingState.
func (s *State) Pending(ctx context.Context, now time.Time) ([]bot.Pending, error) {
	all, err := list(ctx, s, func(rows *sql.Rows) (p bot.Pending, err error) {
		var created, expires int64
		err = rows.Scan(&p.ID, &p.User, &p.Server, &created, &expires, &p.Data)
		p.Created, p.Expires = timeOf(created), timeOf(expires)
		return p, err
	}, "SELECT id, user, server, created, expires, data FROM pending WHERE expires >= ? ORDER BY created, id", millis(now))
	return all, s.failed("list requests", err)
}
