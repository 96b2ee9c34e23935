package corpus

import (
	"bytes"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlText is the text of a piece of HTML. A tag is a line break where it opens or ends a block, else nothing.
func htmlText(raw []byte) string {
	var b bytes.Buffer
	var struck struckTags
	skip := atom.Atom(0)
	for z := nethtml.NewTokenizer(bytes.NewReader(raw)); ; {
		switch kind := z.Next(); kind {
		case nethtml.ErrorToken:
			return CloseStruck(b.String())
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
			case skip == 0 && isStruckTag(tag):
				struck = struck.tag(&b, kind)
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
	case atom.A, atom.Abbr, atom.B, atom.Cite, atom.Code, atom.Em, atom.Font, atom.I, atom.Ins, atom.Kbd,
		atom.Mark, atom.Q, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.U, atom.Img:
		return true
	}
	return false
}

func isStruckTag(tag atom.Atom) bool { return tag == atom.Del || tag == atom.S || tag == atom.Strike }

// struckTags are where in the text the open tags stood that draw a line through what follows.
type struckTags []int

// tag notes a tag that opens, and takes back what stands between it and one that closes. One that stays open does nothing.
func (t struckTags) tag(text *bytes.Buffer, kind nethtml.TokenType) struckTags {
	switch {
	case kind == nethtml.StartTagToken:
		return append(t, text.Len())
	case kind == nethtml.EndTagToken && len(t) > 0:
		text.Truncate(t[len(t)-1])
		text.WriteString(Struck)
		return t[:len(t)-1]
	}
	return t
}
