package bot

import (
	"context"
	"errors"
	"time"
)

// State is what a front end keeps between questions and across restarts. Every implementation passes
// bot/state/statetest and is safe for concurrent use. A record is gone, not only hidden, once it is
// deleted or has expired and Purge has run. People and servers are named by the IDs that the front end
// gives them; the server "" stands for what happens outside of any, such as direct messages.
type State interface {
	SettingsState
	CardState
	FeedbackState
	UnansweredState
	PendingState
	PeopleState
	ServerState
}

// SettingsState holds each server's settings.
type SettingsState interface {
	// Settings returns a server's settings, DefaultSettings where none were set.
	Settings(ctx context.Context, server string) (Settings, error)
	SetSettings(ctx context.Context, server string, s Settings) error
}

// CardState holds what a message with buttons needs to go on working after a restart.
type CardState interface {
	// SaveCard stores a card, in place of one with the same key.
	SaveCard(ctx context.Context, c Card) error
	// Card returns the card with this key, or ErrNoCard where there is none or it expired before now.
	Card(ctx context.Context, key string, now time.Time) (Card, error)
	// DropCard deletes a card. It is no error that there is none.
	DropCard(ctx context.Context, key string) error
}

// FeedbackState holds what people say of answers.
type FeedbackState interface {
	// AddFeedback stores what one person says of one card, in place of what they said of it before.
	AddFeedback(ctx context.Context, f Feedback) error
	// Feedback lists a server's feedback, newest first, at most limit entries.
	Feedback(ctx context.Context, server string, limit int) ([]Feedback, error)
}

// UnansweredState holds the questions that no article answered.
type UnansweredState interface {
	// AddUnanswered stores a question, in place of one with the same ID.
	AddUnanswered(ctx context.Context, u Unanswered) error
	// Unanswered lists a server's unanswered questions, newest first, at most limit of them, after
	// leaving out the first offset. total counts all.
	Unanswered(ctx context.Context, server string, offset, limit int) (list []Unanswered, total int, err error)
	// DropUnanswered deletes all of a server's unanswered questions.
	DropUnanswered(ctx context.Context, server string) error
}

// PendingState holds what was acknowledged and is not answered yet, for the next start of a process that ended in between.
type PendingState interface {
	// AddPending stores requests, in place of those with the same IDs: all or none.
	AddPending(ctx context.Context, all ...Pending) error
	// DropPending deletes requests. It is no error that there are none.
	DropPending(ctx context.Context, ids ...string) error
	// Pending lists the requests that do not expire before now, oldest first.
	Pending(ctx context.Context, now time.Time) ([]Pending, error)
}

// PeopleState is what privacy asks for.
type PeopleState interface {
	// Held counts what is held about a person.
	Held(ctx context.Context, user string) (Holdings, error)
	// DeleteUser deletes all that is held about a person, pending requests too, and says how much that was.
	DeleteUser(ctx context.Context, user string) (Holdings, error)
	// Retain makes no record of the server live longer than keep after it was created. It shortens
	// lives and never makes one longer.
	Retain(ctx context.Context, server string, keep time.Duration) error
	// Purge deletes all that expired before now.
	Purge(ctx context.Context, now time.Time) error
}

// ServerState follows which servers the bot is in.
type ServerState interface {
	// ServerLeft notes that the bot was removed from a server at that time, unless that is noted already.
	ServerLeft(ctx context.Context, server string, at time.Time) error
	// ServerJoined takes that back.
	ServerJoined(ctx context.Context, server string) error
	// KnownServers lists the servers that anything is held of, without those noted as left, sorted.
	KnownServers(ctx context.Context) ([]string, error)
	// PurgeLeft deletes all data of the servers left before that time and returns these servers.
	PurgeLeft(ctx context.Context, before time.Time) ([]string, error)
}

// ErrNoCard: there is no card with this key, or no longer.
var ErrNoCard = errors.New("no such card")

// Settings are what the people who run a server decide. Read them from DefaultSettings, not from the zero value.
type Settings struct {
	// Channels are where the bot answers for all to see; none means everywhere.
	Channels []string `json:"channels,omitempty"`
	// Mentions says whether mentions of the bot and replies to it are answered.
	Mentions bool `json:"mentions"`
	// Private makes answers visible to the asker alone unless they say otherwise.
	Private bool `json:"private"`
	// Language is the code of the language that the bot speaks in the server, "" for each asker's own.
	Language string `json:"language,omitempty"`
	// Librarians are the roles whose members may change the server's library, beside those who manage the server.
	Librarians []string `json:"librarians,omitempty"`
	// RetentionDays is how long records of the server are kept, from MinRetentionDays to MaxRetentionDays.
	RetentionDays int `json:"retention_days"`
}

// Bounds of Settings.RetentionDays, and its default.
const (
	MinRetentionDays     = 1
	DefaultRetentionDays = 90
	MaxRetentionDays     = 365
)

// MaxChannels is how many Settings.Channels there may be: what Discord's select menus hold.
const MaxChannels = 25

// MaxLibrarians is how many Settings.Librarians there may be.
const MaxLibrarians = 5

// DefaultSettings are those of a server that has set none.
func DefaultSettings() Settings {
	return Settings{Mentions: true, RetentionDays: DefaultRetentionDays}
}

// Retention is how long records are kept.
func (s Settings) Retention() time.Duration {
	return time.Duration(min(max(s.RetentionDays, MinRetentionDays), MaxRetentionDays)) * 24 * time.Hour
}

// Card is the state of one message with buttons.
type Card struct {
	// Key is unique; it stands in the buttons.
	Key string
	// User asked, Server is where.
	User, Server     string
	Created, Expires time.Time
	// Data is the front end's own, a few kilobytes at most.
	Data []byte
}

// Feedback is what a person says of an answer.
type Feedback struct {
	// Card is the key of the card it is about.
	Card         string
	User, Server string
	// Question is what was asked.
	Question string
	Helpful  bool
	// Expected is what the person had hoped for, in their own words; it may be "".
	Expected         string
	Created, Expires time.Time
}

// Unanswered is a question that no article answered.
type Unanswered struct {
	// ID is unique: that of the request.
	ID           string
	User, Server string
	Question     string
	// Article is the title of the only article that was searched, "" if all were.
	Article          string
	Created, Expires time.Time
}

// Pending is a request between its acknowledgement and its answer.
type Pending struct {
	// ID is unique: that of the request.
	ID string
	// User asked, Server is where.
	User, Server     string
	Created, Expires time.Time
	// Data is the front end's own. It may hold what answering takes, which is a secret.
	Data []byte
}

// Holdings counts records about one person. Pending requests are not counted: they are gone with their answer.
type Holdings struct{ Cards, Feedback, Unanswered int }

// Total is all of them.
func (h Holdings) Total() int { return h.Cards + h.Feedback + h.Unanswered }
