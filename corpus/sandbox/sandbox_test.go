package sandbox_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"footnote/corpus/sandbox"
)

// TestMain lets the test's own binary be the program that is run.
func TestMain(m *testing.M) {
	maps.Copy(programs, limited())
	if len(os.Args) == 2 && programs[os.Args[1]] != nil {
		os.Exit(programs[os.Args[1]]())
	}
	os.Exit(m.Run())
}

var programs = map[string]func() int{
	"echo": func() int { io.Copy(os.Stdout, os.Stdin); return 0 },
	"fail": func() int { fmt.Fprintln(os.Stderr, "no such luck\nmore"); return 3 },
	"loop": func() int {
		for {
			runtime.Gosched()
		}
	},
	"flood": func() int {
		for {
			if _, err := os.Stdout.WriteString(strings.Repeat("x", 1<<16)); err != nil {
				return 1
			}
		}
	},
	"environment": func() int { fmt.Print(strings.Join(os.Environ(), " ")); return 0 },
	"idle":        func() int { time.Sleep(time.Hour); return 0 },
}

func command(program, input string) sandbox.Command {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return sandbox.Command{
		Path: self, Args: []string{self, program}, Env: []string{"LANG=C"}, Input: strings.NewReader(input),
		Limits: sandbox.Limits{Time: time.Minute, Output: 1 << 20},
	}
}

func run(ctx context.Context, c sandbox.Command) (string, error) {
	var out []byte
	err := sandbox.Run(ctx, c, func(r io.Reader) (err error) {
		out, err = io.ReadAll(r)
		return err
	})
	return string(out), err
}

func TestRun(t *testing.T) {
	big := strings.Repeat("abc", 300_000)
	if out, err := run(t.Context(), command("echo", big)); err != nil || out != big {
		t.Errorf("%d bytes, %v", len(out), err)
	}
	if out, err := run(t.Context(), command("environment", "")); err != nil || out != "LANG=C" {
		t.Errorf("environment %q, %v", out, err)
	}
	if _, err := run(t.Context(), sandbox.Command{Path: "/nowhere/at/all", Limits: sandbox.Limits{Time: time.Second}}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

func TestFailure(t *testing.T) {
	_, err := run(t.Context(), command("fail", strings.Repeat("x", 1<<20)))
	var failure *sandbox.Failure
	if !errors.As(err, &failure) || failure.Status != 3 || err.Error() != `its reader failed with status 3: "no such luck"` {
		t.Errorf("error %v", err)
	}
}

func TestLimits(t *testing.T) {
	quick := sandbox.Limits{Time: 300 * time.Millisecond, Output: 1 << 20}
	for _, c := range []struct {
		name, program string
		limits        sandbox.Limits
		want          error
	}{
		{"computes forever", "loop", quick, sandbox.ErrTime},
		{"waits forever", "idle", quick, sandbox.ErrTime},
		{"writes forever", "flood", sandbox.Limits{Time: time.Minute, Output: 1 << 20}, sandbox.ErrOutput},
	} {
		t.Run(c.name, func(t *testing.T) {
			command := command(c.program, strings.Repeat("x", 1<<20))
			command.Limits = c.limits
			if _, err := run(t.Context(), command); !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
		})
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(100*time.Millisecond, cancel)
	if _, err := run(ctx, command("idle", "")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// TestReadFails: the program is stopped where its output is of no use.
func TestReadFails(t *testing.T) {
	want := errors.New("of no use")
	err := sandbox.Run(t.Context(), command("flood", ""), func(io.Reader) error { return want })
	if !errors.Is(err, want) {
		t.Errorf("error %v", err)
	}
}
