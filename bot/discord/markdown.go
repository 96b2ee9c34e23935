package discord

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// escape returns text so that Discord shows it as it is: no formatting, mention, timestamp, emoji,
// link, heading, list or quotation comes of it. Discord drops a backslash before any character that
// is neither a letter, a digit nor space.
func escape(text string) string {
	e := newEscaper()
	e.write(text)
	return e.String()
}

// escapeTo is escape with text shortened until the result is at most limit units long.
func escapeTo(text string, limit int) string {
	for n := limit; n > 0; {
		s := escape(cutTo(text, n))
		over := units(s) - limit
		if over <= 0 {
			return s
		}
		n -= max(1, over/2)
	}
	return ""
}

// always are the characters that mean something anywhere in a line. "<" covers mentions, timestamps,
// custom emoji and links in angle brackets.
const always = "\\*_~|`<[]@"

// escaper writes escaped text piece by piece.
type escaper struct {
	b strings.Builder
	// opening is set while only space was written since the line began, numbering while only
	// digits followed that.
	opening, numbering bool
}

func newEscaper() *escaper { return &escaper{opening: true} }

func (e *escaper) String() string { return e.b.String() }

// raw writes Markdown of our own.
func (e *escaper) raw(s string) { e.b.WriteString(s) }

func (e *escaper) write(s string) {
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if e.special(r, s[size:]) {
			e.b.WriteByte('\\')
		}
		e.b.WriteString(s[:size])
		e.advance(r)
		s = s[size:]
	}
}

// special says whether r, followed by rest, needs a backslash here.
func (e *escaper) special(r rune, rest string) bool {
	switch {
	case strings.ContainsRune(always, r):
		return true
	case r == ':': // "://" makes links, ":name:" emoji
		next, _ := utf8.DecodeRuneInString(rest)
		return rest == "" || !unicode.IsSpace(next)
	case e.opening: // headings, small print, lists, quotations
		return strings.ContainsRune("#-+>", r)
	case e.numbering: // "1." is a list
		return r == '.' || r == ')'
	}
	return false
}

func (e *escaper) advance(r rune) {
	switch {
	case strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r):
		e.opening, e.numbering = true, false
	case e.opening && unicode.IsSpace(r):
	case (e.opening || e.numbering) && '0' <= r && r <= '9':
		e.opening, e.numbering = false, true
	default:
		e.opening, e.numbering = false, false
	}
}

// bold writes s in bold, each line by itself because a quotation's marks stand between them, and
// with the space at a line's ends outside, where it cannot keep the asterisks from meaning bold.
func (e *escaper) bold(s string) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			e.write("\n")
		}
		text := strings.TrimSpace(line)
		if text == "" {
			e.write(line)
			continue
		}
		before, after, _ := strings.Cut(line, text)
		e.write(before)
		e.raw("**")
		e.write(text)
		e.raw("**")
		e.write(after)
	}
}
