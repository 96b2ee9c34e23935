package epub

import (
	"path"
	"strings"

	"footnote/corpus/archive"
	"footnote/corpus/markup"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readContents reads the table of contents: the first title of each file. A book without one that can be read has
// chapters without titles.
func readContents(a *archive.Archive, p *pack) map[string]string {
	contents := map[string]string{}
	for _, i := range p.Items {
		name := resolve(p.folder, i.Name)
		switch {
		case hasWord(i.Properties, "nav"):
			readNavigation(a, name, contents)
		case i.ID == p.Spine.Contents && i.ID != "", i.Type == "application/x-dtbncx+xml":
			readNCX(a, name, contents)
		}
	}
	return contents
}

func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}

// note notes the title of the file that a reference of the contents leads to, unless it has one.
func note(contents map[string]string, from, reference, title string) {
	name := resolve(path.Dir(from), reference)
	if title = strings.Join(strings.Fields(title), " "); title != "" && contents[name] == "" {
		contents[name] = title
	}
}

// readNavigation reads the navigation document of EPUB 3.
func readNavigation(a *archive.Archive, name string, contents map[string]string) {
	data, err := a.Read(name)
	if err != nil {
		return
	}
	doc, err := parseXHTML(data)
	if err != nil {
		return
	}
	for nav := range doc.Descendants() {
		if nav.DataAtom != atom.Nav || !hasWord(markup.Attr(nav, "epub:type"), "toc") {
			continue
		}
		for link := range nav.Descendants() {
			if link.Type == nethtml.ElementNode && link.DataAtom == atom.A {
				note(contents, name, markup.Attr(link, "href"), markup.Text(link))
			}
		}
	}
}

// point is an entry of the navigation of EPUB 2.
type point struct {
	Title  string `xml:"navLabel>text"`
	Target struct {
		Name string `xml:"src,attr"`
	} `xml:"content"`
	Points []point `xml:"navPoint"`
}

func readNCX(a *archive.Archive, name string, contents map[string]string) {
	var ncx struct {
		Points []point `xml:"navMap>navPoint"`
	}
	if decodeXML(a, name, &ncx) == nil {
		notePoints(contents, name, ncx.Points)
	}
}

func notePoints(contents map[string]string, from string, points []point) {
	for _, p := range points {
		note(contents, from, p.Target.Name, p.Title)
		notePoints(contents, from, p.Points)
	}
}
