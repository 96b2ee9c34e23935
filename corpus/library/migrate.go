package library

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// applicationID marks the file as footnote's ("foot" in ASCII), as PRAGMA application_id keeps it.
const applicationID = 0x666f6f74

// migrations are the steps from an empty file to the current form; the file's user_version counts those done. A step
// that was released is never changed.
func migrations() ([]string, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var steps []string
	for _, name := range names {
		data, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		steps = append(steps, string(data))
	}
	return steps, nil
}

// migrate does the steps that the file lacks, each whole or not at all.
func (l *Library) migrate(ctx context.Context) error {
	steps, err := migrations()
	if err != nil {
		return err
	}
	version, err := l.version(ctx, l.writer)
	if err != nil {
		return err
	}
	for i := version; i < len(steps); i++ {
		err := l.write(ctx, func(tx *sql.Tx) error {
			// Pragmas take no parameters; both numbers are ours.
			_, err := tx.ExecContext(ctx, steps[i]+fmt.Sprintf("; PRAGMA user_version = %d; PRAGMA application_id = %d", i+1, applicationID))
			return err
		})
		if err != nil {
			return fmt.Errorf("bring the library from version %d to %d: %w", i, i+1, err)
		}
	}
	return nil
}

// version is how many steps the file has; a newer or foreign one is an error.
func (l *Library) version(ctx context.Context, db *sql.DB) (int, error) {
	steps, err := migrations()
	if err != nil {
		return 0, err
	}
	var version, application, tables int
	err = errors.Join(
		db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version),
		db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&application),
		db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables))
	switch {
	case err != nil:
		return 0, l.explain(err)
	case application != applicationID && tables > 0:
		return 0, ErrForeign
	case version > len(steps):
		return 0, ErrNewer
	}
	return version, nil
}

// checkVersion refuses to read what only a writer can bring up to date.
func (l *Library) checkVersion(ctx context.Context) error {
	steps, err := migrations()
	if err != nil {
		return err
	}
	version, err := l.version(ctx, l.reader)
	if err == nil && version < len(steps) {
		err = errors.New("an older footnote has written it; run footnote sync once to bring it up to date")
	}
	return err
}

// examine finds damage to the structure of the file. Damage to an article's text is found when it is read.
func (l *Library) examine(ctx context.Context, db *sql.DB) error {
	if l.options.Salvage {
		return nil
	}
	var found string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return l.explain(err)
	}
	if found != "ok" {
		return damaged(errors.New(found))
	}
	return nil
}
