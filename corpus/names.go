package corpus

import (
	"slices"
	"strings"
	"unicode"
)

// Names are the authors whom a file or a page names in one text: "By Ann Lee, Bo Ek and Cy Orr". A single comma may stand
// between a last and a first name, so it divides only names that have two words each; an "and" may stand inside of one,
// so it divides only what can be whole names: "Ministry of Health and Social Care" is one.
func Names(s string) []string {
	s = squash(s)
	if len(s) > 3 && strings.EqualFold(s[:3], "by ") {
		s = s[3:]
	} else if m := signed.FindStringSubmatch(s); m != nil && isWholeName(conjunction.Split(m[1], 2)[0]) {
		s = m[1] // "Von Anna Reuter", but not "Von Miller"
	}
	var list []string
	for part := range strings.SplitSeq(s, ";") {
		list = append(list, namesIn(part)...)
	}
	return list
}

func namesIn(s string) []string {
	groups := conjunction.Split(s, -1)
	var list []string
	for _, group := range groups {
		fields := strings.Split(group, ",")
		if slices.ContainsFunc(fields, func(f string) bool { return len(strings.Fields(f)) < 2 }) {
			fields = []string{group}
		}
		for _, f := range fields {
			list = append(list, trimName(f))
		}
	}
	if len(groups) > 1 && slices.ContainsFunc(list, func(name string) bool { return !isWholeName(name) }) {
		list = []string{trimName(s)}
	}
	return slices.DeleteFunc(list, func(name string) bool { return name == "" })
}

// trimName takes marks off a name's ends, but leaves the stop of "Lee, A. B." and "Jr.".
func trimName(s string) string {
	s = strings.Trim(s, " ,|·")
	if last := s[strings.LastIndexByte(s, ' ')+1:]; len(last) > 4 && strings.IndexByte(last, '.') == len(last)-1 {
		s = s[:len(s)-1]
	}
	return s
}

// isWholeName tells whether a text has two words or more and none in small letters but those that names have.
func isWholeName(s string) bool {
	words := strings.Fields(s)
	return len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool { return unicode.IsLower(firstLetter(w)) && !isParticle(w) })
}

func isParticle(w string) bool {
	switch w {
	case "de", "del", "della", "da", "di", "do", "dos", "du", "la", "le", "los", "las", "van", "von", "der", "den", "dem", "zu", "ten", "ter", "af", "al", "el", "bin", "ibn":
		return true
	}
	return strings.HasPrefix(w, "d'") || strings.HasPrefix(w, "d’") || strings.HasPrefix(w, "al-") || strings.HasPrefix(w, "el-")
}
