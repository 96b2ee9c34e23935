package library

import (
	"context"
	"database/sql"
)

// Update runs f in a transaction of its own, for packages that keep what they know in the library's file; their tables
// stand in its migrations. When it returns nil, what f did is on the disk. f must not use the library otherwise.
func (l *Library) Update(ctx context.Context, f func(*sql.Tx) error) error { return l.write(ctx, f) }

// View is the library's file for reading, for the same packages. It sees what was acknowledged.
func (l *Library) View() *sql.DB { return l.reader }

// Explain puts what a person can do before an error of View.
func (l *Library) Explain(err error) error { return l.explain(err) }

// Forget makes what was deleted unreadable in all of the library's files. It tells whether it could: another process
// that reads just then keeps a copy in the log, until the next Forget or the end of this process.
func (l *Library) Forget(ctx context.Context) (bool, error) {
	if l.writer == nil {
		return false, ErrReadOnly
	}
	return l.cutLog(ctx)
}

// Collections lists the names of the collections that hold an article, sorted.
func (l *Library) Collections(ctx context.Context) ([]string, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT DISTINCT collection FROM articles ORDER BY collection")
	if err != nil {
		return nil, l.explain(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, l.explain(err)
		}
		out = append(out, name)
	}
	return out, l.explain(rows.Err())
}

// RemoveCollection removes all articles of a collection and follows none of its folders any more.
func (l *Library) RemoveCollection(ctx context.Context, name string) error {
	return l.change(ctx, func(s *storing) error {
		for _, statement := range []string{
			"DELETE FROM places WHERE collection = ?", "DELETE FROM folders WHERE collection = ?", "DELETE FROM articles WHERE collection = ?",
		} {
			if _, err := s.tx.ExecContext(ctx, statement, name); err != nil {
				return err
			}
		}
		s.touched, s.dropped = true, true
		_, err := s.tx.ExecContext(ctx, "DELETE FROM originals WHERE hash NOT IN (SELECT original FROM articles)")
		return err
	})
}
