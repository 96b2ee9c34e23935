package library

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
)

// known is a stored article as far as storing another one needs it.
type known struct {
	number    int64
	id, title string
	hash      []byte
	// location is where it was read, or its file's name.
	location string
	places   int
	// held is set while a place has the bytes that the article was made of.
	held bool
	// sent is set where a person sent the bytes, so that no file that has them too stands for the article.
	sent bool
}

// standsBefore tells whether an article stays as it is where a file with its text is read again at p: the bytes are its
// own, or they are another file's with the same text, such as a PDF beside the Word file that the article was made of.
func (k *known) standsBefore(r reading, p place) bool {
	return bytes.Equal(k.hash, r.hash[:]) || k.sent || k.held && !bytes.Equal(k.hash, p.hash)
}

// same is the stored article with the reading's bytes, or else with its text.
func (s *storing) same(ctx context.Context, r reading) (*known, error) {
	k, err := s.known(ctx, "collection = ? AND original = ?", r.collection, r.hash[:])
	if k != nil || err != nil {
		return k, err
	}
	return s.known(ctx, "collection = ? AND id = ?", r.collection, r.article.ID)
}

// known finds one article, or nil.
func (s *storing) known(ctx context.Context, where string, args ...any) (*known, error) {
	var k known
	err := s.tx.QueryRowContext(ctx, `SELECT number, id, coalesce(edits ->> '$.title', details ->> '$.title'), original, `+locationColumn+`,
		(SELECT count(*) FROM places WHERE article = articles.number),
		EXISTS (SELECT 1 FROM places WHERE article = articles.number AND hash = original), kept = 2 FROM articles WHERE `+where, args...).
		Scan(&k.number, &k.id, &k.title, &k.hash, &k.location, &k.places, &k.held, &k.sent)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &k, nil
}

func (s *storing) insert(ctx context.Context, r reading) (number int64, copyOf string, err error) {
	if err := s.fits(ctx, r, 1); err != nil {
		return 0, "", err
	}
	details, blocks, err := s.encode(ctx, r)
	if err != nil {
		return 0, "", err
	}
	edits, err := json.Marshal(r.edits)
	if err != nil {
		return 0, "", err
	}
	done, err := s.tx.ExecContext(ctx, `INSERT INTO articles (collection, id, original, name, text, details, edits, blocks, kept, added, changed)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
		r.collection, r.article.ID, r.hash[:], r.name, r.article.Text, details, string(edits), blocks, cmp.Or(r.added, s.now), s.now)
	if err != nil {
		return 0, "", err
	}
	s.touched = true
	if number, err = done.LastInsertId(); err == nil {
		copyOf, err = s.fingerprint(ctx, r.collection, number, r.article)
	}
	return number, copyOf, err
}

// update puts a new version in an article's place. Corrections stay.
func (s *storing) update(ctx context.Context, r reading, k *known) (copyOf string, err error) {
	if err := s.fits(ctx, r, 0); err != nil {
		return "", err
	}
	details, blocks, err := s.encode(ctx, r)
	if err != nil {
		return "", err
	}
	_, err = s.tx.ExecContext(ctx, `UPDATE articles SET id = ?, original = ?, name = ?, text = ?, details = ?, blocks = ?, changed = ? WHERE number = ?`,
		r.article.ID, r.hash[:], r.name, r.article.Text, details, blocks, s.now, k.number)
	if err != nil {
		return "", err
	}
	s.touched = true
	if err := s.dropOriginal(ctx, k.hash); err != nil {
		return "", err
	}
	return s.fingerprint(ctx, r.collection, k.number, r.article)
}

// encode makes a reading's columns and stores its original bytes, once.
func (s *storing) encode(ctx context.Context, r reading) (details, blocks string, err error) {
	details, err = encodeDetails(r.article.Details)
	if err == nil {
		blocks, err = encodeBlocks(r.article.Blocks)
	}
	if err == nil {
		_, err = s.tx.ExecContext(ctx, "INSERT INTO originals (hash, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING", r.hash[:], r.data)
	}
	return details, blocks, err
}

// dropIfLoose removes an article that neither a place nor a person's wish holds.
func (s *storing) dropIfLoose(ctx context.Context, article int64) (*known, error) {
	k, err := s.known(ctx, "number = ? AND kept = 0 AND NOT EXISTS (SELECT 1 FROM places WHERE article = articles.number)", article)
	if k == nil || err != nil {
		return nil, err
	}
	return k, s.drop(ctx, k)
}

func (s *storing) drop(ctx context.Context, k *known) error {
	if _, err := s.tx.ExecContext(ctx, "DELETE FROM articles WHERE number = ?", k.number); err != nil {
		return err
	}
	s.touched = true
	return s.dropOriginal(ctx, k.hash)
}

// dropOriginal removes bytes that no article came from any more.
func (s *storing) dropOriginal(ctx context.Context, hash []byte) error {
	s.dropped = true
	_, err := s.tx.ExecContext(ctx, "DELETE FROM originals WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM articles WHERE original = ?1)", hash)
	return err
}
