package citation

import "strings"

// mla follows the MLA Handbook, 9th edition, chapters 5 and 6. Where an organisation publishes its own work, the
// entry begins with the title. No date is simply left out, and the access date stands in for it.
func mla(w work) Citation {
	if w.ownPublisher() {
		w.authors = nil
	}
	title := w.quotedTitle()
	container := italic(w.container)
	if w.standsAlone() {
		title, container = w.italicTitle(), nil
	}
	place := commas(container, plain(w.publisher), plain(w.date.british(shortMonth)), plain(withoutScheme(w.url)))
	accessed := ""
	if a := w.accessedUndated(); a.known() {
		accessed = "Accessed " + a.british(shortMonth)
	}
	return Citation{sentences(plain(mlaAuthors(w.authors)), title, place, plain(accessed)), mlaInText(w)}
}

// mlaAuthors names up to two authors, of more the first.
func mlaAuthors(authors []Name) string {
	switch len(authors) {
	case 0:
		return ""
	case 1:
		return authors[0].inverted(authors[0].Given)
	case 2:
		return authors[0].inverted(authors[0].Given) + ", and " + authors[1].inOrder()
	default:
		return authors[0].inverted(authors[0].Given) + ", et al."
	}
}

func mlaInText(w work) Text {
	who := w.titleForAuthors()
	if len(w.authors) > 0 {
		who = plain(fewFamilies(w.authors, 2, " and "))
	}
	return parenthesised(join(" ", who, plain(w.place.page)))
}

// withoutScheme is a web address as MLA prints it.
func withoutScheme(url string) string {
	return strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://")
}
