package library_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus/library"
)

// FuzzImport reads lists of exports that anybody may have written. A list is refused with an error that names a line, or
// every article in it has an outcome, and nothing is read from outside the export.
func FuzzImport(f *testing.F) {
	const good = `{"collection":"s","id":"x","file":"s/a.md","name":"a.md","sha256":"e5e8b7","edits":{"title":"T"},"added":"2026-11-21T00:00:00Z"}`
	for _, seed := range []string{
		good, good + "\n\n" + good, "{", "[]", "null", `{"collection":"s","file":"../secret.md"}`, `{"collection":"s","file":"/secret.md"}`,
		`{"collection":"s","file":"s/../../secret.md","name":"../x.md"}`, `{"collection":"s","file":"s/a.md","edits":{"published":"soon"}}`,
	} {
		f.Add(seed)
	}
	l, err := library.Open(f.Context(), f.TempDir(), library.Options{})
	if err != nil {
		f.Fatal(err)
	}
	dir := filepath.Join(f.TempDir(), "export")
	if err := os.MkdirAll(filepath.Join(dir, "s"), 0o755); err != nil {
		f.Fatal(err)
	}
	for path, text := range map[string]string{"s/a.md": "# A\n\nPublic.\n", "../secret.md": "# Secret\n\nSecret.\n"} {
		if err := os.WriteFile(filepath.Join(dir, path), []byte(text), 0o644); err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, list string) {
		write(t, filepath.Join(dir, "articles.jsonl"), []byte(list))
		outcomes := 0
		err := l.Import(t.Context(), dir, library.Report{Outcome: func(o library.Outcome) {
			outcomes++
			if o.Title == "Secret" {
				t.Errorf("read from outside: %v", o)
			}
		}})
		lines := len(strings.Fields(strings.ReplaceAll(list, " ", "")))
		switch {
		case err != nil && !strings.Contains(err.Error(), "articles.jsonl line "):
			t.Errorf("error %v", err)
		case err == nil && outcomes > lines:
			t.Errorf("%d outcomes of %d lines", outcomes, lines)
		}
	})
}
