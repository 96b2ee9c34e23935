package library_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/corpus/library"
)

func TestExportAndImport(t *testing.T) {
	l, dir := open(t, t.TempDir(), library.Options{}), filepath.Join(t.TempDir(), "export")
	original := []byte("---\ntitle: Tydes\n---\r\nThe tide turns at noon.\r\n")
	o := add(t, l, library.Operator, "A.MD", original)
	add(t, l, "../42", "b.txt", []byte("Waves\n\nWaves follow the wind, and the wind follows nobody at all.\n"))
	_, err := l.Add(t.Context(), library.Item{Name: "c.md", Data: text("Sand", "Sand is worn stone."), Address: "https://example.org/sand"})
	must(t, err)
	must(t, l.Edit(t.Context(), library.Operator, o.ID, library.Edits{Title: new("Tides"), Authors: &[]string{}}))
	var h happened
	must(t, l.Export(t.Context(), dir, h.report()))
	if len(h) != 3 {
		t.Errorf("exported %q", h)
	}
	if err := l.Export(t.Context(), dir, library.Report{}); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("exported twice to one folder: %v", err)
	}

	other := open(t, t.TempDir(), library.Options{Now: func() time.Time { return time.Now().Add(time.Hour) }})
	var imported []string
	must(t, other.Import(t.Context(), dir, library.Report{Outcome: func(o library.Outcome) { imported = append(imported, o.Title) }}))
	if !slices.Equal(imported, []string{"Tides", "Waves", "Sand"}) {
		t.Errorf("imported %q", imported)
	}
	second := filepath.Join(t.TempDir(), "second")
	must(t, other.Export(t.Context(), second, library.Report{}))
	if a, b := files(t, dir), files(t, second); len(a) != 4 || !maps.Equal(a, b) {
		t.Errorf("exported %q, and again after the import %q", a, b)
	}
	entries, err := other.Articles(t.Context(), "")
	must(t, err)
	before, err := l.Articles(t.Context(), "")
	must(t, err)
	for i := range entries {
		a, b := entries[i], before[i]
		if a.ID != b.ID || a.Title != b.Title || a.Collection != b.Collection || a.Edited != b.Edited || a.Location != b.Location {
			t.Errorf("%+v was imported as %+v", b, a)
		}
	}
	name, data, err := other.Original(t.Context(), library.Operator, o.ID)
	if err != nil || name != "A.MD" || string(data) != string(original) {
		t.Errorf("original %q %q, %v", name, data, err)
	}
	var again happened
	must(t, other.Import(t.Context(), dir, again.report()))
	again.want(t)
}

// files are the contents of a folder's files by their paths in it.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	root := os.DirFS(dir)
	must(t, fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, path)
		out[path] = string(data)
		return err
	}))
	return out
}

func TestImportRefuses(t *testing.T) {
	l, dir := open(t, t.TempDir(), library.Options{}), filepath.Join(t.TempDir(), "export")
	o := add(t, l, "s", "a.md", text("Tides", "The tide turns at noon."))
	must(t, l.Export(t.Context(), dir, library.Report{}))
	write(t, filepath.Join(dir, "s", o.ID+".md"), text("Tides", "The tide turns at one."))
	var h happened
	must(t, open(t, t.TempDir(), library.Options{}).Import(t.Context(), dir, h.report()))
	h.want(t, "refused "+o.ID+".md")
	for _, c := range []struct{ name, list, want string }{
		{"no list", "", "use footnote add"},
		{"no JSON", "{\n", "articles.jsonl line 1: "},
		{"a file outside", `{"collection": "s", "file": "../a.md"}`, "line 1: a collection and a file inside"},
		{"no collection", "\n" + `{"file": "a.md"}`, "line 2: a collection"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if c.list != "" {
				write(t, filepath.Join(dir, "articles.jsonl"), []byte(c.list))
			}
			err := l.Import(t.Context(), dir, library.Report{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

// TestSalvage exports from a damaged library what can be read.
func TestSalvage(t *testing.T) {
	dir := t.TempDir()
	l, err := library.Open(t.Context(), dir, library.Options{})
	must(t, err)
	for i := range 40 {
		add(t, l, library.Operator, "a.md", generate(articleKey(i), 1))
	}
	must(t, l.Close())
	file := filepath.Join(dir, "library.db")
	data, err := os.ReadFile(file)
	must(t, err)
	copy(data[len(data)/2:], strings.Repeat("x", 3*4096))
	must(t, os.WriteFile(file, data, 0o600))
	if err := readAll(t, dir); err == nil {
		t.Fatal("the damage was not noticed")
	}
	l = open(t, dir, library.Options{ReadOnly: true, Salvage: true})
	saved, lost := 0, 0
	out := filepath.Join(t.TempDir(), "out")
	must(t, l.Export(t.Context(), out, library.Report{Outcome: func(o library.Outcome) {
		if o.Change == library.Added {
			saved++
		} else {
			lost++
		}
	}}))
	if saved < 20 || saved >= 40 || saved+lost < 40 {
		t.Errorf("%d saved, %d lost", saved, lost)
	}
	fresh := open(t, t.TempDir(), library.Options{})
	must(t, fresh.Import(t.Context(), out, library.Report{}))
	if got := held(t, fresh); len(got) != saved {
		t.Errorf("%d were saved, %d imported", saved, len(got))
	}
	if slices.Contains(titles(t, fresh, library.Operator), "") {
		t.Error("an article without title")
	}
}
