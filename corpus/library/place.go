package library

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
)

// place is a row of places.
type place struct {
	number, article, folder               int64 // 0 for none
	collection, location, member, problem string
	hash                                  []byte
	stamp                                 stamp
	removed                               bool
}

func (s *storing) placeOf(ctx context.Context, r reading) (place, error) {
	p := place{location: r.location, member: r.member}
	if r.location == "" {
		return p, nil
	}
	err := s.tx.QueryRowContext(ctx, `SELECT number, coalesce(article, 0), coalesce(folder, 0), hash, removed FROM places
		WHERE collection = ? AND location = ? AND member = ?`, r.collection, r.location, r.member).Scan(&p.number, &p.article, &p.folder, &p.hash, &p.removed)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return p, err
}

// setPlace writes what is known of the reading's place. A file that a followed folder holds stays the folder's, also
// where it is added by itself.
func (s *storing) setPlace(ctx context.Context, r reading, p place) error {
	problem := ""
	if r.err != nil {
		problem = r.err.Error()
	}
	_, err := s.tx.ExecContext(ctx, `INSERT INTO places (collection, location, member, folder, article, hash, size, modified, etag, last_modified, problem, removed)
		VALUES (?1, ?2, ?11, nullif(?3, 0), nullif(?4, 0), ?5, ?6, ?7, ?8, ?9, ?10, 0)
		ON CONFLICT (collection, location, member) DO UPDATE SET folder = nullif(?3, 0), article = nullif(?4, 0), hash = ?5, size = ?6,
			modified = ?7, etag = ?8, last_modified = ?9, problem = ?10, removed = 0`,
		r.collection, r.location, cmp.Or(r.folder, p.folder), p.article, r.hash[:], r.stamp.size, r.stamp.modified,
		r.stamp.etag, r.stamp.lastModified, problem, r.member)
	return err
}

// withdraw removes a place that is gone, and its article unless something else holds it.
func (s *storing) withdraw(ctx context.Context, p place) ([]Outcome, error) {
	if _, err := s.tx.ExecContext(ctx, "DELETE FROM places WHERE number = ?", p.number); err != nil {
		return nil, err
	}
	k, err := s.dropIfLoose(ctx, p.article)
	if k == nil && err == nil {
		err = s.readCopies(ctx, p.article)
	}
	if k == nil || err != nil {
		return nil, err
	}
	return []Outcome{{Change: Removed, Collection: p.collection, Location: p.name(), ID: k.id, Title: k.title}}, nil
}

// readCopies has the other files of an article's text read again where the one that it was made of is gone.
func (s *storing) readCopies(ctx context.Context, article int64) error {
	_, err := s.tx.ExecContext(ctx, `UPDATE places SET modified = 0 WHERE article = ?1 AND NOT EXISTS
		(SELECT 1 FROM places JOIN articles ON articles.number = article WHERE article = ?1 AND hash = original)`, article)
	return err
}

func (p place) unchanged() Outcome {
	if p.problem != "" {
		return Outcome{Change: Refused, Collection: p.collection, Location: p.name(), Reason: errors.New(p.problem)}
	}
	return Outcome{Change: Unchanged, Collection: p.collection, Location: p.name()}
}

// name is the place as people read it.
func (p place) name() string { return placeName(p.location, p.member) }

func placeName(location, member string) string {
	if member == "" {
		return location
	}
	return location + "/" + member
}

// places lists places, sorted by location.
func (l *Library) places(ctx context.Context, where string, args ...any) ([]place, error) {
	places, err := queryPlaces(ctx, l.reader, where, args...)
	return places, l.explain(err)
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func queryPlaces(ctx context.Context, q querier, where string, args ...any) ([]place, error) {
	rows, err := q.QueryContext(ctx, `SELECT number, collection, coalesce(article, 0), coalesce(folder, 0), location, member, problem, hash,
		size, modified, etag, last_modified, removed FROM places WHERE `+where+" ORDER BY location, member, collection", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []place
	for rows.Next() {
		p, err := scanPlace(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, rows.Err()
}

func scanPlace(rows *sql.Rows) (p place, err error) {
	err = rows.Scan(&p.number, &p.collection, &p.article, &p.folder, &p.location, &p.member, &p.problem, &p.hash,
		&p.stamp.size, &p.stamp.modified, &p.stamp.etag, &p.stamp.lastModified, &p.removed)
	return p, err
}
