package durable

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"footnote/bot"
	"footnote/corpus/library"
)

// records are the tables whose rows are about a person, in a server, and expire.
func records() []string { return []string{"cards", "feedback", "unanswered", "pending"} }

func holdings(counts map[string]int) bot.Holdings {
	return bot.Holdings{Cards: counts["cards"], Feedback: counts["feedback"], Unanswered: counts["unanswered"]}
}

// Held implements bot.PeopleState.
func (s *State) Held(ctx context.Context, user string) (bot.Holdings, error) {
	counts := map[string]int{}
	for _, table := range []string{"cards", "feedback", "unanswered"} {
		n := 0
		if err := s.library.View().QueryRowContext(ctx, "SELECT count(*) FROM "+table+" WHERE user = ?", user).Scan(&n); err != nil {
			return bot.Holdings{}, s.failed("count what is held about a person", err)
		}
		counts[table] = n
	}
	return holdings(counts), nil
}

// DeleteUser implements bot.PeopleState.
func (s *State) DeleteUser(ctx context.Context, user string) (bot.Holdings, error) {
	counts, err := s.drop(ctx, "delete what is held about a person", records(), "user = ?", user)
	return holdings(counts), err
}

// Retain implements bot.PeopleState.
func (s *State) Retain(ctx context.Context, server string, keep time.Duration) error {
	return s.failed("shorten the keeping of records", s.library.Update(ctx, func(tx *sql.Tx) error {
		for _, table := range records() {
			_, err := tx.ExecContext(ctx, "UPDATE "+table+" SET expires = created + ?1 WHERE server = ?2 AND expires > created + ?1", keep.Milliseconds(), server)
			if err != nil {
				return err
			}
		}
		return nil
	}))
}

// Purge implements bot.PeopleState.
func (s *State) Purge(ctx context.Context, now time.Time) error {
	_, err := s.drop(ctx, "delete what has expired", records(), "expires < ?", millis(now))
	return err
}

// ServerLeft implements bot.ServerState.
func (s *State) ServerLeft(ctx context.Context, server string, at time.Time) error {
	return s.store(ctx, "note that a server was left", "INSERT INTO servers_left (server, at) VALUES (?, ?) ON CONFLICT DO NOTHING", server, millis(at))
}

// ServerJoined implements bot.ServerState.
func (s *State) ServerJoined(ctx context.Context, server string) error {
	return s.store(ctx, "note that a server was joined", "DELETE FROM servers_left WHERE server = ?", server)
}

// KnownServers implements bot.ServerState.
func (s *State) KnownServers(ctx context.Context) ([]string, error) {
	servers, err := list(ctx, s, scanText, `SELECT server FROM (SELECT server FROM settings UNION SELECT server FROM cards
		UNION SELECT server FROM feedback UNION SELECT server FROM unanswered UNION SELECT collection FROM articles WHERE collection <> ?)
		WHERE server <> '' AND server NOT IN (SELECT server FROM servers_left) ORDER BY server`, library.Operator)
	return servers, s.failed("list the known servers", err)
}

func scanText(rows *sql.Rows) (text string, err error) { return text, rows.Scan(&text) }

// PurgeLeft implements bot.ServerState. The server's articles go too.
func (s *State) PurgeLeft(ctx context.Context, before time.Time) ([]string, error) {
	const what = "delete the data of servers that were left"
	servers, err := list(ctx, s, scanText, "SELECT server FROM servers_left WHERE at < ? ORDER BY server", millis(before))
	if err != nil {
		return nil, s.failed(what, err)
	}
	for i, server := range servers {
		if err := s.library.RemoveCollection(ctx, server); err != nil {
			return servers[:i], s.failed(what, err)
		}
		// The note that it was left goes last and with all else, so that an interruption leaves it for the next time.
		if _, err := s.drop(ctx, what, slices.Concat(records(), []string{"settings", "servers_left"}), "server = ?", server); err != nil {
			return servers[:i], err
		}
	}
	return servers, nil
}
