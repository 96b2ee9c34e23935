package corpus_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
)

// folder makes a folder of files by name and content.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func load(t *testing.T, o corpus.LoadOptions, paths ...string) (*corpus.Collection, []corpus.Problem) {
	t.Helper()
	c, problems, err := corpus.Load(t.Context(), paths, o)
	if err != nil {
		t.Fatal(err)
	}
	return c, problems
}

// sources are the paths of a collection's articles below dir.
func sources(c *corpus.Collection, dir string) []string {
	var list []string
	for _, a := range c.Articles {
		list = append(list, filepath.ToSlash(strings.TrimPrefix(a.Source, dir+string(filepath.Separator))))
	}
	return list
}

func TestLoadFolder(t *testing.T) {
	dir := folder(t, map[string]string{
		"b.txt": "Bees fly.", "a.md": "Ants walk.", "sub/c.TXT": "Cats sleep.", "sub/deep/d.md": "Dogs bark.",
		".hidden.txt": "Never.", ".git/e.txt": "Never.", "picture.png": "x", "sub/data.csv": "y",
	})
	c, problems := load(t, corpus.LoadOptions{}, dir)
	if len(problems) > 0 {
		t.Errorf("problems %v", problems)
	}
	equal(t, "articles", sources(c, dir), []string{"a.md", "b.txt", "sub/c.TXT", "sub/deep/d.md"})
	if c.Ignored != 2 {
		t.Errorf("%d files ignored, want 2", c.Ignored)
	}
	if len(c.Passages) != 4 || c.Passages[3].Text() != "Dogs bark." {
		t.Errorf("passages %v", c.Passages)
	}
}

func TestLoadReadsEveryFileOnce(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "Ants walk.", "sub/b.txt": "Bees fly."})
	link(t, filepath.Join(dir, "sub"), filepath.Join(dir, "z"))
	link(t, filepath.Join(dir, "a.txt"), filepath.Join(dir, "y.txt"))
	c, problems := load(t, corpus.LoadOptions{}, filepath.Join(dir, "sub", "b.txt"), dir, dir)
	equal(t, "articles", sources(c, dir), []string{"sub/b.txt", "a.txt"})
	if len(problems) > 0 {
		t.Errorf("problems %v", problems)
	}
}

func link(t *testing.T, to, at string) {
	t.Helper()
	if err := os.Symlink(to, at); err != nil {
		t.Skipf("no links here: %v", err)
	}
}

func TestLoadFollowsLinksOutOfTheFolder(t *testing.T) {
	out := folder(t, map[string]string{"in/x.txt": "Foxes run."})
	dir := folder(t, map[string]string{"a.txt": "Ants walk."})
	link(t, filepath.Join(out, "in"), filepath.Join(dir, "more"))
	c, problems := load(t, corpus.LoadOptions{}, dir)
	equal(t, "articles", sources(c, dir), []string{"a.txt", "more/x.txt"})
	if len(problems) > 0 {
		t.Errorf("problems %v", problems)
	}
}

