package library_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/corpus/library"
)

// open opens the library in dir, and closes it at the end of the test.
func open(t *testing.T, dir string, o library.Options) *library.Library {
	t.Helper()
	l, err := library.Open(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func text(title, body string) []byte { return fmt.Appendf(nil, "# %s\n\n%s\n", title, body) }

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// add adds an article to a collection and gives its ID.
func add(t *testing.T, l *library.Library, collection, name string, data []byte) library.Outcome {
	t.Helper()
	o, err := l.Add(t.Context(), library.Item{Collection: collection, Name: name, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// titles are the titles of a collection, sorted.
func titles(t *testing.T, l *library.Library, collection string) []string {
	t.Helper()
	entries, err := l.Articles(t.Context(), collection)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Title)
	}
	c, err := l.Collection(t.Context(), collection)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Articles) != len(entries) {
		t.Errorf("%d articles in the collection, %d in the list", len(c.Articles), len(entries))
	}
	return out
}

// happened gathers outcomes as "change file", sorted, unchanged ones left out.
type happened []string

func (h *happened) report() library.Report {
	return library.Report{Outcome: func(o library.Outcome) {
		if o.Change != library.Unchanged {
			*h = append(*h, string(o.Change)+" "+filepath.Base(o.Location))
			slices.Sort(*h)
		}
	}}
}

func (h happened) want(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(h, want) {
		t.Errorf("happened %q, want %q", h, want)
	}
}

func TestAddIsThereAfterReopening(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "library")
	l, err := library.Open(t.Context(), dir, library.Options{})
	if err != nil {
		t.Fatal(err)
	}
	data := []byte("---\ntitle: The Bridge\nauthors: [Ada Reed]\npublished: 2021-03\n---\n## Piers\r\n\r\nThe piers stand on oak.\r\n")
	o := add(t, l, library.Operator, "bridge.md", data)
	if o.Change != library.Added || o.Title != "The Bridge" {
		t.Errorf("outcome %v", o)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l = open(t, dir, library.Options{})
	name, original, err := l.Original(t.Context(), library.Operator, o.ID)
	if err != nil || name != "bridge.md" || string(original) != string(data) {
		t.Errorf("original %q %q, %v", name, original, err)
	}
	a, err := l.Article(t.Context(), library.Operator, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "The Bridge" || a.Authors[0] != "Ada Reed" || a.Published != "2021-03" || !strings.Contains(a.Text, "The piers stand on oak.") {
		t.Errorf("article %+v", a)
	}
	c, err := l.Collection(t.Context(), library.Operator)
	if err != nil || len(c.Passages) != 1 || c.Passages[0].Locator.Section != "Piers" {
		t.Errorf("passages %+v, %v", c.Passages, err)
	}
}

func TestAddTellsWhatBecameOfIt(t *testing.T) {
	l := open(t, t.TempDir(), library.Options{MaxFileBytes: 1000})
	first := add(t, l, "s1", "a.md", text("Tides", "The tide turns at noon."))
	for _, c := range []struct {
		name, collection, file string
		data                   []byte
		want                   library.Change
		reason                 string
	}{
		{"the same bytes", "s1", "b.md", text("Tides", "The tide turns at noon."), library.Unchanged, ""},
		{"the same text in other bytes", "s1", "c.md", []byte("# Tides\r\n\r\nThe tide turns at noon.\r\n"), library.Unchanged, ""},
		{"another collection", "s2", "a.md", text("Tides", "The tide turns at noon."), library.Added, ""},
		{"no text", "s1", "d.txt", []byte(" \n"), library.Refused, "is empty"},
		{"a binary file", "s1", "e.txt", []byte("a\x00b"), library.Refused, "NUL at byte 1"},
		{"too large", "s1", "f.txt", make([]byte, 1001), library.Refused, "is too large"},
		{"another format", "s1", "g.exe", []byte("x"), library.Refused, "is neither"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := add(t, l, c.collection, c.file, c.data)
			if o.Change != c.want || c.reason != "" && !strings.Contains(fmt.Sprint(o.Reason), c.reason) {
				t.Errorf("outcome %v, want %s %s", o, c.want, c.reason)
			}
			if c.want == library.Unchanged && o.ID != first.ID {
				t.Errorf("outcome names %s, want %s", o.ID, first.ID)
			}
		})
	}
	if got := titles(t, l, "s1"); !slices.Equal(got, []string{"Tides"}) {
		t.Errorf("s1 holds %q", got)
	}
}

func TestCollectionsAreApart(t *testing.T) {
	l := open(t, t.TempDir(), library.Options{})
	one := add(t, l, "s1", "a.md", text("One", "Only the first server may read this."))
	add(t, l, "s2", "b.md", text("Two", "Only the second server may read this."))
	add(t, l, library.Operator, "a.md", text("One", "Only the first server may read this."))
	if _, err := l.Article(t.Context(), "s2", one.ID); !errors.Is(err, library.ErrNotFound) {
		t.Errorf("s2 reads the article of s1: %v", err)
	}
	if _, _, err := l.Original(t.Context(), "s2", one.ID); !errors.Is(err, library.ErrNotFound) {
		t.Errorf("s2 reads the original of s1: %v", err)
	}
	for name, err := range map[string]error{
		"edit":    l.Edit(t.Context(), "s2", one.ID, library.Edits{Title: new("x")}),
		"remove":  l.Remove(t.Context(), "s2", one.ID),
		"replace": func() error { _, err := l.Replace(t.Context(), "s2", one.ID, library.Item{}); return err }(),
	} {
		if !errors.Is(err, library.ErrNotFound) {
			t.Errorf("s2 may %s the article of s1: %v", name, err)
		}
	}
	for _, c := range []struct {
		names []string
		want  int
	}{{nil, 0}, {[]string{"s1"}, 1}, {[]string{"s1", library.Operator}, 1}, {[]string{"s2", library.Operator}, 2}, {[]string{"s3"}, 0}, {[]string{""}, 0}} {
		got, err := l.Collection(t.Context(), c.names...)
		if err != nil || len(got.Articles) != c.want {
			t.Errorf("Collection(%q) has %d articles, want %d (%v)", c.names, len(got.Articles), c.want, err)
		}
	}
}

func TestEdit(t *testing.T) {
	l := open(t, t.TempDir(), library.Options{})
	o := add(t, l, "s", "a.md", text("Tydes", "The tide turns at noon."))
	for _, c := range []struct {
		name, problem string
		fields        []string
		edits         library.Edits
	}{
		{"no date", `"published" is "March"`, []string{"published"}, library.Edits{Published: new("March")}},
		{"no address", `"url" is "ftp://x"`, []string{"url"}, library.Edits{URL: new("ftp://x"), Title: new("Tides")}},
		{"no language", `"language" is "xx-nope"`, []string{"language"}, library.Edits{Language: new("xx-nope")}},
		{"no title", "needs a title", []string{"title"}, library.Edits{Title: new(" ")}},
		{"two at once", "which is no date", []string{"published", "url"}, library.Edits{Published: new("March"), URL: new("x")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := l.Edit(t.Context(), "s", o.ID, c.edits)
			var bad library.EditError
			if !errors.As(err, &bad) || !strings.Contains(err.Error(), c.problem) || !slices.Equal(bad.Fields, c.fields) {
				t.Errorf("error %v in %q, want %q in %q", err, bad.Fields, c.problem, c.fields)
			}
		})
	}
	must(t, l.Edit(t.Context(), "s", o.ID, library.Edits{Title: new(" Tides  at noon"), Authors: &[]string{"Ada Reed"}, Language: new("en-GB")}))
	must(t, l.Edit(t.Context(), "s", o.ID, library.Edits{Publisher: new("Port Gazette")}))
	a, err := l.Article(t.Context(), "s", o.ID)
	if err != nil || a.Title != "Tides at noon" || a.Publisher != "Port Gazette" || !slices.Equal(a.Authors, []string{"Ada Reed"}) || a.Language != "en" {
		t.Errorf("article %+v, %v", a, err)
	}
	// A correction outlives the version that it was made on.
	if _, err := l.Replace(t.Context(), "s", o.ID, library.Item{Name: "a.md", Data: text("Tydes", "The tide turns at one.")}); err != nil {
		t.Fatal(err)
	}
	entries, err := l.Articles(t.Context(), "s")
	if err != nil || len(entries) != 1 || entries[0].Title != "Tides at noon" || !entries[0].Edited {
		t.Fatalf("entries %+v, %v", entries, err)
	}
	must(t, l.ResetEdits(t.Context(), "s", entries[0].ID))
	if got := titles(t, l, "s"); !slices.Equal(got, []string{"Tydes"}) {
		t.Errorf("after the reset: %q", got)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestRemovedIsGoneFromTheFile searches the library's files for the bytes of what was removed.
func TestRemovedIsGoneFromTheFile(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir, library.Options{})
	secret := "The vault opens with the word quixotic-marmalade."
	o := add(t, l, "s", "a.md", text("Vault", strings.Repeat(secret+" ", 500)))
	kept := add(t, l, "s", "b.md", text("Garden", "Bone meal feeds the roses."))
	if !found(t, dir, "quixotic-marmalade") {
		t.Fatal("the test does not find what is there")
	}
	must(t, l.Remove(t.Context(), "s", o.ID))
	if found(t, dir, "quixotic-marmalade") {
		t.Error("the removed article is still in the file")
	}
	replaced, err := l.Replace(t.Context(), "s", kept.ID, library.Item{Name: "b.md", Data: text("Garden", "Ash feeds the roses.")})
	must(t, err)
	if found(t, dir, "Bone meal") {
		t.Error("the old version is still in the file")
	}
	if _, err := l.Article(t.Context(), "s", replaced.ID); err != nil {
		t.Error(err)
	}
}

// found tells whether any file in the folder has the text.
func found(t *testing.T, dir, text string) bool {
	t.Helper()
	files, err := os.ReadDir(dir)
	must(t, err)
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		must(t, err)
		if strings.Contains(string(data), text) {
			return true
		}
	}
	return false
}

func TestSecondProcessMayOnlyRead(t *testing.T) {
	dir := t.TempDir()
	if _, err := library.Open(t.Context(), dir, library.Options{ReadOnly: true}); !errors.Is(err, library.ErrNone) {
		t.Fatalf("reading an empty folder: %v", err)
	}
	l := open(t, dir, library.Options{})
	o := add(t, l, "s", "a.md", text("Tides", "The tide turns at noon."))
	_, err := library.Open(t.Context(), dir, library.Options{})
	if !errors.Is(err, library.ErrLocked) || !strings.Contains(err.Error(), fmt.Sprintf("process %d", os.Getpid())) {
		t.Errorf("a second writer: %v", err)
	}
	reader := open(t, dir, library.Options{ReadOnly: true})
	if got := titles(t, reader, "s"); !slices.Equal(got, []string{"Tides"}) {
		t.Errorf("the reader sees %q", got)
	}
	for name, err := range map[string]error{
		"add": func() error {
			_, err := reader.Add(t.Context(), library.Item{Name: "b.md", Data: text("B", "B.")})
			return err
		}(),
		"remove": reader.Remove(t.Context(), "s", o.ID),
		"sync":   reader.Sync(t.Context(), library.Report{}),
	} {
		if !errors.Is(err, library.ErrReadOnly) {
			t.Errorf("%s by a reader: %v", name, err)
		}
	}
	add(t, l, "s", "b.md", text("Waves", "Waves follow the wind."))
	if got := titles(t, reader, "s"); !slices.Equal(got, []string{"Tides", "Waves"}) {
		t.Errorf("the reader then sees %q", got)
	}
}

func TestChanges(t *testing.T) {
	l := open(t, t.TempDir(), library.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	changes := l.Changes(ctx)
	heard := func() bool {
		select {
		case <-changes:
			return true
		default:
			return false
		}
	}
	o := add(t, l, "s", "a.md", text("Tides", "The tide turns at noon."))
	add(t, l, "s", "b.md", text("Waves", "Waves follow the wind."))
	if !heard() || heard() {
		t.Error("two additions must be heard once")
	}
	add(t, l, "s", "a.md", text("Tides", "The tide turns at noon."))
	add(t, l, "s", "c.md", nil)
	if heard() {
		t.Error("nothing changed")
	}
	must(t, l.Edit(t.Context(), "s", o.ID, library.Edits{Title: new("Tide")}))
	if !heard() {
		t.Error("an edit must be heard")
	}
	must(t, l.Remove(t.Context(), "s", o.ID))
	if !heard() {
		t.Error("a removal must be heard")
	}
	cancel()
}
