package citation

import (
	"fmt"
	"strings"
)

// ris writes a record in the RIS format: a tag, two spaces, a hyphen and a space before each value, lines that end
// with CR LF, and one line a value, so that no value can end the record.
func ris(w work) Citation {
	var b strings.Builder
	line := func(tag, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", tag, value)
		}
	}
	line("TY", risType(w.kind))
	for _, n := range w.authors {
		line("AU", n.inverted(n.Given))
	}
	line("TI", w.title)
	line("T2", w.container)
	line("PB", w.publisher)
	if w.date.known() {
		line("PY", fmt.Sprintf("%04d", w.date.year))
		line("DA", w.date.slashed())
	}
	line("UR", w.url)
	if w.url != "" {
		line("Y2", w.accessed.slashed())
	}
	line("LA", w.language)
	b.WriteString("ER  - \r\n")
	return Citation{Reference: plain(b.String())}
}

func risType(k Kind) string {
	switch k {
	case NewsPage:
		return "NEWS"
	case Article:
		return "MGZN"
	case Report:
		return "RPRT"
	case Chapter:
		return "CHAP"
	default:
		return "ELEC"
	}
}

// slashed is RIS's "2017/07/12/", whose slashes stay where parts are missing.
func (d date) slashed() string {
	switch {
	case d.day != 0:
		return fmt.Sprintf("%04d/%02d/%02d/", d.year, d.month, d.day)
	case d.month != 0:
		return fmt.Sprintf("%04d/%02d//", d.year, d.month)
	case d.known():
		return fmt.Sprintf("%04d///", d.year)
	default:
		return ""
	}
}
