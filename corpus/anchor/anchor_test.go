package anchor_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/anchor"
)

const page = `The harbour of Veldring was dug by hand. Four hundred men worked on it for nine years, and most of
them never saw it finished. “It was a cold place,” wrote Ann Lee in her diary.

Coal came first. The first ship left in March 1871 with coal for the gasworks of three towns, and came back
with salt. Trade grew so fast that a second quay was begun before the first was paid for.

Salt made the town rich. Then the railway came, and the ships stayed away.`

// spanOf is where a text stands in another.
func spanOf(t *testing.T, text, part string) corpus.Span {
	t.Helper()
	i := strings.Index(text, part)
	if i < 0 {
		t.Fatalf("%q is not in the text", part)
	}
	return corpus.Span{Start: i, End: i + len(part)}
}

func TestLocate(t *testing.T) {
	const ship = "The first ship left in March 1871 with coal for the gasworks of three towns, and came back\nwith salt."
	swap := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(page) }
	for _, c := range []struct {
		name, quote, text string
		want              anchor.Verdict
		found             string
	}{
		{"same text", ship, page, anchor.Unchanged, ship},
		{"text behind it changed", ship, swap("Salt made", "Fish made"), anchor.Unchanged, ship},
		{"text put before it", ship, "A new lead.\n\n" + page, anchor.Moved, ship},
		{"text before it taken out", ship, swap("The harbour of Veldring was dug by hand. ", ""), anchor.Moved, ship},
		{"a word changed", ship, swap("March 1871", "April 1871"), anchor.Changed, strings.Replace(ship, "March", "April", 1)},
		{"the first word changed", ship, swap("The first ship left", "Another first ship left"), anchor.Changed, strings.Replace(ship, "The", "Another", 1)},
		{"the last word changed", ship, swap("with salt.", "with fish."), anchor.Changed, strings.Replace(ship, "salt", "fish", 1)},
		{"words put in", ship, swap("three towns,", "three rather small towns,"), anchor.Changed, strings.Replace(ship, "three", "three rather small", 1)},
		{"only the line break changed", ship, swap("back\nwith", "back with"), anchor.Changed, strings.Replace(ship, "\n", " ", 1)},
		{"reworded and moved", ship, "A new lead of some length, put before everything else.\n\n" + swap("March 1871", "April 1872"), anchor.Changed, strings.Replace(ship, "March 1871", "April 1872", 1)},
		{"taken out", ship, swap(ship, "Nobody remembers why."), anchor.Gone, ""},
		{"another text", ship, strings.Repeat("Nothing in this text is about shipping at all, or nearly. ", 40), anchor.Gone, ""},
		{"empty text", ship, "", anchor.Gone, ""},
		{"short word in place", "coal", page, anchor.Unchanged, "coal"},
		{"short word moved with its context", "coal", "Lead. " + page, anchor.Moved, "coal"},
		{"short word that stands elsewhere only", "coal", "There is coal in another context, more coal, and coal again.", anchor.Gone, ""},
		{"whole text", page, page, anchor.Unchanged, page},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := anchor.New(page, spanOf(t, page, c.quote)).Locate(c.text)
			if got := c.text[m.Span.Start:m.Span.End]; m.Verdict != c.want || got != c.found {
				t.Errorf("%v: %q (score %.2f), want %v: %q", m.Verdict, got, m.Score, c.want, c.found)
			}
		})
	}
}

func TestLocatePrefersTheContext(t *testing.T) {
	text := "The first town had a bell. The second town had a bell. The third town had a bell. The fourth town had a bell."
	const bell = "town had a bell"
	start := strings.Index(text, "third ") + len("third ")
	a := anchor.New(text, corpus.Span{Start: start, End: start + len(bell)})
	later := strings.Replace(text, "The first town had a bell. ", "", 1)
	m := a.Locate(later)
	if want := strings.Index(later, "third ") + len("third "); m.Verdict != anchor.Moved || m.Span.Start != want {
		t.Errorf("%v at %d, want moved to %d", m.Verdict, m.Span.Start, want)
	}
}

// TestAnchorsOfTheExamples edits the example articles as editors do and looks for every passage in the result, and
// in all the other articles, which are about the same things.
func TestAnchorsOfTheExamples(t *testing.T) {
	c, err := corpus.Examples()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Passages {
		a := anchor.New(p.Article.Text, corpus.Span{Start: p.Start, End: p.End})
		if m := a.Locate(edited(p.Article.Text)); m.Verdict != anchor.Changed {
			t.Errorf("%s, passage %d: %v in the edited text", p.Article.Source, p.Ordinal, m.Verdict)
		}
		for _, other := range c.Articles {
			if m := a.Locate(other.Text); other != p.Article && m.Verdict != anchor.Gone {
				t.Errorf("%s, passage %d: %v in %s: %q", p.Article.Source, p.Ordinal, m.Verdict, other.Source, other.Text[m.Span.Start:m.Span.End])
			}
		}
	}
}

// edited replaces every tenth word and leaves out every fifteenth.
func edited(text string) string {
	words := strings.Fields(text)
	for i := range words {
		switch {
		case i%10 == 3:
			words[i] = "somewhat"
		case i%15 == 4:
			words[i] = ""
		}
	}
	return strings.Join(words, " ")
}

// FuzzLocate: a span is found again in its own text, whatever is put around it, and every match can be sliced.
func FuzzLocate(f *testing.F) {
	f.Add(page, "x", 10, 60)
	f.Add("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaa", 3, 9)
	f.Add("漢字かな。漢字かな。漢字", "漢", 3, 9)
	f.Add("a b", "", 0, 3)
	f.Fuzz(func(t *testing.T, text, other string, start, end int) {
		if !utf8.ValidString(text) || !utf8.ValidString(other) || len(text)+len(other) > 20_000 {
			return
		}
		span, ok := spanIn(text, start, end)
		if !ok {
			return
		}
		a := anchor.New(text, span)
		if m := a.Locate(text); m.Verdict != anchor.Unchanged || m.Span != span {
			t.Fatalf("%v at %v in its own text, want %v", m.Verdict, m.Span, span)
		}
		m := a.Locate(text + other)
		if m.Verdict != anchor.Unchanged && m.Verdict != anchor.Moved {
			t.Fatalf("%v with more behind it", m.Verdict)
		}
		checkMatch(t, a, other)
		checkMatch(t, a, strings.ToUpper(text)+other)
	})
}

func spanIn(text string, start, end int) (corpus.Span, bool) {
	if start < 0 || end > len(text) || start >= end {
		return corpus.Span{}, false
	}
	inside := func(at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }
	return corpus.Span{Start: start, End: end}, inside(start) && inside(end)
}

func checkMatch(t *testing.T, a anchor.Anchor, text string) {
	t.Helper()
	m := a.Locate(text)
	if (m.Verdict == anchor.Gone) != (m.Span == corpus.Span{}) || m.Score < 0 || m.Score > 1 {
		t.Fatalf("match %+v", m)
	}
	if !utf8.ValidString(text[m.Span.Start:m.Span.End]) {
		t.Fatalf("match %+v cuts a rune", m)
	}
}
