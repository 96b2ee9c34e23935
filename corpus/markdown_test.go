package corpus_test

import (
	"strings"
	"testing"

	"footnote/corpus"
)

// TestMarkdownWithoutMarkup: a news page pasted into a Markdown file is read as one pasted into a text file.
func TestMarkdownWithoutMarkup(t *testing.T) {
	const title = "Harbour inquiry: pilot had been on his feet for sixteen hours when the tanker came in, court hears"
	a := read(t, "a.md", title+"\n\nBy Ann Lee, CNN\n\n3 May 2024\n\n"+long1+"\n\nAdvertisement\n\n"+long2)
	if a.Title != title || !a.TitleInferred {
		t.Errorf("title %q, inferred %v", a.Title, a.TitleInferred)
	}
	equal(t, "asides", blocksOf(a, corpus.Aside), []string{"By Ann Lee, CNN", "3 May 2024", "Advertisement"})
	equal(t, "paragraphs", blocksOf(a, corpus.Paragraph), []string{long1, long2})
	checkArticle(t, a)
}

func TestMarkdownText(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"emphasis", "A *b* _c_ **d** ***e*** g_h_i.", "A b c d e g_h_i."},
		{"struck", "The fee is ~~40~~ 55 euros.\nGuests row ~~at *any*\ntime~~\non Sundays ~~and Mondays~~. (~~40~~ 55) pre~~mid~~fix", "The fee is 55 euros. Guests row on Sundays. (55) prefix"},
		{"struck items and paragraphs", "1. ~~one~~\n2. ~~a~~ ~~b~~ c\n\n~~All~~\n\nEnd.", "2. c\n\nEnd."},
		{"struck in HTML", "The <del datetime=x>*40*</del> <ins>55</ins> <s>a <strike>b</strike> c</s> euros. An <s>open tag.\n\n<p>The <del>40</del> <ins>55</ins> <strike>a</strike>. An <s>open</p>", "The 55 euros. An open tag.\n\nThe 55. An open"},
		{"single tildes", "H~2~O, 10~20 minutes, 30~40 metres, ~40~ 55", "H2O, 10~20 minutes, 30~40 metres, ~40~ 55"},
		{"links", `See [the *log*](http://x.y "t"), [this][1] and <https://a.b>.` + "\n\n[1]: /z", "See the log, this and https://a.b."},
		{"links between notes", "The [[starter]] and [[Flour|my *notes*]], see [[#Salt]] ![[loaf.png]].\n\n| a |\n|---|\n| [[b\\|c]] |", "The starter and my *notes*, see #Salt .\n\na\nc"},
		{"no links between notes", "[[1]](#n1) and [[2]][r] and x[[i]] and [[3]] and `[[a]]` and [[a]\n\n[r]: /z", "[1] and [2] and x[[i]] and [[3]] and [[a]] and [[a]"},
		{"highlights", "==Marked *text*== (==a==), a==b and c==d, a == b == c, ==x", "Marked text (a), a==b and c==d, a == b == c, ==x"},
		{"callouts", "> [!note]- On *salt*\n> Two per\n> cent.\n>\n> More.\n\n> [!WARNING]\n> Hot.\n\n> [!] no\n\n[!note] Text.", "On salt\n\nTwo per cent.\n\nMore.\n\nHot.\n\n[!] no\n\n[!note] Text."},
		{"pictures", "Before ![a tanker](t.jpg) after.", "Before  after."},
		{"code", "Call `f(*x)` now.", "Call f(*x) now."},
		{"code block", "Text.\n\n```go\nx := 1\n\ny := 2\n```\n\nMore.", "Text.\n\nx := 1\n\ny := 2\n\nMore."},
		{"escapes and references", `3 \* 4 &lt; 5 &amp;amp; &#233; \&copy;`, "3 * 4 < 5 &amp; é &copy;"},
		{"comment", "Text.\n\n<!-- hidden -->\n\nMore <!-- hidden --> text.", "Text.\n\nMore  text."},
		{"HTML", "<div class=\"x\">\n<p>One &amp; <b>two</b></p>\n<script>no()</script>\n<p>Three</p>\n</div>", "One & two\n\nThree"},
		{"inline HTML", "H<sub>2</sub>O<br>and more", "H2O\nand more"},
		{"line breaks", "one\ntwo  \nthree\\\nfour", "one two\nthree\nfour"},
		{"list", "Ways:\n\n- by sea\n- by *land*\n  1. on foot\n  2. by car\n", "Ways:\n\n• by sea\n• by land\n1. on foot\n2. by car"},
		{"loose list", "3) three\n\n4) four\n\n   still four", "3) three\n\n4) four\n\nstill four"},
		{"tasks", "- [x] done\n- [ ] open", "• done\n• open"},
		{"quotation", "> One\n> two.\n>\n> Three.", "One two.\n\nThree."},
		{"table", "| Year | Share |\n|---|--:|\n| 2015 | *85* |\n| 2016 | |\n\nEnd.", "Year | Share\n2015 | 85\n2016 |\n\nEnd."},
		{"footnote", "Text[^1] goes on.\n\n[^1]: A note.", "Text goes on.\n\nA note."},
		{"combining mark behind markup", "caf*e*\u0301", "café"},
		{"soft hyphen reference", "Do&shy;nau &zwnj;", "Donau \u200c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.md", c.source)
			if got := strings.TrimSpace(a.Text); got != strings.TrimSpace(c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			checkArticle(t, a)
		})
	}
}

