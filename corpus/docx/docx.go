// Package docx reads Word files (Office Open XML, transitional and strict).
//
// [Read] makes a [corpus.Draft] of one: headings, paragraphs, items of lists, rows of tables, and the footnotes at
// the end of the section that refers to them.
//
// What binds:
//   - The text is the one that the file's reader sees with all changes accepted: what was deleted, struck out or
//     moved away, hidden text, comments and the codes of fields are left out.
//   - A paragraph is a heading if its style says so, by name or by outline level, not by its look.
//   - A file's pages depend on the printer, so none are given. The date of creation is not a date of publication;
//     one below the title, in the style for it, is.
//   - The XML is read as a stream, without document type definitions, 256 elements deep at most.
package docx

import (
	"fmt"
	"path"
	"strings"

	"footnote/corpus"
	"footnote/corpus/archive"
)

// MaxPartBytes is the most that a part of the file unpacks to. The text of a long book is 10 MB of XML.
const MaxPartBytes = 48 << 20

// Read reads a Word file. The errors are one line and do not name the file.
func Read(data []byte) (corpus.Draft, error) {
	if isEncrypted(data) {
		return corpus.Draft{}, corpus.Refuse(corpus.Protected, "is protected by a password, or a Word file from before 2007; save it as .docx without a password")
	}
	a, err := archive.Open(data, archive.Limits{EntryBytes: MaxPartBytes})
	if err != nil {
		return corpus.Draft{}, err
	}
	main, err := mainPart(a)
	if err != nil {
		return corpus.Draft{}, err
	}
	f := &file{archive: a, folder: path.Dir(main)}
	if err := f.readTables(); err != nil {
		return corpus.Draft{}, err
	}
	b := newBody(f)
	if err := f.stream(main, b.read); err != nil {
		return corpus.Draft{}, err
	}
	b.flushNotes()
	d := corpus.Draft{Parts: b.parts}
	d.Details, err = readDetails(f)
	if d.Details.Title == "" {
		d.Details.Title = b.title
	}
	if len(b.authors) > 0 {
		d.Details.Authors = b.authors // the file's property may be the owner of the computer
	}
	d.Details.Published = b.published
	return d, err
}

// isEncrypted tells whether the file is of the older container format, which Word also encrypts into.
func isEncrypted(data []byte) bool {
	return strings.HasPrefix(string(data[:min(len(data), 8)]), "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

// mainPart is the name of the part that holds the text.
func mainPart(a *archive.Archive) (string, error) {
	const usual = "word/document.xml"
	var rels struct {
		List []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := decodeXML(a, "_rels/.rels", &rels); err == nil {
		for _, r := range rels.List {
			if name := strings.TrimPrefix(r.Target, "/"); strings.HasSuffix(r.Type, "/officeDocument") && a.Has(name) {
				return name, nil
			}
		}
	}
	if a.Has(usual) {
		return usual, nil
	}
	return "", corpus.Refuse(corpus.Damaged, "is no Word file: it has no main document part")
}

// file is a Word file with what its text refers to.
type file struct {
	archive *archive.Archive
	// folder is that of the main part; styles, numbers and notes are beside it.
	folder  string
	styles  map[string]style
	numbers numbering
	// notes are the paragraphs of foot- and endnotes by the name of their reference and their ID.
	notes map[string][]corpus.Part
}

// readTables reads what the text refers to. Each part may be missing.
func (f *file) readTables() error {
	f.styles = readStyles(f)
	f.numbers = readNumbering(f)
	f.notes = map[string][]corpus.Part{}
	for _, kind := range []string{"footnote", "endnote"} {
		name := path.Join(f.folder, kind+"s.xml")
		if !f.archive.Has(name) {
			continue
		}
		b := newBody(f)
		b.note = kind
		if err := f.stream(name, b.read); err != nil {
			return err
		}
	}
	return nil
}

func readDetails(f *file) (corpus.Details, error) {
	var core struct {
		Title    string `xml:"title"`
		Creator  string `xml:"creator"`
		Language string `xml:"language"`
	}
	const name = "docProps/core.xml"
	if !f.archive.Has(name) {
		return corpus.Details{}, nil
	}
	if err := decodeXML(f.archive, name, &core); err != nil {
		return corpus.Details{}, fmt.Errorf("%q: %w", name, err)
	}
	return corpus.Details{Title: core.Title, Authors: corpus.Names(core.Creator), Language: core.Language}, nil
}
