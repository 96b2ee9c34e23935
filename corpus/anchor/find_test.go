package anchor_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/corpus"
	"footnote/corpus/anchor"
)

func article(t testing.TB, name, text string) *corpus.Article {
	t.Helper()
	a, err := corpus.Read(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func finder(t testing.TB) *anchor.Finder {
	t.Helper()
	return anchor.NewFinder(corpus.NewCollection([]*corpus.Article{
		article(t, "veldring.md", "# Veldring\n\n## Harbour\n\n"+page),
		article(t, "copy.md", "# A copy\n\nSalt made the town rich. Then the railway came, and the ships stayed away."),
		article(t, "bridge.md", "# Bridge\n\nThe bridge was a well-built thing, a toll-bridge, and didn't fall. 大雨停了，桥还在。"),
	}))
}

func TestFind(t *testing.T) {
	f := finder(t)
	for _, c := range []struct {
		name, quotation string
		want            anchor.Origin
		places          string
		differences     string
	}{
		{"as it stands", "Trade grew so fast that a second quay was begun", anchor.Verbatim, "veldring.md: Trade grew so fast that a second quay was begun", ""},
		{"case, quotation marks and spaces", "\"IT  WAS a\ncold place\", wrote", anchor.Verbatim, "", ""},
		{"straight marks", `'It was a cold place,' wrote Ann Lee`, anchor.Verbatim, "veldring.md: It was a cold place,” wrote Ann Lee", ""},
		{"dashes", "a well built thing – a toll bridge", anchor.Differing, "bridge.md: a well-built thing, a toll-bridge,", "a well-built [thing – |thing, ]a toll-bridge,"},
		{"dashes alone", "was a well‑built thing, a toll — bridge, and didn’t fall", anchor.Verbatim, "bridge.md: was a well-built thing, a toll-bridge, and didn't fall.", ""},
		{"over a line break", "for the gasworks of three towns, and came back with salt", anchor.Verbatim, "veldring.md: for the gasworks of three towns, and came back with salt.", ""},
		{"in two articles", "the railway came, and the ships stayed away", anchor.Verbatim, "veldring.md: the railway came, and the ships stayed away.; copy.md: the railway came, and the ships stayed away.", ""},
		{"one word", "gasworks", anchor.Verbatim, "veldring.md: gasworks", ""},
		{"a part of a word", "gaswork", anchor.Absent, "", ""},
		{"Chinese", "桥还在", anchor.Verbatim, "bridge.md: 桥还在", ""},
		{"another word", "The first ship left in April 1871 with coal", anchor.Differing, "veldring.md: The first ship left in March 1871 with coal", "The first ship left in [April |March ]1871 with coal"},
		{"a word left out", "Trade grew so that a second quay was begun", anchor.Differing, "veldring.md: Trade grew so fast that a second quay was begun", "Trade grew so [|fast ]that a second quay was begun"},
		{"a word put in", "Most of them never saw it completely finished", anchor.Differing, "veldring.md: most of them never saw it finished.", "most of them never saw it [completely |]finished."},
		{"words of the asker's before it", "He told us: Four hundred men worked on it for nine long years", anchor.Differing, "veldring.md: Four hundred men worked on it for nine years,", "[He told us: |]Four hundred men worked on it for nine [long |]years,"},
		{"of something else", "The committee adjourned without having reached a decision on fisheries", anchor.Absent, "", ""},
		{"too long to be compared", strings.Repeat("another word ", anchor.MaxWords) + page, anchor.Absent, "", ""},
		{"too short to be compared", "gasworks of four", anchor.Absent, "", ""},
		{"nothing but marks", " “…” ", anchor.Absent, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := f.Find(c.quotation)
			if got.Origin != c.want || c.places != "" && places(got) != c.places {
				t.Errorf("%d %q (similarity %.2f), want %d %q", got.Origin, places(got), got.Similarity, c.want, c.places)
			}
			if d := differences(got); d != c.differences {
				t.Errorf("differences %q, want %q", d, c.differences)
			}
		})
	}
}

func places(f anchor.Finding) string {
	var list []string
	for _, p := range f.Places {
		list = append(list, p.Article.Source+": "+p.Text())
	}
	return strings.Join(list, "; ")
}

// differences shows what agrees as the article has it and the rest as [quoted|found].
func differences(f anchor.Finding) string {
	var b strings.Builder
	for _, s := range f.Differences {
		if s.Same {
			b.WriteString(s.Found)
		} else {
			b.WriteString("[" + s.Quoted + "|" + s.Found + "]")
		}
	}
	return b.String()
}

func TestFindSaysWhere(t *testing.T) {
	got := finder(t).Find("a second quay was begun")
	if len(got.Places) != 1 || got.Places[0].Passage == nil || got.Places[0].Passage.Locator.Section != "Harbour" {
		t.Fatalf("%+v", got)
	}
	if heading := finder(t).Find("Harbour\n\nThe harbour of Veldring"); len(heading.Places) != 1 || heading.Places[0].Passage != nil {
		t.Errorf("in a heading: %+v", heading)
	}
}

// TestFindsEveryPassage pastes the passages of the examples with a word changed.
func TestFindsEveryPassage(t *testing.T) {
	c, err := corpus.Examples()
	if err != nil {
		t.Fatal(err)
	}
	f := anchor.NewFinder(c)
	for _, p := range c.Passages {
		verbatim := f.Find(strings.ToUpper(p.Text()))
		if verbatim.Origin != anchor.Verbatim || verbatim.Places[0].Passage != p {
			t.Errorf("%s, passage %d: %+v", p.Article.Source, p.Ordinal, verbatim)
		}
		got := f.Find(edited(p.Text()))
		if got.Origin != anchor.Differing || got.Places[0].Article != p.Article || got.Places[0].Passage != p {
			t.Errorf("%s, passage %d, edited: %+v", p.Article.Source, p.Ordinal, got)
		}
	}
}

// FuzzFind: a stretch of an article is found in it; what is found can be sliced, and the differences are both sides.
func FuzzFind(f *testing.F) {
	f.Add(page, "The first ship left in April with coal", 3, 90)
	f.Add("a b c d e f g h i j", "a b d c e f g h i j", 0, 9)
	f.Add("漢字 か'な”。", "é\xff", 0, 3)
	f.Fuzz(func(t *testing.T, text, quotation string, start, end int) {
		if len(text)+len(quotation) > 20_000 {
			return
		}
		a, err := corpus.Read("a.txt", []byte(text))
		if err != nil {
			return
		}
		finder := anchor.NewFinder(corpus.NewCollection([]*corpus.Article{a}))
		if span, ok := spanIn(a.Text, start, end); ok {
			checkFinding(t, finder.Find(a.Text[span.Start:span.End]), a.Text[span.Start:span.End])
		}
		checkFinding(t, finder.Find(quotation), quotation)
	})
}

func checkFinding(t *testing.T, got anchor.Finding, quotation string) {
	t.Helper()
	for _, p := range got.Places {
		if p.Text() == "" || !utf8.ValidString(p.Text()) {
			t.Fatalf("place %+v", p.Span)
		}
	}
	if (got.Origin == anchor.Differing) != (got.Differences != nil) || (got.Origin == anchor.Absent) != (got.Places == nil) {
		t.Fatalf("finding %+v", got)
	}
	var quoted, found strings.Builder
	for _, s := range got.Differences {
		quoted.WriteString(s.Quoted)
		found.WriteString(s.Found)
	}
	if got.Origin != anchor.Differing {
		return
	}
	if found.String() != got.Places[0].Text() || !strings.Contains(norm.NFC.String(strings.ToValidUTF8(quotation, " ")), quoted.String()) {
		t.Fatalf("differences %+v of %q and %q", got.Differences, quotation, got.Places[0].Text())
	}
}
