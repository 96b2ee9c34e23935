package sandbox_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"testing"

	"golang.org/x/sys/unix"

	"footnote/corpus/sandbox"
)

// limited are programs that show the limits they run within.
func limited() map[string]func() int {
	return map[string]func() int{
		"hoard": func() int {
			if err := sandbox.Confine(256 << 20); err != nil {
				fmt.Fprintln(os.Stderr, err)
				return 1
			}
			var all [][]byte
			for range 4096 {
				all = append(all, bytes.Repeat([]byte{1}, 1<<20))
			}
			fmt.Print(len(all))
			return 0
		},
		"write": func() int {
			io.Copy(io.Discard, os.Stdin)
			f, err := os.CreateTemp("", "x")
			if err == nil {
				defer os.Remove(f.Name())
				_, err = f.WriteString("x")
			}
			fmt.Print(err != nil)
			return 0
		},
		"room": func() int {
			io.Copy(io.Discard, os.Stdin)
			var limit unix.Rlimit
			if err := unix.Getrlimit(unix.RLIMIT_AS, &limit); err != nil {
				return 1
			}
			fmt.Print(limit.Cur)
			return 0
		},
	}
}

func TestConfine(t *testing.T) {
	if out, err := run(t.Context(), command("hoard", "")); !errors.Is(err, sandbox.ErrMemory) {
		t.Errorf("hoard: %q, %v", out, err)
	}
}

// TestLimitsBeforeInput: what a program does before it asks for input may come before the limits, nothing after it.
func TestLimitsBeforeInput(t *testing.T) {
	c := command("room", "x")
	c.Limits.Memory = 64 << 40 // above what the race detector reserves
	if out, err := run(t.Context(), c); err != nil || out != fmt.Sprint(c.Limits.Memory) {
		t.Errorf("address space of %q bytes, %v", out, err)
	}
	if out, err := run(t.Context(), command("write", "x")); err != nil || out != "true" {
		t.Errorf("a file was written: %q, %v", out, err)
	}
}
