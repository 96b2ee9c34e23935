package corpus

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// This file reads the lines of a head that are its imprint: they say who wrote the article, where it appeared or when.

const month = `(?:(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)\.?|(?i:january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter))`

// signature is what opens a line that names authors, up to their names.
const signature = `(?:(?:By|Por|Par|Von|Автор:?|Авторы:?|Беседовала?|Propos recueillis par|(?:Ein )?(?:Interview|Kommentar|Gastbeitrag) von) |(?:Reportage|Enquête) (?:de |d['’])|` +
	`(?i:(?:interview and )?text|words|story|written|interview|reporting)(?: by |: ?)|(?i:texte|texto|текст|entretien|entrevista|интервью) ?: ?)`

var (
	// date is a day or a month with a year, in other languages a day with month and year, a day of a month, or how long ago
	// something appeared.
	date = regexp.MustCompile(`\b(?:\d{1,2}(?:st|nd|rd|th)? ` + month + `(?:,? \d{4})?|` + month + ` \d{1,2}(?:,? \d{4})?|` + month + `,? \d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2})\b|\b\d{1,2}(?:\.|er|º)?(?: de)? \p{L}{3,12}\.?(?: del?)? \d{4}\b(?: года)?|, \p{L}{3,12} \d{4}$|\b\d+ (?:minutes?|hours?|days?) ago\b`)
	// byDate is no byline, unlike "By May Lee".
	byDate  = regexp.MustCompile(`^By ` + month + ` \d`)
	address = regexp.MustCompile(`^\S+@\S+\.\S+$`)
	// posted opens a line that says when a page was published.
	posted = regexp.MustCompile(`^(?:(?i:posted|published|updated|last updated|first published|publicado|actualizado|опубликовано|обновлено)(?:[^\p{L}]|$)|(?:Publiée?|Mise? (?:à jour|en ligne)|Modifiée?) le |(?:Veröffentlicht|Aktualisiert|Erschienen) am |(?:Veröffentlicht|Aktualisiert|Stand): ?\d)`)
	// credit opens a line that says who made a page.
	credit = regexp.MustCompile(`^(?:` + signature + `\p{Lu}|(?:By|From) our\b|(?i:reported|edited|photographs?|pictures?|photos?|stage review|review)(?: by |:) ?\p{Lu})`)
)

// isImprint tells whether a line of a head says who wrote an article, where it appeared or when, and nothing else.
func isImprint(line string) bool {
	words := len(strings.Fields(line))
	if opensTimed(line) && words <= 14 {
		return true
	}
	if byDate.MatchString(line) || words > 24 || words > 6 && endsSentence(line) && !strings.HasSuffix(line, ".m.") {
		return false
	}
	return isByline(line) || isSmallByline(line) || isDateline(line) || isTrail(line) || credit.MatchString(line) || posted.MatchString(line) || address.MatchString(line) ||
		isDated(line)
}

// isDated tells whether a line ends in a date, but for a time or how long the article takes to read, or opens with the two.
func isDated(line string) bool {
	all := date.FindAllStringIndex(line, -1)
	if len(all) == 0 || len(strings.Fields(line)) > 14 {
		return false
	}
	if opensTimed(line) {
		return true
	}
	if first := all[0]; sentenced.MatchString(line[:first[0]]) && !yearly.MatchString(line[first[0]:first[1]]) {
		return false // "minutes of 7 February"
	}
	rest := strings.Trim(line[all[len(all)-1][1]:], " ,.|—–-\u00a0")
	return rest == "" || len(strings.Fields(rest)) <= 4 && strings.ContainsFunc(rest, unicode.IsDigit)
}

// timed is the time of day behind a date, and nothing behind that but other parts of an imprint.
var timed = regexp.MustCompile(`^,? \d{1,2}[:.]\d{2}(?: Uhr| h)?(?: ?[|•·]|$)`)

// opensTimed tells whether a line opens with a date and a time: "12.03.2021, 18.04 Uhr • aus dem Heft 11/2021".
func opensTimed(line string) bool {
	at := date.FindStringIndex(line)
	return at != nil && at[0] == 0 && timed.MatchString(line[at[1]:])
}

var yearly = regexp.MustCompile(`\d{4}`)

var weekday = regexp.MustCompile(`^(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)[.,]{0,2} +`)

// isDate tells whether a line is a date and nothing else, but perhaps for the day of the week.
func isDate(line string) bool {
	if len(line) > 60 {
		return false
	}
	line = weekday.ReplaceAllString(line, "")
	at := date.FindStringIndex(line)
	return at != nil && at[0] == 0 && at[1] == len(line)
}

// isTrail tells whether a line is a trail of short names, as above a page: "SPORT › CYCLING", "Opinion | Features".
func isTrail(line string) bool {
	for _, mark := range []string{" | ", " › ", " » ", " > ", " · "} {
		parts := strings.Split(line, mark)
		if len(parts) > 1 && !strings.ContainsFunc(line, unicode.IsDigit) && !slices.ContainsFunc(parts, func(p string) bool { return len(strings.Fields(p)) > 6 }) {
			return true
		}
	}
	return false
}