func TestMarkdownBlocks(t *testing.T) {
	a := read(t, "a.md", "Title\n=====\n\nIntro.\n\n## Part *one* ##\n\nText.\n\nPart two\n---\n\n- a\n- b\n\n###### Deep\n\n## Related Articles\n\n- Teaser about ships\n")
	equal(t, "headings", blocksOf(a, corpus.Heading), []string{"Title", "Part one", "Part two", "Deep"})
	equal(t, "paragraphs", blocksOf(a, corpus.Paragraph), []string{"Intro.", "Text.", "• a", "• b"})
	equal(t, "asides", blocksOf(a, corpus.Aside), []string{"Related Articles", "• Teaser about ships"})
	var levels []int
	for _, b := range a.Blocks {
		if b.Kind == corpus.Heading {
			levels = append(levels, b.Level)
		}
	}
	if len(levels) != 4 || levels[0] != 1 || levels[1] != 2 || levels[2] != 2 || levels[3] != 6 {
		t.Errorf("levels %v", levels)
	}
}

func TestMarkdownTitle(t *testing.T) {
	for _, c := range []struct {
		name, source, title string
		inferred            bool
	}{
		{"front matter", "---\ntitle: Given\n---\n# Head\n\nText.", "Given", false},
		{"first heading", "# The *Head*\n\nText.", "The Head", false},
		{"only heading of the first level", "Text.\n\n# Head\n\nText.", "Head", false},
		{"sections of the first level", "Text.\n\n# One\n\nText.\n\n# Two\n\nText.", "my file", true},
		{"heading of the second level first", "## Head\n\nText.", "Head", true},
		{"no heading", "Text.", "my file", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "dir/my-file.md", c.source)
			if a.Title != c.title || a.TitleInferred != c.inferred {
				t.Errorf("got %q, inferred %v; want %q, %v", a.Title, a.TitleInferred, c.title, c.inferred)
			}
		})
	}
}

// TestMarkdownBeyondLimits: what would take too long is read as plain text, whole.
func TestMarkdownBeyondLimits(t *testing.T) {
	for _, c := range []struct{ name, source string }{
		{"long paragraph", strings.Repeat("*a_ ", 5000)},
		{"many marks", strings.Repeat("*a_", 500)},
		{"long heading", "# " + strings.Repeat("*a_", 20000)},
		{"long underlined heading", strings.Repeat("*a_", 20000) + "\n==="},
		{"nested quotations", strings.Repeat("> ", 20000) + "*a_"},
		{"nested lists", strings.Repeat("- ", 20000) + "*a_"},
		{"open brackets", strings.Repeat("[", 20000) + "*a_"},
		{"closing brackets behind a stop", "*a_." + strings.Repeat(")", 200000)},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.md", c.source)
			if got, want := strings.Count(a.Text, "*a_"), strings.Count(c.source, "*a_"); got != want {
				t.Errorf("%d of %d left", got, want)
			}
			checkArticle(t, a)
		})
	}
}
