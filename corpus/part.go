package corpus

import (
	"strings"
)

// Draft is what a reader of a foreign format found in a file.
type Draft struct {
	// Details are what the file says of itself. NewArticle brings them into their form.
	Details Details
	Parts   []Part
}

// Part is a heading, a paragraph or an aside of a Draft, in reading order.
type Part struct {
	Kind BlockKind
	// Text is UTF-8. A line end in it is one that the article's reader sees, as in a poem.
	Text string
	// Level is 1 to 6 for a heading, otherwise 0.
	Level int `json:",omitempty"`
	// Page is the label of the printed page that it starts on, or "" where there are no pages. A paragraph that
	// goes on over a page's end has both labels, as in "3–4".
	Page string `json:",omitempty"`
	// Tight parts are set apart from the next one by a line end alone, as items of a list and rows of a table are.
	Tight bool `json:",omitempty"`
}

// NewArticle makes an article of what a reader of a foreign format found: it normalises the text and the details,
// lays the parts out, tells furniture from paragraphs, and infers the title and the language where the file does
// not say them. Source is the file's path or the page's address; the title is taken from it in want of any other.
// A detail that is not in the form that Details asks for is left out. The error does not name the source.
func NewArticle(source string, details Details, parts []Part) (*Article, error) {
	d := &draft{Details: details.normalised()}
	if err := d.lay(parts); err != nil {
		return nil, err
	}
	d.cutAsides()
	d.findTitleBlock()
	d.findBoxes()
	if !d.hasHeadings() {
		d.findHeadings() // the format has none, or its author made them of bold paragraphs
	}
	d.findTeasers()
	d.inferTitle(source)
	d.inferLanguage()
	return &Article{ID: textID(d.text), Details: d.Details, Source: source, Text: d.text, Blocks: d.blocks}, nil
}

// lay writes the parts one below the other.
func (d *draft) lay(parts []Part) error {
	var text strings.Builder
	gap := ""
	for _, p := range parts {
		s := strings.TrimSpace(clean(strings.ToValidUTF8(p.Text, "\ufffd")))
		if s == "" {
			continue
		}
		text.WriteString(gap)
		start := text.Len()
		text.WriteString(s)
		d.blocks = append(d.blocks, Block{Kind: p.Kind, Start: start, End: text.Len(), Level: levelOf(p), Page: oneLine(p.Page)})
		gap = "\n\n"
		if p.Tight {
			gap = "\n"
		}
	}
	d.text = text.String()
	if len(d.blocks) == 0 {
		return Refuse(NoText, "has no text")
	}
	return nil
}

// levelOf is a heading's level, within its bounds.
func levelOf(p Part) int {
	if p.Kind != Heading {
		return 0
	}
	return max(1, min(p.Level, 6))
}
