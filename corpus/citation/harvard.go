package citation

import "time"

// harvard follows Cite Them Right, 12th edition: authors up to three, "(no date)", and the access date of whatever
// has an address.
func harvard(w work) Citation {
	year := plain("(" + w.date.yearOr("no date") + ")")
	var title, where Text
	switch w.kind {
	case NewsPage, Article:
		title = harvardQuoted(w)
		where = commas(italic(w.container), plain(w.date.withoutYear()))
	case Chapter:
		title = harvardQuoted(w)
		where = sentences(in("in ", w.container), plain(w.publisher))
	default:
		title = w.italicTitle()
		where = plain(harvardPublisher(w))
	}
	reference := harvardHead(w, year, title, where)
	if w.url != "" {
		reference = join(" ", stopped(reference), plain("Available at: "+w.url))
		if w.accessed.known() {
			reference = join(" ", reference, plain("(Accessed: "+w.accessed.british(time.Month.String)+")"))
		}
	}
	return Citation{stopped(reference), harvardInText(w)}
}

// harvardHead puts the title into the author's place where there is none. What follows a title in quotation marks
// follows it after a comma.
func harvardHead(w work, year, title, where Text) Text {
	quoted := w.kind == NewsPage || w.kind == Article || w.kind == Chapter
	head := join(" ", harvardAuthors(w.authors), year, title)
	if len(w.authors) == 0 {
		head = join(" ", title, year)
	}
	switch {
	case len(where) == 0:
		return head
	case quoted && len(w.authors) > 0:
		return commas(head, where)
	case quoted:
		return join(" ", head, where)
	default:
		return join(" ", stopped(head), where)
	}
}

// harvardPublisher is named for reports only, and not where it is the author.
func harvardPublisher(w work) string {
	if w.kind != Report {
		return ""
	}
	return w.sourceUnlessAuthor()
}

func harvardQuoted(w work) Text {
	if w.bracketed {
		return plain(w.title)
	}
	return plain("‘" + nestQuotes(w.title, "“", "”") + "’")
}

func harvardAuthors(authors []Name) Text {
	names := each(authors, func(n Name) string { return n.inverted(n.initials("")) })
	if len(names) > 3 {
		return join(" ", plain(names[0]), italic("et al."))
	}
	return plain(enumerate(names, " and ", " and "))
}

func harvardInText(w work) Text {
	names := each(w.authors, Name.family)
	var who Text
	switch {
	case len(names) > 3:
		who = join(" ", plain(names[0]), italic("et al."))
	case len(names) > 0:
		who = plain(enumerate(names, " and ", " and "))
	case w.bracketed:
		who = plain(w.title)
	case w.kind == NewsPage || w.kind == Article || w.kind == Chapter:
		who = plain("‘" + nestQuotes(w.shortTitle(), "“", "”") + "’")
	default:
		who = italic(w.shortTitle())
	}
	return parenthesised(commas(who, plain(w.date.yearOr("no date")), plain(w.place.abbreviated())))
}
