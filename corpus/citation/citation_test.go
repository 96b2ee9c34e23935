package citation_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/citation"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var accessed = time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC)

// records are the cases of the golden files, one file each. What the files say was held against the manuals'
// rules by reading; a change to one of them wants the same.
var records = []struct {
	name   string
	record citation.Record
}{
	{"web_page", citation.Record{Accessed: accessed, Locator: corpus.Locator{Section: "Labour and minerals", Paragraph: 2},
		Details: corpus.Details{Title: "How the office earns hard currency", Authors: []string{"Jane A. Doe"}, Publisher: "Port Gazette Online", Published: "2017-07-12", URL: "https://gazette.example/office", Language: "en"}}},
	{"news_page", citation.Record{Kind: citation.NewsPage, Accessed: accessed, Locator: corpus.Locator{Paragraph: 7},
		Details: corpus.Details{Title: "Who keeps the harbour open?", Authors: []string{"Brian Todd", "Dugald McConnell"}, Publisher: "CNN", Published: "2017-09-05", URL: "https://news.example/harbour"}}},
	{"article_in_print", citation.Record{Locator: corpus.Locator{Page: "4"},
		Details: corpus.Details{Title: "A “quiet” river", Authors: []string{"Roe, Richard", "Lee, Ann", "Ek, Bo"}, Publisher: "The Veldring Review", Published: "2019-03"}}},
	{"report_by_its_publisher", citation.Record{Kind: citation.Report, Accessed: accessed, Locator: corpus.Locator{Page: "12–13"},
		Details: corpus.Details{Title: "Final report: sanctions at sea", Authors: []string{"UN Panel of Experts"}, Publisher: "UN Panel of Experts", Published: "2018", URL: "https://un.example/report.pdf"}}},
	{"report_by_a_person", citation.Record{Kind: citation.Report,
		Details: corpus.Details{Title: "Coal & cash", Authors: []string{"Jean-Paul van der Beek"}, Publisher: "Harbour Institute", Published: "2015"}}},
	{"chapter", citation.Record{Kind: citation.Chapter, Container: "Rivers and Ports", Locator: corpus.Locator{Page: "41"},
		Details: corpus.Details{Title: "Ice on the estuary", Authors: []string{"Martin Luther King Jr."}, Publisher: "Quay Press", Published: "1998"}}},
	{"no_author", citation.Record{Accessed: accessed, Locator: corpus.Locator{Section: "Prices"},
		Details: corpus.Details{Title: "What coal costs: a guide", Publisher: "Port Gazette Online", Published: "2017-07", URL: "https://gazette.example/coal"}}},
	{"no_author_in_print", citation.Record{Kind: citation.Article, Locator: corpus.Locator{Page: "1"},
		Details: corpus.Details{Title: "Ships leave early!", Publisher: "Port Gazette", Published: "1952-05-02"}}},
	{"no_date", citation.Record{Accessed: accessed, Locator: corpus.Locator{Paragraph: 3},
		Details: corpus.Details{Title: "Bridges of the delta", Authors: []string{"Ludwig van Beethoven"}, Publisher: "Delta Pages", URL: "https://delta.example/bridges"}}},
	{"nothing_but_a_title", citation.Record{Details: corpus.Details{Title: "Notes on salt"}}},
	{"inferred_title", citation.Record{Accessed: accessed, Locator: corpus.Locator{Paragraph: 1},
		Details: corpus.Details{Title: "north korea secret money", TitleInferred: true, Published: "2016", URL: "https://gazette.example/nk"}}},
	{"four_authors", citation.Record{Accessed: accessed,
		Details: corpus.Details{Title: "The tide tables", Authors: []string{"Jane Doe", "Richard Roe", "Ann Lee", "Bo Ek"}, Publisher: "Delta Pages", Published: "2020-01-31", URL: "https://delta.example/tides"}}},
	{"many_authors", citation.Record{Details: corpus.Details{Title: "A census of gulls", Authors: crowd(22), Publisher: "Gull Studies", Published: "2021"}}},
	{"non_latin_names", citation.Record{Accessed: accessed,
		Details: corpus.Details{Title: "Мост через реку", Authors: []string{"Анна С. Петрова", "王小明"}, Publisher: "Вестник порта", Published: "2014-12-01", URL: "https://vestnik.example/most", Language: "ru"}}},
	{"forced_organisation", citation.Record{Accessed: accessed,
		Details: corpus.Details{Title: "100% of_the $5 & {more} #1 ~ ^ \\ costs", Authors: []string{"{Wells Fargo}"}, Publisher: "A\nB", Published: "2012", URL: "https://bank.example/a_b?c=%20d&e={f}#g"}}},
}

func crowd(n int) []string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf("Gull%s, Ada", string(rune('a'+i))))
	}
	return list
}

