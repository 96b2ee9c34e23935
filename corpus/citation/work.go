package citation

import "strings"

// work is a record made ready for the styles: every text on one line, authors and dates read.
type work struct {
	kind    Kind
	authors []Name
	date    date
	// title is as it stands in a reference, in brackets where bracketed is set.
	title     string
	bracketed bool
	// container is the site, periodical or book, publisher who issued it; either may be "".
	container, publisher string
	url                  string
	language             string
	accessed             date
	place                place
}

func newWork(r Record) (work, error) {
	published, err := parseDate(oneLine(r.Published))
	w := work{kind: r.Kind, date: published, title: oneLine(r.Title), bracketed: r.TitleInferred,
		container: oneLine(r.Container), publisher: oneLine(r.Publisher), url: strings.TrimSpace(oneLine(r.URL)),
		language: oneLine(r.Language), accessed: dateOf(r.Accessed), place: placeOf(r.Locator)}
	for _, a := range r.Authors {
		if n := ParseName(a); n != (Name{}) {
			w.authors = append(w.authors, n)
		}
	}
	if w.title == "" {
		w.title, w.bracketed = "Untitled", true
	}
	if w.bracketed {
		w.title = "[" + w.title + "]"
	}
	if w.kind == Unknown {
		w.kind = WebPage
		if w.url == "" {
			w.kind = Article
		}
	}
	w.settleContainer()
	return w, err
}

// settleContainer lets the publisher name the site or periodical where nothing else does.
func (w *work) settleContainer() {
	switch w.kind {
	case WebPage, NewsPage, Article:
		if w.container == "" {
			w.container, w.publisher = w.publisher, ""
		}
	}
}

// ownPublisher tells whether the only author is the organisation that publishes.
func (w work) ownPublisher() bool {
	return len(w.authors) == 1 && w.authors[0].Literal != "" && strings.EqualFold(w.authors[0].Literal, w.source())
}

// source is who or what published the article, as far as it is known.
func (w work) source() string {
	if w.kind == Report || w.container == "" {
		return w.publisher
	}
	return w.container
}

// sourceUnlessAuthor is the source, or "" where the author has been named by the same words.
func (w work) sourceUnlessAuthor() string {
	if w.ownPublisher() {
		return ""
	}
	return w.source()
}

// standsAlone tells whether the title is that of a whole and not of a part.
func (w work) standsAlone() bool { return w.kind == Report }

// italicTitle is the title as styles write that of a whole.
func (w work) italicTitle() Text {
	if w.bracketed {
		return plain(w.title)
	}
	return italic(w.title)
}

// quotedTitle is the title as styles write that of a part, in double quotation marks.
func (w work) quotedTitle() Text {
	if w.bracketed {
		return plain(w.title)
	}
	return plain(doubleQuoted(w.title))
}

// shortTitle is the title for the running text: without its subtitle, and no more than a few words of it.
func (w work) shortTitle() string {
	const long, few = 8, 5
	if w.bracketed {
		return w.title
	}
	head, _, _ := strings.Cut(w.title, ": ")
	if words := strings.Fields(head); len(words) > long {
		head = strings.Join(words[:few], " ")
	}
	return strings.TrimRight(head, ".,;:")
}

// titleForAuthors is the short title as MLA and Chicago put it in the place of authors.
func (w work) titleForAuthors() Text {
	switch {
	case w.bracketed:
		return plain(w.title)
	case w.standsAlone():
		return italic(w.shortTitle())
	}
	return plain(doubleQuoted(w.shortTitle()))
}

// accessedUndated is the access date where there is no other date.
func (w work) accessedUndated() date {
	if w.date.known() || w.url == "" {
		return date{}
	}
	return w.accessed
}

// doubleQuoted is a text in double quotation marks, with single ones inside.
func doubleQuoted(s string) string { return "“" + nestQuotes(s, "‘", "’") + "”" }

// nestQuotes turns double quotation marks within a text into the given ones, as it will stand in others.
func nestQuotes(s, left, right string) string {
	var b strings.Builder
	open := false
	for _, r := range s {
		switch r {
		case '“', '„', '«':
			b.WriteString(left)
		case '”', '»':
			b.WriteString(right)
		case '"':
			if open = !open; open {
				b.WriteString(left)
			} else {
				b.WriteString(right)
			}
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// oneLine is s with every run of white space and control characters as one space.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), isGap), " ")
}
