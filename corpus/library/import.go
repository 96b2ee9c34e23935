package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Import adds the articles of an export. What the library has already stays as it is.
func (l *Library) Import(ctx context.Context, dir string, report Report) error {
	if l.writer == nil {
		return ErrReadOnly
	}
	lines, err := readExport(dir)
	if err != nil {
		return fmt.Errorf("import %q: %w", dir, err)
	}
	read := func(ctx context.Context, e exported) []reading { return []reading{l.readExported(ctx, dir, e)} }
	return l.storeBatches(ctx, inOrder(ctx, lines, read), report.counting(len(lines)))
}

func readExport(dir string) ([]exported, error) {
	data, err := os.ReadFile(filepath.Join(dir, exportList))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("there is no %s in it; to add a folder of articles, use footnote add", exportList)
	}
	if err != nil {
		return nil, err
	}
	var out []exported
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		if strings.TrimSpace(line) == "" {
			continue
		}
		var e exported
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", exportList, n, err)
		}
		if e.Collection == "" || !filepath.IsLocal(filepath.FromSlash(e.File)) {
			return nil, fmt.Errorf("%s line %d: a collection and a file inside the folder are needed", exportList, n)
		}
		out = append(out, e)
	}
	return out, nil
}

// readExported reads one article of an export, with its corrections.
func (l *Library) readExported(ctx context.Context, dir string, e exported) reading {
	data, _, err := l.load(filepath.Join(dir, filepath.FromSlash(e.File)))
	r := reading{collection: e.Collection, name: filepath.Base(filepath.FromSlash(e.Name)), location: e.Address, data: data, err: err}
	if !e.Added.IsZero() {
		r.added = e.Added.Unix()
	}
	r.stamp.size = int64(len(data))
	if sum := sha256.Sum256(data); err == nil && hex.EncodeToString(sum[:]) != e.SHA256 {
		r.err = errors.New("is not the file that was exported; add it with footnote add if it is meant")
	}
	if r.edits, err = e.Edits.normalise(); err != nil && r.err == nil {
		r.err = fmt.Errorf("its corrections: %w", err)
	}
	if r = l.parse(ctx, r); r.err != nil {
		r.name, r.location = e.File, ""
	}
	return r
}
