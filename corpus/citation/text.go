package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Run is a stretch of text in one face.
type Run struct {
	Text   string
	Italic bool
}

// Text is a line of a citation. Neighbouring runs differ in their face and none is empty.
type Text []Run

// String is the text without its italics.
func (t Text) String() string {
	var b strings.Builder
	for _, r := range t {
		b.WriteString(r.Text)
	}
	return b.String()
}

var markers = strings.NewReplacer(`*`, `\*`, `\`, `\\`)

// Marked is the text with asterisks around what is italic; an asterisk or a backslash of the text's own has a
// backslash before it.
func (t Text) Marked() string {
	var b strings.Builder
	for _, r := range t {
		if r.Italic {
			b.WriteString("*" + markers.Replace(r.Text) + "*")
		} else {
			b.WriteString(markers.Replace(r.Text))
		}
	}
	return b.String()
}

func plain(s string) Text  { return cat(Text{{Text: s}}) }
func italic(s string) Text { return cat(Text{{Text: s, Italic: true}}) }

// cat puts texts one behind the other.
func cat(parts ...Text) Text {
	var all Text
	for _, p := range parts {
		for _, r := range p {
			switch last := len(all) - 1; {
			case r.Text == "":
			case last >= 0 && all[last].Italic == r.Italic:
				all[last].Text += r.Text
			default:
				all = append(all, r)
			}
		}
	}
	return all
}

// join joins the texts that are not empty.
func join(separator string, parts ...Text) Text {
	var all Text
	for _, p := range parts {
		if len(all) > 0 && len(p) > 0 {
			all = cat(all, plain(separator))
		}
		all = cat(all, p)
	}
	return all
}

// commas joins the texts that are not empty with commas.
func commas(parts ...Text) Text {
	var all Text
	for _, p := range parts {
		if len(all) > 0 && len(p) > 0 {
			all = cat(closed(all, ","), plain(" "))
		}
		all = cat(all, p)
	}
	return all
}

// closed is a text with a mark at its end, inside a double quotation mark as the American styles have it.
func closed(t Text, mark string) Text {
	last := t[len(t)-1]
	inner, quoted := strings.CutSuffix(last.Text, "”")
	if !quoted {
		return cat(t, plain(mark))
	}
	return cat(t[:len(t)-1], Text{{Text: inner + mark + "”", Italic: last.Italic}})
}

// sentences joins the texts that are not empty, each with a stop at its end.
func sentences(parts ...Text) Text {
	var all Text
	for _, p := range parts {
		all = join(" ", all, stopped(p))
	}
	return all
}

// stopped is a text with a stop, unless it is empty or ends with a mark that does for one.
func stopped(t Text) Text {
	if len(t) == 0 || endsSentence(t.String()) {
		return t
	}
	return closed(t, ".")
}

// endsSentence tells whether s ends with a stop, a question mark or an exclamation mark, perhaps inside quotation marks.
func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "”’\"'»"))
	return strings.ContainsRune(".?!…。？！", last)
}

func isGap(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// parenthesised is a text in parentheses.
func parenthesised(t Text) Text {
	if len(t) == 0 {
		return nil
	}
	return cat(plain("("), t, plain(")"))
}
