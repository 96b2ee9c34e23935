package citation

import "strings"

// apa follows the Publication Manual of the American Psychological Association, 7th edition, chapters 8 to 10.
func apa(w work) Citation {
	head := []Text{plain(apaAuthors(w.authors)), plain("(" + w.date.yearFirst("n.d.") + ")"), apaTitle(w)}
	if len(w.authors) == 0 {
		head = []Text{apaTitle(w), head[1]}
	}
	reference := sentences(append(head, apaSource(w))...)
	if w.url != "" {
		address := w.url
		if a := w.accessedUndated(); a.known() {
			address = "Retrieved " + a.american() + ", from " + address
		}
		reference = join(" ", reference, plain(address))
	}
	return Citation{reference, apaInText(w)}
}

// apaTitle is in italics where the work stands alone, as a page of a site does.
func apaTitle(w work) Text {
	if w.kind == Article || w.kind == Chapter {
		return plain(w.title)
	}
	return w.italicTitle()
}

func apaSource(w work) Text {
	switch w.kind {
	case Article:
		return italic(w.container)
	case Chapter:
		if w.container == "" {
			return plain(w.publisher)
		}
		return sentences(cat(plain("In "), italic(w.container)), plain(w.publisher))
	default:
		return plain(w.sourceUnlessAuthor())
	}
}

// apaAuthors names up to 20 authors, of more the first 19 and the last.
func apaAuthors(authors []Name) string {
	names := each(authors, func(n Name) string { return n.inverted(n.initials(" ")) })
	if n := len(names); n > 20 {
		return strings.Join(names[:19], ", ") + ", . . . " + names[n-1]
	}
	return enumerate(names, ", & ", ", & ")
}

func apaInText(w work) Text {
	year := w.date.yearOr("n.d.")
	var who Text
	switch {
	case len(w.authors) > 0:
		who = plain(fewFamilies(w.authors, 2, " & "))
	case w.bracketed:
		who = plain(w.title)
	case w.kind == Article || w.kind == Chapter:
		who = plain(doubleQuoted(w.shortTitle()))
	default:
		who = italic(w.shortTitle())
	}
	return parenthesised(commas(who, plain(year), plain(w.place.abbreviated())))
}

// fewFamilies names the authors for the running text, the first one "et al." where there are more than most.
func fewFamilies(authors []Name, most int, last string) string {
	names := each(authors, Name.family)
	if len(names) > most {
		return names[0] + " et al."
	}
	return enumerate(names, last, last)
}
