package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// family is what stands for the author in the running text.
func (n Name) family() string {
	if n.Literal != "" {
		return n.Literal
	}
	return joinWords(n.Particle, n.Family)
}

// inOrder is "Ludwig van Beethoven Jr.".
func (n Name) inOrder() string {
	if n.Literal != "" {
		return n.Literal
	}
	return joinWords(n.Given, n.Particle, n.Family, n.Suffix)
}

// inverted is "van Beethoven, Ludwig, Jr." with the given names as they are passed in.
func (n Name) inverted(given string) string {
	if n.Literal != "" {
		return n.Literal
	}
	s := n.family() + ", " + given
	if n.Suffix != "" {
		s += ", " + n.Suffix
	}
	return s
}

func joinWords(words ...string) string {
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// initials are the given names' first letters with stops: "J. A.", "J.-P.". An all-capital name of two or three
// letters is taken for initials without stops.
func (n Name) initials(separator string) string {
	var list []string
	for _, word := range strings.FieldsFunc(n.Given, func(r rune) bool { return r == ' ' || r == '.' }) {
		if count := utf8.RuneCountInString(word); count > 1 && count <= 3 && word == strings.ToUpper(word) && !strings.Contains(word, "-") {
			for _, r := range word {
				list = append(list, string(r)+".")
			}
			continue
		}
		list = append(list, hyphenated(word))
	}
	// "J.-P." may have been written with stops, which leaves the hyphen at the second part's beginning.
	return strings.ReplaceAll(strings.Join(list, separator), separator+"-", "-")
}

// hyphenated is the initials of the parts of one name.
func hyphenated(word string) string {
	var b strings.Builder
	for i, part := range strings.Split(word, "-") {
		if i > 0 {
			b.WriteByte('-')
		}
		if part != "" {
			b.WriteString(first(part) + ".")
		}
	}
	return b.String()
}

// first is a word's first letter with the marks on it.
func first(word string) string {
	for i, r := range word {
		if i > 0 && !unicode.Is(unicode.Mn, r) {
			return word[:i]
		}
	}
	return word
}

// each maps the authors to how they are written.
func each(authors []Name, write func(Name) string) []string {
	list := make([]string, len(authors))
	for i, n := range authors {
		list[i] = write(n)
	}
	return list
}

// enumerate joins names: between all but the last two stands a comma, before the last one last if there are more
// than two names, otherwise pair.
func enumerate(names []string, pair, last string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	case 2:
		return names[0] + pair + names[1]
	default:
		return strings.Join(names[:n-1], ", ") + last + names[n-1]
	}
}
