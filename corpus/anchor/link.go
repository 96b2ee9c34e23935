package anchor

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

const (
	// exactBelow is the length in characters from which a quotation is given by its beginning and end.
	exactBelow = 300
	// fewWords is how many words do not tell their place by themselves.
	fewWords = 3
)

// Link is the article's URL with a text fragment, as the WICG's "Text Fragments" has it: a browser that knows them
// scrolls to the span and marks it. limit is the most characters that the link may have, 0 for any number. Where no
// fragment fits, or none points to the span, the link is the plain URL; where that does not fit, or is none of http or https,
// it is "".
//
// A span in one block and below 300 characters is given exactly, others by their first and last words, each within its
// block. Words around it are added only where what is given stands elsewhere too, or is of three words or fewer.
// The span lies inside the text, on the boundaries of runes; a word that it cuts is taken in whole.
func Link(a *corpus.Article, span corpus.Span, limit int) string {
	address := webAddress(a.URL)
	fits := func(s string) bool { return limit <= 0 || utf8.RuneCountInString(s) <= limit }
	if address == "" {
		return ""
	}
	opening := "#:~:text="
	if strings.Contains(address, "#") {
		opening = ":~:text="
	}
	for d := range newPage(a).directives(span) {
		if link := address + opening + d.String(); fits(link) {
			return link
		}
	}
	if !fits(address) {
		return ""
	}
	return address
}

// webAddress is a URL without a text fragment, or "" where it is none of the web's.
func webAddress(raw string) string {
	raw, _, _ = strings.Cut(strings.TrimSpace(raw), ":~:")
	raw = strings.TrimSuffix(raw, "#")
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.ContainsFunc(raw, unfit) {
		return ""
	}
	return raw
}

// unfit tells whether a character cannot stand in an address.
func unfit(r rune) bool { return r <= ' ' || r == 0x7F }

// directive is what stands behind "text=". Empty fields are left out.
type directive struct{ prefix, start, end, suffix string }

func (d directive) String() string {
	var b strings.Builder
	if d.prefix != "" {
		b.WriteString(encode(d.prefix) + "-,")
	}
	b.WriteString(encode(d.start))
	if d.end != "" {
		b.WriteString("," + encode(d.end))
	}
	if d.suffix != "" {
		b.WriteString(",-" + encode(d.suffix))
	}
	return b.String()
}

// encode percent-encodes a term: all but ASCII letters, digits, ".", "_" and "~". The dash, the comma and the
// ampersand have a meaning here, and others end an address where people paste it. White space becomes one space.
func encode(term string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(strings.Join(strings.Fields(term), " ")) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '.', c == '_', c == '~':
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
		}
	}
	return b.String()
}
