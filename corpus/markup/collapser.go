package markup

import (
	"strings"

	"footnote/corpus"
)

// collapser gathers the text of a block and makes one space of every run of white space. Line ends that are meant
// are kept. Its zero value is empty.
type collapser struct {
	b strings.Builder
	// space is set where white space has been read that is not written yet; it goes before the next word.
	space bool
	// breaks counts the line ends that are meant and not written yet.
	breaks int
}

func (c *collapser) empty() bool { return c.b.Len() == 0 }

// newline notes a line end that is meant.
func (c *collapser) newline() { c.breaks++ }

// write appends text; where it is preformatted, its line ends are meant and its spaces are kept.
func (c *collapser) write(s string, preformatted bool) {
	if preformatted {
		c.writePre(s)
		return
	}
	for _, r := range s {
		if isSpace(r) {
			c.space = true
			continue
		}
		c.gap()
		c.b.WriteRune(r)
	}
}

func (c *collapser) writePre(s string) {
	if s == "" {
		return
	}
	c.gap()
	c.b.WriteString(s)
}

// gap writes the white space that has been read, unless the block starts here.
func (c *collapser) gap() {
	switch {
	case c.b.Len() == 0:
	case c.breaks > 0:
		c.b.WriteString(strings.Repeat("\n", min(c.breaks, 2)))
	case c.space:
		c.b.WriteByte(' ')
	}
	c.space, c.breaks = false, 0
}

// take is the text without white space at its ends and without struck words, and empties the collapser.
func (c *collapser) take() string {
	s := strings.Trim(corpus.CloseStruck(c.b.String()), " \t\r\n")
	c.b.Reset()
	c.space, c.breaks = false, 0
	return s
}

// isSpace is white space as HTML collapses it; a no-break space is none.
func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }
