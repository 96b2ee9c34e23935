package terminal_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/rivo/uniseg"

	"footnote/bot/terminal"
	"footnote/corpus"
	"footnote/retrieval"
)

func TestRender(t *testing.T) {
	_, full := tower(t)
	none := full
	none.Found = false
	empty := retrieval.Answer{Articles: 1}
	degraded := full
	degraded.Citations, degraded.Degraded = full.Citations[:1], retrieval.WordsOnly
	folded := full
	folded.Citations = []retrieval.Citation{full.Citations[0]}
	copied := article(corpus.Details{Title: "Old Towers", Publisher: "Gazette"}, "Masons began it.")
	folded.Citations[0].Also = copied.Passages
	tests := []struct {
		name   string
		answer retrieval.Answer
		style  terminal.Style
		want   string
	}{
		{"to a file", full, terminal.Style{}, `Masons began it. »The tower is 63 metres high.« It has a stair.

[1] The Tower · Guild · 2019 · section “Height”, paragraph 1

Further passages:
[2] The Tower · section “Height”, paragraph 2: “Four bells hang in it.”
[3] The Tower · section “Height”, paragraph 3: “It burned twice.”
`},
		{"folded", folded, terminal.Style{}, `Masons began it. »The tower is 63 metres high.« It has a stair.

[1] The Tower · Guild · 2019 · section “Height”, paragraph 1
    Also in: Old Towers · Gazette · section “Height”, paragraph 1
`},
		{"in colour", full, terminal.Style{Width: 40, Color: true}, "  Masons began it. \x1b[1mThe tower is 63\x1b[0m\n" +
			"  \x1b[1mmetres high.\x1b[0m It has a stair.\n\n" +
			"  [1] The Tower · Guild · 2019 · section\n      “Height”, paragraph 1\n\n" +
			"\x1b[2mFurther passages:\x1b[0m\n" +
			"  [2] The Tower · section “Height”,\n      paragraph 2: “Four bells hang in\n      it.”\n" +
			"  [3] The Tower · section “Height”,\n      paragraph 3: “It burned twice.”\n"},
		{"without colour on a terminal", degraded, terminal.Style{Width: 40}, `  Masons began it. »The tower is 63
  metres high.« It has a stair.

  [1] The Tower · Guild · 2019 · section
      “Height”, paragraph 1

Note: Only words were compared, not
meaning.
`},
		{"not found", none, terminal.Style{}, `Not found in 1 article.

Nearest passage, which may not answer the question:

Masons began it. The tower is 63 metres high. It has a stair.

[1] The Tower · Guild · 2019 · section “Height”, paragraph 1
`},
		{"nothing near", empty, terminal.Style{}, "Not found in 1 article.\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := terminal.Render(tt.answer, tt.style); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestCitationLine(t *testing.T) {
	tests := []struct {
		name    string
		details corpus.Details
		locator corpus.Locator
		want    string
	}{
		{"all", corpus.Details{Title: "T", Authors: []string{"A. One", "B. Two"}, Publisher: "P", Published: "2017-07-12", URL: "https://e.org/x"},
			corpus.Locator{Page: "iv", Section: "S", Paragraph: 3},
			"[1] T · A. One, B. Two · P · 2017-07-12 · page iv, section “S”, paragraph 3 · https://e.org/x"},
		{"inferred title", corpus.Details{Title: "T", TitleInferred: true}, corpus.Locator{Paragraph: 3}, "[1] T (title inferred) · paragraph 3"},
		{"nothing known", corpus.Details{}, corpus.Locator{}, "[1] untitled"},
		{"hostile", corpus.Details{Title: "A\x1b[31m\nB\u202e", URL: "https://e.org/\u009b2J"}, corpus.Locator{Section: "\x07s"},
			"[1] A␛[31m B · section “␇s” · https://e.org/\uFFFD2J"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := article(tt.details, "Text.")
			c.Passages[0].Locator = tt.locator
			got := terminal.Render(answer(t, c, true, "Text."), terminal.Style{})
			if want := "»Text.«\n\n" + tt.want + "\n"; got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

func TestFurtherSentenceIsShortenedAtAWord(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("seven stones, ", 40)) + " end."
	tests := []struct {
		name, sentence, want string
	}{
		{"short", "It is short.", "“It is short.”"},
		{"over several lines", "It is\nset in\nlines.", "“It is set in lines.”"},
		{"long", long, "“" + strings.Repeat("seven stones, ", 11) + "seven” …"},
		{"one word", strings.Repeat("x", 300), "“" + strings.Repeat("x", 160) + "” …"},
		{"letters of several characters", strings.Repeat("e\u0301", 300), "“" + strings.Repeat("e\u0301", 160) + "” …"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := article(corpus.Details{Title: "T"}, "First.", tt.sentence)
			got := terminal.Render(answer(t, c, true, "First.", tt.sentence), terminal.Style{})
			if want := "[2] T · section “Height”, paragraph 2: " + tt.want + "\n"; !strings.HasSuffix(got, want) {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

// FuzzRender wants the quotation's bytes unchanged but for what the style adds, and no control
// character from outside.
func FuzzRender(f *testing.F) {
	f.Add("Masons began it. The tower is 63 metres high.", 17, 45, 30, true)
	f.Add("eins\n\nzwei \u200d\u0301 \U0001F469\u200d\U0001F680 \u4e2d\u6587\u5b57", 0, 4, 20, false)
	f.Add("a\x1b[31mb\tc\u009b \u2028d", 1, 3, 25, true)
	f.Fuzz(func(t *testing.T, text string, from, to, width int, color bool) {
		if strings.TrimSpace(text) == "" || len(text) > 4096 || width < 20 || width > 200 {
			t.Skip("articles are not empty, passages are short, and a terminal is of a width in between")
		}
		text = strings.ToValidUTF8(text, "?")
		c := article(corpus.Details{Title: "T"}, text)
		c.Passages[0].Locator = corpus.Locator{}
		a := answer(t, c, true, sentence(text, from, to))
		file := terminal.Render(a, terminal.Style{})
		if harmless := !strings.ContainsFunc(text, steers); harmless && !strings.Contains(unmarked(file), text) {
			t.Errorf("the quotation %q is not in %q", text, file)
		}
		if strings.ContainsFunc(file, steers) {
			t.Errorf("a control character reached %q", file)
		}
		shown := terminal.Render(a, terminal.Style{Width: width, Color: color})
		if got, want := words(unmarked(shown)), words(unmarked(file)); got != want {
			t.Errorf("set at %d the answer has other words:\n%q\n%q", width, got, want)
		}
	})
}

func sentence(text string, from, to int) string {
	g := uniseg.NewGraphemes(text)
	var clusters []string
	for g.Next() {
		clusters = append(clusters, g.Str())
	}
	n := len(clusters)
	from, to = (from%n+n)%n, (to%n+n)%n
	return strings.Join(clusters[min(from, to):max(from, to)+1], "")
}

func steers(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

// unmarked drops the marks and colours.
func unmarked(s string) string {
	return strings.NewReplacer("»", "", "«", "", "\x1b[1m", "", "\x1b[2m", "", "\x1b[0m", "").Replace(s)
}

// words is s without white space.
func words(s string) string { return strings.Join(strings.Fields(s), "") }

func TestHardWrappedParagraphsAreSetAnew(t *testing.T) {
	long := "A line that was broken by hand because the page was full\nand goes on here."
	tests := []struct {
		name, text, want string
	}{
		{"prose", long, "  A line that was broken by hand because\n  the page was full and goes on here."},
		{"two paragraphs", long + "\n\n" + long, "  A line that was broken by hand because\n  the page was full and goes on here.\n\n" +
			"  A line that was broken by hand because\n  the page was full and goes on here."},
		{"a poem", "Short lines\nstay as they\nwere set.", "  Short lines\n  stay as they\n  were set."},
		{"a list", "• A long item that says much about one thing and another\n• and the next", "  • A long item that says much about one\n  thing and another\n  • and the next"},
		{"a numbered list", "1. A long item that says much about one thing and another\n2. and the next", "  1. A long item that says much about one\n  thing and another\n  2. and the next"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := article(corpus.Details{Title: "T"}, tt.text)
			c.Passages[0].Locator = corpus.Locator{}
			a := answer(t, c, false, tt.text)
			got := terminal.Render(a, terminal.Style{Width: 42})
			want := "Not found in 1 article.\n\nNearest passage, which may not answer the question:\n\n" + tt.want + "\n\n  [1] T\n"
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if file := terminal.Render(a, terminal.Style{}); !strings.Contains(file, tt.text) {
				t.Errorf("a file holds other bytes: %q", file)
			}
		})
	}
}
