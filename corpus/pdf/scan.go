package pdf

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"footnote/corpus"

	nethtml "golang.org/x/net/html"
)

// document is a file as pdftotext sees it.
type document struct {
	title, author string
	pages         []page
}

// page is a printed page. Lengths are in points, 1/72 inch, from the upper left corner.
type page struct {
	width, height float64
	lines         []line
}

// line is a line of a column.
type line struct {
	box
	text string
	// block is the place among the page's blocks; lines of a block stand close below each other.
	block int
	// right is the right edge of the line's block, left its left edge.
	left, right float64
}

type box struct{ xMin, yMin, xMax, yMax float64 }

func (b box) height() float64 { return b.yMax - b.yMin }

func (d *document) hasText() bool {
	for _, p := range d.pages {
		if len(p.lines) > 0 {
			return true
		}
	}
	return false
}

// maxToken is the most bytes of one tag or text; a word of a page is shorter.
const maxToken = 1 << 16

// word is a word of a line.
type word struct {
	box
	text string
}

// scanner follows pdftotext's -bbox-layout output, which is close to XHTML, but may have characters that XML forbids.
type scanner struct {
	doc    *document
	edges  box
	inside string
	// word is the one being read, words are those of the line, lines those of the block, blocks those of the page.
	word   word
	words  []word
	lines  [][]word
	blocks []column
}

func (d *document) scan(r io.Reader) error {
	z := nethtml.NewTokenizer(r)
	z.SetMaxBuf(maxToken)
	s := &scanner{doc: d}
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			if errors.Is(z.Err(), io.EOF) {
				return nil
			}
			return fmt.Errorf("read the output of pdftotext: %w", z.Err())
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			if err := s.open(z.Token()); err != nil {
				return err
			}
		case nethtml.TextToken:
			s.text(string(z.Text()))
		case nethtml.EndTagToken:
			name, _ := z.TagName()
			s.close(string(name))
		}
	}
}

func (s *scanner) open(t nethtml.Token) error {
	s.inside = t.Data
	switch t.Data {
	case "meta":
		if strings.EqualFold(attr(t, "name"), "author") {
			s.doc.author = attr(t, "content")
		}
	case "page":
		if len(s.doc.pages) == MaxPages {
			return errPages
		}
		s.doc.pages = append(s.doc.pages, page{width: number(t, "width"), height: number(t, "height")})
		s.blocks = nil
	case "block":
		s.edges = boxOf(t)
		s.lines = nil
	case "line":
		s.words = nil
	case "word":
		s.word = word{box: boxOf(t)}
	}
	return nil
}

func (s *scanner) text(text string) {
	switch s.inside {
	case "title":
		s.doc.title = text
	case "word":
		s.word.text += text
	}
}

func (s *scanner) close(name string) {
	s.inside = ""
	switch name {
	case "word":
		if s.word.text = withoutSoftHyphens(s.word.text); strings.TrimSpace(s.word.text) != "" {
			s.words = append(s.words, s.word)
		}
	case "line":
		if len(s.words) > 0 {
			s.lines = append(s.lines, s.words)
		}
	case "block":
		if len(s.lines) > 0 {
			s.blocks = append(s.blocks, column{s.edges, s.lines})
		}
	case "page":
		s.endPage()
	}
}

// endPage adds the page's lines, block by block.
func (s *scanner) endPage() {
	if len(s.doc.pages) == 0 {
		return
	}
	p := &s.doc.pages[len(s.doc.pages)-1]
	for i, c := range inOrder(adoptMarks(s.blocks)) {
		for _, words := range c.lines {
			if l := lineOf(words); l.text != "" {
				l.block, l.left, l.right = i, c.xMin, c.xMax
				p.lines = append(p.lines, l)
			}
		}
	}
	s.blocks = nil
}

// withoutSoftHyphens is a word as it is seen: a soft hyphen shows at a line's end alone, where a program may have put
// a hyphen beside it.
func withoutSoftHyphens(s string) string {
	if !strings.Contains(s, "\u00ad") {
		return s
	}
	plain := strings.ReplaceAll(s, "\u00ad", "")
	if strings.HasSuffix(s, "\u00ad") && !strings.HasSuffix(plain, "-") && !strings.HasSuffix(plain, "\u2010") {
		plain += "-"
	}
	return plain
}

func attr(t nethtml.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func number(t nethtml.Token, key string) float64 {
	v, err := strconv.ParseFloat(attr(t, key), 64)
	if err != nil {
		return 0
	}
	return v
}

func boxOf(t nethtml.Token) box {
	return box{number(t, "xmin"), number(t, "ymin"), number(t, "xmax"), number(t, "ymax")}
}

// details are the file's own, unless a program filled them in.
func (d *document) details() corpus.Details {
	var details corpus.Details
	if !isMachineTitle(d.title) {
		details.Title = d.title
	}
	for _, author := range corpus.Names(d.author) {
		if strings.Contains(author, " ") { // one word is the name of an account
			details.Authors = append(details.Authors, author)
		}
	}
	return details
}

func isMachineTitle(title string) bool {
	lower := strings.ToLower(strings.TrimSpace(title))
	for _, ending := range []string{".pdf", ".doc", ".docx", ".tex", ".dvi", ".indd", ".qxd", ".odt", ".rtf", ".txt", ".html", ".ppt", ".pptx", ".xls"} {
		if strings.HasSuffix(lower, ending) {
			return true
		}
	}
	return strings.HasPrefix(lower, "microsoft ") || strings.HasPrefix(lower, "untitled") || strings.HasPrefix(lower, "file:") || lower == "title"
}
