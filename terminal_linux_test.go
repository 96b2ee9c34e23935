package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/rivo/uniseg"
	"golang.org/x/sys/unix"
)

// screen is a pseudo-terminal: what is typed at keys goes to tty, what is shown there comes back.
type screen struct {
	keys, tty *os.File
	// unread was shown after what waitFor returned.
	unread string
}

func newScreen(t *testing.T, columns, rows uint16) *screen {
	t.Helper()
	keys, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("this machine gives out no pseudo-terminals: %v", err)
	}
	t.Cleanup(func() { keys.Close() })
	fd := int(keys.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Col: columns, Row: rows})
	}
	if err != nil {
		t.Fatal(err)
	}
	tty, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tty.Close() })
	return &screen{keys: keys, tty: tty}
}

// start runs footnote on the screen with only the given environment.
func (s *screen) start(t *testing.T, env []string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "footnote", args...)
	cmd.Env = append([]string{"TERM=xterm", "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH"), "GORACE=" + noExitPause}, env...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = s.tty, s.tty, s.tty
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

// waitFor reads what is shown up to text, and returns it; colours and cursor movements count as shown.
func (s *screen) waitFor(t *testing.T, text string) string {
	t.Helper()
	buf := make([]byte, 4096)
	for {
		if before, after, found := strings.Cut(s.unread, text); found {
			s.unread = after
			return before + text
		}
		n, err := s.keys.Read(buf)
		if err != nil {
			t.Fatalf("%v before %q was shown; shown was %q", err, text, s.unread)
		}
		s.unread += string(buf[:n])
	}
}

func (s *screen) typeIn(t *testing.T, text string) {
	t.Helper()
	if _, err := s.keys.WriteString(text); err != nil {
		t.Fatal(err)
	}
}

func TestAskOnATerminal(t *testing.T) {
	tests := []struct {
		name  string
		env   []string
		args  []string
		color bool
	}{
		{"in colour", nil, nil, true},
		{"NO_COLOR", []string{"NO_COLOR=1"}, nil, false},
		{"a terminal without colour", []string{"TERM=dumb"}, nil, false},
		{"never", nil, []string{"--color=never"}, false},
		{"always, over NO_COLOR", []string{"NO_COLOR=1"}, []string{"--color=always"}, true},
		{"never, by the environment", []string{"FOOTNOTE_COLOR=never"}, nil, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newScreen(t, 60, 24)
			cmd := s.start(t, tt.env, append([]string{"ask", "--limit=1", example}, tt.args...)...)
			shown := s.rest(t, cmd)
			if got := strings.Contains(shown, "\x1b[1m"); got != tt.color {
				t.Errorf("bold: %v, want %v in %q", got, tt.color, shown)
			}
			if got := strings.Contains(shown, "»"); got == tt.color {
				t.Errorf("marks: %v, want %v in %q", got, !tt.color, shown)
			}
			if !tt.color && strings.Contains(shown, "\x1b") {
				t.Errorf("an escape sequence shows in %q", shown)
			}
			plain := strings.NewReplacer("\x1b[1m", "", "\x1b[2m", "", "\x1b[0m", "").Replace(shown)
			for _, text := range strings.FieldsFunc(plain, lineStart) {
				if w := uniseg.StringWidth(text); w > 60 {
					t.Errorf("%d columns on a screen of 60: %q", w, text)
				}
			}
		})
	}
}

// lineStart tells what the cursor goes back to the first column for. Progress returns without a new line, and is shown
// where the machine is slow.
func lineStart(r rune) bool { return r == '\r' || r == '\n' }

// rest is what is shown until the process ends.
func (s *screen) rest(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	const end = "\x00end\x00"
	ended := make(chan error, 1)
	go func() {
		err := cmd.Wait()
		_, _ = s.tty.WriteString(end) // the reader below would otherwise wait for ever
		ended <- err
	}()
	shown := strings.TrimSuffix(s.waitFor(t, end), end)
	if err := <-ended; err != nil {
		t.Errorf("%v after %q", err, shown)
	}
	return shown
}

func TestChatOnATerminal(t *testing.T) {
	state := t.TempDir()
	s := newScreen(t, 80, 12)
	before, err := unix.IoctlGetTermios(int(s.tty.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	cmd := s.start(t, []string{"XDG_STATE_HOME=" + state}, "chat")
	s.waitFor(t, "> ")
	s.typeIn(t, "How does Office 39 urn\x7f\x7f\x7fearn money?\r") // mended with backspace
	s.waitFor(t, "\x1b[1m")
	s.waitFor(t, "> ")
	s.typeIn(t, ":open 1\r")
	s.waitFor(t, "-- Enter for more")
	s.typeIn(t, "q\r")
	s.waitFor(t, "> ")
	s.typeIn(t, "\x03")
	s.waitFor(t, "Ctrl-C again")
	s.typeIn(t, "\x03")
	s.rest(t, cmd)

	after, err := unix.IoctlGetTermios(int(s.tty.Fd()), unix.TCGETS)
	if err != nil || *after != *before {
		t.Errorf("the terminal was left as %+v (%v), it was %+v", after, err, before)
	}
	kept, err := os.ReadFile(filepath.Join(state, "footnote", "history"))
	if want := "How does Office 39 earn money?\n:open 1\n"; err != nil || string(kept) != want {
		t.Errorf("history %q (%v), want %q", kept, err, want)
	}
}

// TestTerminalIsRestored: also where the process is told to end from outside.
func TestTerminalIsRestored(t *testing.T) {
	s := newScreen(t, 80, 24)
	before, err := unix.IoctlGetTermios(int(s.tty.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	cmd := s.start(t, nil, "chat", "--history=none")
	s.waitFor(t, "> ")
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // its status is looked at below
	if got := cmd.ProcessState.ExitCode(); got != exitInterrupted {
		t.Errorf("exit status %d, want %d", got, exitInterrupted)
	}
	after, err := unix.IoctlGetTermios(int(s.tty.Fd()), unix.TCGETS)
	if err != nil || *after != *before {
		t.Errorf("the terminal was left as %+v (%v), it was %+v", after, err, before)
	}
}

func TestAskOnATerminalWithoutAQuestion(t *testing.T) {
	s := newScreen(t, 80, 24)
	cmd := s.start(t, nil, "ask")
	shown := s.waitFor(t, "\n")
	_ = cmd.Wait() // its status is looked at below
	if got := cmd.ProcessState.ExitCode(); got != exitUsage || !strings.Contains(shown, "footnote: no question given") {
		t.Errorf("exit status %d after %q", got, shown)
	}
}
