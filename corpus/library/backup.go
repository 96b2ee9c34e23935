package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes the whole library to a new file, as it is at one moment; others may go on reading and writing. The
// file is there under its name only once it is complete, on the disk and found good. The error of a file that exists is
// fs.ErrExist.
func (l *Library) Backup(ctx context.Context, file string) error {
	abs, err := filepath.Abs(file)
	if err == nil {
		err = l.backup(ctx, abs)
	}
	if err != nil {
		return fmt.Errorf("back up to %q: %w", file, err)
	}
	return nil
}

func (l *Library) backup(ctx context.Context, file string) error {
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("%w; name another file", fs.ErrExist)
	}
	part, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".part-*")
	if err != nil {
		return l.explain(bare(err))
	}
	defer os.Remove(part.Name()) // gone already where all went well
	if err := part.Close(); err != nil {
		return err
	}
	if _, err := l.reader.ExecContext(ctx, "VACUUM INTO ?", part.Name()); err != nil {
		return l.explain(err)
	}
	if err := dropPending(ctx, part.Name()); err != nil {
		return err
	}
	if err := examineFile(ctx, part.Name()); err != nil {
		return err
	}
	return publish(part.Name(), file)
}

// dropPending deletes what is only kept until it is answered, and may hold secrets, from a copy.
func dropPending(ctx context.Context, file string) error {
	db, err := sql.Open("sqlite", dsn(file, "rw"))
	if err != nil {
		return err
	}
	defer db.Close()
	var tables int
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'pending'").Scan(&tables)
	if err == nil && tables > 0 { // a salvaged library may be of an earlier version
		_, err = db.ExecContext(ctx, "DELETE FROM pending")
	}
	return err
}

// publish gives a finished file its name, all of it on the disk.
func publish(part, file string) error {
	if err := syncPath(part); err != nil {
		return err
	}
	if err := os.Rename(part, file); err != nil {
		return err
	}
	return syncPath(filepath.Dir(file))
}

// syncPath waits until a file or a folder's list is on the disk. Some systems cannot do that for folders, and keep
// renames in order without it.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}

// examineFile makes sure that a file is a whole library of this version or an older one.
func examineFile(ctx context.Context, file string) error {
	f, err := os.Open(file) // SQLite would not say why it cannot
	if err != nil {
		return bare(err)
	}
	info, err := f.Stat()
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if info.IsDir() {
		return errors.New("it is a folder; name the file of a backup")
	}
	db, err := sql.Open("sqlite", dsn(file, "immutable"))
	if err != nil {
		return err
	}
	defer db.Close()
	l := &Library{}
	version, err := l.version(ctx, db)
	switch {
	case isCode(err, codeNotADB), errors.Is(err, ErrForeign), err == nil && version == 0:
		return errors.New("it is no backup of a library")
	case errors.Is(err, ErrDamaged):
		return fmt.Errorf("%w (%w)", ErrDamaged, unadvised(err))
	case err != nil:
		return err
	}
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&found); err != nil {
		return fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	if found != "ok" {
		return fmt.Errorf("%w (%w)", ErrDamaged, finding(found))
	}
	return nil
}
