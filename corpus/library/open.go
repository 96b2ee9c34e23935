package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

const (
	fileName   = "library.db"
	lockName   = "lock"
	holderName = "lock.process"
)

// maxReaders is how many queries may run at a time.
const maxReaders = 4

// Open opens the library in dir. For writing it makes the folder where there is none, brings an older file up to
// date and keeps other processes from writing until Close. Errors that a caller may branch on: ErrNone (only read,
// and there is no library), ErrLocked, ErrDamaged, ErrNewer, ErrReadOnly, ErrFull.
func Open(ctx context.Context, dir string, o Options) (*Library, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open library %q: %w", dir, err)
	}
	l := &Library{dir: abs, options: o.withDefaults(), listeners: map[chan struct{}]bool{}}
	switch err = folderOrNone(abs); {
	case err != nil:
	case o.ReadOnly:
		err = l.openReading(ctx)
	default:
		err = l.openWriting(ctx)
	}
	if err != nil {
		l.abandon()
		return nil, fmt.Errorf("open library %q: %w", abs, err)
	}
	return l, nil
}

// folderOrNone makes sure that no file stands where the library's folder is or will be.
func folderOrNone(path string) error {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return errors.New("it is a file; name a folder with --data")
	}
	return nil
}

// abandon frees what an Open that failed had got hold of.
func (l *Library) abandon() {
	if l.writer != nil {
		_ = l.writer.Close()
	}
	if l.reader != nil {
		_ = l.reader.Close()
	}
	if l.lock != nil {
		_ = l.lock.Unlock()
	}
}

func (l *Library) openWriting(ctx context.Context) error {
	if err := os.MkdirAll(l.dir, 0o700); err != nil {
		return l.explain(err)
	}
	if err := l.takeLock(); err != nil {
		return err
	}
	if err := l.openWriter(ctx); err != nil {
		return err
	}
	if err := l.migrate(ctx); err != nil {
		return l.explain(err)
	}
	if err := l.fingerprintOld(ctx); err != nil {
		return l.explain(err)
	}
	var err error
	if l.reader, err = sql.Open("sqlite", dsn(l.file(), "ro")); err != nil {
		return err
	}
	l.reader.SetMaxOpenConns(maxReaders)
	return nil
}

// openWriter opens the file for writing. Nothing is written to a file that is damaged or another program's.
func (l *Library) openWriter(ctx context.Context) error {
	// Made here where it is missing, as SQLite would let everybody read it.
	f, err := os.OpenFile(l.file(), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return l.explain(err)
	}
	if err := f.Close(); err != nil {
		return err
	}
	if l.writer, err = sql.Open("sqlite", dsn(l.file(), "rw")); err != nil {
		return err
	}
	l.writer.SetMaxOpenConns(1)
	if err := l.examine(ctx, l.writer); err != nil {
		return err
	}
	if _, err := l.version(ctx, l.writer); err != nil {
		return err
	}
	_, err = l.writer.ExecContext(ctx, "PRAGMA journal_mode = wal")
	return l.explain(err)
}

// takeLock keeps other processes from writing, and notes for their messages who does.
func (l *Library) takeLock() error {
	lock := flock.New(filepath.Join(l.dir, lockName), flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))
	taken, err := lock.TryLock()
	if err != nil {
		return l.explain(err)
	}
	if !taken {
		return fmt.Errorf("%w%s; %s", ErrLocked, holder(filepath.Join(l.dir, holderName)), adviceLocked)
	}
	l.lock = lock
	// A file of its own, as some systems let nobody read a locked one.
	return l.explain(os.WriteFile(filepath.Join(l.dir, holderName), []byte(strconv.Itoa(os.Getpid())), 0o600))
}

func holder(path string) string {
	data, err := os.ReadFile(path)
	pid, bad := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil || bad != nil {
		return ""
	}
	return fmt.Sprintf(" (process %d)", pid)
}

func (l *Library) openReading(ctx context.Context) error {
	info, err := os.Stat(l.file())
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return ErrNone
	}
	if err != nil {
		return l.explain(err)
	}
	for _, mode := range []string{"ro", "immutable"} {
		if l.reader, err = sql.Open("sqlite", dsn(l.file(), mode)); err != nil {
			return err
		}
		l.reader.SetMaxOpenConns(maxReaders)
		if err = l.examine(ctx, l.reader); err == nil || !l.mayBeFrozen(err) {
			break
		}
		_ = l.reader.Close()
	}
	if err != nil {
		return err
	}
	return l.checkVersion(ctx)
}

// mayBeFrozen tells whether the file lies in a folder that cannot be written to. SQLite then opens it only where it
// is told that nobody changes it, which is right unless a log stands beside it.
func (l *Library) mayBeFrozen(err error) bool {
	if !isCode(err, codeCantOpen) && !isCode(err, codeReadOnly) {
		return false
	}
	info, missing := os.Stat(l.file() + "-wal")
	return missing != nil || info.Size() == 0
}

// dsn is the driver's name for a file, whose path must be absolute. The mode is SQLite's, or "immutable".
func dsn(path, mode string) string {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(10000)", "foreign_keys(1)", "secure_delete(1)", "synchronous(2)", "trusted_schema(0)",
	}}
	q.Set("mode", mode)
	if mode == "immutable" {
		q.Set("immutable", "1")
		q.Set("mode", "ro")
	}
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/…
	}
	u := url.URL{Scheme: "file", Path: p, RawQuery: q.Encode()}
	return u.String()
}
