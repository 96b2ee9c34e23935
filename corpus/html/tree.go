package html

import (
	"strings"

	"footnote/corpus/markup"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// find is the first element for which is holds, or nil.
func find(doc *nethtml.Node, is func(*nethtml.Node) bool) *nethtml.Node {
	for n := range doc.Descendants() {
		if n.Type == nethtml.ElementNode && is(n) {
			return n
		}
	}
	return nil
}

// scan is what the details are read from, gathered in one walk.
type scan struct {
	// meta are the contents of meta elements by their name or property in lower case.
	meta map[string][]string
	// props are the texts of elements by their itemprop.
	props map[string][]string
	// data are the scripts of JSON-LD.
	data []string
	// canonical is the link of that kind, title the title element, language what the html element says.
	canonical, title, language string
	headings, bylines, times   []string
}

// Bounds of what is gathered of one kind, and of its length in bytes; pages have a few of each.
const (
	maxGathered = 50
	maxDetail   = 500
)

func scanOf(doc *nethtml.Node) *scan {
	s := &scan{meta: map[string][]string{}, props: map[string][]string{}}
	for n := range doc.Descendants() {
		if n.Type == nethtml.ElementNode {
			s.element(n)
		}
	}
	return s
}

func (s *scan) element(n *nethtml.Node) {
	switch n.DataAtom {
	case atom.Html:
		s.language = markup.Attr(n, "lang")
	case atom.Title:
		if s.title == "" && n.Parent != nil && n.Parent.DataAtom == atom.Head {
			s.title = textOf(n)
		}
	case atom.Meta:
		s.readMeta(n)
	case atom.Link:
		if strings.EqualFold(markup.Attr(n, "rel"), "canonical") && s.canonical == "" {
			s.canonical = markup.Attr(n, "href")
		}
	case atom.Script:
		if strings.EqualFold(markup.Attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
			add(&s.data, n.FirstChild.Data)
		}
	case atom.H1:
		add(&s.headings, textOf(n))
	}
	s.readMarks(n)
}

func (s *scan) readMeta(n *nethtml.Node) {
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		k := strings.ToLower(markup.Attr(n, key))
		if v := strings.TrimSpace(markup.Attr(n, "content")); k != "" && v != "" && len(v) <= maxDetail && len(s.meta[k]) < maxGathered {
			s.meta[k] = append(s.meta[k], v)
		}
	}
}

// readMarks gathers elements that are marked as author or date by microdata, a link's kind or their class.
func (s *scan) readMarks(n *nethtml.Node) {
	if n.DataAtom == atom.Meta {
		return
	}
	if n.DataAtom == atom.Time {
		add(&s.times, markup.Attr(n, "datetime"))
	}
	switch prop := markup.Attr(n, "itemprop"); prop {
	case "author", "datePublished", "headline":
		v := markup.Attr(n, "datetime")
		if v == "" {
			v = textOf(n)
		}
		if v != "" && len(s.props[prop]) < maxGathered {
			s.props[prop] = append(s.props[prop], v)
		}
	}
	if isByline(n) {
		add(&s.bylines, textOf(n))
	}
}

// isByline tells whether an element says who wrote the page.
func isByline(n *nethtml.Node) bool {
	if strings.EqualFold(markup.Attr(n, "rel"), "author") {
		return true
	}
	for class := range strings.FieldsSeq(strings.ToLower(markup.Attr(n, "class"))) {
		switch class {
		case "byline", "author", "by-author", "article-author", "author-name", "byline__name", "byline__names", "p-author", "entry-author":
			return true
		}
	}
	return false
}

func add(list *[]string, s string) {
	if s = strings.TrimSpace(s); s != "" && len(*list) < maxGathered {
		*list = append(*list, s)
	}
}

// textOf is the text of an element that holds a detail, or "" where it is too long for one.
func textOf(n *nethtml.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == nethtml.TextNode {
			b.WriteString(c.Data + " ")
		}
		if b.Len() > maxDetail {
			return ""
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
