package discord_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/locale"
	"footnote/corpus"
	"footnote/retrieval"
)

// cited is a citation of a whole text whose sentences end with the marks "|", which are dropped.
// The n-th sentence is marked.
func cited(d corpus.Details, marked string, n int) retrieval.Citation {
	var sentences []corpus.Span
	text := ""
	for part := range strings.SplitSeq(marked, "|") {
		lead := len(part) - len(strings.TrimLeft(part, " \n"))
		sentences = append(sentences, corpus.Span{Start: len(text) + lead, End: len(text) + len(part)})
		text += part
	}
	a := &corpus.Article{ID: "0123456789ab", Details: d, Text: text}
	p := &corpus.Passage{Article: a, End: len(text), Sentences: sentences, Locator: corpus.Locator{Paragraph: 1}}
	return retrieval.Citation{N: 1, Passage: p, Sentence: sentences[n]}
}

func answered(cs ...retrieval.Citation) retrieval.Answer {
	for i := range cs {
		cs[i].N = i + 1
	}
	return retrieval.Answer{Question: "Why?", Found: true, Citations: cs, Articles: 3}
}

// render renders, and fails the test where Discord would refuse the message.
func render(t *testing.T, a retrieval.Answer) discordtest.Message {
	t.Helper()
	body, err := json.Marshal(discord.Render(english(t), a))
	if err != nil {
		t.Fatal(err)
	}
	if err := discordtest.CheckMessage(body); err != nil {
		t.Fatalf("Discord would refuse this: %v\n%s", err, body)
	}
	var m discordtest.Message
	if err := json.Unmarshal(body, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// english is what the bot says in English.
func english(t *testing.T) *locale.Language {
	t.Helper()
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all.English()
}

// quoted returns the quotation of a rendered answer as Markdown, without the marks of quotation.
func quoted(description string) string {
	var lines []string
	for line := range strings.SplitSeq(description, "\n") {
		if q, ok := strings.CutPrefix(line, "> "); ok {
			lines = append(lines, q)
		} else if len(lines) > 0 {
			break
		}
	}
	return strings.Join(lines, "\n")
}

var (
	backslash = regexp.MustCompile(`\\([^0-9A-Za-z\s])`)
	bold      = regexp.MustCompile(`(\\.)|\*\*`)
)

// shown is what a reader sees of Markdown: bold marks are gone, escaped characters stand for themselves.
func shown(markdown string) string {
	return backslash.ReplaceAllString(bold.ReplaceAllString(markdown, "$1"), "$1")
}

// boldText is what is shown in bold, lines joined.
func boldText(markdown string) string {
	var b strings.Builder
	on := false
	for i := 0; i < len(markdown); {
		switch {
		case markdown[i] == '\\' && i+1 < len(markdown):
			_, size := utf8.DecodeRuneInString(markdown[i+1:])
			if on {
				b.WriteString(markdown[i : i+1+size])
			}
			i += 1 + size
		case strings.HasPrefix(markdown[i:], "**"):
			on = !on
			i += 2
		default:
			if on || markdown[i] == '\n' {
				b.WriteByte(markdown[i])
			}
			i++
		}
	}
	return shown(strings.TrimSpace(b.String()))
}

func TestRenderFound(t *testing.T) {
	d := corpus.Details{Title: "Office 39", Authors: []string{"A. One", "B. Two"}, Publisher: "The Paper", Published: "2017-07-12",
		URL: "https://example.org/a_(b)?x=1&y=2"}
	first := cited(d, "One. | Two is *it*. | Three.", 1)
	second := cited(corpus.Details{Title: "Other", TitleInferred: true}, "Another passage. |It says more.", 0)
	second.Passage.Locator = corpus.Locator{Page: "xii", Section: "S", Paragraph: 4}
	a := answered(first, second)
	a.Degraded = retrieval.WordsOnly
	e := render(t, a).Embeds[0]
	want := `> One.  **Two is \*it\*.**  Three.
— [Office 39](<https://example.org/a_%28b%29?x=1&y=2>) · A. One, B. Two · The Paper · 2017-07-12 · paragraph 1

**Further sources**
2. Other (title inferred) · page xii: “Another passage.”`
	if e.Description != want {
		t.Errorf("description:\n%s\nwant:\n%s", e.Description, want)
	}
	if e.Title != "Why?" || e.Footer.Text != "Searched 3 articles. Only words were compared, not meaning." {
		t.Errorf("title %q, footer %q", e.Title, e.Footer.Text)
	}
}

func TestRenderNotFound(t *testing.T) {
	a := answered(cited(corpus.Details{Title: "Near"}, "Near but wrong.", 0), cited(corpus.Details{Title: "Far"}, "Far.", 0))
	a.Found, a.Articles = false, 1
	text := render(t, a).Embeds[0].Description
	want := "**Not found in 1 article.**\nThe nearest passage, which may not answer the question:\n> **Near but wrong.**\n— Near · paragraph 1" +
		"\n\n**Also near, and perhaps no answer either**\n2. Far · paragraph 1: “Far.”"
	if text != want {
		t.Errorf("description:\n%s\nwant:\n%s", text, want)
	}
	if text := render(t, retrieval.Answer{Question: "Why?"}).Embeds[0].Description; text != "**Not found in 0 articles.**" {
		t.Errorf("without citations: %q", text)
	}
}

func TestQuotationIsCutAtSentences(t *testing.T) {
	long := strings.Repeat("word ", 100)
	var parts []string
	for i := range 30 {
		parts = append(parts, fmt.Sprintf(" %sends%d.", long, i))
	}
	for _, n := range []int{0, 15, 29} {
		t.Run(fmt.Sprint("marked ", n), func(t *testing.T) {
			c := cited(corpus.Details{Title: "Long"}, strings.TrimSpace(strings.Join(parts, "|")), n)
			q := quoted(render(t, answered(c)).Embeds[0].Description)
			if got, want := boldText(q), c.Marked(); got != want {
				t.Errorf("bold %q, want %q", got, want)
			}
			text := shown(q)
			text, cutBefore := strings.CutPrefix(text, "[…] ")
			text, cutAfter := strings.CutSuffix(text, " […]")
			if cutBefore != (n > 0) || cutAfter != (n < 29) {
				t.Errorf("cut before %v, after %v", cutBefore, cutAfter)
			}
			if !strings.Contains(c.Quote(), text) || !strings.HasPrefix(text, "word") || !strings.HasSuffix(text, ".") {
				t.Errorf("not whole sentences of the passage: %q", text)
			}
			if len(text) < 1500 {
				t.Errorf("only %d bytes are shown", len(text))
			}
		})
	}
}

func TestMarkedSentenceTooLong(t *testing.T) {
	for _, word := range []string{"word ", "x", "é́", "👩‍👩‍👧", "*", "語"} {
		t.Run(word, func(t *testing.T) {
			c := cited(corpus.Details{Title: "Endless"}, "Short. |"+strings.Repeat(word, 6000)+"end.", 1)
			q := quoted(render(t, answered(c)).Embeds[0].Description)
			text, cut := strings.CutSuffix(shown(q), " […]")
			text = strings.TrimPrefix(text, "[…] ")
			if !cut || !strings.HasPrefix(c.Marked(), text) || len(text) < 500 {
				t.Errorf("cut %v, %d bytes: %.80q", cut, len(text), text)
			}
			if rest := strings.TrimPrefix(c.Marked(), text); word != "é́" && !strings.HasPrefix(strings.TrimSpace(rest), strings.TrimSpace(word)) {
				t.Errorf("cut inside of %q", word)
			}
		})
	}
}

// attacks are texts that mean something to Discord.
var attacks = []string{
	"@everyone and @here", "<@123> <@!123> <@&123> <#123>", "</ask:123> <id:customize>", "<t:1700000000:R>", "<:emoji:123> <a:emoji:123> :smile:",
	"*i* **b** ***bi*** _i_ __u__ ~~s~~ ||spoiler|| `code` ```\nfence\n```", "[text](https://evil.example) [a]: b", "https://evil.example/x_y_z <https://evil.example>",
	"# heading\n## two\n-# small\n> quote\n>>> all\n- list\n* list\n+ list\n1. one\n 2) two", "\\*not escaped\\* \\", "a\\", "¯\\_(ツ)_/¯", "trailing **", "** leading", "*", "**", "***",
	"right \u202eto left\u202c and \u2067isolated", "zero\u200bwidth\u200djoined\ufeff", "line\u2028separator\u2029", "a\n\n\nb", "  spaced  ", "10:30, 3.5 (x) – y!", "&amp; &lt;",
	"discord.gg/abc", "> [!NOTE]", "one.\n1. two", "tab\there", "steam://run", strings.Repeat("W", 2000), strings.Repeat("*_", 1000), "[…] cut […]",
}

func TestTextAttacks(t *testing.T) {
	for _, attack := range attacks {
		t.Run(fmt.Sprintf("%.20q", attack), func(t *testing.T) {
			d := corpus.Details{Title: attack, Publisher: attack, Authors: []string{attack}, URL: "https://example.org/" + attack}
			c := cited(d, "Before. |"+attack+"| After.", 1)
			c.Passage.Locator.Section = attack
			a := answered(c, c, c, c, c)
			a.Question = attack
			m := render(t, a)
			checkQuotation(t, c, m)
			plain := cited(d, "Marked. |\n"+attack+"|\n"+attack, 0)
			checkQuotation(t, plain, render(t, answered(plain)))
			checkHarmless(t, render(t, answered(plain)).Embeds[0].Description)
			for _, text := range []string{m.Embeds[0].Title, m.Embeds[0].Description} {
				checkHarmless(t, text)
			}
		})
	}
}

// checkQuotation holds a rendered quotation against the passage: unchanged, and the right part in bold.
func checkQuotation(t *testing.T, c retrieval.Citation, m discordtest.Message) {
	t.Helper()
	q := quoted(m.Embeds[0].Description)
	text := shown(q)
	if strings.HasPrefix(q, "[…] ") {
		text = strings.TrimPrefix(text, "[…] ")
	}
	if strings.HasSuffix(q, " […]") {
		text = strings.TrimSuffix(text, " […]")
	}
	if !strings.Contains(c.Quote(), text) {
		t.Errorf("the quotation is not the passage's:\n%q\nin\n%q", text, c.Quote())
	}
	squash := func(s string) string { return strings.Join(strings.Fields(s), "") }
	if got, want := squash(boldText(q)), squash(c.Marked()); got != want && (!strings.HasSuffix(q, "[…]") || !strings.HasPrefix(want, got) || got == "") {
		t.Errorf("bold %q, want %q", got, want)
	}
}

var (
	harmful  = regexp.MustCompile("^(@|<[@#:/ait]|_|~~|\\|\\||`|[A-Za-z]://)")
	lineMark = regexp.MustCompile(`^\s*(#|-#|-\s|\*\s|>|\d+\.\s)`)
	ours     = regexp.MustCompile(`^(> |[2-9]\. )`)
)

// checkHarmless looks for Markdown and mentions that are not escaped.
func checkHarmless(t *testing.T, text string) {
	t.Helper()
	links := regexp.MustCompile(`\]\(<https?://[^<>()\[\]\s]*>\)`)
	for line := range strings.SplitSeq(links.ReplaceAllString(text, "]"), "\n") {
		line = ours.ReplaceAllString(line, "")
		if lineMark.MatchString(line) {
			t.Errorf("a line that means something: %.60q", line)
		}
		for i := 0; i < len(line); i++ {
			if line[i] == '\\' {
				i++
				continue
			}
			if harmful.MatchString(line[i:]) {
				t.Errorf("not escaped: %.60q", line[i:])
			}
		}
	}
}

func TestLinks(t *testing.T) {
	tests := []struct{ name, title, url, want string }{
		{"plain", "Title", "https://example.org/", "[Title](<https://example.org/>)"},
		{"none", "Title", "", "— Title ·"},
		{"other scheme", "Title", "javascript:alert(1)", "— Title ·"},
		{"with password", "Title", "https://discord.com@evil.example/", "— Title ·"},
		{"not an address", "Title", "see page 7", "— Title ·"},
		{"too long", "Title", "https://example.org/" + strings.Repeat("x", 600), "— Title ·"},
		{"closing the link", "Title", "https://example.org/>)x", "[Title](<https://example.org/%3E%29x>)"},
		{"brackets in the title", "A [b", "https://example.org/", `A \[b ([open](<https://example.org/>))`},
		{"address as title", "https://good.example", "https://example.org/", `https\://good.example ([open](<https://example.org/>))`},
		{"no title", " \u200b ", "https://example.org/", "[Untitled](<https://example.org/>)"},
		{"direction", "a\u202eb", "", "— ab ·"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := cited(corpus.Details{Title: tt.title, URL: tt.url}, "Text.", 0)
			mustContain(t, render(t, answered(c)).Embeds[0].Description, tt.want)
		})
	}
}

func TestFurtherSourcesThatFit(t *testing.T) {
	var cs []retrieval.Citation
	for range 25 {
		cs = append(cs, cited(corpus.Details{Title: strings.Repeat("[title] ", 60), URL: "https://example.org/" + strings.Repeat("x", 300)},
			strings.Repeat("sentence ", 90)+".", 0))
	}
	text := render(t, answered(cs...)).Embeds[0].Description
	mustContain(t, text, "\n2. ")
	if strings.Contains(text, "\n9. ") {
		t.Error("more sources than there is room for")
	}
}

func TestImpossibleSpans(t *testing.T) {
	c := cited(corpus.Details{Title: "T"}, "One. |Two.", 1)
	for _, s := range []corpus.Span{{Start: -5, End: 3}, {Start: 4, End: 900}, {Start: 8, End: 2}, {}} {
		c.Sentence = s
		c.Passage.Sentences = append(c.Passage.Sentences, corpus.Span{Start: 3, End: 1}, corpus.Span{Start: 50, End: 90})
		a := answered(c)
		a.Citations[0].Sentence = s
		if text := shown(quoted(render(t, a).Embeds[0].Description)); text != "One. Two." {
			t.Errorf("span %v: %q", s, text)
		}
	}
}

func FuzzRender(f *testing.F) {
	for i, a := range attacks {
		f.Add("Before. ", a, " After.", a, i%7)
	}
	f.Add(strings.Repeat("long. ", 900), "marked", strings.Repeat("*", 5000), "t", 3)
	f.Fuzz(func(t *testing.T, before, marked, after, title string, cut int) {
		text := before + marked + after
		valid := utf8.ValidString(before) && utf8.ValidString(marked) && utf8.ValidString(after) && utf8.ValidString(title)
		if !valid || strings.TrimSpace(text) == "" {
			t.Skip("articles are valid UTF-8 and not empty")
		}
		a := &corpus.Article{ID: "0123456789ab", Text: text, Details: corpus.Details{Title: title, URL: title}}
		p := &corpus.Passage{Article: a, End: len(text)}
		mark := corpus.Span{Start: len(before), End: len(before) + len(marked)}
		if cut%2 == 0 {
			p.Sentences = []corpus.Span{{Start: 0, End: mark.Start}, mark, {Start: mark.End, End: len(text)}}
		}
		c := retrieval.Citation{N: 1, Passage: p, Sentence: mark}
		answer := answered(c, c)
		answer.Question, answer.Found = title, cut%3 != 0
		m := render(t, answer)
		if strings.Contains(text, "\r") {
			return // articles have "\n" line ends
		}
		q := quoted(m.Embeds[0].Description)
		if q == "" && strings.TrimSpace(text) != "" && !strings.Contains(m.Embeds[0].Description, "> ") {
			t.Fatalf("no quotation: %q", m.Embeds[0].Description)
		}
		checkHarmless(t, m.Embeds[0].Title)
		if !strings.HasPrefix(q, "[…]") && !strings.HasSuffix(q, "[…]") && shown(q) != text {
			t.Fatalf("shown %q, the passage is %q", shown(q), text)
		}
	})
}
