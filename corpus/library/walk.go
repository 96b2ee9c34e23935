package library

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// file is an article's file as a walk found it, by its absolute path.
type file struct {
	path string
	info fs.FileInfo
}

// walk is what stands in a folder at one moment.
type walk struct {
	takes   func(name string) bool
	files   []file
	folders []string // all folders gone through
	refused []Outcome
	// partly is set where a folder below could not be read, so that what is not listed may still be there.
	partly bool
	seen   map[string]bool // resolved paths: no file or folder counts twice, and links that lead back end
}

// walkFolder lists the articles in a folder at any depth, sorted by name. It follows links and passes over hidden files
// and folders. The error means that the folder itself cannot be read.
func walkFolder(ctx context.Context, path string, takes func(string) bool) (*walk, error) {
	w := &walk{takes: takes, seen: map[string]bool{}}
	info, err := os.Stat(path)
	if err != nil {
		return nil, bare(err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("is %s, not a folder", kindOf(info.Mode()))
	}
	if _, err := os.ReadDir(path); err != nil {
		return nil, bare(err)
	}
	w.folder(ctx, path)
	return w, ctx.Err()
}

func (w *walk) fail(path string, err error) {
	w.partly = true
	w.refused = append(w.refused, Outcome{Change: Refused, Location: path, Reason: bare(err)})
}

// first tells whether the path, its links resolved, comes up for the first time.
func (w *walk) first(path string) bool {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		w.fail(path, err)
		return false
	}
	known := w.seen[real]
	w.seen[real] = true
	return !known
}

func (w *walk) folder(ctx context.Context, path string) {
	if ctx.Err() != nil || !w.first(path) {
		return
	}
	w.folders = append(w.folders, path)
	list, err := os.ReadDir(path)
	if err != nil {
		w.fail(path, err)
	}
	for _, e := range list {
		if !strings.HasPrefix(e.Name(), ".") {
			w.child(ctx, filepath.Join(path, e.Name()))
		}
	}
}

func (w *walk) child(ctx context.Context, path string) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		w.fail(path, err)
	case info.IsDir():
		w.folder(ctx, path)
	case !w.takes(path):
	case !info.Mode().IsRegular():
		w.fail(path, fmt.Errorf("is %s, not a file", kindOf(info.Mode())))
	case w.first(path):
		w.files = append(w.files, file{path, info})
	}
}

// kindOf says what a path is that is not what it should be.
func kindOf(m fs.FileMode) string {
	switch {
	case m.IsDir():
		return "a folder"
	case m.IsRegular():
		return "a file"
	case m&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&fs.ModeDevice != 0:
		return "a device"
	}
	return "a special file"
}
