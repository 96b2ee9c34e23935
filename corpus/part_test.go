package corpus_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
)

func TestNewArticle(t *testing.T) {
	a, err := corpus.NewArticle("lock-and-canal.pdf", corpus.Details{
		Title: " The\nlock ", Authors: []string{"Ann  Lee", " ", "Bo\u00adEk"}, Published: "July 12, 2017", URL: "ftp://a.example", Language: "en_GB",
	}, []corpus.Part{
		{Kind: corpus.Heading, Level: 9, Text: " History "},
		{Text: "The cafe\u0301 stood\r\nhere.\x00", Page: "xii"},
		{Text: " \n "},
		{Text: "• One", Tight: true}, {Text: "• Two"},
		{Kind: corpus.Aside, Text: "A caption."},
		{Text: "02:18 - Source: CNN"},
		{Text: "bad \xff byte"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := corpus.Details{Title: "The lock", Authors: []string{"Ann Lee", "BoEk"}, Published: "2017-07-12", Language: "en"}
	if !reflect.DeepEqual(a.Details, want) {
		t.Errorf("details %+v", a.Details)
	}
	if text := "History\n\nThe café stood\nhere.\n\n• One\n• Two\n\nA caption.\n\n02:18 - Source: CNN\n\nbad \ufffd byte"; a.Text != text {
		t.Errorf("text %q", a.Text)
	}
	equal(t, "paragraphs", blocksOf(a, corpus.Paragraph), []string{"The café stood\nhere.", "• One", "• Two", "bad \ufffd byte"})
	equal(t, "headings", blocksOf(a, corpus.Heading), []string{"History"})
	equal(t, "asides", blocksOf(a, corpus.Aside), []string{"A caption.", "02:18 - Source: CNN"})
	if a.Blocks[0].Level != 6 || a.Blocks[1].Page != "xii" || a.Source != "lock-and-canal.pdf" {
		t.Errorf("%+v", a)
	}
	checkArticle(t, a)
}

// TestNewArticleInfers: a title as Read infers it, and headings where the format has none.
func TestNewArticleInfers(t *testing.T) {
	prose := strings.Repeat("The canal was dug by four thousand labourers, who came from the hills. ", 5)
	a, err := corpus.NewArticle("lock-and-canal.pdf", corpus.Details{}, []corpus.Part{{Text: "How the lock was built"}, {Text: prose}})
	if err != nil || a.Title != "How the lock was built" || !a.TitleInferred || a.Language != "en" || !a.LanguageInferred {
		t.Errorf("%+v, %v", a, err)
	}
	a, err = corpus.NewArticle("dir/lock-and-canal.pdf", corpus.Details{}, []corpus.Part{{Text: prose}})
	if err != nil || a.Title != "lock and canal" || !a.TitleInferred {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := corpus.NewArticle("a.pdf", corpus.Details{}, []corpus.Part{{Text: "\x00 \u00ad"}}); err == nil || err.Error() != "has no text" {
		t.Errorf("error %v", err)
	}
}

func TestDate(t *testing.T) {
	for s, want := range map[string]string{
		"2017-07-12": "2017-07-12", "2017-07-12T23:30:00-07:00": "2017-07-12", "2017-07-12 23:30": "2017-07-12", "2017/7/2": "2017-07-02", "20170712": "2017-07-12",
		"July 12, 2017": "2017-07-12", "12 July 2017": "2017-07-12", " Jul  12, 2017 ": "2017-07-12", "Wed, 12 Jul 2017 23:30:00 -0700": "2017-07-12", "Wed, 2 Jul 2017 23:30:00 +0000": "2017-07-02",
		"2017-07": "2017-07", "July 2017": "2017-07", "2017": "2017", "": "", "yesterday": "", "2017-13-01": "", "0000": "", "07/08/2017": "", "2017-02-30T00:00:00Z": "",
		"3. Mai 2024": "2024-05-03", "1er mai 2024": "2024-05-01", "3 de mayo de 2024": "2024-05-03", "11 AGO 2023": "2023-08-11", "3 мая 2024 года": "2024-05-03", "MAR 4 2024": "2024-03-04",
		"Sept. 4, 2024": "2024-09-04", "4 déc. 2023": "2023-12-04", "octubre de 2023": "2023-10", "октябрь 2023": "2023-10", "31 April 2024": "", "3 Mayhem 2024": "", "4 people 2024": "", "hiver 2025": "",
		"03.05.2024": "2024-05-03", "3.5.2024": "2024-05-03", "13/05/2024": "2024-05-13", "05/13/2024": "2024-05-13", "5/5/2024": "2024-05-05", "03/05/2024": "", "05.13.2024": "", "3.5-2024": "",
	} {
		if got := corpus.Date(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

// TestTitleBlock: the authors and the date below a title are its details, and no passages.
func TestTitleBlock(t *testing.T) {
	known := corpus.Details{Title: "On peat", Authors: []string{"Ann Lee", "Bo Ek"}}
	dated := known
	dated.Published = "2016-01"
	for _, c := range []struct {
		name      string
		details   corpus.Details
		lines     []string
		published string
		asides    int
	}{
		{"authors and date", known, []string{"Ann Lee and Bo Ek", "May 2015", "Peat is wet."}, "2015-05", 2},
		{"a line an author", known, []string{"Ann Lee", "Bo Ek", "Sunday, 3 May 2015", "Peat is wet."}, "2015-05-03", 3},
		{"the date is known", dated, []string{"Ann Lee", "May 2015", "Peat is wet."}, "2016-01", 1},
		{"a date alone", known, []string{"3 May 1815", "Peat is wet."}, "", 0},
		{"others", known, []string{"Cy Orr", "May 2015", "Peat is wet."}, "", 0},
		{"text", known, []string{"Ann Lee and Bo Ek dug peat.", "May 2015", "Peat is wet."}, "", 0},
	} {
		parts := []corpus.Part{{Kind: corpus.Heading, Level: 1, Text: "On peat"}}
		for _, line := range c.lines {
			parts = append(parts, corpus.Part{Text: line})
		}
		a, err := corpus.NewArticle("a.pdf", c.details, parts)
		if err != nil || a.Published != c.published || len(blocksOf(a, corpus.Aside)) != c.asides {
			t.Errorf("%s: published %q, asides %q, %v", c.name, a.Published, blocksOf(a, corpus.Aside), err)
		}
	}
}

func TestNames(t *testing.T) {
	for s, want := range map[string][]string{
		"": nil, " ; ": nil, "Ann Lee": {"Ann Lee"}, "Lee, Ann; Ek, Bo": {"Lee, Ann", "Ek, Bo"}, "By Ann Lee, Bo Ek and Cy Orr": {"Ann Lee", "Bo Ek", "Cy Orr"},
		"Ann Lee & Bo van Ek": {"Ann Lee", "Bo van Ek"}, "Anna Reuter und Bo Ek": {"Anna Reuter", "Bo Ek"}, "Lee, Ann and Ek, Bo": {"Lee, Ann", "Ek, Bo"},
		"Ann and Bo Lee": {"Ann and Bo Lee"}, "Marks & Spencer": {"Marks & Spencer"}, "Ministry of Health and Social Care": {"Ministry of Health and Social Care"},
		"Santiago Ramón y Cajal": {"Santiago Ramón y Cajal"}, "Ann Lee, CNN": {"Ann Lee, CNN"}, "Ann Lee Jr.": {"Ann Lee Jr."}, "Lee, A. B.": {"Lee, A. B."},
		"By Ann Reed.": {"Ann Reed"}, "Von Anna Reuter und Bo Ek": {"Anna Reuter", "Bo Ek"}, "Von Miller": {"Von Miller"},
	} {
		if got := corpus.Names(s); !slices.Equal(got, want) {
			t.Errorf("%q are %q, want %q", s, got, want)
		}
	}
}

func TestAddressAndLanguage(t *testing.T) {
	for s, want := range map[string]string{
		" https://a.example/b?c=d ": "https://a.example/b?c=d", "http://a.example": "http://a.example", "ftp://a.example": "", "javascript:alert(1)": "", "https://": "", "a.example": "", "https://a.example/b c": "", "": "",
	} {
		if got := corpus.Address(s); got != want {
			t.Errorf("address %q is %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{"en": "en", "pt-BR": "pt", "en_GB": "en", "EN-us": "en", "deu": "de", "und": "", "xx-nonsense-": "", "": "", "haw": ""} {
		if got := corpus.LanguageCode(s); got != want {
			t.Errorf("language %q is %q, want %q", s, got, want)
		}
	}
}

// FuzzNewArticle lays out parts of any text, several to a line.
func FuzzNewArticle(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "Title", "2017-07-12", "https://a.example")
	}
	f.Fuzz(func(t *testing.T, text, title, date, address string) {
		var parts []corpus.Part
		for i, s := range strings.Split(text, "\n\n") {
			parts = append(parts, corpus.Part{Text: s, Kind: corpus.BlockKind(i % 3), Level: i % 9, Page: title, Tight: i%2 == 0})
		}
		a, err := corpus.NewArticle("x", corpus.Details{Title: title, Authors: []string{title}, Published: date, URL: address}, parts)
		if err != nil {
			return
		}
		checkArticle(t, a)
		if !validText(a.Text) || a.Title == "" || a.Published != corpus.Date(a.Published) || a.URL != corpus.Address(a.URL) {
			t.Fatalf("%+v", a)
		}
	})
}
