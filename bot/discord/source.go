package discord

import (
	"fmt"
	"net/url"
	"strings"

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

// citationLine says where the best passage stands: title, authors, publisher, date and locator.
func citationLine(c retrieval.Citation) string {
	d := c.Passage.Article.Details
	parts := []string{
		linkedTitle(d),
		escapeTo(oneLine(strings.Join(d.Authors, ", ")), maxAuthors),
		escapeTo(oneLine(d.Publisher), maxPublisher),
		escapeTo(oneLine(d.Published), maxDate),
		locator(c.Passage.Locator),
	}
	return "— " + joinFilled(parts)
}

// further lists the sources after the best one, as many as fit into room units.
func further(cs []retrieval.Citation, room int) string {
	var b strings.Builder
	for _, c := range cs {
		d := c.Passage.Article.Details
		entry := fmt.Sprintf("\n%d. %s", c.N, joinFilled([]string{linkedTitle(d), locator(c.Passage.Locator)}))
		if s := oneLine(c.Marked()); s != "" {
			entry += ": “" + escapeTo(s, maxSentence) + "”"
		}
		if b.Len() == 0 {
			entry = "\n\n**Further sources**" + entry
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
func linkedTitle(d corpus.Details) string {
	title := oneLine(d.Title)
	if !visible(title) {
		title = "Untitled"
	}
	text := escapeTo(title, maxSourceTitle)
	if address, ok := linkAddress(d.URL); ok {
		text = maskedLink(title, text, address)
	}
	if d.TitleInferred {
		text += " (title inferred)"
	}
	return text
}

// maskedLink makes a masked link. Discord does not take a text with brackets or one that looks like an
// address itself; then a word of our own carries the link.
func maskedLink(title, escaped, address string) string {
	if strings.ContainsAny(title, "[]") || strings.Contains(title, "://") || strings.Contains(strings.ToLower(title), "discord.gg") {
		return fmt.Sprintf("%s ([open](<%s>))", escaped, address)
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

// locator says where in its article a passage stands: the page of a paged source, otherwise section
// and paragraph.
func locator(l corpus.Locator) string {
	if page := oneLine(l.Page); page != "" {
		return "page " + escapeTo(page, maxDate)
	}
	var parts []string
	if section := oneLine(l.Section); section != "" {
		parts = append(parts, "section “"+escapeTo(section, maxSection)+"”")
	}
	if l.Paragraph > 0 {
		parts = append(parts, fmt.Sprintf("paragraph %d", l.Paragraph))
	}
	return strings.Join(parts, ", ")
}
