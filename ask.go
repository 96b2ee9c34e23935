package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"footnote/bot"
	"footnote/bot/terminal"
	"footnote/retrieval"
)

type askCommand struct {
	kong.Plugins
	Question []string `arg:"" optional:"" help:"The question. With - or without one it is read from standard input."`
}

// Help is shown below the command's summary.
func (askCommand) Help() string {
	return `Prints the passage that answers best with the answering sentence marked, its citation, and up to four further citations. Where nothing answers it says so, shows the nearest passage, and still exits with status 0.

Examples:

    footnote ask "How does Office 39 earn hard currency?"
    footnote ask --articles ~/articles --articles notes.md "Who built the bridge?"
    footnote ask --json --require-answer "Who built the bridge?" | jq -r '.citations[0].answer'
    echo "Who built the bridge?" | footnote ask -`
}

// Run answers the question.
func (c *askCommand) Run(ctx context.Context, a *app) error {
	question, err := c.question(ctx, a)
	if err != nil {
		return err
	}
	b, err := a.open(ctx)
	if err != nil {
		return err
	}
	start := a.now()
	answer, err := b.Ask(ctx, bot.Request{Question: question, Limit: a.config.Limit})
	if err != nil {
		return err
	}
	if err := a.print(answer, a.now().Sub(start)); err != nil {
		return err
	}
	if a.config.RequireAnswer && !answer.Found {
		return errNothingFound
	}
	return nil
}

func (c *askCommand) question(ctx context.Context, a *app) (string, error) {
	text := strings.Join(c.Question, " ")
	if len(c.Question) > 0 && text != "-" {
		return text, nil
	}
	if _, typed := terminalOf(a.in); typed && len(c.Question) == 0 {
		return "", usageError{errors.New(`no question given; for example: footnote ask "How does Office 39 earn hard currency?"`)}
	}
	return a.readInput(ctx)
}

// print writes the answer at once, so that an interruption leaves no half of it.
func (a *app) print(answer retrieval.Answer, elapsed time.Duration) error {
	text := []byte(terminal.Render(answer, a.style()))
	if a.config.JSON {
		var err error
		if text, err = terminal.JSON(answer, elapsed); err != nil {
			return err
		}
		if note := answer.DegradedText(); note != "" {
			a.note(note)
		}
	}
	if _, err := a.out.Write(text); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	return nil
}
