package library

import (
	"context"
)

// Remove removes an article. Its files in followed folders are not read again, unless they are added by themselves.
// When it returns nil, nothing of the article is left in the library's file. ErrNotFound means that there is none.
func (l *Library) Remove(ctx context.Context, collection, id string) error {
	return l.change(ctx, func(s *storing) error {
		k, err := s.known(ctx, "collection = ? AND id = ?", collection, id)
		if err != nil {
			return err
		}
		if k == nil {
			return ErrNotFound
		}
		if _, err := s.tx.ExecContext(ctx, "DELETE FROM places WHERE article = ? AND folder IS NULL", k.number); err != nil {
			return err
		}
		_, err = s.tx.ExecContext(ctx, "UPDATE places SET removed = 1, hash = x'', article = NULL WHERE article = ?", k.number)
		if err != nil {
			return err
		}
		return s.drop(ctx, k)
	})
}

// forget cuts the log, in which what was deleted still stands; in the file itself SQLite has overwritten it. Where
// another process reads just then, the log is cut by the next to forget or to close the library.
func (l *Library) forget(ctx context.Context) error {
	_, err := l.cutLog(context.WithoutCancel(ctx)) // what was deleted is acknowledged; this belongs to it
	return err
}

// cutLog tells whether nobody was in the way.
func (l *Library) cutLog(ctx context.Context) (bool, error) {
	var busy, frames, moved int
	err := l.writer.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	return busy == 0, l.explain(err)
}
