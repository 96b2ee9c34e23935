package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Restore puts a backup in the place of the library in dir. The library that was there is kept beside it, under the name
// that is returned; "" means that there was none. A backup that is not whole changes nothing.
func Restore(ctx context.Context, dir, file string, o Options) (aside string, err error) {
	abs, err := filepath.Abs(dir)
	if err == nil {
		file, err = filepath.Abs(file)
	}
	if err == nil {
		err = examineFile(ctx, file)
	}
	if err == nil {
		if err := folderOrNone(abs); err != nil {
			return "", fmt.Errorf("restore to %q: %w", abs, err)
		}
		l := &Library{dir: abs, options: o.withDefaults()}
		aside, err = l.restore(ctx, file)
		err = l.explain(err)
	}
	if err != nil {
		return "", fmt.Errorf("restore %q: %w", file, err)
	}
	return aside, nil
}

func (l *Library) restore(ctx context.Context, file string) (aside string, err error) {
	if err := os.MkdirAll(l.dir, 0o700); err != nil {
		return "", err
	}
	if err := l.takeLock(); err != nil {
		return "", err
	}
	defer l.abandon()
	part := l.file() + ".part"
	defer os.Remove(part) // gone already where all went well
	if err := copyFile(part, file); err != nil {
		return "", err
	}
	if aside, err = l.putAside(ctx); err != nil {
		return "", err
	}
	return aside, publish(part, l.file())
}

// putAside gives the library's file a second name. Its log must not stay: SQLite would take it for the new file's. A
// healthy library has its log written into the file; that of a damaged one goes aside with it.
func (l *Library) putAside(ctx context.Context) (string, error) {
	if _, err := os.Stat(l.file()); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	aside := l.file() + ".before-" + stampName(l.options.Now())
	for _, err := os.Lstat(aside); err == nil; _, err = os.Lstat(aside) {
		aside += "x"
	}
	settled := l.settleLog(ctx)
	if err := os.Link(l.file(), aside); err != nil {
		if err := copyFile(aside, l.file()); err != nil {
			return "", err
		}
	}
	if settled == nil {
		return aside, nil
	}
	for _, log := range []string{"-wal", "-shm"} {
		if err := os.Rename(l.file()+log, aside+log); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return aside, nil
}

// settleLog writes the log of a library that nobody has open into its file. The error means that it is not healthy.
func (l *Library) settleLog(ctx context.Context) error {
	db, err := sql.Open("sqlite", dsn(l.file(), "rw"))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if err := l.examine(ctx, db); err != nil {
		return err
	}
	var busy, frames, moved int
	if err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved); err != nil {
		return err
	}
	if busy != 0 {
		return errors.New("another process is reading it")
	}
	return nil
}

func copyFile(to, from string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if _, err := io.Copy(out, in); err != nil {
		return err
	}
	return out.Sync()
}

// stampName is a time as it stands in names of files.
func stampName(t time.Time) string { return t.UTC().Format("20060102-150405") }
