package corpus

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// entry is a file to be read, or what is wrong at a path.
type entry struct {
	path string
	err  error
}

// walker lists the files at some paths.
type walker struct {
	ctx     context.Context
	reader  FileReader
	entries []entry
	ignored int
	// seen has the resolved paths of the files and folders listed, so that none is listed twice.
	seen map[string]bool
}

func (w *walker) fail(path string, err error) {
	w.entries = append(w.entries, entry{path, bare(err)})
}

// path lists what a person named.
func (w *walker) path(path string) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		w.fail(path, err)
	case info.IsDir():
		w.folder(path, nil)
	case !info.Mode().IsRegular():
		w.fail(path, fmt.Errorf("is %s, not a file", kindOf(info.Mode())))
	case !w.reader.Reads(path):
		w.fail(path, errFormat(w.reader))
	default:
		w.file(path)
	}
}

// first tells whether the path, with its links resolved, has not been listed yet, and notes it.
func (w *walker) first(path string) bool {
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		w.fail(path, err)
		return false
	}
	known := w.seen[real]
	w.seen[real] = true
	return !known
}

func (w *walker) file(path string) {
	if w.first(path) {
		w.entries = append(w.entries, entry{path: path})
	}
}

// folder lists a folder. The folders above it tell a loop of links from a folder that has been listed before.
func (w *walker) folder(path string, above []fs.FileInfo) {
	if w.ctx.Err() != nil {
		return
	}
	info, err := os.Stat(path)
	if err != nil {
		w.fail(path, err)
		return
	}
	for _, a := range above {
		if os.SameFile(a, info) {
			w.fail(path, fmt.Errorf("is a link loop: it leads back to %q", a.Name()))
			return
		}
	}
	if !w.first(path) {
		return
	}
	list, err := os.ReadDir(path)
	if err != nil {
		w.fail(path, err)
	}
	for _, e := range list {
		w.child(filepath.Join(path, e.Name()), e, append(above[:len(above):len(above)], info))
	}
}

// child lists what a folder holds.
func (w *walker) child(path string, e fs.DirEntry, above []fs.FileInfo) {
	if strings.HasPrefix(e.Name(), ".") {
		return
	}
	mode := e.Type()
	if mode&fs.ModeSymlink != 0 {
		info, err := os.Stat(path)
		if err != nil {
			w.fail(path, err)
			return
		}
		mode = info.Mode().Type()
	}
	switch {
	case mode.IsDir():
		w.folder(path, above)
	case !w.reader.Reads(path):
		w.ignored++
	case !mode.IsRegular():
		w.fail(path, fmt.Errorf("is %s, not a file", kindOf(mode)))
	default:
		w.file(path)
	}
}
