package markup

import (
	"strconv"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// list writes the items of a list, the last one set apart from what follows.
func (w *writer) list(n *nethtml.Node) {
	number := 1
	if start, err := strconv.Atoi(Attr(n, "start")); err == nil {
		number = start
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li {
			w.node(c)
			continue
		}
		mark := "• "
		if n.DataAtom == atom.Ol {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		w.item(c, mark)
	}
	w.loosen()
}

func (w *writer) item(n *nethtml.Node, mark string) {
	if isDropped(n) {
		return
	}
	w.flush()
	before := w.tight
	w.mark, w.tight = mark, true
	w.children(n)
	w.flush()
	w.mark, w.tight = "", before
}

// loosen sets the last part apart from the next.
func (w *writer) loosen() {
	w.flush()
	if len(w.parts) > 0 && !w.tight {
		w.parts[len(w.parts)-1].Tight = false
	}
}

// row writes a table's row on one line, unless the table only lays out the page.
func (w *writer) row(n *nethtml.Node) {
	if holdsBlocks(n) {
		w.children(n)
		return
	}
	var cells []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			if s := Text(c); s != "" {
				cells = append(cells, s)
			}
		}
	}
	before := w.tight
	w.tight, w.begun = true, w.page
	w.text.write(strings.Join(cells, " | "), false)
	w.flush()
	w.tight = before
}

// holdsBlocks tells whether a cell of the row holds more than one piece of running text.
func holdsBlocks(row *nethtml.Node) bool {
	for cell := row.FirstChild; cell != nil; cell = cell.NextSibling {
		blocks := 0
		for c := cell.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type != nethtml.ElementNode || isInline(c.DataAtom) || c.DataAtom == atom.Br:
			case c.DataAtom == atom.Table || c.DataAtom == atom.Ul || c.DataAtom == atom.Ol:
				return true
			default:
				blocks++
			}
		}
		if blocks > 1 {
			return true
		}
	}
	return false
}
