package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"footnote/bot/terminal"
	"footnote/config"
)

// terminalOf is the file behind a stream if it is a terminal.
func terminalOf(stream any) (*os.File, bool) {
	f, ok := stream.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// style suits what is printed to standard output.
func (a *app) style() terminal.Style {
	f, onTerminal := terminalOf(a.out)
	s := terminal.Style{Color: a.color(onTerminal)}
	if onTerminal {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil {
			s.Width = min(columns, terminal.MaxWidth)
		}
	}
	return s
}

func (a *app) color(onTerminal bool) bool {
	switch a.config.Color {
	case config.ColorAlways:
		return true
	case config.ColorNever:
		return false
	default:
		return onTerminal && a.getenv("NO_COLOR") == "" && a.getenv("TERM") != "dumb"
	}
}

// progress is shown on standard error, and only on a terminal.
func (a *app) progress() *terminal.Progress {
	if f, ok := terminalOf(a.errOut); ok && a.getenv("TERM") != "dumb" {
		return terminal.NewProgress(f, a.now)
	}
	return terminal.NewProgress(io.Discard, a.now)
}

// note prints a line to standard error.
func (a *app) note(text string) { fmt.Fprintf(a.errOut, "footnote: %s\n", terminal.OneLine(text)) }

// maxInput is how much of standard input can be a question, in bytes; the engine allows far less,
// and says so itself.
const maxInput = 1 << 20

// readInput reads standard input whole. It returns as soon as ctx ends; the read under way is then
// left to the end of the process.
func (a *app) readInput(ctx context.Context) (string, error) {
	type result struct {
		data []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		data, err := io.ReadAll(io.LimitReader(a.in, maxInput+1))
		done <- result{data, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case r := <-done:
		if r.err != nil {
			return "", fmt.Errorf("read standard input: %w", r.err)
		}
		if len(r.data) > maxInput {
			return "", usageError{errors.New("the question on standard input is longer than 1 MiB")}
		}
		return string(r.data), nil
	}
}
