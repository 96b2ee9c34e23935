package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// FileEnv names the environment variable that holds the file's path where no flag does.
const FileEnv = "FOOTNOTE_CONFIG"

// Sources are what Load reads from.
type Sources struct {
	// Flags holds the values given on the command line, by Setting.Key.
	Flags map[string][]string
	// File is the path from the command line; "" means what FileEnv says, if anything.
	File     string
	Getenv   func(string) string
	ReadFile func(name string) ([]byte, error)
	// GOOS is the platform whose conventions hold for default paths.
	GOOS string
	// WithSecrets has files of secrets read too; a command that needs none runs without them.
	WithSecrets bool
}

// given is a setting's values as one source has them.
type given struct {
	setting Setting
	values  []string
	from    string
}

// Load fills a Config. Its error joins one error for each thing that is wrong in any source.
func Load(s Sources) (*Config, error) {
	all := defaults()
	fromFile, errs := s.file()
	all = append(all, fromFile...)
	all = append(all, s.environment()...)
	all = append(all, s.flags()...)
	d := &draft{}
	for _, g := range all {
		errs = append(errs, g.store(d))
	}
	errs = append(errs, s.settle(d))
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return &d.Config, nil
}

func (g given) store(d *draft) error {
	if g.setting.store(d, g.values) {
		return nil
	}
	shown := "[secret]"
	if !g.setting.Secret {
		shown = fmt.Sprintf("%q", strings.Join(g.values, ", "))
	}
	return fmt.Errorf("%s from %s: %s is not allowed; allowed: %s", g.setting.Key, g.from, shown, g.setting.Allowed)
}

func defaults() []given {
	var out []given
	for _, s := range Settings() {
		if s.Default != "" {
			out = append(out, given{s, []string{s.Default}, "its default"})
		}
	}
	return out
}

// environment takes an empty variable for an unset one, as most programs do.
func (s Sources) environment() []given {
	var out []given
	for _, row := range Settings() {
		text := s.Getenv(row.Env)
		if text == "" {
			continue
		}
		values := []string{text}
		if row.Repeatable {
			values = filepath.SplitList(text)
		}
		out = append(out, given{row, values, row.Env})
	}
	return out
}

func (s Sources) flags() []given {
	var out []given
	for _, row := range Settings() {
		if values := s.Flags[row.Key]; len(values) > 0 {
			out = append(out, given{row, values, "--" + row.Flag})
		}
	}
	return out
}

func (s Sources) file() ([]given, []error) {
	name, from := s.File, "--config"
	if name == "" {
		name, from = s.Getenv(FileEnv), FileEnv
	}
	if name == "" {
		return nil, nil
	}
	data, err := s.ReadFile(name)
	if err != nil {
		return nil, []error{fmt.Errorf("config from %s: read %q: %w", from, name, bare(err))}
	}
	return parseFile(name, s.Getenv("HOME"), data)
}

// noHistory in place of a path keeps no history.
const noHistory = "none"

// settle fills what depends on several settings.
func (s Sources) settle(d *draft) error {
	switch d.history {
	case noHistory:
	case "":
		d.History = historyFile(s.GOOS, s.Getenv)
	default:
		d.History = d.history
	}
	d.Data = cmp.Or(d.data, dataFolder(s.GOOS, s.Getenv))
	return s.token(d)
}

func (s Sources) token(d *draft) error {
	if d.tokenFile == "" {
		return nil
	}
	if s.Getenv("DISCORD_TOKEN") != "" {
		return errors.New("DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set; allowed: one of them")
	}
	if !s.WithSecrets {
		return nil
	}
	data, err := s.ReadFile(d.tokenFile)
	if err != nil {
		return fmt.Errorf("discord_token_file: read %q: %w", d.tokenFile, bare(err))
	}
	if !storeToken(d, []string{string(data)}) {
		return fmt.Errorf("discord_token_file: what %q holds is not allowed; allowed: %s", d.tokenFile, "one line with the token and nothing else")
	}
	return nil
}

// bare drops the path that errors of the file system repeat.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// historyFile is where the prompt's history is kept unless a setting says otherwise; "" where the
// platform names no folder.
func historyFile(goos string, getenv func(string) string) string {
	folder := platformFolder(goos, getenv, "XDG_STATE_HOME", ".local/state")
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, "history")
}

// dataFolder is where the library is kept unless a setting says otherwise; "" where the platform
// names no folder.
func dataFolder(goos string, getenv func(string) string) string {
	return platformFolder(goos, getenv, "XDG_DATA_HOME", ".local/share")
}

// platformFolder is footnote's folder by the platform's convention: on Windows and macOS for all that
// it keeps, elsewhere by the XDG Base Directory Specification.
func platformFolder(goos string, getenv func(string) string, xdg, below string) string {
	home := getenv("HOME")
	var folder string
	switch {
	case goos == "windows":
		folder = getenv("LocalAppData")
	case home == "":
		folder = getenv(xdg)
	case goos == "darwin":
		folder = filepath.Join(home, "Library", "Application Support")
	default:
		folder = cmp.Or(getenv(xdg), filepath.Join(home, filepath.FromSlash(below)))
	}
	if folder == "" || !filepath.IsAbs(folder) {
		return ""
	}
	return filepath.Join(folder, "footnote")
}
