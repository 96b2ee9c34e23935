package library_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/corpus/library"
)

func TestBackupAndRestore(t *testing.T) {
	dir, file := t.TempDir(), filepath.Join(t.TempDir(), "monday.db")
	l, err := library.Open(t.Context(), dir, library.Options{})
	must(t, err)
	add(t, l, "s", "a.md", text("Tides", "The tide turns at noon."))
	must(t, l.Backup(t.Context(), file))
	if err := l.Backup(t.Context(), file); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a backup over another: %v", err)
	}
	add(t, l, "s", "b.md", text("Waves", "Waves follow the wind."))
	if _, err := library.Restore(t.Context(), dir, file, library.Options{}); !errors.Is(err, library.ErrLocked) {
		t.Errorf("restored under a writer: %v", err)
	}
	must(t, l.Close())

	aside, err := library.Restore(t.Context(), dir, file, library.Options{})
	must(t, err)
	restored := open(t, dir, library.Options{})
	if got := titles(t, restored, "s"); !slices.Equal(got, []string{"Tides"}) {
		t.Errorf("restored %q", got)
	}
	// What was there before is there still, under another name.
	elsewhere := t.TempDir()
	if _, err := library.Restore(t.Context(), elsewhere, aside, library.Options{}); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, open(t, elsewhere, library.Options{}), "s"); !slices.Equal(got, []string{"Tides", "Waves"}) {
		t.Errorf("kept aside: %q", got)
	}
}

func TestBackupWhileOthersWrite(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir, library.Options{})
	add(t, l, "s", "a.md", text("Tides", "The tide turns at noon."))
	reader := open(t, dir, library.Options{ReadOnly: true})
	done := make(chan error)
	go func() {
		for i := range 30 {
			if _, err := l.Add(t.Context(), library.Item{Collection: "s", Name: "n.md", Data: generate(articleKey(i), 1)}); err != nil {
				done <- err
			}
		}
		close(done)
	}()
	file := filepath.Join(t.TempDir(), "b.db")
	must(t, reader.Backup(t.Context(), file))
	if err := <-done; err != nil {
		t.Error(err)
	}
	if _, err := library.Restore(t.Context(), filepath.Join(t.TempDir(), "new"), file, library.Options{}); err != nil {
		t.Error(err)
	}
}

// TestRestoreRefuses: what is no whole library changes nothing.
func TestRestoreRefuses(t *testing.T) {
	dir, made := t.TempDir(), t.TempDir()
	l, err := library.Open(t.Context(), dir, library.Options{})
	must(t, err)
	for i := range 20 {
		add(t, l, "s", "a.md", generate(articleKey(i), 1))
	}
	good := filepath.Join(made, "good.db")
	must(t, l.Backup(t.Context(), good))
	must(t, l.Close())
	data, err := os.ReadFile(good)
	must(t, err)
	for _, c := range []struct {
		name, want string
		data       []byte
	}{
		{"no database", "is no backup of a library", []byte(strings.Repeat("no database ", 500))},
		{"empty", "is no backup of a library", nil},
		{"cut short", "damaged", data[:len(data)/2]},
		{"a page overwritten", "damaged", slices.Concat(data[:8192], []byte(strings.Repeat("x", 4096)), data[12288:])},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "bad.db")
			must(t, os.WriteFile(file, c.data, 0o600))
			_, err := library.Restore(t.Context(), dir, file, library.Options{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
	if _, err := library.Restore(t.Context(), dir, filepath.Join(made, "none.db"), library.Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if got := titles(t, open(t, dir, library.Options{}), "s"); len(got) != 20 {
		t.Errorf("the library holds %q", got)
	}
}
