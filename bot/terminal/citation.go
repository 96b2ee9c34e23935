package terminal

import (
	"fmt"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

// separator stands between the parts of a citation; unlike a comma it is rare in titles and names.
const separator = " · "

// cite is the citation in full, on one line. What is not known is left out.
func cite(c retrieval.Citation) string {
	d := c.Passage.Article.Details
	parts := []string{
		title(d),
		OneLine(strings.Join(d.Authors, ", ")),
		OneLine(d.Publisher),
		OneLine(d.Published),
		locate(c.Locator()),
		OneLine(d.URL),
	}
	return fmt.Sprintf("[%d] %s", c.N, joinKnown(parts))
}

// alsoIn names the other articles that say the same, "" where there is none.
func alsoIn(c retrieval.Citation) string {
	var names []string
	for _, p := range c.Also {
		d := p.Article.Details
		names = append(names, joinKnown([]string{title(d), OneLine(d.Publisher), OneLine(d.Published), locate(p.Locator), OneLine(d.URL)}))
	}
	if len(names) == 0 {
		return ""
	}
	return "Also in: " + strings.Join(names, "; ")
}

// citeShort is the title and the place.
func citeShort(c retrieval.Citation) string {
	parts := []string{title(c.Passage.Article.Details), locate(c.Locator())}
	return fmt.Sprintf("[%d] %s", c.N, joinKnown(parts))
}

func title(d corpus.Details) string {
	switch t := OneLine(d.Title); {
	case t == "":
		return "untitled"
	case d.TitleInferred:
		return t + " (title inferred)"
	default:
		return t
	}
}

// locate says where a passage stands, as a reader would.
func locate(l corpus.Locator) string {
	var parts []string
	if l.Page != "" {
		parts = append(parts, "page "+OneLine(l.Page))
	}
	if l.Section != "" {
		parts = append(parts, "section “"+OneLine(l.Section)+"”")
	}
	if l.Paragraph > 0 {
		parts = append(parts, fmt.Sprintf("paragraph %d", l.Paragraph))
	}
	return strings.Join(parts, ", ")
}

func joinKnown(parts []string) string {
	known := parts[:0]
	for _, p := range parts {
		if p != "" {
			known = append(known, p)
		}
	}
	return strings.Join(known, separator)
}
