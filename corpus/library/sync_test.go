package library_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/library"
)

// age makes files look as if they had not changed for an hour, so that their stamps count.
func age(t *testing.T, paths ...string) {
	t.Helper()
	then := time.Now().Add(-time.Hour)
	for _, p := range paths {
		must(t, os.Chtimes(p, then, then))
	}
}

// followed is a library that follows a new folder with two articles.
func followed(t *testing.T) (l *library.Library, dir string) {
	t.Helper()
	l, dir = open(t, t.TempDir(), library.Options{}), filepath.Join(t.TempDir(), "articles")
	write(t, filepath.Join(dir, "tides.md"), text("Tides", "The tide turns at noon."))
	write(t, filepath.Join(dir, "deep", "waves.md"), text("Waves", "Waves follow the wind."))
	var h happened
	must(t, l.AddPaths(t.Context(), library.Operator, []string{dir}, h.report()))
	h.want(t, "added tides.md", "added waves.md")
	return l, dir
}

func TestSync(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(t *testing.T, dir string)
		want   []string
		titles []string
	}{
		{"nothing", func(*testing.T, string) {}, nil, []string{"Tides", "Waves"}},
		{"a new file", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "sand.md"), text("Sand", "Sand is worn stone."))
		}, []string{"added sand.md"}, []string{"Sand", "Tides", "Waves"}},
		{"a changed file", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "tides.md"), text("Tides", "The tide turns at one."))
		}, []string{"replaced tides.md"}, []string{"Tides", "Waves"}},
		{"details alone changed", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "tides.md"), []byte("---\ntitle: High tides\n---\n# Tides\n\nThe tide turns at noon.\n"))
		}, []string{"replaced tides.md"}, []string{"High tides", "Waves"}},
		{"a moved file", func(t *testing.T, dir string) {
			must(t, os.Rename(filepath.Join(dir, "tides.md"), filepath.Join(dir, "deep", "ebb.md")))
		}, []string{"moved ebb.md"}, []string{"Tides", "Waves"}},
		{"a deleted file", func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, "tides.md")))
		}, []string{"removed tides.md"}, []string{"Waves"}},
		{"a deleted folder below", func(t *testing.T, dir string) {
			must(t, os.RemoveAll(filepath.Join(dir, "deep")))
		}, []string{"removed waves.md"}, []string{"Tides"}},
		{"a copy, and then its first file deleted", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "copy.md"), text("Tides", "The tide turns at noon."))
			must(t, os.Remove(filepath.Join(dir, "tides.md")))
		}, []string{"moved copy.md"}, []string{"Tides", "Waves"}},
		{"a file that became unreadable keeps its article", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "tides.md"), []byte("\x00"))
		}, []string{"refused tides.md"}, []string{"Tides", "Waves"}},
		{"the folder vanished", func(t *testing.T, dir string) {
			must(t, os.Rename(dir, dir+".away"))
		}, []string{"missing articles"}, []string{"Tides", "Waves"}},
		{"the folder is a file now", func(t *testing.T, dir string) {
			must(t, os.RemoveAll(dir))
			write(t, dir, []byte("x"))
		}, []string{"missing articles"}, []string{"Tides", "Waves"}},
		{"hidden files, other formats and a loop of links", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, ".hidden.md"), text("Hidden", "Hidden."))
			write(t, filepath.Join(dir, "picture.png"), []byte("x"))
			must(t, os.Symlink(dir, filepath.Join(dir, "deep", "loop")))
		}, nil, []string{"Tides", "Waves"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, dir := followed(t)
			c.change(t, dir)
			var h happened
			must(t, l.Sync(t.Context(), h.report()))
			h.want(t, c.want...)
			if got := titles(t, l, library.Operator); !slices.Equal(got, c.titles) {
				t.Errorf("titles %q, want %q", got, c.titles)
			}
			if len(c.want) > 0 && (strings.HasPrefix(c.want[0], "missing") || strings.HasPrefix(c.want[0], "refused")) {
				return // said every time
			}
			var again happened
			must(t, l.Sync(t.Context(), again.report()))
			again.want(t)
		})
	}
}

// TestSyncSameText: of two files with the same text in other bytes, the first stands for both until it is gone.
func TestSyncSameText(t *testing.T) {
	l, dir := open(t, t.TempDir(), library.Options{}), t.TempDir()
	first, second := filepath.Join(dir, "b.md"), filepath.Join(dir, "a.md")
	titled := func(title string) []byte {
		return []byte("---\ntitle: " + title + "\n---\nThe tide turns at noon.\n")
	}
	step := func(title, from string, want ...string) {
		t.Helper()
		var h happened
		must(t, l.Sync(t.Context(), h.report()))
		h.want(t, want...)
		entries, err := l.Articles(t.Context(), library.Operator)
		if err != nil || len(entries) != 1 || entries[0].Title != title || entries[0].Location != from {
			t.Errorf("%+v, %v, want %q from %q", entries, err, title, from)
		}
	}
	write(t, first, titled("First"))
	must(t, l.AddPaths(t.Context(), library.Operator, []string{dir}, library.Report{}))
	write(t, second, titled("Second"))
	var same string
	must(t, l.Sync(t.Context(), library.Report{Outcome: func(o library.Outcome) { same += o.SameAs }}))
	if same != first {
		t.Errorf("the second is said to be the same as %q, want %q", same, first)
	}
	step("First", first)
	step("First", first)
	write(t, second, titled("Second again"))
	step("First", first)
	write(t, first, titled("First again"))
	step("First again", first, "replaced b.md")
	step("First again", first)
	age(t, first, second)
	step("First again", first)
	must(t, os.Remove(first))
	step("First again", second)
	step("Second again", second, "replaced a.md")
	step("Second again", second)
}

