package corpus_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"footnote/corpus"
)

// paragraph is one paragraph of a file of sentence boundaries.
type paragraph struct {
	language  string
	sentences []string
}

func readBoundaries(t *testing.T, name string) []paragraph {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var list []paragraph
	language := ""
	for block := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		if rest, found := strings.CutPrefix(block, "== "); found {
			language = rest
		} else if !strings.HasPrefix(block, "#") {
			list = append(list, paragraph{language, strings.Split(block, "\n")})
		}
	}
	return list
}

// errorsIn counts the boundaries that are missed and those that should not be.
func errorsIn(p paragraph) (wrong int, got []string) {
	text := strings.Join(p.sentences, " ")
	for _, s := range corpus.Sentences(text, p.language) {
		got = append(got, text[s.Start:s.End])
	}
	want, have := ends(p.sentences), ends(got)
	for _, e := range want {
		if !slices.Contains(have, e) {
			wrong++
		}
	}
	for _, e := range have {
		if !slices.Contains(want, e) {
			wrong++
		}
	}
	return wrong, got
}

// ends are the ends of sentences, counted without white space, but for the last.
func ends(sentences []string) []int {
	var list []int
	n := 0
	for _, s := range sentences {
		for _, r := range s {
			if !unicode.IsSpace(r) {
				n++
			}
		}
		list = append(list, n)
	}
	return list[:max(0, len(list)-1)]
}

func TestSentenceBoundaries(t *testing.T) {
	for _, file := range []struct {
		name       string
		boundaries int // at least
		errors     int // exactly; a change either way is news
	}{
		{"testdata/rules.txt", 50, 0},
		{"testdata/news.txt", 100, 1}, // “Where would we go?” Mrs. Alvarez said.
	} {
		boundaries, wrong := 0, 0
		for _, p := range readBoundaries(t, file.name) {
			boundaries += len(p.sentences) - 1
			if n, got := errorsIn(p); n > 0 {
				wrong += n
				t.Logf("%s: %q", file.name, got)
			}
		}
		if boundaries < file.boundaries {
			t.Errorf("%s has %d boundaries, want at least %d", file.name, boundaries, file.boundaries)
		}
		t.Logf("%s: %d errors on %d boundaries", file.name, wrong, boundaries)
		if wrong != file.errors {
			t.Errorf("%s: %d errors, want %d", file.name, wrong, file.errors)
		}
	}
}
