// Package epub reads e-books in EPUB 2 and 3.
//
// [Read] makes a [corpus.Draft] of a book: its chapters in the spine's order, headings and paragraphs as package
// markup makes them of pages.
//
// What binds:
//   - A chapter without a heading has the one that the book's table of contents gives it, so that every passage
//     has a section.
//   - Pages are those of the printed book where the e-book marks them, and else none.
//   - Chapters are XHTML, but are read as HTML, since many are neither well-formed nor valid.
//   - A book whose text is encrypted is refused; obfuscated fonts do not matter.
package epub

import (
	"errors"
	"fmt"
	"strings"

	"footnote/corpus"
	"footnote/corpus/archive"
	"footnote/corpus/markup"
)

// Read reads a book. The errors are one line and do not name the file.
func Read(data []byte) (corpus.Draft, error) {
	a, err := archive.Open(data, archive.Limits{})
	if err != nil {
		return corpus.Draft{}, err
	}
	p, err := openPackage(a)
	if err != nil {
		return corpus.Draft{}, err
	}
	b := &book{archive: a, pack: p, contents: readContents(a, p)}
	if err := b.chapters(); err != nil {
		return corpus.Draft{}, err
	}
	if len(b.parts) == 0 {
		return corpus.Draft{}, corpus.Refuse(corpus.NoText, "has no text; its pages may be pictures")
	}
	return corpus.Draft{Details: p.details(), Parts: b.parts}, nil
}

// book gathers the chapters.
type book struct {
	archive *archive.Archive
	pack    *pack
	// contents are the titles of chapters by the file that they start.
	contents map[string]string
	parts    []corpus.Part
	page     string
}

// chapters reads each file of the spine once. Those that the archive lacks are passed over, as reading systems do.
func (b *book) chapters() error {
	locked := encrypted(b.archive)
	for _, name := range b.pack.chapters() {
		if locked[name] {
			return corpus.Refuse(corpus.Protected, "is protected by DRM; only its owner's reader can open it")
		}
		data, err := b.archive.Read(name)
		if errors.Is(err, archive.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if err := b.chapter(name, data); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) chapter(name string, data []byte) error {
	doc, err := parseXHTML(data)
	if err != nil {
		return fmt.Errorf("%q %w", name, err)
	}
	parts, page := markup.Parts(doc, b.page)
	b.page = page
	b.parts = append(b.parts, titled(parts, b.contents[name])...)
	return nil
}

// titled gives a chapter without headings its title from the table of contents. Where the text opens with the same
// words, they are the heading.
func titled(parts []corpus.Part, title string) []corpus.Part {
	for _, p := range parts {
		if p.Kind == corpus.Heading {
			return parts
		}
	}
	if len(parts) == 0 || title == "" {
		return parts
	}
	if strings.EqualFold(strings.Join(strings.Fields(parts[0].Text), " "), title) {
		parts[0].Kind, parts[0].Level, parts[0].Tight = corpus.Heading, 1, false
		return parts
	}
	return append([]corpus.Part{{Kind: corpus.Heading, Level: 1, Text: title, Page: parts[0].Page}}, parts...)
}
