// Package citation writes an article's details as a reference: APA 7, MLA 9, Chicago 17 (notes, author-date),
// Harvard (Cite Them Right), BibTeX, RIS and CSL-JSON.
//
// A [Record] is what is known of one article. [Format] writes it in one of [Styles] as plain text; [Compose] gives
// the reference and the form for the running text, with italics.
//
// What binds:
//   - Nothing is guessed. What is missing follows the style's own rule: "n.d.", the title in the author's place, or
//     nothing at all. A title that was inferred stands in square brackets, without italics or quotation marks.
//   - Titles keep the letter case that they were published with. Sentence and headline case would need to know
//     which words are names.
//   - An author is one entry of free text. [ParseName] splits it only where it is a person's name beyond doubt and
//     keeps it whole otherwise; braces force an organisation: "{Wells Fargo}".
//   - The place is given as the page, otherwise the paragraph, otherwise the section. A paragraph's number counts from
//     the article's beginning, so naming the section before it would mislead. MLA wants no counted paragraphs and gets none.
//   - The access date stands where the style wants it: always in Harvard and in the formats for programs, otherwise
//     only where the article has no date.
package citation

import (
	"fmt"
	"strings"
	"time"

	"footnote/corpus"
)

// Kind says what sort of publication an article is.
type Kind uint8

const (
	// Unknown becomes WebPage where there is a URL, otherwise Article.
	Unknown Kind = iota
	// WebPage is a page of a site that is no newspaper.
	WebPage
	// NewsPage is an article on a news site, such as a broadcaster's.
	NewsPage
	// Article is an article in a newspaper, magazine or journal, on paper or online.
	Article
	// Report is a work that stands alone, issued by its publisher.
	Report
	// Chapter is a part of a book.
	Chapter
)

// Record is what is known of one article and of the place in it that is cited.
type Record struct {
	corpus.Details
	// Locator is the cited place; the zero value cites the article as a whole.
	Locator corpus.Locator
	Kind    Kind
	// Container is the whole that the article is a part of where Publisher does not name it: a chapter's book, a
	// periodical. "" where it is not known.
	Container string
	// Accessed is the day on which the article was read at its URL, in the time's own zone. Zero where it is not known.
	Accessed time.Time
}

// Citation is a record in one style.
type Citation struct {
	// Reference is the entry for the list of references, in "chicago-notes" the one for the bibliography.
	Reference Text
	// InText is what stands in the running text, in parentheses; in "chicago-notes" it is the full note. The
	// formats for programs have none.
	InText Text
}

// Style is a way to write references.
type Style struct {
	// Key is stable and fit for a command line: "apa".
	Key string
	// Label is what people call it.
	Label string
	// Program is set for formats that are read by programs: they are shown as they are, letter by letter.
	Program bool
	// Extension is how the names of files in a program's format end, without the dot.
	Extension string

	compose func(work) Citation
}

// Styles lists the styles in the order in which they are offered.
func Styles() []Style {
	return []Style{
		{Key: "apa", Label: "APA 7", compose: apa},
		{Key: "mla", Label: "MLA 9", compose: mla},
		{Key: "chicago-notes", Label: "Chicago 17, notes", compose: chicagoNotes},
		{Key: "chicago-author-date", Label: "Chicago 17, author-date", compose: chicagoAuthorDate},
		{Key: "harvard", Label: "Harvard (Cite Them Right)", compose: harvard},
		{Key: "bibtex", Label: "BibTeX", Program: true, Extension: "bib", compose: bibtex},
		{Key: "ris", Label: "RIS", Program: true, Extension: "ris", compose: ris},
		{Key: "csl-json", Label: "CSL-JSON", Program: true, Extension: "json", compose: cslJSON},
	}
}

// Format writes the reference of a record as plain text. It fails where there is no such style or Published is no date.
func Format(style string, r Record) (string, error) {
	c, err := Compose(style, r)
	return c.Reference.String(), err
}

// Compose writes a record in a style. It fails as Format does.
func Compose(style string, r Record) (Citation, error) {
	w, err := newWork(r)
	if err != nil {
		return Citation{}, fmt.Errorf("cite %q: %w", r.Title, err)
	}
	var keys []string
	for _, s := range Styles() {
		if s.Key == style {
			return s.compose(w), nil
		}
		keys = append(keys, s.Key)
	}
	return Citation{}, fmt.Errorf("unknown citation style %q; there are %s", style, strings.Join(keys, ", "))
}
