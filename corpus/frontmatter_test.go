package corpus_test

import (
	"reflect"
	"strings"
	"testing"

	"footnote/corpus"
)

func TestFrontMatter(t *testing.T) {
	a := read(t, "file.md", strings.ReplaceAll(`---
title:  "Tankers:  at night"
authors:
  - Ann Lee
  - Bo Ek
publisher: The Gazette
published: 2017-07
url: https://example.com/tankers
language: en-GB
sources:
  - The Log
  - title: Ships
    publisher: Harbour Board
    published: 2016
    url: https://example.com/ships
---
# Another heading

Text.
`, "\n", "\r\n"))
	want := corpus.Details{
		Title: "Tankers: at night", Authors: []string{"Ann Lee", "Bo Ek"}, Publisher: "The Gazette", Published: "2017-07",
		URL: "https://example.com/tankers", Language: "en",
		Sources: []corpus.Source{{Title: "The Log"}, {Title: "Ships", Publisher: "Harbour Board", Published: "2016", URL: "https://example.com/ships"}},
	}
	if !reflect.DeepEqual(a.Details, want) {
		t.Errorf("got  %+v\nwant %+v", a.Details, want)
	}
	if a.Text != "Another heading\n\nText.\n\n" {
		t.Errorf("text %q", a.Text)
	}
}

func TestFrontMatterValues(t *testing.T) {
	for _, c := range []struct {
		name, inner string
		want        corpus.Details
	}{
		{"one author", "authors: Ann Lee", corpus.Details{Authors: []string{"Ann Lee"}}},
		{"a year", "published: 2017", corpus.Details{Published: "2017"}},
		{"a day", "published: 2017-02-28", corpus.Details{Published: "2017-02-28"}},
		{"a language of three letters with a short code", "language: rus", corpus.Details{Language: "ru"}},
		{"empty values", "authors:\npublisher: ~", corpus.Details{}},
		{"empty texts of a template", "title: ''\nauthors: []\nurl: \"\"\ndate: ''", corpus.Details{}},
		{"nothing", "", corpus.Details{}},
		{"keys in capitals", "Authors: Ann Lee\nPublished: 2017", corpus.Details{Authors: []string{"Ann Lee"}, Published: "2017"}},
		{"keys of no use", "tags: [a]\naliases:\n- b\npublish: true\nsite: x\ntime: 10:00\nuid: 7\nresources: [c]\nlanguages: [go]\ndate created: 2017\n? [d]\n: e\nx: &y z\nv: *y", corpus.Details{}},
		{"Jekyll", "layout: post\nauthor: Ann Lee\ndate: 2022-02-20 14:30:00 +0100\nlang: en-GB\npermalink: /a/\npublished: true", corpus.Details{Authors: []string{"Ann Lee"}, Published: "2022-02-20", Language: "en"}},
		{"Obsidian", "author:\n- \"[[Ann Lee]]\"\n- [[Bo Ek]]\n- \"[[People/Cy Orr|Cy Orr]]\"\nsource: https://example.com/a\ncreated: 2024-01-05", corpus.Details{Authors: []string{"Ann Lee", "Bo Ek", "Cy Orr"}, URL: "https://example.com/a"}},
		{"pandoc", "author:\n- name: Ann Lee\n  affiliation: Harbour Board\n- Bo Ek\ndate: May 3, 2024\nabstract: |\n  Text.", corpus.Details{Authors: []string{"Ann Lee", "Bo Ek"}, Published: "2024-05-03"}},
		{"Hugo", "publishDate: 2024-05-03T10:00:00Z\ndraft: false\nlink: https://example.com/a", corpus.Details{Published: "2024-05-03", URL: "https://example.com/a"}},
		{"others' values in no known form", "date: last Monday\nsource: a book\nlang: [en]\nby: ~\nauthor: {affiliation: &x y}\npublication: *x", corpus.Details{}},
		{"own keys before others'", "date: 2016\npublished: 2017\nurl: https://example.com/a\nlink: https://example.com/b", corpus.Details{Published: "2017", URL: "https://example.com/a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.want.Title = "Head"
			a := read(t, "a.md", "---\n"+c.inner+"\n...\n# Head\n\nText.\n")
			if !reflect.DeepEqual(a.Details, c.want) {
				t.Errorf("got  %+v\nwant %+v", a.Details, c.want)
			}
		})
	}
}

