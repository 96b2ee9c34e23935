// Package library keeps people's articles in one folder, and never loses one that it has taken.
//
// [Open] gives the [Library] of a folder. [Library.AddPaths] and [Library.Add] store articles, [Library.Sync] reads
// followed folders again and [Library.SyncLinks] addresses, [Library.Watch] does both as long as it runs.
// [Library.Collection] is what an engine answers from, the same pointers again for articles that have not changed, and
// [Library.Changes] tells when to build the next one. What became of each file is an [Outcome]. [Library.Backup] and
// [Restore] copy the whole, [Library.Export] and [Library.Import] the articles alone.
//
// What binds:
//   - The folder holds one SQLite file. What a call has acknowledged is on the disk (WAL with
//     synchronous=FULL) and survives the end of the process at any moment; what it has not is either there
//     whole or not at all.
//   - An article is stored with the bytes it came from, by their SHA-256, and with the text and blocks that
//     were read from them. Corrections are kept apart from what was read, so that a new version of a file
//     does not undo them.
//   - One process writes; a lock refuses a second one, which may still read. A process that ends in any way
//     leaves no lock behind.
//   - A damaged file is reported with what to do. Nothing here writes over it.
//   - Removed means gone from the file: freed space is overwritten and the log cut.
//   - Articles are told apart by collection and never cross it: every query names its collections.
package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"footnote/corpus"
)

// Operator is the collection of whoever runs footnote. Other collections are named by their Discord server's ID.
const Operator = "operator"

// Library is a folder of articles. It is safe for concurrent use. Close it in the end.
type Library struct {
	dir     string
	options Options
	// writer has one connection, or is nil where the library is only read.
	writer *sql.DB
	reader *sql.DB
	lock   *flock.Flock
	given  given

	mu        sync.Mutex
	listeners map[chan struct{}]bool
}

// Options of Open; the zero value means the defaults.
type Options struct {
	// ReadOnly opens an existing library without the right to write, also while another process writes.
	ReadOnly bool
	// Salvage opens a damaged library for reading what can be read.
	Salvage bool
	// Reader reads the files; nil means corpus.TextReader. Where it is an Unpacker, each file in an archive becomes an
	// article of its own.
	Reader corpus.FileReader
	// Web gets what addresses have; where it is nil, addresses are refused.
	Web Web
	// MaxFileBytes is the size in bytes above which a file is refused; 0 means corpus.DefaultMaxFileBytes.
	MaxFileBytes int64
	// Room bounds what is added to collections other than Operator; the zero value does not.
	Room Room
	// Now is the clock; nil means the system's.
	Now func() time.Time
}

func (o Options) withDefaults() Options {
	if o.Reader == nil {
		o.Reader = corpus.TextReader{}
	}
	if o.MaxFileBytes == 0 {
		o.MaxFileBytes = corpus.DefaultMaxFileBytes
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Unpacker takes archives apart. A file that is none is given back alone; the error is one line that does not name it.
type Unpacker interface {
	Unpack(ctx context.Context, f corpus.File) ([]corpus.File, []corpus.Problem, error)
}

// Dir is the library's folder.
func (l *Library) Dir() string { return l.dir }

// Close ends all use of the library and frees its lock.
func (l *Library) Close() error {
	errs := []error{l.reader.Close()}
	if l.writer != nil { // last, as the last to close writes the log into the file
		errs = append(errs, l.writer.Close())
	}
	if l.lock != nil {
		errs = append(errs, l.lock.Unlock())
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close library %q: %w", l.dir, err)
	}
	return nil
}

// write runs f in a transaction of its own. When it returns nil, what f did is on the disk.
func (l *Library) write(ctx context.Context, f func(*sql.Tx) error) error {
	if l.writer == nil {
		return ErrReadOnly
	}
	tx, err := l.writer.BeginTx(ctx, nil)
	if err != nil {
		return l.explain(err)
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing; before, f's error says more
	if err := f(tx); err != nil {
		return l.explain(err)
	}
	if err := tx.Commit(); err != nil {
		return l.explain(err)
	}
	return nil
}

// Changes gives a channel that holds a value when articles have changed since it was last received from, until
// ctx ends. Many changes may share one value.
func (l *Library) Changes(ctx context.Context) <-chan struct{} {
	c := make(chan struct{}, 1)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.listeners[c] = true
	context.AfterFunc(ctx, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.listeners, c)
	})
	return c
}

func (l *Library) announce() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.listeners {
		select {
		case c <- struct{}{}:
		default: // it holds one already
		}
	}
}

func (l *Library) file() string { return filepath.Join(l.dir, fileName) }
