package corpus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ErrLoop is what is wrong with a link that leads back to a folder above it.
var ErrLoop = errors.New("is a link loop")

// Found is a file, or what is wrong at a path.
type Found struct {
	Path string
	// Info is the file's, its links resolved; nil where Err is set.
	Info fs.FileInfo
	// Err does not repeat the path.
	Err error
}

// Listing is what stands at some paths at one moment.
type Listing struct {
	// Found are the files and what is wrong between them, in the order of the paths, and below a folder of the names.
	Found []Found
	// Folders are the folders that were gone through.
	Folders []string
	// Ignored counts the files in folders that the reader does not read.
	Ignored int
}

// List lists the files at the paths that the reader reads, in folders at any depth. It follows links, passes over hidden
// files and folders, and lists no file or folder twice. Where ctx ends it stops early.
func List(ctx context.Context, paths []string, reader FileReader) Listing {
	w := walker{ctx: ctx, reader: reader, seen: map[string]bool{}}
	for _, p := range paths {
		w.path(p)
	}
	return w.Listing
}

// walker makes a listing.
type walker struct {
	Listing
	ctx    context.Context
	reader FileReader
	// seen has the resolved paths of the files and folders listed, so that none is listed twice.
	seen map[string]bool
}

func (w *walker) fail(path string, err error) {
	w.Found = append(w.Found, Found{Path: path, Err: bare(err)})
}

// path lists what a person named.
func (w *walker) path(path string) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		w.fail(path, err)
	case info.IsDir():
		w.folder(path, info, nil)
	case info.Mode().IsRegular() && !w.reader.Reads(path):
		w.fail(path, errFormat(w.reader))
	default:
		w.file(path, info)
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

func (w *walker) file(path string, info fs.FileInfo) {
	switch {
	case !info.Mode().IsRegular():
		w.fail(path, fmt.Errorf("is %s, not a file", KindOf(info.Mode())))
	case w.first(path):
		w.Found = append(w.Found, Found{Path: path, Info: info})
	}
}

// folder lists a folder. The folders above it tell a loop of links from a folder that has been listed before.
func (w *walker) folder(path string, info fs.FileInfo, above []fs.FileInfo) {
	if w.ctx.Err() != nil {
		return
	}
	for _, a := range above {
		if os.SameFile(a, info) {
			w.fail(path, fmt.Errorf("%w: it leads back to %q", ErrLoop, a.Name()))
			return
		}
	}
	if !w.first(path) {
		return
	}
	w.Folders = append(w.Folders, path)
	list, err := os.ReadDir(path)
	if err != nil {
		w.fail(path, err)
	}
	for _, e := range list {
		if !strings.HasPrefix(e.Name(), ".") {
			w.child(filepath.Join(path, e.Name()), append(above[:len(above):len(above)], info))
		}
	}
}

// child lists what a folder holds.
func (w *walker) child(path string, above []fs.FileInfo) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		w.fail(path, err)
	case info.IsDir():
		w.folder(path, info, above)
	case !w.reader.Reads(path):
		w.Ignored++
	default:
		w.file(path, info)
	}
}
