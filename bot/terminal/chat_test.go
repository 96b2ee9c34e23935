package terminal_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/bot/terminal"
)

func chatPlain(t *testing.T, lines string) string {
	t.Helper()
	b, _ := newBot(t)
	var out strings.Builder
	err := terminal.Chat(t.Context(), b, terminal.NewPlain(t.Context(), strings.NewReader(lines), &out, terminal.Style{}), 2)
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestChat(t *testing.T) {
	tests := []struct {
		name, lines string
		want        []string
		not         []string
	}{
		{"an answer lists as many citations as wished", "how high\n", []string{"1 article, 3 passages.", "»The tower is 63 metres high.«", "[2] The Tower"}, []string{"[3]"}},
		{"more", "how\n:more\n", []string{"\n»Four bells hang in it.«\n\n[2] The Tower · Guild"}, []string{"»It burned twice.«"}},
		{"more until the end", "how\n:more\n:more\n:more\n", []string{"»It burned twice.«", "No further passages."}, nil},
		{"a new question starts anew", "how\n:more\nhow\n:context\n", []string{"(the article starts here)"}, nil},
		{"context at the start", "how\n:context\n", []string{"(the article starts here)\n\nMasons", "Guild · 2019 · section “Height”, paragraph 1\n\nFour bells hang in it.\n"}, nil},
		{"context in the middle", "how\n:more\n:context\n", []string{"It has a stair.\n\n»Four bells", "paragraph 2\n\nIt burned twice.\n"}, []string{"starts here", "ends here"}},
		{"context at the end", "how\n:open 3\n:context\n", []string{"(the article ends here)"}, nil},
		{"open", "how\n:open 2\n", []string{"read from notes/a.txt\n\nMasons began it. The tower is 63 metres high. It has a stair.\n\n»Four bells hang in it.«\n\nIt burned twice.\n"}, nil},
		{"open the last", "how\n:open\n", []string{"»Masons began it. The tower is 63 metres high. It has a stair.«\n\nFour"}, nil},
		{"open what is not there", "how\n:open 4\n:open 0\n:open x\n", []string{"no citation 4; the last answer has 3 citations", "no citation 0;", "no citation x;"}, nil},
		{"commands before a question", ":more\n:context\n:open 1\n", []string{"There is no passage yet: ask a question first.\nThere is no passage yet: ask a question first.\nThere is no passage yet"}, nil},
		{"nothing found", "nothing\n:more\n", []string{"Not found in 1 article.", "[2]"}, []string{"»", "Further"}},
		{"help", ":help\n", []string{":open N", "Ctrl-C"}, nil},
		{"unknown command", ":dan\x1bce\n", []string{"There is no command :dan␛ce; :help lists them."}, nil},
		{"quit", ":quit\nhow\n", nil, []string{"»"}},
		{"a question that cannot be asked", "the\nhow\n", []string{"\"the of\" has only words that every text has. Name what you are looking for.\n", "»The tower"}, nil},
		{"a failure", "break\nhow\n", []string{"could not be answered: the index␛[31m is gone\n", "»The tower"}, nil},
		{"empty lines", "\n  \n", []string{"1 article"}, []string{"»"}},
		{"no last line feed", "how", []string{"»The tower"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := chatPlain(t, tt.lines)
			for _, w := range tt.want {
				if !strings.Contains(got, w) {
					t.Errorf("%q is missing in\n%s", w, got)
				}
			}
			for _, n := range tt.not {
				if strings.Contains(got, n) {
					t.Errorf("%q should not be in\n%s", n, got)
				}
			}
		})
	}
}

func TestChatEndsWithItsContext(t *testing.T) {
	for _, question := range []string{"", "wait\n"} {
		t.Run("while "+strings.TrimSpace("asked "+question), func(t *testing.T) {
			b, f := newBot(t)
			f.asked = make(chan string, 1)
			ctx, cancel := context.WithCancel(t.Context())
			in, typing := io.Pipe()
			defer typing.Close()
			ended := make(chan error, 1)
			go func() {
				ended <- terminal.Chat(ctx, b, terminal.NewPlain(ctx, in, io.Discard, terminal.Style{}), 5)
			}()
			if question != "" {
				if _, err := io.WriteString(typing, question); err != nil {
					t.Fatal(err)
				}
				<-f.asked
			}
			cancel()
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestChatReportsWhatCannotBeReadOrWritten(t *testing.T) {
	b, _ := newBot(t)
	long := strings.NewReader(strings.Repeat("x", 2<<20))
	err := terminal.Chat(t.Context(), b, terminal.NewPlain(t.Context(), long, io.Discard, terminal.Style{}), 5)
	if err == nil || !strings.Contains(err.Error(), "longer than 1 MiB") {
		t.Errorf("long line: got %v", err)
	}
	closed, w := io.Pipe()
	closed.Close()
	err = terminal.Chat(t.Context(), b, terminal.NewPlain(t.Context(), strings.NewReader("how\n"), w, terminal.Style{}), 5)
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("closed output: got %v", err)
	}
}

// screen is the other side of a terminal in raw mode.
type screen struct {
	io.Reader
	typing *io.PipeWriter

	mu    sync.Mutex
	shown strings.Builder
	grown chan struct{}
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown.Write(p)
	select {
	case s.grown <- struct{}{}:
	default:
	}
	return len(p), nil
}

// waitFor waits until text was shown n times since the start.
func (s *screen) waitFor(t *testing.T, text string, n int) {
	t.Helper()
	for {
		s.mu.Lock()
		shown := s.shown.String()
		s.mu.Unlock()
		if strings.Count(shown, text) >= n {
			return
		}
		select {
		case <-s.grown:
		case <-t.Context().Done():
			t.Fatalf("%q was not shown", text)
		}
	}
}

func (s *screen) press(t *testing.T, text string) {
	t.Helper()
	if _, err := io.WriteString(s.typing, text); err != nil {
		t.Fatal(err)
	}
}

// converse starts a conversation on a screen of 60 columns and the given rows.
func converse(t *testing.T, rows int, h *terminal.History) (*screen, *fake, chan error) {
	t.Helper()
	b, f := newBot(t)
	f.asked = make(chan string, 10)
	in, typing := io.Pipe()
	t.Cleanup(func() { typing.Close() })
	s := &screen{Reader: in, typing: typing, grown: make(chan struct{}, 1)}
	editor := terminal.NewEditor(s, terminal.EditorOptions{Size: func() (int, int) { return 60, rows }, Color: true, History: h})
	ended := make(chan error, 1)
	go func() { ended <- terminal.Chat(t.Context(), b, editor, 5) }()
	s.waitFor(t, "> ", 1)
	return s, f, ended
}

func TestEditorCtrlC(t *testing.T) {
	t.Run("stops a question", func(t *testing.T) {
		s, f, ended := converse(t, 40, &terminal.History{})
		s.press(t, "wait for it\r")
		<-f.asked
		s.press(t, "\x03")
		s.waitFor(t, "Stopped.", 1)
		s.press(t, "how high\r")
		s.waitFor(t, "\x1b[1mThe tower is 63 metres high.\x1b[0m", 1)
		s.press(t, "\x04")
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	t.Run("pressed twice while a question runs leaves", func(t *testing.T) {
		s, f, ended := converse(t, 40, &terminal.History{})
		s.press(t, "wait\r")
		<-f.asked
		s.press(t, "\x03\x03")
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	t.Run("drops the line", func(t *testing.T) {
		s, f, ended := converse(t, 40, &terminal.History{})
		s.press(t, "the wrong qu")
		s.waitFor(t, "qu", 1)
		s.press(t, "\x03")
		s.waitFor(t, "Ctrl-C again or :quit leaves.", 1)
		s.press(t, "right\r")
		if got := <-f.asked; got != "right" {
			t.Errorf("asked %q", got)
		}
		s.press(t, ":quit\r")
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	t.Run("pressed twice at the prompt leaves", func(t *testing.T) {
		s, _, ended := converse(t, 40, &terminal.History{})
		s.press(t, "\x03")
		s.waitFor(t, "Ctrl-C again", 1)
		s.press(t, "\x03")
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	t.Run("ends the paging", func(t *testing.T) {
		s, _, ended := converse(t, 4, &terminal.History{})
		s.press(t, "how\r:open 1\r")
		s.waitFor(t, "Enter for more", 1)
		s.press(t, "\x03how again\r")
		s.waitFor(t, "\x1b[1mThe tower is", 2)
		s.press(t, "\x04")
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func TestEditorPages(t *testing.T) {
	const lastLine = "\r\n  It burned twice."
	s, _, ended := converse(t, 4, &terminal.History{})
	s.press(t, "how\r:open 1\r")
	s.waitFor(t, "Enter for more", 1)
	if strings.Contains(s.text(), lastLine) {
		t.Error("the whole article is shown at once")
	}
	for screen := 2; screen <= 3; screen++ {
		s.press(t, "\r")
		s.waitFor(t, "Enter for more", screen)
	}
	s.press(t, "\r")
	s.waitFor(t, lastLine, 1)
	s.press(t, ":open 1\r")
	s.waitFor(t, "Enter for more", 4)
	s.press(t, "q\r:quit\r")
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func (s *screen) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown.String()
}

func TestHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "footnote", "history")
	for _, question := range []string{"how first", "how second"} {
		h, err := terminal.OpenHistory(path)
		if err != nil {
			t.Fatal(err)
		}
		s, f, ended := converse(t, 40, h)
		s.press(t, question+"\r\r"+question+"\r")
		<-f.asked
		<-f.asked
		s.press(t, "\x04")
		if err := errors.Join(<-ended, h.Err()); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil || string(data) != "how first\nhow second\n" {
		t.Errorf("kept %q, %v", data, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("mode %v, %v; others may read it", info.Mode(), err)
	}

	h, err := terminal.OpenHistory(path)
	if err != nil {
		t.Fatal(err)
	}
	s, f, ended := converse(t, 40, h)
	s.press(t, "\x1b[A\x1b[A\r") // up, up
	if got := <-f.asked; got != "how first" {
		t.Errorf("recalled %q", got)
	}
	s.press(t, "\x04")
	<-ended
}

func TestHistoryIsShortened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	var old []string
	for i := range 2500 {
		old = append(old, strings.Repeat("x", i%7+1))
	}
	if err := os.WriteFile(path, []byte(strings.Join(old, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h, err := terminal.OpenHistory(path)
	if err != nil {
		t.Fatal(err)
	}
	if h.Len() != 1000 || h.At(0) != old[2499] || h.At(999) != old[1500] {
		t.Errorf("remembers %d lines, %q to %q", h.Len(), h.At(999), h.At(0))
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var kept []string
	for s := bufio.NewScanner(f); s.Scan(); {
		kept = append(kept, s.Text())
	}
	if !slices.Equal(kept, old[1500:]) {
		t.Errorf("the file keeps %d lines", len(kept))
	}
}

func TestHistoryThatCannotBeKept(t *testing.T) {
	folder := t.TempDir()
	if _, err := terminal.OpenHistory(folder); err == nil {
		t.Error("a folder was read as history")
	}
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if h, err := terminal.OpenHistory(filepath.Join(file, "history")); err == nil {
		h.Add("a line")
		h.Add("another")
		if h.Err() == nil || h.Len() != 2 {
			t.Errorf("got %v with %d lines; want an error and the lines remembered", h.Err(), h.Len())
		}
	}
}
