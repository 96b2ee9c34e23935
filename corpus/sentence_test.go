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

// TestSentencesOfTables: a row is a sentence, whatever its cells hold, and other lines are joined as before.
func TestSentencesOfTables(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"spaces", "These are let. |All pay.\n|Plot    Area    Rent      Given to\n|12      210 m²  €84.00    M. Ortega\n|27      180 m²  €72.00    K. Bright\n|The rest\nis vacant. |Ask Ann."},
		{"figures to the right", "Coal       1,204     9.5\n|Tin            7    12.0\n|Salt         310     0.4"},
		{"tabs", "Plot\tRent\tGiven to\n|12\t€84.00\tM. Ortega\n|27\t€72.00\tK. Bright"},
		{"two rows", "12      210 m²  Ann\n27      180 m²  Bo"},
		{"two columns", "Ann:    I left. |\nBo:     So did I. |\nAnn:    We both did."},
		{"tabs in a list", "1.\tHe left. |She stayed. |\n2.\tThey met. |\n3.\tThey parted."},
		{"spaces behind sentences", "He left.  |She stayed.  |They\nwent.  |He was 40.  |So was\nshe.  |They met.  |Nobody saw."},
		{"stretched lines", "The  lido  has not been built. |Its price\nhas  risen  from  £6.4m to £9.1m, and it\nis not  clear  whether the council  pays."},
	} {
		text := strings.ReplaceAll(c.text, "|", "")
		var got, want []string
		for _, s := range corpus.Sentences(text, "en") {
			got = append(got, text[s.Start:s.End])
		}
		for s := range strings.SplitSeq(c.text, "|") {
			want = append(want, strings.TrimSpace(s))
		}
		equal(t, c.name, got, want)
	}
}
