package library

import (
	"context"
	"database/sql"
	"errors"
)

// folder is a followed folder.
type folder struct {
	number           int64
	collection, path string
}

// Folder is a folder that Sync reads again.
type Folder struct{ Collection, Path string }

// Folders lists the followed folders, sorted by collection and path.
func (l *Library) Folders(ctx context.Context) ([]Folder, error) {
	rows, err := l.folders(ctx)
	var out []Folder
	for _, f := range rows {
		out = append(out, Folder{f.collection, f.path})
	}
	return out, err
}

func (l *Library) folders(ctx context.Context) ([]folder, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT number, collection, path FROM folders ORDER BY collection, path")
	if err != nil {
		return nil, l.explain(err)
	}
	defer rows.Close()
	var out []folder
	for rows.Next() {
		var f folder
		if err := rows.Scan(&f.number, &f.collection, &f.path); err != nil {
			return nil, l.explain(err)
		}
		out = append(out, f)
	}
	return out, l.explain(rows.Err())
}

// follow notes a folder as one to be read again, and reads it.
func (l *Library) follow(ctx context.Context, collection, path string, report Report) error {
	number, err := l.folderNumber(ctx, collection, path)
	if err != nil {
		return err
	}
	return l.syncFolder(ctx, folder{number, collection, path}, report)
}

// folderNumber is the number of a followed folder or list, which is noted where it is new.
func (l *Library) folderNumber(ctx context.Context, collection, path string) (number int64, err error) {
	err = l.write(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT number FROM folders WHERE collection = ? AND path = ?", collection, path).Scan(&number)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		return tx.QueryRowContext(ctx, "INSERT INTO folders (collection, path) VALUES (?, ?) RETURNING number", collection, path).Scan(&number)
	})
	return number, err
}

// Unfollow ends the following of a folder and removes the articles that nothing else holds. ErrNotFound means that it
// is not followed.
func (l *Library) Unfollow(ctx context.Context, which Folder, report Report) error {
	var removed []Outcome
	err := l.change(ctx, func(s *storing) error {
		removed = nil
		var number int64
		err := s.tx.QueryRowContext(ctx, "SELECT number FROM folders WHERE collection = ? AND path = ?", which.Collection, which.Path).Scan(&number)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		if removed, err = s.withdrawAll(ctx, number); err != nil {
			return err
		}
		_, err = s.tx.ExecContext(ctx, "DELETE FROM folders WHERE number = ?", number)
		return err
	})
	if err != nil {
		return err
	}
	for _, o := range removed {
		report.outcome(o)
	}
	return nil
}

func (s *storing) withdrawAll(ctx context.Context, folder int64) ([]Outcome, error) {
	rows, err := s.tx.QueryContext(ctx, "SELECT number, collection, coalesce(article, 0), location, member FROM places WHERE folder = ? ORDER BY location, member", folder)
	if err != nil {
		return nil, err
	}
	var places []place
	for rows.Next() {
		var p place
		if err := rows.Scan(&p.number, &p.collection, &p.article, &p.location, &p.member); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		places = append(places, p)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	var removed []Outcome
	for _, p := range places {
		o, err := s.withdraw(ctx, p)
		if err != nil {
			return nil, err
		}
		removed = append(removed, o...)
	}
	return removed, nil
}
