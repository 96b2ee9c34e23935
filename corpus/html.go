package corpus

import (
	"bytes"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlText is the text of a piece of HTML. A tag is a line break where it opens or ends a block, else nothing.
func htmlText(raw []byte) string {
	var b strings.Builder
	skip := atom.Atom(0)
	for z := nethtml.NewTokenizer(bytes.NewReader(raw)); ; {
		switch kind := z.Next(); kind {
		case nethtml.ErrorToken:
			return b.String()
		case nethtml.TextToken:
			if skip == 0 {
				b.Write(z.Text())
			}
		case nethtml.StartTagToken, nethtml.EndTagToken, nethtml.SelfClosingTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			switch {
			case tag == skip && kind == nethtml.EndTagToken:
				skip = 0
			case skip == 0 && isHiddenTag(tag) && kind == nethtml.StartTagToken:
				skip = tag
			case !isInlineTag(tag):
				b.WriteString("\n\n")
			}
		}
	}
}

func isHiddenTag(tag atom.Atom) bool {
	return tag == atom.Script || tag == atom.Style || tag == atom.Template || tag == atom.Noscript
}

func isInlineTag(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.Abbr, atom.B, atom.Cite, atom.Code, atom.Del, atom.Em, atom.Font, atom.I, atom.Ins, atom.Kbd,
		atom.Mark, atom.Q, atom.S, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.U, atom.Img:
		return true
	}
	return false
}

func isBreak(tag []byte) bool {
	name := strings.Trim(string(tag), "</> ")
	return atom.Lookup([]byte(strings.ToLower(name))) == atom.Br
}
