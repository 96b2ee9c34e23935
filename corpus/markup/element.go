package markup

import (
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isDropped tells whether an element shows no text of the article.
func isDropped(n *nethtml.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg, atom.AnnotationXml, atom.Iframe, atom.Object,
		atom.Embed, atom.Video, atom.Audio, atom.Canvas, atom.Select, atom.Button, atom.Input, atom.Textarea,
		atom.Datalist, atom.Rt, atom.Rp, atom.Img, atom.Dialog:
		return true
	}
	return n.Data == "annotation" || isHidden(n) || isNoteMark(n)
}

func isHidden(n *nethtml.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	return hasStyle(n, "display:none") || hasStyle(n, "visibility:hidden")
}

// isStruck tells whether a line is drawn through an element's text.
func isStruck(n *nethtml.Node) bool {
	switch n.DataAtom {
	case atom.Del, atom.S, atom.Strike:
		return true
	}
	return hasStyle(n, "line-through")
}

// hasStyle tells whether an element's own style has a declaration, or a value, which is written without spaces.
func hasStyle(n *nethtml.Node, declaration string) bool {
	style := Attr(n, "style")
	return style != "" && strings.Contains(strings.ReplaceAll(strings.ToLower(style), " ", ""), declaration)
}

// isNoteMark tells whether an element is a footnote's number in the text.
func isNoteMark(n *nethtml.Node) bool {
	switch n.DataAtom {
	case atom.A:
		return hasWord(Attr(n, "epub:type"), "noteref") || Attr(n, "role") == "doc-noteref" || Attr(n, "role") == "doc-backlink"
	case atom.Sup:
		link := onlyChild(n)
		if link != nil && link.DataAtom == atom.Span {
			link = onlyChild(link)
		}
		return link != nil && link.DataAtom == atom.A && strings.Contains(Attr(link, "href"), "#")
	}
	return false
}

// onlyChild is the element that n holds and nothing else, or nil.
func onlyChild(n *nethtml.Node) *nethtml.Node {
	var only *nethtml.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == nethtml.TextNode && strings.TrimSpace(c.Data) == "":
		case c.Type != nethtml.ElementNode || only != nil:
			return nil
		default:
			only = c
		}
	}
	return only
}

// isPageBreak tells whether an element marks where a printed page begins.
func isPageBreak(n *nethtml.Node) bool {
	return hasWord(Attr(n, "epub:type"), "pagebreak") || Attr(n, "role") == "doc-pagebreak"
}

func pageLabel(n *nethtml.Node) string {
	for _, key := range []string{"title", "aria-label"} {
		if s := Attr(n, key); s != "" {
			return s
		}
	}
	if c := n.FirstChild; c != nil && c.Type == nethtml.TextNode {
		return c.Data
	}
	return ""
}

func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}

// isInline tells whether an element is part of a line. Elements that are not known are, as in a browser.
func isInline(a atom.Atom) bool {
	switch a {
	case atom.Html, atom.Body, atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Dd, atom.Details,
		atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form,
		atom.Frameset, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr,
		atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Optgroup, atom.Option, atom.P, atom.Pre,
		atom.Section, atom.Summary, atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td,
		atom.Th, atom.Ul:
		return false
	}
	return true
}
