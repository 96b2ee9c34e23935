package corpus

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// This file reads the lines of a head that are its imprint: they say who wrote the article, where it appeared or when.

const month = `(?:(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)\.?|(?i:january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter))`

var (
	// date is a day or a month with a year, in other languages a day with month and year, a day of a month, or how long ago
	// something appeared.
	date    = regexp.MustCompile(`\b(?:\d{1,2}(?:st|nd|rd|th)? ` + month + `(?:,? \d{4})?|` + month + ` \d{1,2}(?:, \d{4})?|` + month + `,? \d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2})\b|\b\d{1,2}\.?(?: de)? \p{L}{3,12}\.?(?: de)? \d{4}\b(?: года)?|, \p{L}{3,12} \d{4}$|\b\d+ (?:minutes?|hours?|days?) ago\b`)
	address = regexp.MustCompile(`^\S+@\S+\.\S+$`)
	// credit opens a line that says who made a page.
	credit = regexp.MustCompile(`^(?:By (?:our\b|\p{Lu})|(?:Por|Par|Von|Автор:?) \p{Lu}|From our\b|(?i:(?:interview and )?text|words|story|reporting|reported|written|interview|edited|photographs?|pictures?|photos?|stage review|review)(?: by |:) ?\p{Lu}|(?i:posted|published|updated|last updated|first published)\b)`)
)

// isImprint tells whether a line of a head says who wrote an article, where it appeared or when, and nothing else.
func isImprint(line string) bool {
	words := len(strings.Fields(line))
	if words > 24 || words > 6 && endsSentence(line) && !strings.HasSuffix(line, ".m.") {
		return false
	}
	return isByline(line) || isDateline(line) || isTrail(line) || credit.MatchString(line) || address.MatchString(line) ||
		isDated(line)
}

// isDated tells whether a line ends in a date, but for a time or how long the article takes to read.
func isDated(line string) bool {
	all := date.FindAllStringIndex(line, -1)
	if len(all) == 0 || len(strings.Fields(line)) > 14 {
		return false
	}
	rest := strings.Trim(line[all[len(all)-1][1]:], " ,.|—–-\u00a0")
	return rest == "" || len(strings.Fields(rest)) <= 4 && strings.ContainsFunc(rest, unicode.IsDigit)
}

var weekday = regexp.MustCompile(`^(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?i:day)?\b,? *`)

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
	if len(d.Authors) == 0 {
		d.Authors = bylineAuthors(line)
	}
	if d.Published == "" {
		d.Published = imprintDate(line)
	}
}

var (
	// signed opens a line that names authors.
	signed = regexp.MustCompile(`^(?:By|(?i:(?:interview and )?text|words|story|(?:written|interview|reporting) by|interview):?) (\p{Lu}.*)$`)
	// beyondNames is what ends the names of a byline: a place, or what others did.
	beyondNames = regexp.MustCompile(`,? (?:in|for|at|from) | [|·–—] |\p{L}{3,}(\.) `)
	nameDivider = regexp.MustCompile(`,? (?:and|&) |, `)
	person      = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]*(?: (?:de|da|di|van|von|der|den|al|el|bin|\p{Lu}[\p{L}.'’-]*)){0,3} \p{Lu}[\p{L}'’-]+$`)
	role        = regexp.MustCompile(`(?i)\b(?:our|staff|correspondents?|editors?|reporters?|writers?|agenc(?:y|ies)|news|press|desk|team|office)\b`)
)

// bylineAuthors are the people whom a line such as "By Ann Lee and Bo Ek in Rome" names.
func bylineAuthors(line string) []string {
	m := signed.FindStringSubmatch(line)
	if m == nil {
		return nil
	}
	names := m[1]
	if at := beyondNames.FindStringSubmatchIndex(names); at != nil {
		end := at[0]
		if at[2] >= 0 {
			end = at[2] // a full stop, behind the name
		}
		names = names[:end]
	}
	var authors []string
	for _, name := range nameDivider.Split(names, -1) {
		if name = strings.Trim(name, " ."); person.MatchString(name) && !role.MatchString(name) {
			authors = append(authors, name)
		}
	}
	return authors
}

var (
	revised  = regexp.MustCompile(`^(?i:last )?(?i:updated|modified)\b`)
	readTime = regexp.MustCompile(`(?i)\b\d{1,2}[ -]min(?:ute)?s?[ -]read\b`)
)

// imprintDate is the first date of a line that gives it with names of publications and places only, in the form of
// Details.Published, or "". What was revised on a date was published before.
func imprintDate(line string) string {
	at := date.FindStringIndex(line)
	if at == nil || revised.MatchString(line) {
		return ""
	}
	others := strings.FieldsFunc(readTime.ReplaceAllString(date.ReplaceAllString(line, ""), ""), func(r rune) bool { return !unicode.IsLetter(r) })
	if !credit.MatchString(line) && slices.ContainsFunc(others, func(w string) bool { return !unicode.IsUpper(firstLetter(w)) && !isImprintWord(w) }) {
		return ""
	}
	return Date(strings.Trim(line[at[0]:at[1]], ", "))
}

// isImprintWord tells whether a word without a capital may stand in the name or the number of a publication.
func isImprintWord(w string) bool {
	switch w {
	case "the", "of", "and", "for", "at", "in", "edition", "issue", "magazine", "quarterly", "weekly", "no", "vol", "a", "p", "m", "de", "la", "el", "du", "des", "der", "die", "das":
		return true
	}
	return false
}
