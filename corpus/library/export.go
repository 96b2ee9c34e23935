package library

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// exportList is the file of an export that describes the others: JSON, a line for each article.
const exportList = "articles.jsonl"

// exported is a line of an export's list. Keys may be added.
type exported struct {
	Collection string    `json:"collection"`
	ID         string    `json:"id"`
	File       string    `json:"file"` // below the export's folder, with slashes
	Name       string    `json:"name"`
	SHA256     string    `json:"sha256"` // of the file
	Address    string    `json:"address,omitempty"`
	Title      string    `json:"title"` // for people; the file and the edits say it too
	Edits      Edits     `json:"edits,omitzero"`
	Added      time.Time `json:"added"`
}

// Export writes every article of all collections to a new folder: the files that they were read from, byte for byte,
// and a list with the corrections, which Import reads. An article that cannot be read from a damaged library is
// reported, and the others are written.
func (l *Library) Export(ctx context.Context, dir string, report Report) error {
	if err := l.export(ctx, dir, report); err != nil {
		return fmt.Errorf("export to %q: %w", dir, err)
	}
	return nil
}

func (l *Library) export(ctx context.Context, dir string, report Report) (err error) {
	if err := newFolder(dir); err != nil {
		return err
	}
	list, err := os.OpenFile(filepath.Join(dir, exportList), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return l.explain(err)
	}
	defer func() { err = errors.Join(err, list.Close()) }()
	total := 0
	if err := l.reader.QueryRowContext(ctx, "SELECT count(*) FROM articles").Scan(&total); err != nil && !isCode(err, codeCorrupt) {
		return l.explain(err)
	}
	done := report.counting(total)
	var after int64
	for failures := 0; failures < maxLost; {
		e, data, err := l.nextExport(ctx, &after)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return list.Sync()
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			failures++
			done(Outcome{Change: Refused, Location: fmt.Sprintf("article number %d", after), ID: e.ID, Reason: unadvised(l.explain(err))})
			continue
		}
		if err := writeExport(dir, e, data, list); err != nil {
			return l.explain(err)
		}
		done(Outcome{Change: Added, Location: e.File, ID: e.ID, Title: e.Title})
	}
	return damaged(errors.New("too much of it cannot be read"))
}

// maxLost is how many articles of a damaged library are tried in vain.
const maxLost = 1000

// newFolder makes a folder, or takes one that is empty.
func newFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	list, err := os.ReadDir(dir)
	if err == nil && len(list) > 0 {
		err = errors.New("the folder is not empty; name a new one")
	}
	return err
}

// nextExport is the article with the next number, which after is moved to.
func (l *Library) nextExport(ctx context.Context, after *int64) (e exported, data []byte, err error) {
	var details, edits, location string
	var hash []byte
	var added int64
	number := *after + 1 // where it cannot be told, the next is tried
	err = l.reader.QueryRowContext(ctx, `SELECT number, collection, id, name, details, edits, added, `+locationColumn+`, hash, bytes
		FROM articles JOIN originals ON hash = original WHERE number > ? ORDER BY number LIMIT 1`, *after).
		Scan(&number, &e.Collection, &e.ID, &e.Name, &details, &edits, &added, &location, &hash, &data)
	*after = number
	if err != nil {
		return e, nil, err
	}
	d, err := decodeDetails(details, edits)
	err = errors.Join(err, json.Unmarshal([]byte(edits), &e.Edits), checkHash(e.ID, hash, data))
	e.Title, e.SHA256, e.Added = d.Title, hex.EncodeToString(hash), time.Unix(added, 0).UTC()
	e.File = exportName(e.Collection) + "/" + e.ID + strings.ToLower(filepath.Ext(e.Name))
	if isAddress(location) {
		e.Address = location
	}
	return e, data, err
}

// exportName is a collection's name as a folder's: what is not a letter, a digit or a dash becomes an underscore.
func exportName(collection string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}, collection)
}

func writeExport(dir string, e exported, data []byte, list *os.File) error {
	path := filepath.Join(dir, filepath.FromSlash(e.File))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return err
	}
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = list.Write(append(line, '\n'))
	return err
}
