package html

import (
	stdhtml "html"
	"net/url"
	"slices"
	"strings"

	"footnote/corpus"

	nethtml "golang.org/x/net/html"
)

// details are what a page declares of itself.
func details(doc *nethtml.Node, base *url.URL) corpus.Details {
	s := scanOf(doc)
	l := readLinked(s.data)
	d := corpus.Details{
		Publisher: s.publisher(l),
		Published: s.published(l),
		URL:       s.address(l, base),
		Language:  s.languageOf(l),
	}
	d.Authors = s.authors(l, d.Publisher)
	d.Title = s.titleOf(l, d.Publisher)
	return d
}

// firstMeta is the first of the meta elements' contents for which form gives something, in the keys' order.
func (s *scan) firstMeta(form func(string) string, keys ...string) string {
	for _, key := range keys {
		for _, v := range s.meta[key] {
			if v = form(v); v != "" {
				return v
			}
		}
	}
	return ""
}

func same(s string) string { return s }

// firstOf is the first value for which form gives something.
func firstOf(form func(string) string, values ...string) string {
	for _, v := range values {
		if v = form(v); v != "" {
			return v
		}
	}
	return ""
}

func (s *scan) publisher(l linked) string {
	if l.publisher != "" {
		return stdhtml.UnescapeString(l.publisher)
	}
	return s.firstMeta(same, "og:site_name", "citation_journal_title", "citation_publisher", "dc.publisher", "dcterms.publisher", "application-name")
}

func (s *scan) published(l linked) string {
	if d := corpus.Date(l.published); d != "" {
		return d
	}
	if d := s.firstMeta(corpus.Date, "article:published_time", "og:article:published_time", "citation_publication_date",
		"citation_date", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "parsely-pub-date",
		"sailthru.date", "pubdate", "publishdate", "date"); d != "" {
		return d
	}
	if d := firstOf(corpus.Date, s.props["datePublished"]...); d != "" {
		return d
	}
	if len(s.times) == 1 { // several are those of comments or of other articles
		return corpus.Date(s.times[0])
	}
	return ""
}

// address is the page's canonical address.
func (s *scan) address(l linked, base *url.URL) string {
	absolute := func(v string) string {
		u, err := url.Parse(strings.TrimSpace(v))
		if v == "" || err != nil {
			return ""
		}
		if base != nil {
			u = base.ResolveReference(u)
		}
		return corpus.Address(u.String())
	}
	if a := absolute(s.canonical); a != "" {
		return a
	}
	if a := s.firstMeta(absolute, "og:url"); a != "" {
		return a
	}
	if a := absolute(l.url); a != "" || base == nil {
		return a
	}
	return corpus.Address(base.String())
}

func (s *scan) languageOf(l linked) string {
	if c := firstOf(corpus.LanguageCode, s.language, l.language); c != "" {
		return c
	}
	return s.firstMeta(corpus.LanguageCode, "og:locale", "content-language", "citation_language", "dc.language")
}

func (s *scan) titleOf(l linked, publisher string) string {
	if l.title != "" {
		return stdhtml.UnescapeString(l.title)
	}
	if t := s.firstMeta(same, "citation_title", "og:title", "twitter:title", "dc.title", "dcterms.title"); t != "" {
		return withoutSite(t, publisher)
	}
	if t := firstOf(same, s.props["headline"]...); t != "" {
		return t
	}
	if len(s.headings) == 1 {
		return s.headings[0]
	}
	return withoutSite(s.title, publisher)
}

// withoutSite takes the site's name off a title's end: "Coal exports | The Example".
func withoutSite(title, site string) string {
	for _, bar := range []string{" | ", " - ", " – ", " — ", " · ", " :: "} {
		if i := strings.LastIndex(title, bar); i > 0 && site != "" && strings.EqualFold(title[i+len(bar):], site) {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// authors are the names that the page gives, without repetition and without the publisher's.
func (s *scan) authors(l linked, publisher string) []string {
	for _, source := range [][]string{
		l.authors, s.meta["citation_author"], s.meta["dc.creator"], s.meta["dcterms.creator"], s.meta["author"],
		s.meta["article:author"], s.meta["parsely-author"], s.props["author"], s.bylines,
	} {
		var list []string
		for _, v := range source {
			for _, name := range splitNames(stdhtml.UnescapeString(v)) {
				if !slices.ContainsFunc(list, func(n string) bool { return strings.EqualFold(n, name) }) && !strings.EqualFold(name, publisher) {
					list = append(list, name)
				}
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// splitNames are the names in a byline, unless it is an address.
func splitNames(s string) []string {
	s = strings.Join(strings.Fields(s), " ")
	if corpus.Address(s) != "" || strings.HasPrefix(s, "@") || len(s) > maxDetail {
		return nil
	}
	return corpus.Names(s)
}
