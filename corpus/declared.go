package corpus

import (
	"net/url"
	"strings"

	"golang.org/x/text/language"
)

// normalised is the details as an article has them; what is in no form that is known is left out.
func (d Details) normalised() Details {
	d.Title = oneLine(d.Title)
	d.TitleInferred = d.TitleInferred && d.Title != ""
	d.Publisher = oneLine(d.Publisher)
	d.Published = Date(d.Published)
	d.URL = Address(d.URL)
	d.Language = LanguageCode(d.Language)
	d.LanguageInferred = d.LanguageInferred && d.Language != ""
	var authors []string
	for _, a := range d.Authors {
		if a = oneLine(a); a != "" {
			authors = append(authors, a)
		}
	}
	d.Authors = authors
	return d
}

func oneLine(s string) string { return squash(clean(strings.ToValidUTF8(s, "\ufffd"))) }

// Address is an http or https address without white space around it, or "" where s is none.
func Address(s string) string {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.ContainsAny(s, " \t\r\n") {
		return ""
	}
	return u.String()
}

// LanguageCode is the ISO 639-1 code of a BCP 47 tag such as "en-GB" or "en_GB", or "" where it has none.
func LanguageCode(tag string) string {
	t, err := language.Parse(strings.TrimSpace(tag))
	base, confidence := t.Base()
	if err != nil || confidence < language.High || len(base.String()) != 2 {
		return ""
	}
	return base.String()
}