// TestLoadBadFiles: each is reported by name and reason, and the good one is read.
func TestLoadBadFiles(t *testing.T) {
	const good = "Good things come to those who read."
	for _, c := range []struct {
		name   string
		make   func(t *testing.T, dir string) (path string)
		reason string
	}{
		{"missing folder", func(_ *testing.T, dir string) string { return filepath.Join(dir, "none") }, "no such file or directory"},
		{"empty", write("a.txt", ""), "is empty"},
		{"white space", write("a.txt", "\ufeff \n\t\n"), "is empty"},
		{"only markup", write("a.md", "<!-- nothing -->\n\n***\n"), "has no text apart from its markup"},
		{"invalid UTF-8", write("a.txt", "caf\xe9 au lait"), "is not valid UTF-8: byte 3 is 0xe9; save it as UTF-8"},
		{"UTF-16", write("a.txt", "\xff\xfeh\x00i\x00"), "is UTF-16 text; save it as UTF-8"},
		{"binary", write("a.txt", "\x89PNG\r\n\x1a\n\x00\x00"), "is a binary file: NUL at byte 8"},
		{"controls", write("a.txt", "\x01\x02\x03\x04 abc"), "is a binary file: 4 of its 8 bytes are control characters"},
		{"too large", large, "is too large: 200 MiB, the limit is 64 MiB"},
		{"unknown key", write("a.md", "---\ntitle: A\ntitel: B\n---\nText."), `front matter line 3: unknown key "titel" (did you mean "title"?)`},
		{"bad date", write("a.md", "---\npublished: 2017-13-01\n---\nText."), `front matter line 2: "published" is "2017-13-01", which is no date; write YYYY, YYYY-MM or YYYY-MM-DD`},
		{"named pipe", pipe, "is a named pipe, not a file"},
		{"link loop", loop, `is a link loop: it leads back to`},
		{"link to itself", selfLink, "too many levels of symbolic links"},
		{"broken link", brokenLink, "no such file or directory"},
		{"named file of another kind", write("a.png", "x"), `is neither ".txt" nor ".md"`},
		{"same text", write("z.txt", "\ufeff"+good), `, counted once`},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := folder(t, map[string]string{"good.txt": good})
			path := c.make(t, dir)
			paths := []string{dir}
			if filepath.Ext(path) != ".txt" && filepath.Ext(path) != ".md" {
				paths = append(paths, path)
			}
			got, problems := load(t, corpus.LoadOptions{}, paths...)
			equal(t, "articles", sources(got, dir), []string{"good.txt"})
			if len(problems) != 1 || problems[0].Path != path || !strings.Contains(problems[0].Reason.Error(), c.reason) {
				t.Fatalf("problems %v, want %q: %s", problems, path, c.reason)
			}
			if s := problems[0].String(); strings.Contains(s, "\n") || strings.Count(s, path) != 1 {
				t.Errorf("problem as a line: %s", s)
			}
		})
	}
}

func write(name, content string) func(*testing.T, string) string {
	return func(t *testing.T, dir string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
}

func large(t *testing.T, dir string) string {
	path := write("a.txt", "x")(t, dir)
	if err := os.Truncate(path, 200<<20); err != nil {
		t.Fatal(err)
	}
	return path
}

func loop(t *testing.T, dir string) string {
	path := filepath.Join(dir, "sub", "loop.d")
	if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	link(t, dir, path)
	return path
}

func selfLink(t *testing.T, dir string) string {
	path := filepath.Join(dir, "self.txt")
	link(t, path, path)
	return path
}

func brokenLink(t *testing.T, dir string) string {
	path := filepath.Join(dir, "broken.txt")
	link(t, filepath.Join(dir, "nothing"), path)
	return path
}

func TestLoadReasonsUnwrap(t *testing.T) {
	_, problems := load(t, corpus.LoadOptions{}, filepath.Join(t.TempDir(), "none"))
	if len(problems) != 1 || !errors.Is(problems[0].Reason, fs.ErrNotExist) {
		t.Errorf("problems %v", problems)
	}
}

func TestLoadMaxFileBytes(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": strings.Repeat("a", 100), "b.txt": strings.Repeat("b", 101)})
	c, problems := load(t, corpus.LoadOptions{MaxFileBytes: 100}, dir)
	equal(t, "articles", sources(c, dir), []string{"a.txt"})
	if len(problems) != 1 {
		t.Errorf("problems %v", problems)
	}
}

// TestLoadIsDeterministic: parallel reading leaves no trace in the result, and progress ascends to the end.
func TestLoadIsDeterministic(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		files[fmt.Sprintf("%02d.txt", i)] = fmt.Sprintf("Text number %d. It says nothing.", i%50)
	}
	dir := folder(t, files)
	var first string
	for range 3 {
		var steps []int
		c, problems := load(t, corpus.LoadOptions{Progress: func(done, total int) {
			if total != 60 {
				t.Errorf("total %d", total)
			}
			steps = append(steps, done)
		}}, dir)
		if len(steps) != 60 || !slices.IsSorted(steps) || steps[59] != 60 {
			t.Errorf("progress %v", steps)
		}
		if len(problems) != 10 || len(c.Articles) != 50 {
			t.Fatalf("%d problems, %d articles", len(problems), len(c.Articles))
		}
		got := fmt.Sprint(sources(c, dir), problems)
		if first == "" {
			first = got
		}
		if got != first {
			t.Errorf("got %s\nwant %s", got, first)
		}
	}
}

func TestLoadStopsWhenCancelled(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "Ants walk.", "b.txt": "Bees fly."})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c, problems, err := corpus.Load(ctx, []string{dir}, corpus.LoadOptions{})
	if !errors.Is(err, context.Canceled) || c != nil || problems != nil {
		t.Errorf("got %v, %v, %v", c, problems, err)
	}
}