func TestGolden(t *testing.T) {
	for _, c := range records {
		t.Run(c.name, func(t *testing.T) {
			got := sheet(t, c.record)
			name := filepath.Join("testdata", c.name+".txt")
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// sheet is a record in all styles, with its italics.
func sheet(t *testing.T, r citation.Record) string {
	t.Helper()
	var b strings.Builder
	for _, s := range citation.Styles() {
		c, err := citation.Compose(s.Key, r)
		if err != nil {
			t.Fatal(err)
		}
		reference := c.Reference.Marked()
		if s.Program {
			reference = strings.ReplaceAll(c.Reference.String(), "\r\n", "\n")
		}
		fmt.Fprintf(&b, "== %s\n%s\n", s.Key, strings.TrimSpace(reference))
		if len(c.InText) > 0 {
			fmt.Fprintf(&b, "-- %s\n", c.InText.Marked())
		}
	}
	return b.String()
}

func TestFormatFails(t *testing.T) {
	for _, c := range []struct{ name, style, published, want string }{
		{"no such style", "vancouver", "2017", `unknown citation style "vancouver"; there are apa, mla,`},
		{"no date", "apa", "last spring", `published "last spring" is no date`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := citation.Format(c.style, citation.Record{Details: corpus.Details{Title: "T", Published: c.published}})
			if err == nil || !strings.Contains(err.Error(), c.want) || got != "" {
				t.Errorf("got %q, error %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestMarkedKeepsAsterisksApart(t *testing.T) {
	c, err := citation.Compose("apa", citation.Record{Details: corpus.Details{Title: `a*b\c`, URL: "https://a.example"}})
	if want := `*a\*b\\c*. (n.d.). https://a.example`; err != nil || c.Reference.Marked() != want {
		t.Errorf("got %q, error %v; want %q", c.Reference.Marked(), err, want)
	}
}

func TestKeysAreStableAndApart(t *testing.T) {
	key := func(title, url string) string {
		s, err := citation.Format("bibtex", citation.Record{Details: corpus.Details{Title: title, URL: url, Authors: []string{"Zoë Straße"}, Published: "2017"}})
		if err != nil {
			t.Fatal(err)
		}
		line, _, _ := strings.Cut(s, "\n")
		return line
	}
	if got, want := key("On the sea", "https://a.example"), "@misc{strasse2017on-0de5,"; got != want {
		t.Errorf("key %q, want %q", got, want)
	}
	if key("On the sea", "https://a.example") == key("On the seas", "https://a.example") {
		t.Error("two titles have one key")
	}
}

// FuzzFormat writes anything: each format keeps its shape whatever the details hold.
func FuzzFormat(f *testing.F) {
	f.Add("A {title} \\ with *marks*", "Doe, Jane and {X}", "CNN\r\nER  - ", "2017-07-12", "https://a.example/{b", true, uint8(1))
	f.Add("", "van", "", "", "", false, uint8(0))
	f.Add("“", ", ", "\xff", "2017-13", "a b", false, uint8(9))
	f.Fuzz(func(t *testing.T, title, author, publisher, published, url string, inferred bool, kind uint8) {
		r := citation.Record{Kind: citation.Kind(kind), Accessed: accessed, Details: corpus.Details{Title: title, TitleInferred: inferred,
			Authors: []string{author, "Ann Lee"}, Publisher: publisher, Published: published, URL: url}}
		for _, s := range citation.Styles() {
			c, err := citation.Compose(s.Key, r)
			if err != nil {
				return
			}
			checkShape(t, s.Key, c)
		}
	})
}

func checkShape(t *testing.T, style string, c citation.Citation) {
	t.Helper()
	text := c.Reference.String()
	switch style {
	case "bibtex":
		if depth, closed := braces(text); depth != 0 || closed != 1 {
			t.Fatalf("braces do not match or the entry ends early: %q", text)
		}
	case "ris":
		if strings.Count(text, "ER  - ") != 1 && strings.Count("\r\n"+text, "\r\nER  - ") != 1 || !strings.HasPrefix(text, "TY  - ") {
			t.Fatalf("not one record: %q", text)
		}
	case "csl-json":
		var items []map[string]any
		if err := json.Unmarshal([]byte(text), &items); err != nil || len(items) != 1 {
			t.Fatalf("%q: %v", text, err)
		}
	default:
		if strings.ContainsAny(text+c.InText.String(), "\r\n") || text == "" || len(c.InText) == 0 {
			t.Fatalf("%s: %q, %q", style, text, c.InText)
		}
	}
}

// braces are how many are left open at the end, and how often all were closed.
func braces(s string) (depth, closed int) {
	for _, r := range s {
		switch r {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				closed++
			}
		}
	}
	return depth, closed
}
