package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"footnote/corpus"
)

// fingerprint is what an article is recognised by.
type fingerprint struct {
	id, address string
	signature   signature
	long        bool // enough text for a signature
}

func (l *Library) fingerprints(ctx context.Context, collection string) ([]fingerprint, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT id, details, edits, signature FROM articles WHERE collection = ?", collection)
	if err != nil {
		return nil, l.explain(err)
	}
	defer rows.Close()
	var out []fingerprint
	for rows.Next() {
		var f fingerprint
		var details, edits string
		var data []byte
		if err := rows.Scan(&f.id, &details, &edits, &data); err != nil {
			return nil, l.explain(err)
		}
		d, err := decodeDetails(details, edits)
		if err != nil {
			return nil, damaged(fmt.Errorf("details of article %s: %w", f.id, err))
		}
		f.address = canonical(d.URL)
		f.signature, f.long = signatureOf(data)
		out = append(out, f)
	}
	return out, l.explain(rows.Err())
}

// fingerprint notes what an article is recognised by, and finds the ID of one that it repeats, or "".
func (s *storing) fingerprint(ctx context.Context, collection string, number int64, a *corpus.Article) (copyOf string, err error) {
	mark, long := sign(a)
	data, address := []byte{}, canonical(a.URL)
	if long {
		data = mark.bytes()
	}
	_, err = s.tx.ExecContext(ctx, "UPDATE articles SET address = ?, signature = ? WHERE number = ?", address, data, number)
	if err == nil {
		_, err = s.tx.ExecContext(ctx, "DELETE FROM bands WHERE article = ?", number)
	}
	if err == nil && address != "" {
		copyOf, err = s.sameAddress(ctx, collection, number, address)
	}
	if err != nil || !long {
		return copyOf, err
	}
	if copyOf == "" {
		copyOf, err = s.alike(ctx, collection, mark)
	}
	for n := range bands {
		if err == nil {
			_, err = s.tx.ExecContext(ctx, "INSERT INTO bands (band, hash, article) VALUES (?, ?, ?)", n, mark.band(n), number)
		}
	}
	return copyOf, err
}

func (s *storing) sameAddress(ctx context.Context, collection string, number int64, address string) (id string, err error) {
	err = s.tx.QueryRowContext(ctx, "SELECT id FROM articles WHERE collection = ? AND address = ? AND address <> '' AND number <> ? ORDER BY number LIMIT 1",
		collection, address, number).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, err
}

// alike is the ID of the article that is most like the signature, or "".
func (s *storing) alike(ctx context.Context, collection string, mark signature) (string, error) {
	var where []string
	var args []any
	for n := range bands {
		where, args = append(where, "(?, ?)"), append(args, n, mark.band(n))
	}
	// A join, as SQLite looks up no index for a list of pairs; CROSS keeps its order.
	rows, err := s.tx.QueryContext(ctx, `WITH own (band, hash) AS (VALUES `+strings.Join(where, ", ")+`)
		SELECT DISTINCT number, id, signature FROM own CROSS JOIN bands USING (band, hash) CROSS JOIN articles ON number = article
		WHERE collection = ? ORDER BY number`, append(args, collection)...)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	best, most := "", 0.
	for rows.Next() {
		var number int64
		var id string
		var data []byte
		if err := rows.Scan(&number, &id, &data); err != nil {
			return "", err
		}
		if other, ok := signatureOf(data); ok && mark.share(other) >= max(copyShare, most+1e-9) {
			best, most = id, mark.share(other)
		}
	}
	return best, rows.Err()
}

// fingerprintOld makes the fingerprints of articles that an older version has stored.
func (l *Library) fingerprintOld(ctx context.Context) error {
	for {
		records, err := recordsOf(ctx, l.writer, "signature IS NULL LIMIT 64")
		if err != nil || len(records) == 0 {
			return err
		}
		err = l.change(ctx, func(s *storing) error {
			for _, r := range records {
				a, err := r.article()
				if err != nil {
					return err
				}
				if _, err := s.fingerprint(ctx, r.collection, r.number, a); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
}
