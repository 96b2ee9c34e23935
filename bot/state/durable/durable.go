// Package durable keeps the bot's state in the library's file, so that it survives restarts and is in its backups.
//
// [State] implements bot.State. What binds: what a call has acknowledged is on the disk, and what was deleted, or
// expired and was purged, is overwritten in the file and cut from its log.
package durable

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"footnote/bot"
	"footnote/corpus/library"
)

// State is the state in a library. It is safe for concurrent use.
type State struct{ library *library.Library }

var _ bot.State = (*State)(nil)

// New keeps state in a library that is open for writing.
func New(l *library.Library) *State { return &State{l} }

// settingsVersion is the form of the documents in the table of settings.
const settingsVersion = 1

// Settings implements bot.SettingsState.
func (s *State) Settings(ctx context.Context, server string) (bot.Settings, error) {
	settings := bot.DefaultSettings()
	var document string
	err := s.library.View().QueryRowContext(ctx, "SELECT document FROM settings WHERE server = ?", server).Scan(&document)
	if errors.Is(err, sql.ErrNoRows) {
		return settings, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(document), &settings)
	}
	return settings, s.failed("read the settings of a server", err)
}

// SetSettings implements bot.SettingsState.
func (s *State) SetSettings(ctx context.Context, server string, settings bot.Settings) error {
	document, err := json.Marshal(settings)
	if err != nil {
		return err
	}
	return s.store(ctx, "store the settings of a server",
		"INSERT INTO settings (server, document, version) VALUES (?1, ?2, ?3) ON CONFLICT (server) DO UPDATE SET document = ?2, version = ?3",
		server, string(document), settingsVersion)
}

// store runs a statement that puts something in.
func (s *State) store(ctx context.Context, what, statement string, args ...any) error {
	return s.failed(what, s.library.Update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, statement, args...)
		return err
	}))
}

// drop deletes rows of tables and makes them unreadable. It counts them by table.
func (s *State) drop(ctx context.Context, what string, tables []string, where string, args ...any) (map[string]int, error) {
	counts, total := map[string]int{}, 0
	err := s.library.Update(ctx, func(tx *sql.Tx) error {
		clear(counts)
		for _, table := range tables { // the names are this package's own
			done, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE "+where, args...)
			if err != nil {
				return err
			}
			n, err := done.RowsAffected()
			if err != nil {
				return err
			}
			counts[table] = int(n)
			total += int(n)
		}
		return nil
	})
	if err == nil && total > 0 {
		err = s.forget(ctx)
	}
	return counts, s.failed(what, err)
}

func (s *State) forget(ctx context.Context) error {
	done, err := s.library.Forget(ctx)
	if err == nil && !done {
		err = errors.New("it is deleted, but another process that reads the library keeps a copy in its log until it ends")
	}
	return err
}

// failed says what failed; nil stays nil.
func (s *State) failed(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, s.library.Explain(err))
}

func millis(t time.Time) int64 { return t.UnixMilli() }

func timeOf(millis int64) time.Time { return time.UnixMilli(millis).UTC() }
