package library_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/library"
)

// bundles reads files of the form "NAME\nTEXT\n--\nNAME\nTEXT" as archives, where their names end in ".bundle".
type bundles struct{ corpus.TextReader }

func (b bundles) Reads(name string) bool {
	return strings.HasSuffix(name, ".bundle") || b.TextReader.Reads(name)
}

func (b bundles) Unpack(_ context.Context, f corpus.File) ([]corpus.File, []corpus.Problem, error) {
	if !strings.HasSuffix(f.Name, ".bundle") {
		return []corpus.File{f}, nil, nil
	}
	if len(f.Data) > 0 && f.Data[0] == 0 {
		return nil, nil, errors.New("is no bundle")
	}
	var files []corpus.File
	var problems []corpus.Problem
	for part := range strings.SplitSeq(string(f.Data), "\n--\n") {
		name, text, found := strings.Cut(part, "\n")
		if !found {
			problems = append(problems, corpus.Problem{Path: f.Name + "/" + name, Reason: errors.New("has no text")})
			continue
		}
		files = append(files, corpus.File{Name: f.Name + "/" + name, Data: []byte(text)})
	}
	return files, problems, nil
}

func TestArchive(t *testing.T) {
	l, dir := open(t, t.TempDir(), library.Options{Reader: bundles{}}), t.TempDir()
	path := filepath.Join(dir, "sea.bundle")
	write(t, path, []byte("a/tides.md\n# Tides\n\nThe tide turns at noon.\n--\nwaves.md\n# Waves\n\nWaves follow the wind.\n--\nbad.md"))
	var h happened
	must(t, l.AddPaths(t.Context(), library.Operator, []string{dir}, h.report()))
	h.want(t, "added tides.md", "added waves.md", "refused bad.md")
	entries, err := l.Articles(t.Context(), library.Operator)
	must(t, err)
	name, data, err := l.Original(t.Context(), library.Operator, entries[0].ID)
	if err != nil || name != "tides.md" || string(data) != "# Tides\n\nThe tide turns at noon." {
		t.Errorf("original %q %q, %v", name, data, err)
	}
	if want := filepath.Join(path, "a", "tides.md"); filepath.FromSlash(entries[0].Location) != want {
		t.Errorf("location %q, want %q", entries[0].Location, want)
	}
	must(t, l.Remove(t.Context(), library.Operator, entries[1].ID))
	for _, c := range []struct {
		name, data string
		want       []string
		titles     []string
	}{
		{"one changed, one new, one removed by a person", "a/tides.md\n# Tides\n\nThe tide turns at one.\n--\nwaves.md\n# Waves\n\nWaves and wind.\n--\nsand.md\n# Sand\n\nSand is stone.",
			[]string{"added sand.md", "replaced tides.md"}, []string{"Sand", "Tides"}},
		{"one gone", "sand.md\n# Sand\n\nSand is stone.", []string{"removed tides.md"}, []string{"Sand"}},
		{"unreadable keeps what was in it", "\x00", []string{"refused sea.bundle"}, []string{"Sand"}},
		{"readable again", "sand.md\n# Sand\n\nSand is stone.", nil, []string{"Sand"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			write(t, path, []byte(c.data))
			var h happened
			must(t, l.Sync(t.Context(), h.report()))
			h.want(t, c.want...)
			if got := titles(t, l, library.Operator); !slices.Equal(got, c.titles) {
				t.Errorf("titles %q, want %q", got, c.titles)
			}
		})
	}
	must(t, os.Remove(path))
	h = nil
	must(t, l.Sync(t.Context(), h.report()))
	h.want(t, "removed sand.md")
}

func TestArchiveThatWasSent(t *testing.T) {
	l := open(t, t.TempDir(), library.Options{Reader: bundles{}})
	item := library.Item{Collection: "s", Name: "sea.bundle", Data: []byte("tides.md\n# Tides\n\nAt noon.\n--\nwaves.md\n# Waves\n\nBy wind.\n--\nbad")}
	outcomes, err := l.AddAll(t.Context(), item)
	if err != nil || len(outcomes) != 3 || outcomes[0].Change != library.Added || outcomes[2].Change != library.Refused {
		t.Errorf("outcomes %v, %v", outcomes, err)
	}
	outcomes, err = l.AddAll(t.Context(), library.Item{Collection: "s", Name: "one.md", Data: text("One", "Not an archive.")})
	if err != nil || len(outcomes) != 1 || outcomes[0].Change != library.Added {
		t.Errorf("outcomes %v, %v", outcomes, err)
	}
}
