package citation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Name is one author. A person has a Family name; an organisation, or a name that must not be taken apart, has
// a Literal one and nothing else.
type Name struct {
	Given string
	// Particle stands before the family name and belongs to it: "van", "de la".
	Particle string
	Family   string
	// Suffix is "Jr.", "Sr." or a numeral such as "III".
	Suffix  string
	Literal string
}

// ParseName reads an author as people write one: "Jane A. Doe", "Doe, Jane A.", "Martin Luther King Jr.".
//
// It stays whole (Literal) where it is not a person's name beyond doubt: one word, a word that organisations
// have in their names, an "of" or "and", digits, or a script without letter case, whose names no rule of these styles
// takes apart. "{…}" keeps any name whole; "Family, Given" says where a name parts that would be split wrongly,
// such as "García Márquez, Gabriel" or "Ri, Jong Ho". Titles and degrees are left out, as all the styles want.
func ParseName(s string) Name {
	s = oneLine(s)
	if inner, found := strings.CutPrefix(s, "{"); found && strings.HasSuffix(inner, "}") {
		return Name{Literal: strings.TrimSpace(strings.TrimSuffix(inner, "}"))}
	}
	if isOrganisation(s) {
		return Name{Literal: s}
	}
	parts := dropDegrees(strings.Split(s, ","))
	var n Name
	switch {
	case len(parts) == 1:
		n = splitPlain(strings.Fields(parts[0]))
	case len(parts) == 2 && isSuffix(parts[1]):
		n = splitPlain(strings.Fields(parts[0]))
		n.Suffix = parts[1]
	case len(parts) == 2, len(parts) == 3:
		n = splitInverted(parts)
	}
	if n.Family == "" {
		return Name{Literal: s}
	}
	return n
}

// dropDegrees trims the parts of a name between commas and leaves out what is a degree.
func dropDegrees(parts []string) []string {
	kept := parts[:0]
	for _, p := range parts {
		p = strings.TrimSpace(p)
		if !slices.Contains(degrees, strings.ToLower(strings.ReplaceAll(p, ".", ""))) {
			kept = append(kept, p)
		}
	}
	return kept
}

// splitInverted reads "Family, Given", "Family, Given, Suffix" or "Family, Suffix, Given".
func splitInverted(parts []string) Name {
	n := Name{Given: parts[1]}
	if len(parts) == 3 {
		switch {
		case isSuffix(parts[2]):
			n.Suffix = parts[2]
		case isSuffix(parts[1]):
			n.Suffix, n.Given = parts[1], parts[2]
		default:
			return Name{}
		}
	}
	family, given := strings.Fields(parts[0]), strings.Fields(n.Given)
	if len(given) == 0 || isAffiliation(family, n.Given) {
		return Name{}
	}
	lead := 0
	for lead < len(family)-1 && isParticle(family[lead]) {
		lead++
	}
	tail := len(given)
	for tail > 1 && isParticle(given[tail-1]) { // "Beethoven, Ludwig van"
		tail--
	}
	n.Given = strings.Join(given[:tail], " ")
	n.Particle = strings.Join(append(given[tail:len(given):len(given)], family[:lead]...), " ")
	n.Family = strings.Join(family[lead:], " ")
	return n
}

// isAffiliation tells whether what follows the comma is no given name but a house: "Jane Doe, CNN".
func isAffiliation(family []string, given string) bool {
	return len(family) > 1 && !isParticle(family[0]) && utf8.RuneCountInString(given) >= 3 &&
		!strings.ContainsFunc(given, func(r rune) bool { return !unicode.IsUpper(r) })
}

// splitPlain reads the words of a name in their natural order.
func splitPlain(words []string) Name {
	var n Name
	for len(words) > 1 && slices.Contains(titles, strings.ToLower(strings.TrimRight(words[0], "."))) {
		words = words[1:]
	}
	if len(words) > 2 && isSuffix(words[len(words)-1]) {
		n.Suffix, words = words[len(words)-1], words[:len(words)-1]
	}
	if len(words) < 2 || len(words) > 6 || !strings.ContainsFunc(strings.Join(words[1:], ""), unicode.IsUpper) || !allNamelike(words) {
		return Name{}
	}
	family := familyAt(words)
	n.Given = strings.Join(words[:family], " ")
	lead := family
	for lead < len(words)-1 && isParticle(words[lead]) {
		lead++
	}
	n.Particle = strings.Join(words[family:lead], " ")
	n.Family = strings.Join(words[lead:], " ")
	return n
}

// familyAt is where the family name begins: at the first particle, at the word before a Spanish "y", otherwise at
// the last word.
func familyAt(words []string) int {
	last := len(words) - 1
	for i := 1; i < last; i++ {
		switch {
		case words[i] == "y" && i > 1:
			return i - 1
		case isParticle(words[i]), i == last-1 && slices.Contains(capitalParticles, words[i]):
			return i
		}
	}
	return last
}

// allNamelike tells whether each word is a name, an initial or a particle.
func allNamelike(words []string) bool {
	for i, w := range words {
		lower := i > 0 && (isParticle(w) || w == "y" || strings.ContainsAny(w, "'’-"))
		if !startsUpper(w) && !lower {
			return false
		}
	}
	return true
}

func startsUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

func isParticle(w string) bool { return slices.Contains(particles, w) }

func isSuffix(w string) bool { return slices.Contains(suffixes, strings.TrimSuffix(w, ".")) }
