package config_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"footnote/config"
)

// world is a set of sources that needs no machine.
type world struct {
	env   map[string]string
	files map[string]string
	flags map[string][]string
	file  string
	goos  string
	serve bool
}

func (w world) load() (*config.Config, error) {
	return config.Load(config.Sources{
		Flags: w.flags, File: w.file, GOOS: w.goos, WithSecrets: w.serve,
		Getenv: func(name string) string { return w.env[name] },
		ReadFile: func(name string) ([]byte, error) {
			text, ok := w.files[name]
			if !ok {
				return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
			}
			return []byte(text), nil
		},
	})
}

func TestDefaults(t *testing.T) {
	got, err := world{}.load()
	if err != nil {
		t.Fatal(err)
	}
	want := &config.Config{
		MaxFileSize: 64 << 20, ServerArticles: 1000, ServerSize: 1 << 30, Limit: 5, Color: config.ColorAuto,
		LogLevel: slog.LevelInfo, LogFormat: config.LogText, LeftDays: 7, OperatorServers: config.Places{All: true},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestPrecedence(t *testing.T) {
	file := map[string]string{"dir/f.yaml": "limit: 2\n"}
	tests := []struct {
		name  string
		world world
		want  int
	}{
		{"default", world{}, 5},
		{"file over default", world{files: file, file: "dir/f.yaml"}, 2},
		{"file named by the environment", world{files: file, env: map[string]string{"FOOTNOTE_CONFIG": "dir/f.yaml"}}, 2},
		{"environment over file", world{files: file, file: "dir/f.yaml", env: map[string]string{"FOOTNOTE_LIMIT": "3"}}, 3},
		{"flag over environment", world{env: map[string]string{"FOOTNOTE_LIMIT": "3"}, flags: map[string][]string{"limit": {"4"}}}, 4},
		{"an empty variable is unset", world{env: map[string]string{"FOOTNOTE_LIMIT": ""}}, 5},
		{"the last of several flags", world{flags: map[string][]string{"limit": {"8"}}}, 8},
		{"flag's file over the environment's", world{files: file, file: "dir/f.yaml", env: map[string]string{"FOOTNOTE_CONFIG": "none.yaml"}}, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := tt.world.load()
			if err != nil {
				t.Fatal(err)
			}
			if c.Limit != tt.want {
				t.Errorf("limit %d, want %d", c.Limit, tt.want)
			}
		})
	}
}

func TestValues(t *testing.T) {
	tests := []struct {
		key, value string
		want       func(*config.Config) any
		is         any // nil where the value is refused
	}{
		{"left_days", "1", func(c *config.Config) any { return c.LeftDays }, 1},
		{"left_days", "365", func(c *config.Config) any { return c.LeftDays }, 365},
		{"left_days", "0", nil, nil},
		{"left_days", "a week", nil, nil},
		{"server_articles", "0", func(c *config.Config) any { return c.ServerArticles }, 0},
		{"server_articles", "100000", func(c *config.Config) any { return c.ServerArticles }, 100_000},
		{"server_articles", "100001", nil, nil},
		{"server_articles", "-1", nil, nil},
		{"server_articles", "many", nil, nil},
		{"server_size", "1MiB", func(c *config.Config) any { return c.ServerSize }, int64(1 << 20)},
		{"server_size", "1024GiB", func(c *config.Config) any { return c.ServerSize }, int64(1 << 40)},
		{"server_size", "1025GiB", nil, nil},
		{"server_size", "0", nil, nil},
		{"max_file_size", "1000000", func(c *config.Config) any { return c.MaxFileSize }, int64(1000000)},
		{"max_file_size", "500KB", func(c *config.Config) any { return c.MaxFileSize }, int64(500_000)},
		{"max_file_size", "2 mib", func(c *config.Config) any { return c.MaxFileSize }, int64(2 << 20)},
		{"max_file_size", "1GiB", func(c *config.Config) any { return c.MaxFileSize }, int64(1 << 30)},
		{"max_file_size", "1GiB1", nil, nil},
		{"max_file_size", "2GiB", nil, nil},
		{"max_file_size", "1023", nil, nil},
		{"max_file_size", "-1MB", nil, nil},
		{"max_file_size", "9223372036854775807GiB", nil, nil},
		{"max_file_size", "much", nil, nil},
		{"limit", "10", func(c *config.Config) any { return c.Limit }, 10},
		{"limit", "0", nil, nil},
		{"limit", "11", nil, nil},
		{"limit", "3.5", nil, nil},
		{"color", "never", func(c *config.Config) any { return c.Color }, config.ColorNever},
		{"color", "Never", nil, nil},
		{"json", "true", func(c *config.Config) any { return c.JSON }, true},
		{"json", "1", nil, nil},
		{"require_answer", "false", func(c *config.Config) any { return c.RequireAnswer }, false},
		{"log_level", "debug", func(c *config.Config) any { return c.LogLevel }, slog.LevelDebug},
		{"log_level", "trace", nil, nil},
		{"log_format", "json", func(c *config.Config) any { return c.LogFormat }, config.LogJSON},
		{"log_format", "", nil, nil},
		{"history", "none", func(c *config.Config) any { return c.History }, ""},
		{"history", "asked.txt", func(c *config.Config) any { return c.History }, "asked.txt"},
		{"operator_servers", "all", operatorServers, "true []"},
		{"operator_servers", "none", operatorServers, "false []"},
		{"operator_servers", "direct", operatorServers, `false [""]`},
		{"operator_servers", "200000000000000001, direct,200000000000000001", operatorServers, `false ["200000000000000001" ""]`},
		{"operator_servers", "all,direct", nil, nil},
		{"operator_servers", "none,200000000000000001", nil, nil},
		{"operator_servers", "200000000000000001,", nil, nil},
		{"operator_servers", "12345", nil, nil},
		{"operator_servers", "0200000000000000001", nil, nil},
		{"operator_servers", "99999999999999999999", nil, nil},
		{"operator_servers", "My server", nil, nil},
		{"operator_servers", "", nil, nil},
		{"articles", "", nil, nil},
		{"data", "", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.key+"="+tt.value, func(t *testing.T) {
			c, err := world{flags: map[string][]string{tt.key: {tt.value}}}.load()
			if tt.want == nil {
				wantError(t, err, tt.key, fmt.Sprintf("%q", tt.value), "--"+strings.ReplaceAll(tt.key, "_", "-"), "allowed: ")
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := tt.want(c); got != tt.is {
				t.Errorf("got %v, want %v", got, tt.is)
			}
		})
	}
}

func operatorServers(c *config.Config) any {
	return fmt.Sprintf("%v %q", c.OperatorServers.All, c.OperatorServers.Servers)
}

// TestOperatorServers: a list in the file, several flags, and what separates paths in the environment.
func TestOperatorServers(t *testing.T) {
	const want = `false ["200000000000000001" ""]`
	for name, w := range map[string]world{
		"file":        {file: "f.yaml", files: map[string]string{"f.yaml": "operator_servers: [200000000000000001, direct]"}},
		"flags":       {flags: map[string][]string{"operator_servers": {"200000000000000001", "direct"}}},
		"environment": {env: map[string]string{"FOOTNOTE_OPERATOR_SERVERS": "200000000000000001,direct"}},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := w.load()
			if err != nil {
				t.Fatal(err)
			}
			if got := operatorServers(c); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func wantError(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, p := range parts {
		if !strings.Contains(err.Error(), p) {
			t.Errorf("error %q does not say %q", err, p)
		}
	}
}

func TestAllErrorsAtOnce(t *testing.T) {
	w := world{
		file: "f.yaml", files: map[string]string{"f.yaml": "log_format: xml\nlimitt: 3\n"},
		env:   map[string]string{"FOOTNOTE_JSON": "yes"},
		flags: map[string][]string{"limit": {"99"}, "color": {"red"}},
	}
	_, err := w.load()
	wantError(t, err, `log_format from "f.yaml" line 1: "xml"`, `line 2: unknown key "limitt"; perhaps "limit" is meant`,
		`json from FOOTNOTE_JSON: "yes"`, `limit from --limit: "99"`, `color from --color: "red"`)
	if joined, ok := err.(interface{ Unwrap() []error }); !ok || len(joined.Unwrap()) != 5 {
		t.Errorf("want five joined errors, got %v", err)
	}
}

func TestFile(t *testing.T) {
	tests := []struct {
		name, text string
		want       string // part of the error; "" where there is none
	}{
		{"empty", "", ""},
		{"only a comment", "# nothing\n", ""},
		{"null", "null\n", ""},
		{"a list", "- a\n", `line 1: allowed are lines of the form key: value`},
		{"a text", "hello\n", `line 1: allowed are lines`},
		{"no yaml", "limit: [\n", `config file "f.yaml": yaml: line`},
		{"two documents", "limit: 1\n---\nlimit: 2\n", "more than one YAML document"},
		{"a key twice", "limit: 1\njson: true\nlimit: 2\n", `line 3: "limit" stands on line 1 already`},
		{"a value missing", "limit:\n", `limit from "f.yaml" line 1: "" is not allowed`},
		{"a list for one value", "limit: [1]\n", "line 1: limit: this form is not allowed"},
		{"a mapping for a list", "articles: {a: b}\n", "line 1: articles: this form is not allowed"},
		{"an empty list", "articles: []\n", "line 1: articles: this form is not allowed"},
		{"a list in a list", "articles: [[a]]\n", "line 1: articles: this form is not allowed"},
		{"an unlike key", "zzzzzzzz: 1\n", `line 1: unknown key "zzzzzzzz"`},
		{"the token", "discord_token: hush\n", `line 1: "discord_token" may not stand in a file; allowed: the environment variable DISCORD_TOKEN`},
		{"an alias", "log_format: &x json\ncolor: never\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := world{file: "f.yaml", files: map[string]string{"f.yaml": tt.text}}.load()
			if tt.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantError(t, err, tt.want)
			if strings.Contains(err.Error(), "hush") {
				t.Error("the secret shows")
			}
		})
	}
}

func TestPathsInFileStartAtItsFolder(t *testing.T) {
	name := filepath.Join("etc", "f.yaml")
	abs, err := filepath.Abs("abs.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("articles: [a.txt, %q, ~/b]\nhistory: h\n", abs)
	c, err := world{file: name, files: map[string]string{name: text}, env: map[string]string{"HOME": "ada"}}.load()
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{filepath.Join("etc", "a.txt"), abs, filepath.Join("ada", "b")}; !slices.Equal(c.Articles, want) {
		t.Errorf("articles %q, want %q", c.Articles, want)
	}
	if want := filepath.Join("etc", "h"); c.History != want {
		t.Errorf("history %q, want %q", c.History, want)
	}
	c, err = world{file: name, files: map[string]string{name: "history: none\n"}}.load()
	if err != nil || c.History != "" {
		t.Errorf("history %q, %v; want none", c.History, err)
	}
}

func TestArticlesOfEnvironment(t *testing.T) {
	list := strings.Join([]string{"a", "b c"}, string(filepath.ListSeparator))
	c, err := world{env: map[string]string{"FOOTNOTE_ARTICLES": list}}.load()
	if err != nil || !slices.Equal(c.Articles, []string{"a", "b c"}) {
		t.Errorf("got %q, %v", c.Articles, err)
	}
}

func TestData(t *testing.T) {
	tests := []struct {
		name, goos string
		env        map[string]string
		want       string
	}{
		{"linux", "linux", map[string]string{"HOME": "/home/ada"}, "/home/ada/.local/share/footnote"},
		{"linux with a data folder", "linux", map[string]string{"HOME": "/home/ada", "XDG_DATA_HOME": "/data"}, "/data/footnote"},
		{"darwin", "darwin", map[string]string{"HOME": "/home/ada"}, "/home/ada/Library/Application Support/footnote"},
		{"windows", "windows", map[string]string{"LocalAppData": "/local"}, "/local/footnote"},
		{"named", "linux", map[string]string{"HOME": "/home/ada", "FOOTNOTE_DATA": "here"}, "here"},
		{"nothing known", "linux", nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := world{goos: tt.goos, env: tt.env}.load()
			if err != nil {
				t.Fatal(err)
			}
			if c.Data != filepath.FromSlash(tt.want) {
				t.Errorf("got %q, want %q", c.Data, tt.want)
			}
		})
	}
	c, err := world{file: "etc/f.yaml", files: map[string]string{"etc/f.yaml": "data: lib\n"}}.load()
	if err != nil || c.Data != filepath.Join("etc", "lib") {
		t.Errorf("data of the file: %q, %v", c.Data, err)
	}
}

func TestHistoryByPlatform(t *testing.T) {
	home := map[string]string{"HOME": "/home/ada", "LocalAppData": "/local"}
	state := map[string]string{"HOME": "/home/ada", "XDG_STATE_HOME": "/state"}
	tests := []struct {
		name, goos string
		env        map[string]string
		want       string
	}{
		{"linux", "linux", home, "/home/ada/.local/state/footnote/history"},
		{"linux with a state folder", "linux", state, "/state/footnote/history"},
		{"darwin", "darwin", home, "/home/ada/Library/Application Support/footnote/history"},
		{"windows", "windows", home, "/local/footnote/history"},
		{"nothing known", "linux", nil, ""},
		{"a relative state folder", "linux", map[string]string{"XDG_STATE_HOME": "state"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := world{goos: tt.goos, env: tt.env}.load()
			if err != nil {
				t.Fatal(err)
			}
			if c.History != filepath.FromSlash(tt.want) {
				t.Errorf("got %q, want %q", c.History, tt.want)
			}
		})
	}
}

func TestToken(t *testing.T) {
	files := map[string]string{"token": "abc.def\n", "blank": "\n", "two": "abc\ndef\n"}
	tests := []struct {
		name  string
		env   map[string]string
		serve bool
		want  string
		err   string
	}{
		{"none", nil, true, "", ""},
		{"in the environment", map[string]string{"DISCORD_TOKEN": "abc.def"}, true, "abc.def", ""},
		{"as copied with its word", map[string]string{"DISCORD_TOKEN": "Bot abc.def"}, true, "abc.def", ""},
		{"in a file", map[string]string{"DISCORD_TOKEN_FILE": "token"}, true, "abc.def", ""},
		{"a file that nobody needs", map[string]string{"DISCORD_TOKEN_FILE": "gone"}, false, "", ""},
		{"both", map[string]string{"DISCORD_TOKEN": "abc", "DISCORD_TOKEN_FILE": "token"}, true, "", "DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set"},
		{"both, for a command that needs none", map[string]string{"DISCORD_TOKEN": "abc", "DISCORD_TOKEN_FILE": "token"}, false, "", "both set"},
		{"file missing", map[string]string{"DISCORD_TOKEN_FILE": "gone"}, true, "", `discord_token_file: read "gone": file does not exist`},
		{"file empty", map[string]string{"DISCORD_TOKEN_FILE": "blank"}, true, "", `"blank" holds is not allowed`},
		{"file of two lines", map[string]string{"DISCORD_TOKEN_FILE": "two"}, true, "", `"two" holds is not allowed`},
		{"a space", map[string]string{"DISCORD_TOKEN": "abc def"}, true, "", "discord_token from DISCORD_TOKEN: [secret] is not allowed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := world{env: tt.env, files: files, serve: tt.serve}.load()
			if tt.err != "" {
				wantError(t, err, tt.err)
				if strings.Contains(err.Error(), "def") {
					t.Error("the secret shows")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := c.DiscordToken.Reveal(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSecretStaysSecret(t *testing.T) {
	c := config.Config{DiscordToken: config.NewSecret("hush")}
	encoded, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var logged strings.Builder
	slog.New(slog.NewTextHandler(&logged, nil)).Info("config", "c", c, "token", c.DiscordToken)
	shown := []string{
		fmt.Sprint(c), fmt.Sprintf("%+v", c), fmt.Sprintf("%#v", c), fmt.Sprintf("token %s", c.DiscordToken),
		errors.New(c.DiscordToken.String()).Error(), string(encoded), logged.String(),
	}
	for _, s := range shown {
		if strings.Contains(s, "hush") {
			t.Errorf("the secret shows in %s", s)
		}
	}
}

func TestSettingsTable(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range config.Settings() {
		t.Run(s.Key, func(t *testing.T) {
			if s.Help == "" || s.Allowed == "" || s.Env == "" || s.Default == "" && s.Unset == "" {
				t.Errorf("a part of the documentation is missing: %+v", s)
			}
			if seen[s.Key] || seen[s.Env] {
				t.Error("key or variable stands twice")
			}
			seen[s.Key], seen[s.Env] = true, true
			if s.Secret && (s.InFile || s.Flag != "") {
				t.Error("a secret may stand in the environment only")
			}
			if strings.HasSuffix(s.Help, ".") {
				t.Error("the help ends with a stop")
			}
		})
	}
	if len(seen) == 0 {
		t.Fatal("no settings")
	}
}

// FuzzFile wants an error or a configuration inside its bounds, whatever the file holds.
func FuzzFile(f *testing.F) {
	for _, seed := range []string{"limit: 3\n", "articles: [a, b]\n", "limit: &a 3\njson: *a\n", "? [x]\n: y\n", "- 1\n", "max_file_size: 1GiB\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := world{file: "f.yaml", files: map[string]string{"f.yaml": text}}.load()
		if (c == nil) == (err == nil) {
			t.Fatalf("config %v with error %v", c, err)
		}
		if err == nil && (c.Limit < 1 || c.Limit > 10 || c.MaxFileSize < 1<<10 || c.MaxFileSize > 1<<30) {
			t.Fatalf("out of bounds: %+v", c)
		}
	})
}

// FuzzOperatorServers: what is allowed says where in IDs, each once, and means the same when it is written out again.
func FuzzOperatorServers(f *testing.F) {
	for _, s := range []string{"all", "none", "direct", "200000000000000001, direct", "all,direct", ",", "2e17", "-200000000000000001"} {
		f.Add(s)
	}
	load := func(value string) (config.Places, error) {
		c, err := world{flags: map[string][]string{"operator_servers": {value}}}.load()
		if err != nil {
			return config.Places{}, err
		}
		return c.OperatorServers, nil
	}
	f.Fuzz(func(t *testing.T, value string) {
		p, err := load(value)
		if err != nil {
			return
		}
		var words []string
		for i, s := range p.Servers {
			if slices.Contains(p.Servers[:i], s) || strings.Trim(s, "0123456789") != "" {
				t.Errorf("%q gives the servers %q", value, p.Servers)
			}
			words = append(words, cmp.Or(s, "direct"))
		}
		if p.All && len(words) > 0 {
			t.Errorf("%q gives all and %q", value, words)
		}
		if len(words) == 0 {
			return
		}
		if again, err := load(strings.Join(words, ",")); err != nil || !reflect.DeepEqual(again, p) {
			t.Errorf("%q gives %v, which gives %v, %v", value, p, again, err)
		}
	})
}
