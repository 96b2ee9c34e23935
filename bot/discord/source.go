package discord

import (
	"fmt"
	"net/url"
	"strings"

	"footnote/bot/locale"
	"footnote/corpus"
	"footnote/retrieval"
)

// The most that each part of a source may take, in units, after escaping.
const (
	maxSourceTitle = 200
	maxAuthors     = 150
	maxPublisher   = 100
	maxDate        = 40
	maxSection     = 120
	maxLink        = 400
	maxSentence    = 240
)

// citationLine says where a passage stands: title, authors, publisher, date and locator, and in which other articles.
func citationLine(l *locale.Language, c retrieval.Citation) string {
	d := c.Passage.Article.Details
	parts := []string{
		linkedTitle(l, d),
		escapeTo(oneLine(strings.Join(d.Authors, ", ")), maxAuthors),
		escapeTo(oneLine(d.Publisher), maxPublisher),
		escapeTo(oneLine(d.Published), maxDate),
		locator(l, c.Locator()),
	}
	return "— " + joinFilled(parts) + alsoIn(l, c)
}

// maxAlso is what the names of articles that say the same may take from the quotation, in units.
const maxAlso = 1000

// alsoIn is a line that names other articles which say what the citation says, as many as there is room for; "" for none.
func alsoIn(l *locale.Language, c retrieval.Citation) string {
	line := ""
	var names []string
	for _, p := range c.Also {
		d := p.Article.Details
		names = append(names, joinFilled([]string{linkedTitle(l, d), escapeTo(oneLine(d.Publisher), maxPublisher), locator(l, p.Locator)}))
		longer := "\n-# " + l.Say("source.also", "list", strings.Join(names, "; "))
		if units(longer) > maxAlso {
			break
		}
		line = longer
	}
	return line
}

// maxFurtherSources is how many are listed; all can be paged through.
const maxFurtherSources = 4

// further lists the sources after the best one below a heading, as many as fit into room units.
func further(l *locale.Language, heading string, cs []retrieval.Citation, room int) string {
	var b strings.Builder
	for _, c := range cs[:min(len(cs), maxFurtherSources)] {
		d := c.Passage.Article.Details
		entry := joinFilled([]string{linkedTitle(l, d), locator(l, c.Locator())})
		if s := oneLine(c.Marked()); s != "" {
			entry = l.Say("source.quoted", "source", entry, "text", escapeTo(s, maxSentence))
		}
		entry = fmt.Sprintf("\n%d. %s", c.N, entry)
		if b.Len() == 0 {
			entry = "\n\n" + l.Say(heading) + entry
		}
		if room -= units(entry); room < 0 {
			break
		}
		b.WriteString(entry)
	}
	return b.String()
}

// joinFilled joins the parts that are not empty.
func joinFilled(parts []string) string {
	var filled []string
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return strings.Join(filled, " · ")
}

// linkedTitle is the title, a link where the article has an address that Discord can hold.
func linkedTitle(l *locale.Language, d corpus.Details) string {
	title := oneLine(d.Title)
	if !visible(title) {
		title = l.Say("source.untitled")
	}
	text := escapeTo(title, maxSourceTitle)
	if address, ok := linkAddress(d.URL); ok {
		text = maskedLink(l, title, text, address)
	}
	if d.TitleInferred {
		text += " (" + l.Say("source.inferred") + ")"
	}
	return text
}

// maskedLink makes a masked link. Discord does not take a text with brackets or one that looks like an
// address itself; then a word of our own carries the link.
func maskedLink(l *locale.Language, title, escaped, address string) string {
	if strings.ContainsAny(title, "[]") || strings.Contains(title, "://") || strings.Contains(strings.ToLower(title), "discord.gg") {
		return fmt.Sprintf("%s ([%s](<%s>))", escaped, l.Say("source.open"), address)
	}
	return fmt.Sprintf("[%s](<%s>)", escaped, address)
}

// linkAddress is raw as it may stand inside (<…>): a web address without a password, with what
// Discord's Markdown gives a meaning percent-encoded.
func linkAddress(raw string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	var b strings.Builder
	for _, r := range u.String() {
		if r <= ' ' || r == 0x7f || strings.ContainsRune("<>()[]\\\"'`|*", r) {
			fmt.Fprintf(&b, "%%%02X", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String(), units(b.String()) <= maxLink
}

// buttonAddress is raw as a button may open it: Discord refuses a whole message for an address whose host
// has no domain.
func buttonAddress(raw string) (string, bool) {
	address, ok := linkAddress(raw)
	u, err := url.Parse(address)
	if !ok || err != nil || !strings.Contains(strings.Trim(u.Hostname(), "."), ".") {
		return "", false
	}
	return address, true
}

// locator says where in its article a passage stands: the page of a paged source, otherwise section
// and paragraph. It is Markdown.
func locator(l *locale.Language, at corpus.Locator) string {
	return locate(l, at, escapeTo)
}

// plainLocator is locator for where there is no Markdown.
func plainLocator(l *locale.Language, at corpus.Locator) string {
	return locate(l, at, cutTo)
}

func locate(l *locale.Language, at corpus.Locator, fit func(string, int) string) string {
	if page := oneLine(at.Page); page != "" {
		return l.Say("source.page", "page", fit(page, maxDate))
	}
	var parts []string
	if section := oneLine(at.Section); section != "" {
		parts = append(parts, l.Say("source.section", "section", fit(section, maxSection)))
	}
	if at.Paragraph > 0 {
		parts = append(parts, l.Say("source.paragraph", "n", at.Paragraph))
	}
	return strings.Join(parts, ", ")
}