// readImprint takes the authors and the date that a line of a head gives, unless they are known.
func (d *draft) readImprint(line string) {
	for _, part := range strings.FieldsFunc(line, func(r rune) bool { return r == '|' || r == '•' }) {
		part = strings.TrimSpace(part)
		if len(d.Authors) == 0 {
			d.Authors = bylineAuthors(part)
		}
		if d.Published == "" {
			d.Published = imprintDate(part)
		}
	}
}

var (
	// signed is a line that names authors.
	signed = regexp.MustCompile(`^` + signature + `(\p{Lu}.*)$`)
	// beyondNames is what ends the names of a byline: a mark, or what others did. place is what ends a name in it.
	beyondNames = regexp.MustCompile(` [|•·–—(]|\p{L}{3,}(\.) `)
	place       = regexp.MustCompile(`,? (?:in|for|at|from|aus|für|à|pour|en|para|desde|из|для) `)
	conjunction = regexp.MustCompile(`,? (?:and|&|und|et|y|и) `)
	// besideNames is a title before a name, or a place in brackets behind it.
	besideNames = regexp.MustCompile(`\b(?:Prof|Dr)\. (?:h\. ?c\. |med\. |rer\. nat\. |phil\. )*| \([^()]*\)`)
	person      = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]*(?: (?:(?:van|von)(?: de[rnm])?|de(?: las?| los)?|da|di|del|du|dos|al|el|bin|ibn|ter|\p{Lu}[\p{L}.'’-]*)){0,3} \p{Lu}[\p{L}'’-]+$`)
)

// bylineAuthors are the people whom a line such as "By Ann Lee and Bo Ek in Rome" names. There are none where the line names
// one of them in part only, as in "By Ann and Bo Ek".
func bylineAuthors(line string) []string {
	m := signed.FindStringSubmatch(line)
	if m == nil {
		m = smallBy.FindStringSubmatch(line)
	}
	if m == nil {
		return nil
	}
	names := besideNames.ReplaceAllString(m[1], "")
	if at := beyondNames.FindStringSubmatchIndex(names); at != nil {
		end := at[0]
		if at[2] >= 0 {
			end = at[2] // a full stop, behind the name
		}
		names = names[:end]
	}
	var authors []string
	placed := false
	for _, group := range conjunction.Split(names, -1) {
		at := place.FindStringIndex(group)
		if placed && at == nil {
			break // "in Trinidad and Tobago"
		}
		if placed = at != nil; placed {
			group = group[:at[0]]
		}
		for i, name := range strings.Split(group, ",") {
			name = strings.Trim(name, " .")
			switch {
			case namesOffice(name):
			case person.MatchString(name):
				authors = append(authors, name)
			case i == 0 && name != strings.ToUpper(name):
				return nil
			}
		}
	}
	return authors
}

var (
	// office is a line below a reporter's name: "Science reporter", or the button that follows one.
	office = regexp.MustCompile(`^\p{Lu}[\p{L}-]+(?: [\p{L}-]+){0,2} (?:correspondent|reporter|editor)s?$|^Follow$`)
	// reporter is a name with the office behind it: "Ann Lee Environment editor".
	reporter = regexp.MustCompile(`^(.+?),? (?i:chief|senior|deputy|special|political|environment|health|science|education|economics|business|transport|technology|security|diplomatic|legal|shipping|(?:social|home|world|community) affairs|arts|culture|media|специальный|собственный|научный)(?: \p{L}+){0,2} (?:correspondent|reporter|editor|корреспондент|обозреватель)$`)
)

// namesReporter tells whether the i-th line of a head belongs to a reporter's name without a "by": it has the office or
// stands above it, or it is the name twice, as pages have it beside a portrait.
func namesReporter(lines []headLine, i int) bool {
	if reporterOf(lines, i) != "" {
		return true
	}
	return i > 0 && (office.MatchString(lines[i].text) || lines[i].text == lines[i-1].text) && reporterOf(lines, i-1) != ""
}

// reporterOf is the reporter whom the i-th line of a head names, or "".
func reporterOf(lines []headLine, i int) string {
	name := lines[i].text
	if m := reporter.FindStringSubmatch(name); m != nil {
		name = m[1]
	} else if i+1 == len(lines) || lines[i+1].text != name && !office.MatchString(lines[i+1].text) {
		return ""
	}
	if !person.MatchString(name) || namesOffice(name) {
		return ""
	}
	return name
}

// readReporter takes the first reporter of a head without a byline for the author.
func (d *draft) readReporter(lines []headLine) {
	for i := 1; i < len(lines) && len(d.Authors) == 0; i++ {
		if name := reporterOf(lines, i); name != "" {
			d.Authors = []string{name}
		}
	}
}

// joinNames makes one of the lines of a byline that was divided at its "and".
func joinNames(text string, lines []Span) []Span {
	joined := lines[:0]
	for i := 0; i < len(lines); i++ {
		joined = append(joined, lines[i])
		for last := &joined[len(joined)-1]; i+2 < len(lines) && isAnd(text[lines[i+1].Start:lines[i+1].End]) && signed.MatchString(text[last.Start:lines[i].End]); i += 2 {
			last.End = lines[i+2].End
		}
	}
	return joined
}

func isAnd(line string) bool {
	switch line {
	case "and", "&", "und", "et", "y", "и":
		return true
	}
	return false
}

// smallBy is a line below the title of a book or a leaflet: "by Ann Lee, 1998".
var smallBy = regexp.MustCompile(`^by (\p{Lu}[^,;:]*?)(?:, \d{4})?$`)

// isSmallByline tells whether a line has a small "by", names, and nothing else but a year.
func isSmallByline(line string) bool {
	m := smallBy.FindStringSubmatch(line)
	return m != nil && !slices.ContainsFunc(conjunction.Split(m[1], -1), func(name string) bool { return !person.MatchString(name) || namesOffice(name) })
}

// namesOffice tells whether a name is that of an office, a publication or a place rather than a person's.
func namesOffice(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	return slices.ContainsFunc(words, isOfficeWord) || len(words) > 0 && opensPlace(words[0])
}

func isOfficeWord(w string) bool {
	switch w {
	case "our", "staff", "correspondent", "correspondents", "editor", "editors", "reporter", "reporters", "writer", "writers",
		"agency", "agencies", "news", "press", "desk", "team", "office", "bureau", "service", "post", "times", "magazine", "journal", "gazette", "herald",
		"reuters", "bloomberg", "xinhua", "redaktion", "agentur", "agenturen", "rédaction", "agence", "agences", "redacción", "agencia", "agencias",
		"редакция", "агентство", "корреспондент", "university", "institute", "street", "city":
		return true
	}
	return false
}

// opensPlace tells whether a word opens the names of places and publications: "New York", "Le Monde".
func opensPlace(w string) bool {
	switch w {
	case "the", "new", "north", "south", "east", "west", "san", "santa", "saint", "st", "los", "las", "hong", "tel", "buenos", "rio",
		"le", "la", "les", "el", "der", "die", "das":
		return true
	}
	return false
}

var (
	revised  = regexp.MustCompile(`(?i)(?:updated|modified|aktualisiert|geändert|à jour|modifiée?|actualizad|обновлен|изменен)`)
	readTime = regexp.MustCompile(`(?i)\b\d{1,2}[ -]min(?:ute)?s?[ -]read\b|(?:lesezeit|lesedauer|temps de lecture|lectura|время чтения) ?:? *\d{1,2} ?\p{L}*\.?`)
	// sentenced is a word of a sentence before a date, as in "the storm of 3 May 2024".
	sentenced = regexp.MustCompile(`(?:^|[ '’])\p{Ll}+ $|^(?:On|In|By|Since|Am|Im|Seit|El|En|Desde|Depuis|С|В) $`)
	dated     = regexp.MustCompile(`(?:^|, )(?:le|el|a|den) $|(?i:edition|issue|edición|édition|ausgabe vom) $`)
)

// imprintDate is the first date of a line that gives it with names of publications and places only, in the form of
// Details.Published, or "". What was revised on a date was published before.
func imprintDate(line string) string {
	line = weekday.ReplaceAllString(line, "")
	if !posted.MatchString(line) && !credit.MatchString(line) && !namesPublication(line) {
		return ""
	}
	from := 0
	for _, at := range date.FindAllStringIndex(line, -1) {
		before := line[from:at[0]]
		if from = at[1]; revised.MatchString(before) {
			continue
		}
		if !posted.MatchString(line) && sentenced.MatchString(before) && !dated.MatchString(before) {
			return ""
		}
		return Date(strings.Trim(line[at[0]:at[1]], ", "))
	}
	return ""
}

// namesPublication tells whether a line has names of publications and places beside its dates, and no other words.
func namesPublication(line string) bool {
	others := readTime.ReplaceAllString(date.ReplaceAllString(line, ""), "")
	words := strings.FieldsFunc(others, func(r rune) bool { return !unicode.IsLetter(r) })
	return !slices.ContainsFunc(words, func(w string) bool { return !unicode.IsUpper(firstLetter(w)) && !isImprintWord(w) })
}

// tellsWhoOrWhen tells whether one of the lines says who wrote the article or when, and not only that something was done on a date.
func tellsWhoOrWhen(lines []headLine) bool {
	for i, l := range lines {
		if bylineAuthors(l.text) != nil || imprintDate(l.text) != "" || posted.MatchString(l.text) || reporterOf(lines, i) != "" {
			return true
		}
	}
	return false
}

// isImprintWord tells whether a word without a capital may stand in the name or the number of a publication.
func isImprintWord(w string) bool {
	switch w {
	case "the", "of", "and", "for", "at", "in", "edition", "issue", "magazine", "quarterly", "weekly", "no", "vol", "a", "p", "m", "de", "la", "el", "du", "des", "der", "die", "das",
		"le", "les", "las", "los", "den", "vom", "aus", "à", "h":
		return true
	}
	return false
}
