package corpus

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// dateline is a place or an agency or both, and the dash behind it: "Washington CNN  —", "SEOUL, South Korea (AP) —".
var dateline = regexp.MustCompile(`^[\p{Lu}(][\p{L}.,'’()/ -]*\s*(?:—|–|--)$`)

// isDateline tells whether a line is a dateline with nothing behind it.
func isDateline(line string) bool {
	return len(line) <= 80 && dateline.MatchString(line) && namesOnly(line, "de", "la", "of", "and", "—", "–", "--")
}

var (
	published = regexp.MustCompile(`^(?i:updated|published|posted|last updated|last modified|first published|publicado|actualizado)\b[^.!?]{0,60}\b\d{4}\b[^.!?]{0,30}$`)
	minutes   = regexp.MustCompile(`^(?i:\d{1,2}[ -]min(?:ute)?s?[ -]read)$`)
)

// isByline tells whether a line says who reported, or when it was published, and nothing else.
func isByline(line string) bool {
	if len(line) > 300 || !isOneLine(line) {
		return false
	}
	return isAuthorLine(line) || isContributorLine(line) || published.MatchString(line) || minutes.MatchString(line)
}

// isAuthorLine: "By Brian Todd and Dugald McConnell, CNN", "Written by Brian Todd".
func isAuthorLine(line string) bool {
	names, found := strings.CutPrefix(line, "By ")
	if !found {
		names, found = strings.CutPrefix(line, "Written by ")
	}
	return found && len(strings.Fields(names)) >= 2 && len(strings.Fields(names)) <= 14 &&
		!strings.HasSuffix(names, ".") && namesOnly(names, "and", "for", "in", "of", "at", "the", "de", "van", "von", "al", "el", "|")
}

var contributor = regexp.MustCompile(`\b(?:(?:also )?[Rr]eport(?:ed|ing) (?:from|by)|contributed (?:to|reporting)|[Ee]diting by)\b`)

// mentionsReport is a quick look for what contributor needs.
func mentionsReport(line string) bool {
	return strings.Contains(line, "report") || strings.Contains(line, "Report") || strings.Contains(line, "diting by")
}

// isContributorLine: "Ann Lee reported from Washington and Bo Ek reported from Hong Kong". All its words are
// names but for the few that such lines are made of, which no sentence about reporting keeps to.
func isContributorLine(line string) bool {
	return mentionsReport(line) && contributor.MatchString(line) && namesOnly(strings.TrimSuffix(line, "."),
		"and", "also", "reported", "reporting", "from", "by", "contributed", "to", "in", "at", "of", "with", "for", "the", "this",
		"report", "story", "article", "additional", "editing", "writing", "by;", "de", "van", "von", "al", "el")
}

// namesOnly tells whether every word of a line starts with a capital or is one of the small words. It wants a
// capital at the start and at least one name.
func namesOnly(line string, small ...string) bool {
	words := strings.Fields(line)
	if len(words) == 0 || !unicode.IsUpper(firstLetter(words[0])) {
		return false
	}
	for _, w := range words {
		w = strings.TrimRight(w, ",;")
		if strings.HasSuffix(w, ".") && len(w) > 4 {
			return false
		}
		if w != "" && !unicode.IsUpper(firstLetter(w)) && !slices.Contains(small, w) {
			return false
		}
	}
	return true
}

// bylineBefore is the length of a contributors' line that lost its line break and runs on into the next
// article, "… reported from Hong KongThe man who …", or 0.
func bylineBefore(line string) int {
	opening := prefix(line, 300)
	if !mentionsReport(opening) {
		return 0
	}
	var last rune
	for i, r := range opening {
		if unicode.IsUpper(r) && unicode.IsLower(last) && !namePrefix.MatchString(line[:i]) && isContributorLine(line[:i]) && isProse(line[i:]) {
			return i
		}
		last = r
	}
	return 0
}

// namePrefix ends the part of a name before a capital inside it, as in McConnell.
var namePrefix = regexp.MustCompile(`\b(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz)$`)
