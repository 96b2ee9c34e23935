// Command footnote answers questions from a group's own articles: with the passage that answers,
// quoted word for word, the answering sentence marked, and a citation that says where it stands.
//
// main.go starts and ends the process; cli.go reads the command line; each command has a file of its
// own that wires the packages below: config, corpus, retrieval, bot, bot/terminal and bot/discord.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"footnote/bot/discord"
	"footnote/config"
	"footnote/corpus/formats"
	"footnote/retrieval"
)

// The exit statuses, as --help documents them.
const (
	exitFine        = 0
	exitNoAnswer    = 1
	exitUsage       = 2
	exitInterrupted = 130
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == formats.ChildCommand { // a process that reads one file for another of footnote
		os.Exit(formats.Child(os.Stdin, os.Stdout, os.Stderr))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process in any case
	os.Exit(run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// run runs the command that args name and returns the process's exit status.
func run(ctx context.Context, args []string, getenv func(string) string, in io.Reader, out, errOut io.Writer) int {
	a := &app{getenv: getenv, in: in, out: out, errOut: errOut, now: time.Now, serve: discord.Serve}
	err := a.run(ctx, args)
	if err != nil && !errors.Is(err, errNothingFound) && ctx.Err() == nil {
		a.report(err)
	}
	return status(ctx, err)
}

// app is what the commands share: the world outside the program.
type app struct {
	getenv func(string) string
	in     io.Reader
	out    io.Writer
	errOut io.Writer
	now    func() time.Time
	serve  func(context.Context, discord.Options) error
	config *config.Config
}

// report prints an error, each line with the program's name before it; an indented line goes on with
// the one above.
func (a *app) report(err error) {
	for text := range strings.Lines(err.Error()) {
		if strings.HasPrefix(text, " ") {
			fmt.Fprintln(a.errOut, strings.TrimRight(text, "\n"))
			continue
		}
		a.note(text)
	}
}

// errNothingFound is the outcome of --require-answer; the answer has said it already.
var errNothingFound = errors.New("nothing found")

// usageError is a mistake in the command line, the configuration or the question.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func status(ctx context.Context, err error) int {
	var usage usageError
	var question *retrieval.QuestionError
	switch {
	case err == nil:
		return exitFine
	case ctx.Err() != nil:
		return exitInterrupted
	case errors.As(err, &usage), errors.As(err, &question):
		return exitUsage
	default:
		return exitNoAnswer
	}
}
