package citation

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// bibtex writes an entry in UTF-8 that BibTeX, biber and reference managers read alike.
func bibtex(w work) Citation {
	kind, container, publisher := bibtexKind(w.kind)
	var b strings.Builder
	fmt.Fprintf(&b, "@%s{%s,\n", kind, key(w))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %s = %s,\n", name, value)
		}
	}
	field("author", braced(strings.Join(each(w.authors, bibtexName), " and ")))
	field("title", braced(guardCapitals(w.title)))
	field(container, braced(latex(w.container)))
	field(publisher, braced(latex(w.publisher)))
	if w.date.known() {
		field("year", braced(fmt.Sprintf("%04d", w.date.year)))
	}
	if w.date.month != 0 {
		field("month", strings.ToLower(w.date.month.String()[:3]))
	}
	if w.date.day != 0 {
		field("day", braced(fmt.Sprint(w.date.day)))
	}
	field("url", braced(bibtexURL(w.url)))
	if w.url != "" {
		field("urldate", braced(w.accessed.iso()))
	}
	field("language", braced(latex(w.language)))
	b.WriteString("}")
	return Citation{Reference: plain(b.String())}
}

// bibtexKind is the kind of entry and its fields for the container and the publisher.
func bibtexKind(k Kind) (kind, container, publisher string) {
	switch k {
	case Article:
		return "article", "journal", "publisher"
	case Report:
		return "techreport", "series", "institution"
	case Chapter:
		return "incollection", "booktitle", "publisher"
	default:
		return "misc", "howpublished", "publisher"
	}
}

func braced(s string) string {
	if s == "" {
		return ""
	}
	return "{" + s + "}"
}

// bibtexName is "van Family, Suffix, Given". A whole name stands in braces, or " and " in it would end it.
func bibtexName(n Name) string {
	if n.Literal != "" {
		return "{" + latex(n.Literal) + "}"
	}
	parts := []string{n.family(), n.Suffix, n.Given}
	if n.Suffix == "" {
		parts = []string{n.family(), n.Given}
	}
	return latex(strings.Join(parts, ", "))
}

// latexSpecials are what LaTeX takes for commands. The words for braces stand in braces themselves, because BibTeX
// counts braces even behind a backslash.
var latexSpecials = strings.NewReplacer(`\`, `{\textbackslash}`, `{`, `{\textbraceleft}`, `}`, `{\textbraceright}`,
	`$`, `\$`, `&`, `\&`, `#`, `\#`, `_`, `\_`, `%`, `\%`, `~`, `{\textasciitilde}`, `^`, `{\textasciicircum}`)

func latex(s string) string { return latexSpecials.Replace(s) }

// guardCapitals puts the words that have capitals in braces, or bibliography styles would make them small. The
// first letter of all needs none.
func guardCapitals(title string) string {
	words := strings.Split(title, " ")
	for i, w := range words {
		inner := strings.TrimFunc(w, unicode.IsPunct)
		rest := inner
		if i == 0 {
			rest = strings.TrimPrefix(inner, first(inner))
		}
		words[i] = latex(w)
		if at := strings.Index(w, inner); strings.ContainsFunc(rest, unicode.IsUpper) {
			words[i] = latex(w[:at]) + "{" + latex(inner) + "}" + latex(w[at+len(inner):])
		}
	}
	return strings.Join(words, " ")
}

// bibtexURL is an address as it may stand in braces; everything else is left to \url, which takes it literally.
func bibtexURL(url string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20").Replace(url)
}

// key names a record in a bibliography: the first author, the year and the title's first long word in ASCII
// letters, and four digits of a hash of title and address, which keep apart what would be called alike.
// The same record has the same key in every version of the program.
func key(w work) string {
	name := w.source()
	if len(w.authors) > 0 {
		name = w.authors[0].Literal + w.authors[0].Family
	}
	sum := sha256.Sum256([]byte(w.title + "\n" + w.url))
	who := asciiLetters(firstWord(name, 2))
	if who == "" {
		who = "source"
	}
	return who + w.date.yearOr("") + asciiLetters(firstWord(w.title, 4)) + "-" + hex.EncodeToString(sum[:2])
}

// firstWord is the first word of at least so many ASCII letters, otherwise the first that has any.
func firstWord(s string, letters int) string {
	short := ""
	for _, w := range strings.Fields(s) {
		switch plain := asciiLetters(w); {
		case len(plain) >= letters:
			return w
		case short == "" && plain != "":
			short = w
		}
	}
	return short
}

// asciiLetters are a text's letters in lower case without their diacritics; other scripts leave none.
func asciiLetters(s string) string {
	spelled := strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i").
		Replace(strings.ToLower(s))
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, norm.NFKD.String(spelled))
}
