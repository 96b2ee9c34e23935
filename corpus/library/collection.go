package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"footnote/corpus"
)

// Entry is a line of the library's list.
type Entry struct {
	Collection, ID string
	corpus.Details
	// Location is where the article was read, or its file's name.
	Location string
	// Bytes is the size of the article's text.
	Bytes int
	// Edited tells whether a person has corrected the details.
	Edited         bool
	Added, Changed time.Time
}

// Articles lists a collection's articles, sorted by title, then ID; "" lists those of all collections.
func (l *Library) Articles(ctx context.Context, collection string) ([]Entry, error) {
	rows, err := l.reader.QueryContext(ctx, `SELECT collection, id, details, edits, length(CAST(text AS BLOB)), added, changed, `+locationColumn+`
		FROM articles WHERE ?1 IN ('', collection)`, collection)
	if err != nil {
		return nil, l.explain(err)
	}
	defer rows.Close()
	var out []Entry
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return nil, l.explain(err)
		}
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b Entry) int {
		return slices.Compare([]string{a.Collection, strings.ToLower(a.Title), a.ID}, []string{b.Collection, strings.ToLower(b.Title), b.ID})
	})
	return out, l.explain(rows.Err())
}

// locationColumn is where an article of the query was read: of several places one that has the bytes it was made of.
const locationColumn = `coalesce((SELECT iif(member = '', location, location || '/' || member) FROM places
	WHERE article = articles.number ORDER BY hash <> original, location, member LIMIT 1), name)`

func scanEntry(rows *sql.Rows) (Entry, error) {
	var e Entry
	var details, edits string
	var added, changed int64
	err := rows.Scan(&e.Collection, &e.ID, &details, &edits, &e.Bytes, &added, &changed, &e.Location)
	if err != nil {
		return e, err
	}
	if e.Details, err = decodeDetails(details, edits); err != nil {
		return e, damaged(fmt.Errorf("details of article %s: %w", e.ID, err))
	}
	e.Edited, e.Added, e.Changed = edits != "{}", time.Unix(added, 0), time.Unix(changed, 0)
	return e, nil
}

// Article is one article of a collection. ErrNotFound means that there is none.
func (l *Library) Article(ctx context.Context, collection, id string) (*corpus.Article, error) {
	records, err := l.records(ctx, "collection = ? AND id = ?", collection, id)
	if err != nil {
		return nil, err
	}
	if len(records) == 0 {
		return nil, l.notFound(ctx, collection, id)
	}
	return records[0].article()
}

// Original is the file that an article was read from, byte for byte, and its name.
func (l *Library) Original(ctx context.Context, collection, id string) (name string, data []byte, err error) {
	var hash []byte
	err = l.reader.QueryRowContext(ctx, `SELECT name, hash, bytes FROM articles JOIN originals ON hash = original
		WHERE collection = ? AND id = ?`, collection, id).Scan(&name, &hash, &data)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil, l.notFound(ctx, collection, id)
	}
	if err != nil {
		return "", nil, l.explain(err)
	}
	return name, data, checkHash(id, hash, data)
}

func (l *Library) numberOf(ctx context.Context, collection, id string) (number int64, err error) {
	err = l.reader.QueryRowContext(ctx, "SELECT number FROM articles WHERE collection = ? AND id = ?", collection, id).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, l.notFound(ctx, collection, id)
	}
	return number, l.explain(err)
}

// notFound is ErrNotFound, or damage where the article's row is there and only what leads to it or from it is not.
func (l *Library) notFound(ctx context.Context, collection, id string) error {
	var there bool
	err := l.reader.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM articles NOT INDEXED WHERE collection = ? AND id = ?)", collection, id).Scan(&there)
	switch {
	case err != nil:
		return l.explain(err)
	case there:
		return damaged(fmt.Errorf("article %s is listed, but not found", id))
	}
	return ErrNotFound
}

func (l *Library) records(ctx context.Context, where string, args ...any) ([]record, error) {
	records, err := recordsOf(ctx, l.reader, where, args...)
	return records, l.explain(err)
}

func recordsOf(ctx context.Context, q querier, where string, args ...any) ([]record, error) {
	return queryRecords(ctx, q, "text", where, args...)
}

// headsOf are records without their texts, which are most of what there is to read.
func headsOf(ctx context.Context, q querier, where string, args ...any) ([]record, error) {
	return queryRecords(ctx, q, "''", where, args...)
}

func queryRecords(ctx context.Context, q querier, text, where string, args ...any) ([]record, error) {
	rows, err := q.QueryContext(ctx, "SELECT number, collection, id, "+locationColumn+", "+text+", details, edits, blocks FROM articles WHERE "+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []record
	for rows.Next() {
		var r record
		err := rows.Scan(&r.number, &r.collection, &r.id, &r.location, &r.text, &r.details, &r.edits, &r.blocks)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}
