package terminal

import (
	"bufio"
	"context"
	"errors"
	"io"
)

// Console is where a conversation takes place.
type Console interface {
	io.Writer
	// Line returns the next line that was typed, io.EOF when there are no more.
	Line(ctx context.Context) (string, error)
	// Interruptible returns a context that ends too when the person asks to stop the work, and a
	// function to call when the work is done.
	Interruptible(ctx context.Context) (context.Context, context.CancelFunc)
	// Style suits the place as it is now.
	Style() Style
	// Height is the number of lines that are seen at once; 0 means that there is no such limit.
	Height() int
	// Continue asks whether to go on with the next screen.
	Continue(ctx context.Context) bool
}

// maxLine is the longest line that Plain reads, in bytes.
const maxLine = 1 << 20

// Plain is a Console without editing: lines of a file or a pipe. Make it with NewPlain.
type Plain struct {
	io.Writer
	style Style
	lines chan typed
}

type typed struct {
	line string
	err  error
}

// NewPlain reads lines from in. Its goroutine ends with the input; a read under way cannot be
// cancelled, so it may outlast the conversation until the process ends.
func NewPlain(ctx context.Context, in io.Reader, out io.Writer, style Style) *Plain {
	p := &Plain{Writer: out, style: style, lines: make(chan typed)}
	go p.read(ctx, in)
	return p
}

func (p *Plain) read(ctx context.Context, in io.Reader) {
	s := bufio.NewScanner(in)
	s.Buffer(nil, maxLine)
	for s.Scan() {
		if !p.hand(ctx, typed{line: s.Text()}) {
			return
		}
	}
	err := s.Err()
	if err == nil {
		err = io.EOF
	} else if errors.Is(err, bufio.ErrTooLong) {
		err = errors.New("a line is longer than 1 MiB")
	}
	for p.hand(ctx, typed{err: err}) {
	}
}

func (p *Plain) hand(ctx context.Context, t typed) bool {
	select {
	case p.lines <- t:
		return true
	case <-ctx.Done():
		return false
	}
}

// Line implements Console.
func (p *Plain) Line(ctx context.Context) (string, error) {
	select {
	case t := <-p.lines:
		return t.line, t.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// Interruptible implements Console: only ctx itself ends the work.
func (p *Plain) Interruptible(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(ctx)
}

// Style implements Console.
func (p *Plain) Style() Style { return p.style }

// Height implements Console.
func (p *Plain) Height() int { return 0 }

// Continue implements Console.
func (p *Plain) Continue(context.Context) bool { return true }
