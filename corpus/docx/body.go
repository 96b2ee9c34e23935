package docx

import (
	"encoding/xml"
	"slices"
	"strings"

	"footnote/corpus"
)

// body reads the text of a part into parts of an article.
type body struct {
	file  *file
	parts []corpus.Part
	// title is the first paragraph in the style that Word has for titles, authors and published are what stands below it.
	title     string
	authors   []string
	published string
	// note is "footnote" or "endnote" where the part is one of notes.
	note string
	// pending are the notes that the section refers to.
	pending []corpus.Part
	counts  map[string]int
	// paragraphs are those being written, one inside the other where text boxes are.
	paragraphs []*paragraph
	// fields has an entry for every open field, set while its code is being read.
	fields []bool
	// cells are those of the table's row being written; outside of tables there is none.
	cells *[]string
}

type paragraph struct {
	text  strings.Builder
	style style
	// number and level are those of a list's item; number is "" for other paragraphs.
	number string
	level  int
	notes  []corpus.Part
}

func newBody(f *file) *body { return &body{file: f, counts: map[string]int{}} }

// read reads an element outside of a run of text.
func (b *body) read(s *stream, e xml.StartElement) error {
	if isFormula(e.Name) && e.Name.Local == "t" {
		return s.children(skipElement, b.write)
	}
	if !isText(e.Name) {
		return s.children(b.read, nil)
	}
	switch e.Name.Local {
	case "p":
		return b.paragraph(s)
	case "tbl":
		return b.table(s)
	case "pPr":
		return s.children(b.property, nil)
	case "r":
		return b.run(s)
	case "del", "moveFrom", "sectPr", "tblPr", "sdtPr", "tcPr", "trPr":
		return s.skip()
	case "footnote", "endnote":
		return b.readNote(s, e)
	}
	return s.children(b.read, nil)
}

// isText tells whether an element is of the language of word processing. The elements around it are only containers.
func isText(name xml.Name) bool { return strings.Contains(name.Space, "wordprocessingml") }

func isFormula(name xml.Name) bool { return strings.HasSuffix(name.Space, "/math") }

func (b *body) paragraph(s *stream) error {
	p := &paragraph{}
	b.paragraphs = append(b.paragraphs, p)
	err := s.children(b.read, nil)
	b.paragraphs = b.paragraphs[:len(b.paragraphs)-1]
	b.add(p)
	return err
}

// property reads a property of the paragraph.
func (b *body) property(s *stream, e xml.StartElement) error {
	p := b.current()
	switch e.Name.Local {
	case "pStyle":
		p.style = b.file.styles[attr(e, "val")]
		if p.number == "" {
			p.number, p.level = p.style.number, p.style.numberLevel
		}
	case "outlineLvl":
		if level := outlineLevel(attr(e, "val")); level > 0 {
			p.style.level = level
		}
	case "numId":
		p.number = attr(e, "val")
	case "ilvl":
		p.level = small(attr(e, "val"))
	case "numPr":
		return s.children(b.property, nil)
	}
	return s.skip()
}

// current is the paragraph being written; text outside of one goes nowhere.
func (b *body) current() *paragraph {
	if len(b.paragraphs) == 0 {
		return &paragraph{}
	}
	return b.paragraphs[len(b.paragraphs)-1]
}

// add adds a paragraph that has been read to its end.
func (b *body) add(p *paragraph) {
	text := strings.TrimSpace(corpus.CloseStruck(p.text.String()))
	if b.cells != nil {
		if row := *b.cells; text != "" {
			row[len(row)-1] = strings.TrimSpace(row[len(row)-1] + " " + strings.Join(strings.Fields(text), " "))
		}
		b.pending = append(b.pending, p.notes...)
		return
	}
	if text == "" {
		if p.text.Len() > 0 { // a struck item keeps its number
			b.file.numbers.mark(b.counts, p.number, p.level)
		}
		return
	}
	part := corpus.Part{Text: text}
	switch {
	case p.style.title:
		part.Kind, part.Level = corpus.Heading, 1
		if b.title == "" {
			b.title = text
		}
	case b.inTitleBlock() && p.style.author:
		part.Kind = corpus.Aside
		b.authors = append(b.authors, corpus.Names(text)...)
	case b.inTitleBlock() && p.style.date && b.published == "" && corpus.Date(text) != "":
		part.Kind = corpus.Aside
		b.published = corpus.Date(text)
	case p.style.level > 0:
		b.flushNotes()
		part.Kind, part.Level = corpus.Heading, p.style.level
	default:
		if mark := b.file.numbers.mark(b.counts, p.number, p.level); mark != "" {
			part.Text, part.Tight = mark+text, true
		}
	}
	b.append(part)
	b.pending = append(b.pending, p.notes...)
}

// inTitleBlock tells whether nothing but the title, authors and a date has been read.
func (b *body) inTitleBlock() bool {
	return len(b.parts) > 0 && b.parts[0].Text == b.title && !slices.ContainsFunc(b.parts[1:], func(p corpus.Part) bool { return p.Kind != corpus.Aside })
}

// append adds a part; the item before it stays close only to another item.
func (b *body) append(p corpus.Part) {
	if n := len(b.parts); n > 0 && !p.Tight {
		b.parts[n-1].Tight = false
	}
	b.parts = append(b.parts, p)
}

// flushNotes adds the notes of the section that ends.
func (b *body) flushNotes() {
	for _, n := range b.pending {
		b.append(n)
	}
	b.pending = nil
}

// readNote reads a note of the notes' part, unless it is one of the lines that separate notes.
func (b *body) readNote(s *stream, e xml.StartElement) error {
	if kind := attr(e, "type"); b.note == "" || kind != "" && kind != "normal" {
		return s.skip()
	}
	b.parts = nil
	if err := s.children(b.read, nil); err != nil {
		return err
	}
	b.file.notes[b.note+"Reference "+attr(e, "id")] = b.parts
	return nil
}
