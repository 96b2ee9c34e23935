package docx

import (
	"encoding/xml"

	"footnote/corpus"
)

// run reads a run of text. Hidden and struck text and the codes of fields are read over.
func (b *body) run(s *stream) error {
	hidden := false
	return s.children(func(s *stream, e xml.StartElement) error {
		switch {
		case e.Name.Local == "rPr":
			return s.children(func(s *stream, e xml.StartElement) error {
				if on := isOn(attr(e, "val")); on && e.Name.Local == "vanish" {
					hidden = true
				} else if on && (e.Name.Local == "strike" || e.Name.Local == "dstrike") {
					hidden = true
					b.write(corpus.Struck)
				}
				return s.skip()
			}, nil)
		case hidden && e.Name.Local != "fldChar": // a field may end in other text
			return s.skip()
		}
		return b.piece(s, e)
	}, nil)
}

// isOn tells whether a property that is present is set.
func isOn(value string) bool { return value != "0" && value != "false" && value != "off" }

// piece reads a piece of a run: text, a break, a mark of a field or a note, or a drawing with text in it.
func (b *body) piece(s *stream, e xml.StartElement) error {
	switch e.Name.Local {
	case "t":
		return s.children(skipElement, b.write)
	case "tab", "ptab":
		b.write(" ")
	case "noBreakHyphen":
		b.write("\u2011")
	case "br", "cr":
		b.write(lineBreak(attr(e, "type")))
	case "fldChar":
		b.field(attr(e, "fldCharType"))
	case "footnoteReference", "endnoteReference":
		b.refer(e.Name.Local + " " + attr(e, "id"))
	case "drawing", "pict", "object", "AlternateContent", "Choice", "ruby", "rubyBase":
		return s.children(b.inDrawing, nil)
	}
	return s.skip()
}

// refer notes that the paragraph refers to a note. Each note is shown once, however often it is referred to.
func (b *body) refer(note string) {
	if b.inCode() {
		return
	}
	p := b.current()
	p.notes = append(p.notes, b.file.notes[note]...)
	delete(b.file.notes, note)
}

func skipElement(s *stream, _ xml.StartElement) error { return s.skip() }

// lineBreak is what a break looks like in running text. The end of a page or a column is no line's end that is meant.
func lineBreak(kind string) string {
	if kind == "page" || kind == "column" {
		return " "
	}
	return "\n"
}

// inDrawing reads what is inside a drawing or a choice of drawings: text boxes, which have paragraphs of their own.
// The older form beside a choice repeats it.
func (b *body) inDrawing(s *stream, e xml.StartElement) error {
	switch e.Name.Local {
	case "Fallback", "rt":
		return s.skip()
	case "txbxContent":
		return s.children(b.read, nil)
	case "r":
		return b.run(s)
	}
	return s.children(b.inDrawing, nil)
}

// write writes text to the paragraph, unless it belongs to a field's code.
func (b *body) write(text string) {
	if !b.inCode() {
		b.current().text.WriteString(text)
	}
}

// maxFields is how many fields may be open; more are not counted, so that their code would be shown.
const maxFields = 1000

// field follows a complex field: its code, then what it shows. A field may stand in another's code.
func (b *body) field(mark string) {
	n := len(b.fields)
	switch {
	case mark == "begin" && n < maxFields:
		b.fields = append(b.fields, true)
	case mark == "separate" && n > 0:
		b.fields[n-1] = false
	case mark == "end" && n > 0:
		b.fields = b.fields[:n-1]
	}
}

func (b *body) inCode() bool {
	for _, code := range b.fields {
		if code {
			return true
		}
	}
	return false
}
