// Package markup makes the parts of an article of a tree of HTML: headings, paragraphs, list items, table rows and
// captions. The readers of web pages, e-books and feeds share it.
//
// What binds:
//   - A part is the text that a browser would show, with white space collapsed as a browser does. Pictures,
//     scripts, forms, media, what is hidden and what is struck out give nothing; the numbers of footnotes in the text
//     neither.
//   - A picture's caption is an aside. An item of a list starts with "• " or its number, the cells of a table's
//     row are separated by " | ", as in articles that come from Markdown.
//   - The parser bounds the depth of the tree, so that walking it needs no bound of its own.
package markup

import (
	"strings"

	"footnote/corpus"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Parts are the parts of the tree below and including n, in reading order. Page is the label of the page that it
// starts on; an e-book's page marks change it.
func Parts(n *nethtml.Node, page string) (parts []corpus.Part, lastPage string) {
	w := &writer{page: page}
	w.node(n)
	w.flush()
	return w.parts, w.page
}

// Text is the text of the tree below n on one line.
func Text(n *nethtml.Node) string {
	var words []string
	parts, _ := Parts(n, "")
	for _, p := range parts {
		words = append(words, strings.Fields(p.Text)...)
	}
	return strings.Join(words, " ")
}

// DropStruck puts corpus.Struck in the place of what is struck out below n, for a program that changes the tree before
// Parts sees it and keeps no styles.
func DropStruck(n *nethtml.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == nethtml.ElementNode && isStruck(c) {
			n.InsertBefore(&nethtml.Node{Type: nethtml.TextNode, Data: corpus.Struck}, c)
			n.RemoveChild(c)
		} else {
			DropStruck(c)
		}
		c = next
	}
}

// Attr is the value of an attribute, or "".
func Attr(n *nethtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// writer walks a tree.
type writer struct {
	parts []corpus.Part
	text  collapser
	// kind and level are those of the block that is being written, page and tight as in corpus.Part.
	kind  corpus.BlockKind
	level int
	page  string
	// begun is the page on which the block being written began.
	begun string
	tight bool
	// mark is put before the next block: that of a list's item.
	mark string
	pre  int
}

// flush ends the block that is being written.
func (w *writer) flush() {
	s := w.text.take()
	if s == "" {
		return
	}
	if w.kind != corpus.Heading {
		s, w.mark = w.mark+s, ""
	}
	w.parts = append(w.parts, corpus.Part{Kind: w.kind, Text: s, Level: w.level, Page: w.begun, Tight: w.tight})
}

func (w *writer) children(n *nethtml.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *writer) node(n *nethtml.Node) {
	switch n.Type {
	case nethtml.TextNode:
		w.write(n.Data)
	case nethtml.ElementNode:
		w.element(n)
	case nethtml.DocumentNode:
		w.children(n)
	}
}

func (w *writer) write(s string) {
	if w.text.empty() {
		w.begun = w.page
	}
	w.text.write(s, w.pre > 0)
}

func (w *writer) element(n *nethtml.Node) {
	switch {
	case isPageBreak(n):
		w.page = pageLabel(n)
	case isDropped(n):
	case isStruck(n):
		w.write(corpus.Struck)
	case n.DataAtom == atom.Br:
		w.text.newline()
	case isInline(n.DataAtom):
		w.children(n)
	default:
		w.flush()
		w.block(n)
		w.flush()
	}
}

// block writes an element that is a block of its own.
func (w *writer) block(n *nethtml.Node) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.as(corpus.Heading, int(n.Data[1]-'0'), func() { w.children(n) })
	case atom.Figcaption, atom.Caption:
		w.as(corpus.Aside, 0, func() { w.children(n) })
	case atom.Pre:
		w.pre++
		w.children(n)
		w.flush()
		w.pre--
	case atom.Ul, atom.Ol, atom.Menu:
		w.list(n)
	case atom.Tr:
		w.row(n)
	case atom.Table:
		w.children(n)
		w.loosen()
	default:
		w.children(n)
	}
}

// as writes blocks of a kind.
func (w *writer) as(kind corpus.BlockKind, level int, write func()) {
	before, beforeLevel := w.kind, w.level
	w.kind, w.level = kind, level
	write()
	w.flush()
	w.kind, w.level = before, beforeLevel
}
