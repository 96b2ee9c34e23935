package config

import (
	"slices"
	"strings"
)

// Setting is one row of the table of settings.
type Setting struct {
	// Key names the setting in the file and in messages: "max_file_size".
	Key string
	// Env is the environment variable that holds it.
	Env string
	// Flag is the option's name without dashes, or "" where it may not stand on a command line.
	Flag string
	// Commands take the flag.
	Commands []string
	// InFile is set where the file may hold it.
	InFile bool
	// Default is the value that applies without it; "" means that Unset says what happens.
	Default string
	// Unset says in words what applies without it where no value can be written for that.
	Unset string
	// Placeholder stands for the value in help texts; "" for a switch, which needs no value.
	Placeholder string
	// Help is one sentence without its stop.
	Help string
	// Allowed says in words which values are allowed.
	Allowed string
	// Repeatable settings take several values; in the environment they are separated as in PATH.
	Repeatable bool
	// Path marks values that are paths: in the file they are relative to the file's folder.
	Path bool
	// Secret values never appear in messages.
	Secret bool

	store func(*draft, []string) bool
}

// Switch tells whether the flag stands without a value.
func (s Setting) Switch() bool { return s.Placeholder == "" }

// Takes tells whether the command has the setting's flag.
func (s Setting) Takes(command string) bool {
	for _, c := range s.Commands {
		if c == command {
			return s.Flag != ""
		}
	}
	return false
}

// draft is a Config under way, with what only all sources together can settle.
type draft struct {
	Config
	data      string
	history   string
	tokenFile string
}

// Settings is the table of all settings, in the order in which they are documented.
func Settings() []Setting {
	rows := slices.Concat(reading(), showing(), serving())
	for i := range rows {
		s := &rows[i]
		if s.Env == "" {
			s.Env = "FOOTNOTE_" + strings.ToUpper(s.Key)
		}
		if !s.Secret {
			s.InFile = true
		}
		if len(s.Commands) > 0 {
			s.Flag = strings.ReplaceAll(s.Key, "_", "-")
		}
	}
	return rows
}

func reading() []Setting {
	return []Setting{{
		Key: "data", Commands: []string{
			"ask", "chat", "serve", "add", "list", "show", "edit", "remove", "sync", "watch", "export", "import", "backup", "restore",
		}, Path: true,
		Unset: "a folder in the data folder of the platform", Placeholder: "DIR",
		Help: "Folder that keeps the library", Allowed: "a folder's path",
		store: storeData,
	}, {
		Key: "articles", Commands: []string{"ask", "chat", "serve", "eval"}, Repeatable: true, Path: true,
		Unset: "the library, or the built-in examples while that is empty", Placeholder: "PATH",
		Help: "File or folder of articles to answer from instead of the library; may be given again", Allowed: "paths of files or of folders",
		store: storeArticles,
	}, {
		Key: "max_file_size", Commands: []string{"ask", "chat", "serve", "eval", "add", "sync", "watch", "import"},
		Default: "64MiB", Placeholder: "SIZE",
		Help: "Refuse articles larger than this", Allowed: "a size from 1KiB to 1GiB, such as 500KB, 64MiB or 1000000",
		store: storeMaxFileSize,
	}, {
		Key: "limit", Commands: []string{"ask", "chat"},
		Default: "5", Placeholder: "N",
		Help: "Show at most this many citations", Allowed: "a whole number from 1 to 10",
		store: storeLimit,
	}}
}

func showing() []Setting {
	return []Setting{{
		Key: "color", Commands: []string{"ask", "chat"},
		Default: "auto", Placeholder: "WHEN",
		Help: "Show colour; auto means on a terminal, unless NO_COLOR is set or TERM is dumb", Allowed: "auto, always or never",
		store: oneOf(func(d *draft) *Color { return &d.Color }, ColorAuto, ColorAlways, ColorNever),
	}, {
		Key: "json", Commands: []string{"ask", "eval"}, Default: "false",
		Help: "Print the answer as one JSON object", Allowed: "true or false",
		store: switchInto(func(d *draft) *bool { return &d.JSON }),
	}, {
		Key: "require_answer", Commands: []string{"ask"}, Default: "false",
		Help: "Exit with status 1 where nothing was found", Allowed: "true or false",
		store: switchInto(func(d *draft) *bool { return &d.RequireAnswer }),
	}, {
		Key: "history", Commands: []string{"chat"}, Path: true,
		Unset: "a file in the state folder of the platform", Placeholder: "FILE",
		Help: "Keep the questions asked at the prompt in this file; none keeps nothing", Allowed: "a file's path, or none",
		store: storeHistory,
	}}
}

func serving() []Setting {
	return []Setting{{
		Key: "log_level", Commands: []string{"serve"},
		Default: "info", Placeholder: "LEVEL",
		Help: "Log what is at least this important", Allowed: "debug, info, warn or error",
		store: storeLogLevel,
	}, {
		Key: "log_format", Commands: []string{"serve"},
		Default: "text", Placeholder: "FORMAT",
		Help: "Log as text or as JSON lines", Allowed: "text or json",
		store: oneOf(func(d *draft) *LogFormat { return &d.LogFormat }, LogText, LogJSON),
	}, {
		Key: "server_articles", Commands: []string{"serve"},
		Default: "1000", Placeholder: "N",
		Help: "Let each Discord server add this many articles of its own; 0 means none", Allowed: "a whole number from 0 to 100000",
		store: storeServerArticles,
	}, {
		Key: "server_size", Commands: []string{"serve"},
		Default: "1GiB", Placeholder: "SIZE",
		Help: "Let each Discord server add articles of this size in all, their files and texts together", Allowed: "a size from 1MiB to 1024GiB",
		store: storeServerSize,
	}, {
		Key: "shards", Commands: []string{"serve"},
		Default: "0", Placeholder: "N",
		Help: "Spread the bot's servers over this many connections; 0 means as many as Discord recommends", Allowed: "a whole number from 0 to 1000",
		store: storeShards,
	}, {
		Key: "left_days", Commands: []string{"serve"},
		Default: "7", Placeholder: "N",
		Help: "Keep what belongs to a Discord server for this many days after the bot was removed from it", Allowed: "a whole number from 1 to 365",
		store: storeLeftDays,
	}, {
		Key: "operator_servers", Commands: []string{"serve"}, Repeatable: true,
		Default: placesAll, Placeholder: "SERVERS",
		Help: "Let these Discord servers search the operator's articles besides their own: all, none, IDs or direct", Allowed: placesAllowed,
		store: storeOperatorServers,
	}, {
		Key: "discord_token", Env: "DISCORD_TOKEN", Secret: true,
		Unset: "none", Help: "Token of the Discord bot; never on a command line, never in a file of settings", Allowed: "the token as the developer portal shows it, without spaces",
		Placeholder: "TOKEN", store: storeToken,
	}, {
		Key: "discord_token_file", Env: "DISCORD_TOKEN_FILE", Path: true,
		Unset: "none", Help: "File that holds the token of the Discord bot instead", Allowed: "a file's path",
		Placeholder: "FILE", store: storeTokenFile,
	}}
}

// Fallback says what applies without the setting.
func (s Setting) Fallback() string {
	if s.Default != "" {
		return "default " + s.Default
	}
	return "default: " + s.Unset
}