func TestSyncReadsOnlyWhatChanged(t *testing.T) {
	l, dir := followed(t)
	age(t, filepath.Join(dir, "tides.md"), filepath.Join(dir, "deep", "waves.md"))
	must(t, l.Sync(t.Context(), library.Report{}))
	read := 0
	must(t, l.Sync(t.Context(), library.Report{Progress: func(done, _ int) { read = done }}))
	if read != 0 {
		t.Errorf("%d unchanged files were read", read)
	}
	// As large as before and changed within the same second, but read too soon after to be trusted.
	write(t, filepath.Join(dir, "tides.md"), text("Tides", "The tide turns at nine."))
	var h happened
	must(t, l.Sync(t.Context(), h.report()))
	h.want(t, "replaced tides.md")
	write(t, filepath.Join(dir, "tides.md"), text("Tides", "The tide turns at five."))
	h = nil
	must(t, l.Sync(t.Context(), h.report()))
	h.want(t, "replaced tides.md")
}

func TestFileAddedByItselfStays(t *testing.T) {
	l, path := open(t, t.TempDir(), library.Options{}), filepath.Join(t.TempDir(), "tides.md")
	write(t, path, text("Tides", "The tide turns at noon."))
	must(t, l.AddPaths(t.Context(), library.Operator, []string{path}, library.Report{}))
	write(t, path, text("Tides", "The tide turns at one."))
	var h happened
	must(t, l.Sync(t.Context(), h.report()))
	must(t, os.Remove(path))
	must(t, l.Sync(t.Context(), h.report()))
	h.want(t, "missing tides.md", "replaced tides.md")
	if got := titles(t, l, library.Operator); !slices.Equal(got, []string{"Tides"}) {
		t.Errorf("titles %q", got)
	}
}

func TestRemovedStaysRemoved(t *testing.T) {
	l, dir := followed(t)
	entries, err := l.Articles(t.Context(), library.Operator)
	must(t, err)
	must(t, l.Remove(t.Context(), library.Operator, entries[0].ID))
	write(t, filepath.Join(dir, "tides.md"), text("Tides", "The tide turns at one."))
	var h happened
	must(t, l.Sync(t.Context(), h.report()))
	h.want(t)
	must(t, l.AddPaths(t.Context(), library.Operator, []string{filepath.Join(dir, "tides.md")}, h.report()))
	h.want(t, "added tides.md")
}

func TestUnfollow(t *testing.T) {
	l, dir := followed(t)
	alone := filepath.Join(dir, "tides.md")
	must(t, l.AddPaths(t.Context(), library.Operator, []string{alone}, library.Report{}))
	var h happened
	must(t, l.Unfollow(t.Context(), library.Folder{Collection: library.Operator, Path: dir}, h.report()))
	h.want(t, "removed waves.md")
	if got := titles(t, l, library.Operator); !slices.Equal(got, []string{"Tides"}) {
		t.Errorf("titles %q", got)
	}
	err := l.Unfollow(t.Context(), library.Folder{Collection: library.Operator, Path: dir}, library.Report{})
	if !errors.Is(err, library.ErrNotFound) {
		t.Errorf("unfollowed twice: %v", err)
	}
}

func TestAddPathsRefuses(t *testing.T) {
	l, dir := open(t, t.TempDir(), library.Options{}), t.TempDir()
	write(t, filepath.Join(dir, "a.exe"), []byte("x"))
	var h happened
	must(t, l.AddPaths(t.Context(), library.Operator, []string{filepath.Join(dir, "none.md"), filepath.Join(dir, "a.exe")}, h.report()))
	h.want(t, "refused a.exe", "refused none.md")
}

// TestCopyThatStays: of two files with the same bytes one is deleted, and the other did not move.
func TestCopyThatStays(t *testing.T) {
	l, dir := followed(t)
	write(t, filepath.Join(dir, "copy.md"), text("Tides", "The tide turns at noon."))
	must(t, l.Sync(t.Context(), library.Report{}))
	must(t, os.Remove(filepath.Join(dir, "tides.md")))
	var h happened
	must(t, l.Sync(t.Context(), h.report()))
	h.want(t)
	if got := titles(t, l, library.Operator); !slices.Equal(got, []string{"Tides", "Waves"}) {
		t.Errorf("titles %q", got)
	}
	must(t, os.Remove(filepath.Join(dir, "copy.md")))
	must(t, l.Sync(t.Context(), h.report()))
	h.want(t, "removed copy.md")
}

// TestSentArticleStays: a file in a folder with the same bytes does not stand for what a person sent.
func TestSentArticleStays(t *testing.T) {
	l, dir := followed(t)
	add(t, l, library.Operator, "tides.md", text("Tides", "The tide turns at noon."))
	write(t, filepath.Join(dir, "tides.md"), text("Tides", "The tide turns at one."))
	var h happened
	must(t, l.Sync(t.Context(), h.report()))
	h.want(t, "added tides.md")
	must(t, os.Remove(filepath.Join(dir, "tides.md")))
	must(t, l.Sync(t.Context(), h.report()))
	h.want(t, "added tides.md", "removed tides.md")
	c, err := l.Collection(t.Context(), library.Operator)
	must(t, err)
	if !slices.ContainsFunc(c.Articles, func(a *corpus.Article) bool { return strings.Contains(a.Text, "at noon") }) {
		t.Error("the article that was sent is gone")
	}
}
