package terminal

import (
	"context"
	"io"
	"sync"

	"golang.org/x/term"
)

const (
	prompt     = "> "
	pagePrompt = "-- Enter for more, q to stop -- "
	leaveHint  = "Ctrl-C again or :quit leaves.\n"
)

// Editor is a Console on a terminal in raw mode: lines are edited and remembered, Ctrl-C stops the
// question under way or drops the line, and pressed twice it ends the lines. Make it with NewEditor.
type Editor struct {
	term *term.Terminal
	keys *keys
	size func() (columns, rows int)
	// color tells whether colour is wanted.
	color bool

	mu sync.Mutex
	// stop cancels the work under way, nil where there is none.
	stop context.CancelFunc
}

// EditorOptions are what NewEditor needs to know of the terminal.
type EditorOptions struct {
	// Size returns the terminal's size in columns and rows as it is now.
	Size    func() (columns, rows int)
	Color   bool
	History term.History
}

// NewEditor edits lines on rw, a terminal in raw mode. Its goroutine ends when reading rw fails; a
// read under way cannot be cancelled, so it may outlast the conversation until the process ends.
func NewEditor(rw io.ReadWriter, o EditorOptions) *Editor {
	e := &Editor{size: o.Size, color: o.Color}
	e.keys = newKeys(e.interrupt)
	e.term = term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{e.keys, rw}, prompt)
	if o.History != nil {
		e.term.History = o.History
	}
	go e.keys.pump(rw)
	return e
}

// Write implements Console.
func (e *Editor) Write(p []byte) (int, error) { return e.term.Write(p) }

// Line implements Console. When ctx ends it returns at once; the line being edited is lost.
func (e *Editor) Line(ctx context.Context) (string, error) {
	return e.read(ctx, e.term.ReadLine)
}

// Continue implements Console.
func (e *Editor) Continue(ctx context.Context) bool {
	e.keys.setInstead(leavePage)
	defer e.keys.setInstead(dropLine)
	e.set(func() {}) // Ctrl-C answers here, it needs no hint
	defer e.set(nil)
	answer, err := e.read(ctx, func() (string, error) { return e.term.ReadPassword(pagePrompt) })
	return err == nil && answer == ""
}

func (e *Editor) read(ctx context.Context, read func() (string, error)) (string, error) {
	stop := context.AfterFunc(ctx, func() { e.keys.end(ctx.Err()) })
	defer stop()
	if columns, rows := e.size(); columns > 0 && rows > 0 {
		if err := e.term.SetSize(columns, rows); err != nil {
			return "", err
		}
	}
	return read()
}

// Interruptible implements Console: Ctrl-C ends the context.
func (e *Editor) Interruptible(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	e.set(cancel)
	return ctx, func() {
		e.set(nil)
		cancel()
	}
}

func (e *Editor) set(stop context.CancelFunc) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.stop = stop
}

// interrupt stops the work under way; at the prompt it says how to leave.
func (e *Editor) interrupt(again bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case e.stop != nil:
		e.stop()
	case !again:
		_, _ = io.WriteString(e.term, leaveHint) // a terminal that is gone fails the reading of the line
	}
}

// Style implements Console.
func (e *Editor) Style() Style {
	columns, _ := e.size()
	return Style{Width: min(columns, MaxWidth), Color: e.color}
}

// Height implements Console.
func (e *Editor) Height() int {
	_, rows := e.size()
	return rows
}
