package terminal

import (
	"fmt"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

// teaserLength is how many characters of its marked sentence a further citation shows.
const teaserLength = 160

// Render shows an answer: the best passage with the answering sentence marked, its citation, and the
// further citations in short. Where nothing was found it says so and shows the nearest passage,
// labelled as that and unmarked. The text ends with a line feed.
func Render(a retrieval.Answer, s Style) string {
	var blocks []string
	if !a.Found {
		blocks = append(blocks, "Not found in "+count(a.Articles, "article")+".")
	}
	if len(a.Citations) > 0 {
		blocks = append(blocks, s.best(a))
	}
	if further := s.further(a); further != "" {
		blocks = append(blocks, further)
	}
	if note := a.DegradedText(); note != "" {
		blocks = append(blocks, fill("Note: "+OneLine(note), s.Width, ""))
	}
	return strings.Join(blocks, "\n\n") + "\n"
}

func (s Style) best(a retrieval.Answer) string {
	if a.Found {
		return s.full(a.Citations[0], true)
	}
	return s.faint("Nearest passage, which may not answer the question:") + "\n\n" + s.full(a.Citations[0], false)
}

// full is a passage and its citation.
func (s Style) full(c retrieval.Citation, marked bool) string {
	var mark corpus.Span
	if marked {
		mark = corpus.Span{Start: c.Sentence.Start - c.Passage.Start, End: c.Sentence.End - c.Passage.Start}
	}
	text := s.quote(c.Quote(), mark, s.indent()) + "\n\n" + s.item(cite(c))
	if also := alsoIn(c); also != "" {
		text += "\n" + s.item("    "+also)
	}
	return text
}

// further lists the citations after the best. Nothing is listed where nothing was found: one nearest
// passage says enough.
func (s Style) further(a retrieval.Answer) string {
	if !a.Found || len(a.Citations) < 2 {
		return ""
	}
	lines := []string{s.faint("Further passages:")}
	for _, c := range a.Citations[1:] {
		lines = append(lines, s.item(citeShort(c)+": "+teaser(c)))
	}
	return strings.Join(lines, "\n")
}

// teaser is the marked sentence on one line. What is left out at its end shows after the quotation marks.
func teaser(c retrieval.Citation) string {
	short, cut := shorten(OneLine(c.Marked()), teaserLength)
	if cut {
		return "“" + short + "” …"
	}
	return "“" + short + "”"
}

// item is a line of a list, its further lines indented below its text.
func (s Style) item(text string) string {
	indent := s.indent()
	return indent + fill(text, s.Width-len(indent), indent+"    ")
}

// indent sets passages and lists in on a terminal; elsewhere every byte counts.
func (s Style) indent() string {
	if s.Width == 0 {
		return ""
	}
	return "  "
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
