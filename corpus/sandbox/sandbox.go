// Package sandbox runs programs on files that come from strangers, so that none takes too long, too much memory or
// too much room: pdftotext, and footnote's own readers that cannot be stopped otherwise.
//
// [Run] runs a [Command] within its [Limits]. A program of ours calls [Confine] before it reads its input.
//
// What binds:
//   - A program gets its input on standard input only after its limits hold, and writes to no file.
//   - It ends with the call of Run, whatever happens, and also if the calling process dies: then its input ends, and
//     its time of computing is limited by the system.
//   - It gets no environment but the one given, so no secrets.
//   - Memory is limited by the system on Linux. Elsewhere time and output are limited alone.
package sandbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"

	"footnote/corpus"
)

// Limits of a program. Each has to be set.
type Limits struct {
	// Time is the longest that the program may run.
	Time time.Duration
	// Memory is the most address space in bytes, or 0 for a program that confines itself.
	Memory int64
	// Output is the most that it may write to standard output, in bytes.
	Output int64
}

// Command is a program to be run.
type Command struct {
	// Path is the program's file.
	Path string
	// Args are the arguments, the program's own name first.
	Args []string
	// Env is the whole environment.
	Env []string
	// Input is what the program reads on standard input.
	Input  io.Reader
	Limits Limits
}

// The outcomes of a program that was stopped.
var (
	ErrTime   = corpus.Refuse(corpus.TooSlow, "took too long to read and was stopped")
	ErrMemory = corpus.Refuse(corpus.TooSlow, "took too much memory to read and was stopped")
	ErrOutput = corpus.Refuse(corpus.TooSlow, "gives too much text and was stopped")
)

// Failure is the outcome of a program that ended by itself with a status other than 0.
type Failure struct {
	Status int
	// Message is the start of what it wrote to standard error.
	Message string
}

func (f *Failure) Error() string {
	line, _, _ := strings.Cut(strings.TrimSpace(f.Message), "\n")
	return fmt.Sprintf("its reader failed with status %d: %q", f.Status, line)
}

const (
	// maxMessage is how much of a program's standard error is kept, in bytes.
	maxMessage = 4 << 10
	// patience is how long Run waits for the end of a program that has been killed.
	patience = 5 * time.Second
)

// Run runs the program and hands its standard output to read while it comes. If read fails the program is stopped.
// The error is ctx's, one of those above, a *Failure, or read's.
func Run(ctx context.Context, c Command, read func(io.Reader) error) error {
	limited, stop := context.WithTimeoutCause(ctx, c.Limits.Time, ErrTime)
	defer stop()
	cmd := exec.CommandContext(limited, c.Path)
	cmd.Args, cmd.Env, cmd.WaitDelay = c.Args, append([]string{}, c.Env...), patience
	var message head
	cmd.Stderr = &message
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return outcome(ctx, limited, nil, err, "")
	}
	err = confine(cmd.Process.Pid, c.Limits)
	if err == nil {
		err = converse(in, c.Input, read, &capped{r: out, left: c.Limits.Output})
	}
	if err != nil {
		stop()
	}
	return outcome(ctx, limited, err, cmd.Wait(), message.String())
}

// converse feeds the program while what it writes is read. It returns when the output has been read.
func converse(in io.WriteCloser, input io.Reader, read func(io.Reader) error, out io.Reader) error {
	fed := make(chan struct{})
	go func() {
		defer close(fed)
		io.Copy(in, input) //nolint:errcheck // a program that reads no further says why itself
		in.Close()
	}()
	err := read(out)
	if err == nil {
		_, err = io.Copy(io.Discard, out)
	}
	in.Close() // ends a feeding that nobody reads
	<-fed
	return err
}

// outcome tells why a program ended, the cause before its consequences.
func outcome(ctx, limited context.Context, readErr, waitErr error, message string) error {
	var exit *exec.ExitError
	failed := errors.As(waitErr, &exit)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(context.Cause(limited), ErrTime), failed && outOfTime(exit.ProcessState):
		return ErrTime
	case errors.Is(readErr, ErrOutput):
		return ErrOutput
	case failed && outOfMemory(message):
		return ErrMemory
	case failed && exit.ExitCode() > 0:
		return &Failure{exit.ExitCode(), message}
	case readErr != nil:
		return readErr
	case failed: // killed by a signal
		return &Failure{exit.ExitCode(), exit.String() + ": " + message}
	}
	return waitErr
}

// outOfMemory tells from a program's last words whether it got no more memory. The first two are Go's, the third that of
// Go with its race detector, the next the C++ library's, the others poppler's.
func outOfMemory(message string) bool {
	for _, words := range []string{"out of memory", "cannot allocate memory", "failed to allocate", "std::bad_alloc", "Out of memory", "bogus memory allocation size"} {
		if strings.Contains(message, words) {
			return true
		}
	}
	return false
}

// capped is a reader that fails with ErrOutput above a number of bytes.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left < 0 {
		return 0, ErrOutput
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left+1)])
	c.left -= int64(n)
	if c.left < 0 {
		return n - 1, ErrOutput
	}
	return n, err
}

// head keeps the start of what is written to it.
type head struct{ bytes.Buffer }

func (h *head) Write(p []byte) (int, error) {
	h.Buffer.Write(p[:min(len(p), maxMessage-h.Len())])
	return len(p), nil
}
