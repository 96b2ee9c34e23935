package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"footnote/corpus"
)

// file is an article's file as a walk found it, by its absolute path.
type file struct {
	path string
	info fs.FileInfo
}

// walk is what stands in a folder at one moment.
type walk struct {
	files   []file
	folders []string  // all folders gone through
	refused []Outcome // without their collection
}

// walkFolder lists the articles in a folder at any depth, as corpus.List does; a link that leads back is no news. The
// error means that the folder itself cannot be read.
func walkFolder(ctx context.Context, path string, reader corpus.FileReader) (*walk, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, bare(err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("is %s, not a folder", corpus.KindOf(info.Mode()))
	}
	if _, err := os.ReadDir(path); err != nil {
		return nil, bare(err)
	}
	list := corpus.List(ctx, []string{path}, reader)
	w := &walk{folders: list.Folders}
	for _, f := range list.Found {
		switch {
		case f.Err == nil:
			w.files = append(w.files, file{f.Path, f.Info})
		case !errors.Is(f.Err, corpus.ErrLoop):
			w.refused = append(w.refused, Outcome{Change: Refused, Location: f.Path, Reason: f.Err})
		}
	}
	return w, ctx.Err()
}
