package library

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// TextHash is what a passage's vector is kept by: the SHA-256 of its text.
type TextHash [sha256.Size]byte

// Vectors are the stored vectors of a model by their passages' texts, of all collections.
func (l *Library) Vectors(ctx context.Context, model string) (map[TextHash][]float32, error) {
	rows, err := l.reader.QueryContext(ctx, "SELECT hash, vector FROM vectors WHERE model = ?", model)
	if err != nil {
		return nil, l.explain(err)
	}
	defer rows.Close()
	out := map[TextHash][]float32{}
	for rows.Next() {
		var hash, data []byte
		if err := rows.Scan(&hash, &data); err != nil {
			return nil, l.explain(err)
		}
		if len(hash) != sha256.Size || len(data)%4 != 0 {
			return nil, damaged(fmt.Errorf("a vector of model %q has %d bytes", model, len(data)))
		}
		vector := make([]float32, len(data)/4)
		for i := range vector {
			vector[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		}
		out[TextHash(hash)] = vector
	}
	return out, l.explain(rows.Err())
}

// SetVectors stores a model's vectors of an article's passages, in place of those it had. They go with the article.
// ErrNotFound means that there is no such article.
func (l *Library) SetVectors(ctx context.Context, collection, id, model string, vectors map[TextHash][]float32) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		var number int64
		err := tx.QueryRowContext(ctx, "SELECT number FROM articles WHERE collection = ? AND id = ?", collection, id).Scan(&number)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, "DELETE FROM vectors WHERE article = ? AND model = ?", number, model)
		}
		for hash, vector := range vectors {
			if err != nil {
				return err
			}
			data := make([]byte, 0, 4*len(vector))
			for _, x := range vector {
				data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
			}
			_, err = tx.ExecContext(ctx, "INSERT INTO vectors (article, model, hash, vector) VALUES (?, ?, ?, ?)", number, model, hash[:], data)
		}
		return err
	})
}