func TestFrontMatterErrors(t *testing.T) {
	for _, c := range []struct{ name, inner, want string }{
		{"unknown key", "title: A\ntitel: B", `line 3: unknown key "titel" (did you mean "title"?)`},
		{"swapped letters", "pubilsher: B", `line 2: unknown key "pubilsher" (did you mean "publisher"?)`},
		{"a letter too few", "autors: B", `line 2: unknown key "autors" (did you mean "authors"?)`},
		{"a letter too many beside keys of others", "date: 2017\ntags: [a]\nauthour: B", `line 4: unknown key "authour" (did you mean "authors"?)`},
		{"key like no other in sources", "sources:\n- colour: red", `line 3: unknown key "colour" in "sources" (known: title, publisher, published, url)`},
		{"key in sources", "sources:\n- titel: B", `line 3: unknown key "titel" in "sources" (did you mean "title"?)`},
		{"twice", "title: A\ntitle: B", `line 3: key "title" is given twice`},
		{"no date", "published: July 2017", `line 2: "published" is "July 2017", which is no date; write YYYY, YYYY-MM or YYYY-MM-DD`},
		{"no such day", "published: 2017-02-29", `line 2: "published" is "2017-02-29", which is no date; write YYYY, YYYY-MM or YYYY-MM-DD`},
		{"no address", "url: example.com", `line 2: "url" is "example.com", which is no http or https address`},
		{"other scheme", "url: javascript:alert(1)", `line 2: "url" is "javascript:alert(1)", which is no http or https address`},
		{"no language", "language: English", `line 2: "language" is "English", which has no two-letter code; write a tag such as "en" or "pt-BR"`},
		{"list for text", "title: [a, b]", `line 2: "title" must be text`},
		{"mapping in list", "authors: [{a: b}]", `line 2: "authors" must be text`},
		{"blank", `title: " "`, `line 2: "title" is blank`},
		{"alias", "title: &a x\npublisher: *a", `line 3: "publisher" is an alias; write the value itself`},
		{"several", "titel: A\npublished: x", `line 2: unknown key "titel" (did you mean "title"?); line 3: "published" is "x", which is no date; write YYYY, YYYY-MM or YYYY-MM-DD`},
		{"no YAML", "title: \"A\nurl: x", `line 4: found unexpected end of stream`},
		{"a colon too many", "title: A: B", `line 2: mapping values are not allowed in this context`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := corpus.Read("dir/a.md", []byte("---\n"+c.inner+"\n---\nText.\n"))
			want := `read article "dir/a.md": front matter ` + c.want
			if err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
}

func TestPandocTitleBlock(t *testing.T) {
	for _, c := range []struct {
		name, block string
		want        corpus.Details
	}{
		{"whole", "% Tankers\n  at night\n% Ann Lee; Bo Ek\n  Cy Orr\n% May 3, 2024", corpus.Details{Title: "Tankers at night", Authors: []string{"Ann Lee", "Bo Ek", "Cy Orr"}, Published: "2024-05-03"}},
		{"title alone", "% Tankers", corpus.Details{Title: "Tankers"}},
		{"no author, and a date in no known form", "% Tankers\n%\n% last Monday", corpus.Details{Title: "Tankers"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.md", c.block+"\n\nText.\n")
			if !reflect.DeepEqual(a.Details, c.want) || strings.TrimSpace(a.Text) != "Text." {
				t.Errorf("got  %+v, %q\nwant %+v", a.Details, a.Text, c.want)
			}
		})
	}
}

func TestNoFrontMatter(t *testing.T) {
	for _, c := range []struct{ name, text, first string }{
		{"a rule", "---\n\nNote: this is text.\n\n---\n\nMore.", "Note: this is text."},
		{"never closed", "---\ntitle: A\n\nText.", "title: A"},
		{"prose between rules", "---\nThis is text.\n---\nMore.", "This is text."},
		{"a sentence with a colon between rules", "---\nIn short: it rained.\n---\nMore.", "In short: it rained."},
		{"a list between rules", "---\n- This is text.\n---\nMore.", "• This is text."},
		{"not on the first line", "Text.\n\n---\ntitle: A\n---\n", "Text."},
		{"percent", "%5 more\n\nText.", "%5 more"},
		{"no blank line below a title block", "% Title\nText.\n\nMore.", "% Title Text."},
		{"more lines than a title block has", "% a\n% b\n% c\n% d\n\nMore.", "% a % b % c % d"},
		{"four dashes", "----\ntitle: A\n---\n", "title: A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.md", c.text)
			if got := a.Text[a.Blocks[0].Start:a.Blocks[0].End]; got != c.first {
				t.Errorf("first block %q, want %q", got, c.first)
			}
		})
	}
	a := read(t, "a.txt", "---\ntitle: A\n---\nText.")
	if !strings.HasPrefix(a.Text, "---\ntitle") || !a.TitleInferred {
		t.Errorf("plain text: %q, %+v", a.Text, a.Details)
	}
}
