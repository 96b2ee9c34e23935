package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"

	"github.com/alecthomas/kong"

	"footnote/config"
)

const description = `Ask your own articles a question: footnote finds the passage that answers, quotes it word for word, marks the answering sentence and says where it stands.`

const appHelp = `Examples:

    footnote ask "How does Office 39 earn hard currency?"
    footnote add ~/articles
    footnote ask "Who built the bridge?"
    DISCORD_TOKEN_FILE=token.txt footnote serve

Settings come from flags, then the environment (FOOTNOTE_LIMIT for --limit), then the YAML file of --config, then defaults.

Exit status:

    0    fine, also where nothing was found
    1    nothing was found and --require-answer is set, no article could be read, or something failed
    2    the command line, a setting or the question is wrong
    130  interrupted`

// grammar is the command line. A command is a field here and a file of its own, which declares a
// type with its arguments, Run and Help. Where it embeds settingFlags, the table of settings says
// which it takes.
type grammar struct {
	Ask     askCommand     `cmd:"" help:"Answer one question."`
	Chat    chatCommand    `cmd:"" help:"Answer questions at a prompt."`
	Serve   serveCommand   `cmd:"" help:"Answer questions in Discord."`
	Doctor  doctorCommand  `cmd:"" help:"Check the Discord bot's token, permissions and commands."`
	Preview previewCommand `cmd:"" help:"Draw messages of the Discord bot as a web page."`
	Eval    evalCommand    `cmd:"" help:"Measure how well questions are answered."`
	Add     addCommand     `cmd:"" help:"Add articles to the library."`
	List    listCommand    `cmd:"" help:"List the library's articles."`
	Show    showCommand    `cmd:"" help:"Show an article of the library."`
	Edit    editCommand    `cmd:"" help:"Correct an article's details."`
	Remove  removeCommand  `cmd:"" help:"Remove articles from the library."`
	Sync    syncCommand    `cmd:"" help:"Read followed folders and files again."`
	Watch   watchCommand   `cmd:"" help:"Keep the library in step with its folders."`
	Export  exportCommand  `cmd:"" help:"Write the library's articles to a folder."`
	Import  importCommand  `cmd:"" help:"Add the articles of an export."`
	Backup  backupCommand  `cmd:"" help:"Write the whole library to one file."`
	Restore restoreCommand `cmd:"" help:"Bring the library back from a backup."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// Help is shown below the description.
func (grammar) Help() string { return appHelp }

func newGrammar() *grammar {
	return &grammar{
		Ask:  askCommand{Plugins: settingFlags("ask")},
		Chat: chatCommand{Plugins: settingFlags("chat")},
		Eval: evalCommand{Plugins: settingFlags("eval")},

		Add:    addCommand{Plugins: settingFlags("add")},
		List:   listCommand{Plugins: settingFlags("list")},
		Show:   showCommand{Plugins: settingFlags("show")},
		Edit:   editCommand{Plugins: settingFlags("edit")},
		Remove: removeCommand{Plugins: settingFlags("remove")},
		Sync:   syncCommand{Plugins: settingFlags("sync")},
		Watch:  watchCommand{Plugins: settingFlags("watch")},

		Export:  exportCommand{Plugins: settingFlags("export")},
		Import:  importCommand{Plugins: settingFlags("import")},
		Backup:  backupCommand{Plugins: settingFlags("backup")},
		Restore: restoreCommand{Plugins: settingFlags("restore")},
		Serve:   serveCommand{Plugins: settingFlags("serve")},
	}
}

func (a *app) run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		args = []string{"--help"}
	}
	helped := false
	parser, err := kong.New(newGrammar(),
		kong.Name("footnote"), kong.Description(description), kong.Writers(a.out, a.errOut),
		kong.Exit(func(int) { helped = true }), kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(a),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true, WrapUpperBound: 100}))
	if err != nil {
		return fmt.Errorf("command line grammar: %w", err)
	}
	parsed, err := parser.Parse(args)
	if helped { // kong goes on parsing after --help; what it finds does not matter
		return nil
	}
	if err != nil {
		return usageError{fmt.Errorf("%w; see footnote --help", err)}
	}
	if err := a.configure(parsed); err != nil {
		return err
	}
	return parsed.Run()
}

// configure fills the app's configuration for the command that was chosen.
func (a *app) configure(parsed *kong.Context) error {
	values, file := givenFlags(parsed)
	c, err := config.Load(config.Sources{
		Flags: values, File: file, Getenv: a.getenv, ReadFile: readSmall, GOOS: runtime.GOOS,
		WithSecrets: slices.Contains([]string{"serve", "doctor"}, parsed.Selected().Name),
	})
	if err != nil {
		return usageError{err}
	}
	a.config = c
	return nil
}

// maxSmall is how large a file of settings or with a token may be, in bytes.
const maxSmall = 1 << 20

// readSmall reads a file that a person writes by hand.
func readSmall(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSmall+1))
	if err == nil && len(data) > maxSmall {
		err = fmt.Errorf("larger than %d bytes", maxSmall)
	}
	return data, err
}
