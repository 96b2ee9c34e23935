// Package html reads web pages: the article alone, without navigation, notices and lists of links around it, and what
// the page says of itself.
//
// [Read] makes a [corpus.Draft] of a page. Mozilla's Readability, ported to Go, finds the article; package markup
// makes parts of it. The details are read here, from JSON-LD, OpenGraph, meta elements and the byline, in this
// order, since Readability keeps one author and guesses dates.
//
// What binds:
//   - A detail that the page does not declare stays empty; the time of the last change is not the date of publication.
//   - The encoding is that of the byte order mark, else of the HTTP header, else of the page's own declaration, unless
//     the bytes contradict it, else UTF-8 if it fits, else what the letters' frequencies suggest.
//   - Readability cannot be stopped and takes more than linear time on hostile pages, so Read belongs into a process
//     that can be killed wherever pages come from strangers.
package html

import (
	"bytes"
	"net/url"
	"strings"

	"footnote/corpus"
	"footnote/corpus/markup"

	readability "github.com/go-shiori/go-readability"
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// MaxBytes is the largest page that Read takes. Long articles with their scripts have 1 MB.
const MaxBytes = 3 << 20

// maxElements is the most elements that Readability gets to see; a long article has 5,000.
const maxElements = 60_000

// minArticle is how many characters of text Readability is content with before it tries less strictly.
const minArticle = 250

// Page is a page as it came.
type Page struct {
	Data []byte
	// URL is the page's address, or "" for a file.
	URL string
	// ContentType is the HTTP header, or "" for a file.
	ContentType string
}

// Read finds the article in a page. The errors say in one line what is wrong with the page, and do not name it.
func Read(p Page) (corpus.Draft, error) {
	if len(p.Data) > MaxBytes {
		return corpus.Draft{}, corpus.Refuse(corpus.TooLarge, "is too large for a web page: %s", corpus.Over(int64(len(p.Data)), MaxBytes))
	}
	text, err := decode(p.Data, p.ContentType)
	if err != nil {
		return corpus.Draft{}, err
	}
	doc, err := parse(text)
	if err != nil {
		return corpus.Draft{}, err
	}
	markup.DropStruck(doc)
	base := baseOf(doc, p.URL)
	d := corpus.Draft{Details: details(doc, base)}
	main, err := mainText(doc, base)
	if err != nil {
		return corpus.Draft{}, err
	}
	d.Parts = withoutByline(main, d.Details)
	if len(d.Parts) == 0 {
		return corpus.Draft{}, corpus.Refuse(corpus.NoText, "has no text apart from its markup")
	}
	return d, nil
}

// parse parses a page. Scripts count as off, since pages hide text for those who have none in noscript.
func parse(text []byte) (*nethtml.Node, error) {
	doc, err := nethtml.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, corpus.Refuse(corpus.TooLarge, "nests its elements more than 512 deep")
	}
	return doc, nil
}

// baseOf is the address that the page's links start from, or nil.
func baseOf(doc *nethtml.Node, pageURL string) *url.URL {
	page, err := url.Parse(pageURL)
	if err != nil || pageURL == "" {
		page = nil
	}
	base := find(doc, func(n *nethtml.Node) bool { return n.DataAtom == atom.Base && markup.Attr(n, "href") != "" })
	if base == nil {
		return page
	}
	u, err := url.Parse(strings.TrimSpace(markup.Attr(base, "href")))
	switch {
	case err != nil:
		return page
	case page != nil:
		return page.ResolveReference(u)
	case u.IsAbs():
		return u
	}
	return nil
}

// mainText is the article's parts, or those of the whole page where Readability finds no article in it.
func mainText(doc *nethtml.Node, base *url.URL) ([]corpus.Part, error) {
	dropNotices(doc)
	p := readability.NewParser()
	p.MaxElemsToParse = maxElements
	p.CharThresholds = minArticle
	p.DisableJSONLD = true
	article, err := p.ParseDocument(doc, base)
	if err != nil {
		return nil, corpus.Refuse(corpus.TooLarge, "has more than %d elements", maxElements)
	}
	if article.Node != nil {
		nameElements(article.Node)
		if parts, _ := markup.Parts(article.Node, ""); len(parts) > 0 {
			return parts, nil
		}
	}
	parts, _ := markup.Parts(doc, "")
	return parts, nil
}

// nameElements gives the elements that Readability made their atoms, such as the paragraphs in place of line breaks.
func nameElements(n *nethtml.Node) {
	for c := range n.Descendants() {
		if c.Type == nethtml.ElementNode && c.DataAtom == 0 {
			c.DataAtom = atom.Lookup([]byte(c.Data))
		}
	}
}
