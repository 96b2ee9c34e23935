package library

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"footnote/corpus"
)

// fingerprint notes what an article is recognised by, and finds the ID of one that it repeats, or "".
func (s *storing) fingerprint(ctx context.Context, collection string, number int64, a *corpus.Article) (copyOf string, err error) {
	mark, long := sign(a)
	data := []byte{}
	if long {
		data = mark.bytes()
	}
	address, err := storeAddress(ctx, s.tx, number)
	if err == nil {
		_, err = s.tx.ExecContext(ctx, "UPDATE articles SET signature = ? WHERE number = ?", data, number)
	}
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

// storeAddress notes the address that an article has with its corrections.
func storeAddress(ctx context.Context, tx *sql.Tx, number int64) (string, error) {
	var details, edits string
	err := tx.QueryRowContext(ctx, "SELECT details, edits FROM articles WHERE number = ?", number).Scan(&details, &edits)
	if err != nil {
		return "", err
	}
	d, err := decodeDetails(details, edits)
	if err != nil {
		return "", damaged(err)
	}
	address := canonical(d.URL)
	_, err = tx.ExecContext(ctx, "UPDATE articles SET address = ? WHERE number = ?", address, number)
	return address, err
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
