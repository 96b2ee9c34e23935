package html

import (
	"slices"
	"strings"
	"unicode"

	"footnote/corpus"
)

// maxOpening is how many parts of an article may hold its byline, and maxByline its length in bytes.
const (
	maxOpening = 6
	maxByline  = 200
)

// maxKicker is how many words a label above the byline has: "Nature".
const maxKicker = 3

// withoutByline makes an aside of an opening paragraph that repeats the authors or the date and says nothing else,
// "By Ann Lee, The Example | 12 July 2017", and of a label above it.
func withoutByline(parts []corpus.Part, d corpus.Details) []corpus.Part {
	found := false
	for i := min(len(parts), maxOpening) - 1; i >= 0; i-- {
		if parts[i].Kind != corpus.Paragraph {
			continue
		}
		if repeats := isRepeated(parts[i].Text, d); repeats || found && isKicker(parts[i].Text) {
			parts[i].Kind, found = corpus.Aside, true
		}
	}
	return parts
}

// isKicker tells whether a paragraph above a byline is a word or two that say what kind of text follows.
func isKicker(text string) bool {
	return len(strings.Fields(text)) <= maxKicker && !strings.ContainsAny(text, ".!?…:;,")
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
	rest = withoutBylineWords(rest)
	return !strings.ContainsFunc(rest, unicode.IsLetter) && (found || saysDay(text, d.Published)) || found && isSigned(text) && isPlace(rest)
}

// saysDay tells whether a line that is a date by its words has the day and the year of the one given as YYYY-MM-DD.
func saysDay(text, date string) bool {
	numbers := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	return len(date) == len("2006-01-02") && slices.Contains(numbers, date[:4]) &&
		(slices.Contains(numbers, date[8:]) || slices.Contains(numbers, strings.TrimPrefix(date[8:], "0")))
}

// isSigned tells whether a line opens as bylines do.
func isSigned(text string) bool {
	first, _, _ := strings.Cut(text, " ")
	switch strings.ToLower(strings.TrimSuffix(first, ":")) {
	case "by", "von", "par", "por", "автор":
		return !strings.HasSuffix(text, ".")
	}
	return false
}

// isPlace tells whether what is left of a byline are one to three names, of a place or an office.
func isPlace(rest string) bool {
	words := strings.Fields(rest)
	for _, w := range words {
		if r := []rune(w)[0]; !unicode.IsUpper(r) {
			return false
		}
	}
	return len(words) <= maxKicker
}

// withoutBylineWords is a byline's text without the words that it consists of besides names.
func withoutBylineWords(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	kept := words[:0]
	for _, w := range words {
		if !bylineWord(strings.ToLower(w)) {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

func bylineWord(w string) bool {
	switch w {
	case "by", "and", "for", "on", "at", "published", "updated", "posted", "written", "am", "pm", "gmt", "utc", "et", "est", "edt",
		"minute", "minutes", "min", "mins", "read", "reading", "time",
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
		// German
		"von", "und", "uhr", "veröffentlicht", "aktualisiert", "stand", "lesezeit", "minuten", "cet", "cest",
		"januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember",
		// French
		"par", "le", "à", "h", "publié", "mis", "jour", "modifié", "temps", "de", "lecture",
		"janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
		// Spanish
		"por", "y", "el", "publicado", "actualizado", "tiempo", "lectura", "minutos",
		"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
		// Russian
		"автор", "опубликовано", "обновлено", "в", "г", "года", "время", "чтения", "мин", "минут", "минуты",
		"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря":
		return true
	}
	return false
}
