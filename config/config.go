// Package config fills one Config from flags, the environment, a YAML file and defaults, in this
// order of precedence, and is the one place where a setting is documented.
//
// Settings lists every setting as a row of a table: the flags of the commands, their help, the keys
// of the file and the README's table all come from it. Load reads all sources and reports all that
// is wrong with them at once. A value is checked wherever it stands, also where a better source
// overrides it: a mistake in the file is found on the day it is made.
//
// Only main reads this package. It takes the environment and the file system as functions, and no
// secret in it can be printed.
package config

import "log/slog"

// Config is what the commands run with. The zero value is not useful; Load fills every field.
type Config struct {
	// Data is the folder of the library; "" where none was named and the platform has none.
	Data string
	// Articles are files and folders to answer from instead of the library; empty means the library.
	Articles []string
	// MaxFileSize is in bytes; a larger article is refused.
	MaxFileSize int64
	// Limit is the number of citations of an answer, 1 to 10.
	Limit int
	Color Color
	JSON  bool
	// RequireAnswer makes it a failure that nothing was found.
	RequireAnswer bool
	// History is the file that keeps the questions asked at the prompt, or "" for none.
	History   string
	LogLevel  slog.Level
	LogFormat LogFormat
	// ServerArticles and ServerSize are how many articles and bytes a Discord server may add to the library; no article
	// means that servers add none.
	ServerArticles int
	ServerSize     int64
	// Shards is the number of gateway connections, 0 to 1000; 0 means as many as Discord recommends.
	Shards int
	// LeftDays is for how many days what belongs to a server is kept after the bot was removed from it, 1 to 365.
	LeftDays int
	// OperatorServers are where the operator's articles may be searched in Discord.
	OperatorServers Places
	// DiscordToken is "" where none was given.
	DiscordToken Secret
}

// Places are places in Discord; the zero value is nowhere.
type Places struct {
	// All is everywhere.
	All bool
	// Servers are IDs of servers; "" stands for direct messages and for what people do in servers without the bot.
	Servers []string
}

// Color says when text is shown with terminal colours.
type Color string

// The values of Color.
const (
	ColorAuto   Color = "auto"
	ColorAlways Color = "always"
	ColorNever  Color = "never"
)

// LogFormat is how serve writes its log.
type LogFormat string

// The values of LogFormat.
const (
	LogText LogFormat = "text"
	LogJSON LogFormat = "json"
)

// Secret is text that no formatting verb, log or encoder shows. Reveal gives it.
type Secret struct{ text string }

// NewSecret keeps text out of sight.
func NewSecret(text string) Secret { return Secret{text} }

// Reveal returns the secret for its one use.
func (s Secret) Reveal() string { return s.text }

// String stands in for the secret in every message.
func (s Secret) String() string {
	if s.text == "" {
		return "none"
	}
	return "[secret]"
}

// GoString keeps %#v from showing the secret.
func (s Secret) GoString() string { return s.String() }

// MarshalText keeps encoders from showing the secret.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
