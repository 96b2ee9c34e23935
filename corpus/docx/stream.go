package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"footnote/corpus/archive"

	"golang.org/x/net/html/charset"
)

// maxDepth is how deep elements nest; Word's own nest some thirty deep.
const maxDepth = 256

func newDecoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// decodeXML reads a small part into v.
func decodeXML(a *archive.Archive, name string, v any) error {
	data, err := a.Read(name)
	if err != nil {
		return err
	}
	if bytes.Contains(data, []byte("<!DOCTYPE")) {
		return errDocumentType
	}
	return newDecoder(data).Decode(v)
}

var errDocumentType = errors.New("has a document type definition, which no Word file has")

// stream is a part of the file being read, element by element.
type stream struct {
	decoder *xml.Decoder
	depth   int
}

// stream hands the part's root element to read.
func (f *file) stream(name string, read func(*stream, xml.StartElement) error) error {
	data, err := f.archive.Read(name)
	if err != nil {
		return err
	}
	s := &stream{decoder: newDecoder(data)}
	if err := s.children(read, nil); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%q: %w", name, err)
	}
	return nil
}

// children hands each element to the current element's end to element, which has to read it to its end, and text
// to text, which may be nil.
func (s *stream) children(element func(*stream, xml.StartElement) error, text func(string)) error {
	if s.depth++; s.depth > maxDepth {
		return fmt.Errorf("nests its elements more than %d deep", maxDepth)
	}
	defer func() { s.depth-- }()
	for {
		token, err := s.decoder.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := element(s, t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		case xml.CharData:
			if text != nil {
				text(string(t))
			}
		case xml.Directive:
			return errDocumentType
		}
	}
}

func (s *stream) skip() error { return s.decoder.Skip() }

// attr is the value of an attribute by its local name, or "".
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
