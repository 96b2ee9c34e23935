package docx

import (
	"encoding/xml"
	"strings"

	"footnote/corpus"
)

// table writes each row of a table on one line. A table in a cell adds its text to the cell.
func (b *body) table(s *stream) error {
	if b.cells != nil {
		return s.children(b.read, nil)
	}
	err := s.children(b.row, nil)
	if n := len(b.parts); n > 0 {
		b.parts[n-1].Tight = false
	}
	return err
}

func (b *body) row(s *stream, e xml.StartElement) error {
	if e.Name.Local != "tr" {
		return b.around(s, e, b.row)
	}
	var cells []string
	b.cells = &cells
	err := s.children(b.cell, nil)
	b.cells = nil
	var filled []string
	for _, c := range cells {
		if c != "" {
			filled = append(filled, c)
		}
	}
	if len(filled) > 0 {
		b.append(corpus.Part{Text: strings.Join(filled, " | "), Tight: true})
	}
	return err
}

func (b *body) cell(s *stream, e xml.StartElement) error {
	if e.Name.Local != "tc" {
		return b.around(s, e, b.cell)
	}
	*b.cells = append(*b.cells, "")
	return s.children(b.read, nil)
}

// around reads an element around rows or cells, such as a content control, and skips all others.
func (b *body) around(s *stream, e xml.StartElement, read func(*stream, xml.StartElement) error) error {
	switch e.Name.Local {
	case "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag":
		return s.children(read, nil)
	}
	return s.skip()
}
