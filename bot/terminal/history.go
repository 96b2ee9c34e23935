package terminal

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// maxHistory is how many lines are remembered.
const maxHistory = 1000

// History remembers the lines of former conversations in a file that only its owner can read. It
// implements term.History and serves one goroutine.
type History struct {
	path string
	// lines are oldest first.
	lines []string
	err   error
}

// OpenHistory reads the history kept at path, which need not exist yet. With path "" lines are
// remembered for this conversation only.
func OpenHistory(path string) (*History, error) {
	h := &History{path: path}
	if path == "" {
		return h, nil
	}
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return h, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	for text := range strings.Lines(string(data)) {
		h.remember(strings.TrimRight(text, "\r\n"))
	}
	if bytes.Count(data, []byte{'\n'}) > 2*maxHistory {
		err = h.rewrite()
	}
	return h, err
}

// Add appends a line to the history and its file. Empty lines and repetitions are left out.
func (h *History) Add(entry string) {
	if !h.remember(entry) || h.path == "" || h.err != nil {
		return
	}
	h.err = h.append(entry)
}

func (h *History) remember(entry string) bool {
	unfit := strings.TrimSpace(entry) == "" || strings.ContainsFunc(entry, unicode.IsControl)
	if unfit || len(h.lines) > 0 && h.lines[len(h.lines)-1] == entry {
		return false
	}
	h.lines = append(h.lines, entry)
	h.lines = h.lines[max(0, len(h.lines)-maxHistory):]
	return true
}

// append opens the file anew for each line, so that conversations side by side keep each other's.
func (h *History) append(entry string) (err error) {
	if err := os.MkdirAll(filepath.Dir(h.path), 0o700); err != nil {
		return fmt.Errorf("keep history: %w", err)
	}
	f, err := os.OpenFile(h.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("keep history: %w", err)
	}
	_, err = f.WriteString(entry + "\n")
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// rewrite drops what is no longer remembered from the file.
func (h *History) rewrite() error {
	f, err := os.CreateTemp(filepath.Dir(h.path), filepath.Base(h.path)+".*") // mode 0600
	if err != nil {
		return fmt.Errorf("shorten history: %w", err)
	}
	_, err = f.WriteString(strings.Join(h.lines, "\n") + "\n")
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), h.path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the old history stays in place
		return fmt.Errorf("shorten history: %w", err)
	}
	return nil
}

// Len is the number of lines remembered.
func (h *History) Len() int { return len(h.lines) }

// At returns a line; 0 is the newest.
func (h *History) At(i int) string { return h.lines[len(h.lines)-1-i] }

// Err is the first error of keeping a line; from then on lines are only remembered.
func (h *History) Err() error { return h.err }
