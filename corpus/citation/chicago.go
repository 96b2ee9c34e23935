package citation

import "strings"

// chicagoNotes follows The Chicago Manual of Style, 17th edition, chapter 14: a note and an entry of the bibliography.
func chicagoNotes(w work) Citation {
	return Citation{chicagoEntry(w), chicagoNote(w)}
}

// chicagoNote names up to three authors, of more the first (14.76).
func chicagoNote(w work) Text {
	names := each(w.authors, Name.inOrder)
	who := enumerate(names, " and ", ", and ")
	if len(names) > 3 {
		who = names[0] + " et al."
	}
	at := plain(w.place.bare())
	var parts []Text
	switch w.kind {
	case Report:
		parts = []Text{join(" ", w.italicTitle(), issued(w)), at}
	case Chapter:
		parts = []Text{w.quotedTitle(), join(" ", in("in ", w.container), issued(w)), at}
	default:
		parts = []Text{w.quotedTitle(), chicagoContainer(w), plain(chicagoDate(w, "accessed ")), at}
	}
	if len(w.authors) > 0 {
		parts = append([]Text{plain(who)}, parts...)
	}
	return stopped(commas(append(parts, plain(w.url))...))
}

// issued is "(Publisher, 2017)".
func issued(w work) Text {
	return parenthesised(commas(plain(w.publisher), plain(chicagoDate(w, "accessed "))))
}

// chicagoContainer is a periodical in italics, or a site in roman; nothing where it is the author.
func chicagoContainer(w work) Text {
	if w.kind == Article {
		return italic(w.container)
	}
	return plain(w.sourceUnlessAuthor())
}

// chicagoDate is the date, otherwise the day of access (14.207), otherwise "n.d.".
func chicagoDate(w work, accessed string) string {
	if w.date.known() {
		return w.date.american()
	}
	if a := w.accessedUndated(); a.known() {
		return accessed + a.american()
	}
	return "n.d."
}

func in(word, container string) Text {
	if container == "" {
		return nil
	}
	return cat(plain(word), italic(container))
}

// chicagoEntry is an entry of the bibliography.
func chicagoEntry(w work) Text {
	who := plain(chicagoAuthors(w.authors))
	switch w.kind {
	case Report:
		return sentences(who, w.italicTitle(), commas(plain(w.publisher), plain(chicagoDate(w, "accessed "))), plain(w.url))
	case Chapter:
		return sentences(who, w.quotedTitle(), in("In ", w.container), commas(plain(w.publisher), plain(chicagoDate(w, "accessed "))), plain(w.url))
	default:
		where := chicagoContainer(w)
		accessed := "accessed "
		if len(where) == 0 {
			accessed = "Accessed "
		}
		return sentences(who, w.quotedTitle(), commas(where, plain(chicagoDate(w, accessed))), plain(w.url))
	}
}

// chicagoAuthors names up to ten authors, of more the first seven (14.76).
func chicagoAuthors(authors []Name) string {
	names := each(authors, Name.inOrder)
	if len(names) == 0 {
		return ""
	}
	names[0] = authors[0].inverted(authors[0].Given)
	if len(names) > 10 {
		return strings.Join(names[:7], ", ") + ", et al."
	}
	return enumerate(names, ", and ", ", and ")
}

// chicagoAuthorDate follows chapter 15. Where no author is known, who published it stands in the author's place
// (15.49), otherwise the title.
func chicagoAuthorDate(w work) Citation {
	if len(w.authors) == 0 && w.source() != "" {
		w.authors = []Name{{Literal: w.source()}}
	}
	title := w.quotedTitle()
	var where []Text
	switch w.kind {
	case Report:
		title, where = w.italicTitle(), []Text{plain(w.sourceUnlessAuthor())}
	case Chapter:
		where = []Text{in("In ", w.container), plain(w.publisher)}
	default:
		where = []Text{dated(w)}
	}
	year := plain(w.date.yearOr("n.d."))
	head := []Text{plain(chicagoAuthors(w.authors)), year, title}
	if len(w.authors) == 0 {
		head = []Text{title, year}
	}
	if a := w.accessedUndated(); a.known() {
		where = append(where, plain("Accessed "+a.american()))
	}
	return Citation{sentences(append(append(head, where...), plain(w.url))...), authorDateInText(w)}
}

// dated is the site or periodical with the date, which has the year again (15.50), unless the year is all that is known.
func dated(w work) Text {
	day := ""
	if w.date.month != 0 {
		day = w.date.american()
	}
	if w.ownPublisher() {
		return plain(day)
	}
	return commas(chicagoContainer(w), plain(day))
}

func authorDateInText(w work) Text {
	var who Text
	switch {
	case len(w.authors) == 3:
		who = plain(enumerate(each(w.authors, Name.family), " and ", ", and "))
	case len(w.authors) > 0:
		who = plain(fewFamilies(w.authors, 3, " and "))
	default:
		who = w.titleForAuthors()
	}
	when := join(" ", who, plain(w.date.yearOr("")))
	if !w.date.known() {
		when = commas(who, plain("n.d.")) // (15.44): a comma before "n.d."
	}
	return parenthesised(commas(when, plain(w.place.bare())))
}
