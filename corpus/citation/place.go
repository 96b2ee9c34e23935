package citation

import (
	"strconv"
	"strings"

	"footnote/corpus"
)

// place is where in the article the cited words stand. At most one field is set.
type place struct {
	page      string
	paragraph int
	section   string
}

func placeOf(l corpus.Locator) place {
	switch page := oneLine(l.Page); {
	case page != "":
		return place{page: page}
	case l.Paragraph > 0:
		return place{paragraph: l.Paragraph}
	default:
		return place{section: oneLine(l.Section)}
	}
}

// abbreviated is "p. 4", "pp. 4–5", "para. 4" or "History section".
func (p place) abbreviated() string {
	switch {
	case p.page != "" && strings.ContainsAny(p.page, "-–,"):
		return "pp. " + p.page
	case p.page != "":
		return "p. " + p.page
	case p.paragraph > 0:
		return "para. " + strconv.Itoa(p.paragraph)
	case p.section != "":
		return p.section + " section"
	default:
		return ""
	}
}

// bare is Chicago's form: the page by its label alone, "para. 4", or "under “History”".
func (p place) bare() string {
	switch {
	case p.page != "":
		return p.page
	case p.section != "":
		return "under “" + nestQuotes(p.section, "‘", "’") + "”"
	default:
		return p.abbreviated()
	}
}
