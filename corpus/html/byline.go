package html

import (
	"strings"
	"unicode"

	"footnote/corpus"
)

// maxOpening is how many parts of an article may hold its byline, and maxByline its length in bytes.
const (
	maxOpening = 6
	maxByline  = 200
)

// withoutByline makes an aside of an opening paragraph that repeats the authors or the date and says nothing else:
// "By Ann Lee, The Example | 12 July 2017".
func withoutByline(parts []corpus.Part, d corpus.Details) []corpus.Part {
	for i := range min(len(parts), maxOpening) {
		if parts[i].Kind == corpus.Paragraph && isRepeated(parts[i].Text, d) {
			parts[i].Kind = corpus.Aside
		}
	}
	return parts
}

func isRepeated(text string, d corpus.Details) bool {
	if len(text) > maxByline {
		return false
	}
	if date := corpus.Date(text); date != "" {
		return date == d.Published
	}
	rest, found := text, false
	for _, name := range d.Authors {
		found = found || strings.Contains(rest, name)
		rest = strings.ReplaceAll(rest, name, " ")
	}
	if d.Publisher != "" {
		rest = strings.ReplaceAll(rest, d.Publisher, " ")
	}
	return found && !strings.ContainsFunc(withoutBylineWords(rest), unicode.IsLetter)
}

// withoutBylineWords is a byline's text without the words that it consists of besides names.
func withoutBylineWords(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	kept := words[:0]
	for _, w := range words {
		if !bylineWord(w) {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

func bylineWord(w string) bool {
	switch w {
	case "by", "and", "for", "on", "at", "published", "updated", "posted", "written", "am", "pm", "gmt", "utc", "et", "est", "edt",
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return true
	}
	return false
}
