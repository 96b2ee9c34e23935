package citation

import (
	"slices"
	"strings"
	"unicode"
)

// particles belong to the family name behind them.
var particles = strings.Fields(`van von der den de del della dello degli di da dal dos das do du des la le ten ter te
	zu zur zum vom af av bin ibn bint al el het 't`)

// capitalParticles do so too directly before a last name.
var capitalParticles = strings.Fields("Van Von De Del Della Di Da Du La Le St. Mac Ter Ten")

var suffixes = strings.Fields("Jr Sr II III IV")

var titles = strings.Fields("dr prof professor mr mrs ms")

var degrees = strings.Fields("phd dphil md mba ma msc jd llm esq")

// organisationWords are words that organisations have in their names and people hardly ever.
var organisationWords = strings.Fields(`agence agency agencia associated association authority ayuntamiento bank board bureau
	center centre coalition collective college comisión commission comité committee community company confederation
	conference congress consortium contributors corp corporation council department desk editor editors editorial embassy experts
	federation forum foundation fundación fund gesellschaft gmbh government group inc initiative institut
	institute institution instituto international journal laboratory league library llc ltd magazine media ministère ministerio
	ministerium ministry museum nations network news newsroom observatory office organisation organization panel parliament
	party plc post press programme program project redaktion reporters research review school secretariat senate service services
	society staff studio team times trust union universidad universität université university verein verlag wire writers
	агентство академия газета институт комитет министерство редакция служба союз университет центр`)

// joiningWords stand in names of organisations but in nobody's name.
var joiningWords = strings.Fields("of for and & the und für et and/or и для")

// acronyms open names of organisations though they look like initials.
var acronyms = strings.Fields("UN EU US UK AP AFP ABC BBC CBC CBS CIA CNN DPA EFE FAO FBI IMF ILO NBC NGO NHK NHS NPR PBS TASS UPI WHO WTO WWF")

// isOrganisation tells whether a name cannot be taken for a person's.
func isOrganisation(s string) bool {
	if !strings.ContainsFunc(s, unicode.IsUpper) || strings.ContainsAny(s, "0123456789()@/|{}:;") || strings.ContainsFunc(s, caseless) {
		return true
	}
	words := strings.Fields(s)
	if len(words) > 1 && opensWithAcronym(words) {
		return true
	}
	return slices.ContainsFunc(words, func(w string) bool {
		w = strings.ToLower(strings.Trim(w, ".,"))
		return slices.Contains(organisationWords, w) || slices.Contains(joiningWords, w)
	})
}

// opensWithAcronym tells whether the first word is an acronym: a known one, or of four capitals where not all
// words are in capitals.
func opensWithAcronym(words []string) bool {
	upper := func(w string) bool { return !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsUpper(r) }) }
	return slices.Contains(acronyms, words[0]) ||
		upper(words[0]) && len(words[0]) >= 4 && !slices.ContainsFunc(words[1:], upper)
}

// caseless tells whether r is a letter of a script without letter case.
func caseless(r rune) bool { return unicode.Is(unicode.Lo, r) && !unicode.Is(unicode.Latin, r) }
