package library_test

import (
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/corpus/library"
)

var update = flag.Bool("update", false, "make testdata/v*.db of the current version, where it is missing")

// TestMigrations opens a library of every earlier version, as the code of its time has written it.
func TestMigrations(t *testing.T) {
	steps, err := filepath.Glob("migrations/*.sql")
	must(t, err)
	if *update {
		makeFixture(t, fmt.Sprintf("testdata/v%d.db", len(steps)))
	}
	for i := range steps {
		file := fmt.Sprintf("testdata/v%d.db", i+1)
		t.Run(file, func(t *testing.T) {
			data, err := os.ReadFile(file)
			must(t, err)
			dir := t.TempDir()
			write(t, filepath.Join(dir, "library.db"), data)
			if _, err := library.Open(t.Context(), dir, library.Options{ReadOnly: true}); (err == nil) != (i == len(steps)-1) {
				t.Errorf("reading version %d: %v", i+1, err)
			}
			checkFixture(t, dir)
		})
	}
}

// makeFixture writes a library with something in every table of articles.
func makeFixture(t *testing.T, file string) {
	if _, err := os.Stat(file); err == nil {
		t.Fatalf("%s is there; a version that was released is never written again", file)
	}
	l := open(t, t.TempDir(), library.Options{})
	o := add(t, l, "s", "tides.md", text("Tydes", "The tide turns at noon."))
	must(t, l.Edit(t.Context(), "s", o.ID, library.Edits{Title: new("Tides")}))
	_, err := l.Add(t.Context(), library.Item{Name: "sand.md", Data: text("Sand", "Sand is worn stone."), Address: "https://example.org/sand", ETag: `"1"`})
	must(t, err)
	folder := filepath.Join(t.TempDir(), "articles")
	write(t, filepath.Join(folder, "waves.md"), text("Waves", "Waves follow the wind."))
	must(t, l.AddPaths(t.Context(), library.Operator, []string{folder}, library.Report{}))
	must(t, l.Update(t.Context(), func(tx *sql.Tx) error { // a path that says nothing of this machine
		_, err := tx.Exec("UPDATE folders SET path = '/srv/articles'; UPDATE places SET location = replace(location, ?, '/srv/articles')", folder)
		return err
	}))
	must(t, l.Backup(t.Context(), file))
}

func checkFixture(t *testing.T, dir string) {
	l := open(t, dir, library.Options{})
	if got := titles(t, l, "s"); !slices.Equal(got, []string{"Tides"}) {
		t.Errorf("s holds %q", got)
	}
	if got := titles(t, l, library.Operator); !slices.Equal(got, []string{"Sand", "Waves"}) {
		t.Errorf("operator holds %q", got)
	}
	folders, err := l.Folders(t.Context())
	if err != nil || len(folders) != 1 || filepath.Base(folders[0].Path) != "articles" {
		t.Errorf("folders %v, %v", folders, err)
	}
	o, err := l.Add(t.Context(), library.Item{Name: "sand.md", Data: text("Sand", "Sand was stone."), Address: "https://example.org/sand"})
	if err != nil || o.Change != library.Replaced {
		t.Errorf("a new version: %v, %v", o, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	newer, err := os.ReadFile("testdata/v1.db")
	must(t, err)
	newer[63] = 99 // PRAGMA user_version is the four bytes before
	foreign := slices.Clone(newer)
	copy(foreign[68:72], "none") // PRAGMA application_id
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"a newer version", newer, library.ErrNewer},
		{"another program's database", foreign, library.ErrForeign},
		{"no database", []byte(strings.Repeat("text ", 1000)), library.ErrDamaged},
	} {
		for _, readOnly := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, read only %v", c.name, readOnly), func(t *testing.T) {
				dir := t.TempDir()
				write(t, filepath.Join(dir, "library.db"), c.data)
				if _, err := library.Open(t.Context(), dir, library.Options{ReadOnly: readOnly}); !errors.Is(err, c.want) {
					t.Errorf("error %v, want %v", err, c.want)
				}
				if after, err := os.ReadFile(filepath.Join(dir, "library.db")); err != nil || string(after) != string(c.data) {
					t.Errorf("the file was changed: %v", err)
				}
			})
		}
	}
}
