package corpus

import (
	"net/url"
	"strings"
	"time"

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

// dateLayouts are the forms in which files declare dates, and how much of a date they hold.
var dateLayouts = []struct{ layout, keep string }{
	{"2006-01-02", time.DateOnly},
	{"2006/01/02", time.DateOnly},
	{"2006/1/2", time.DateOnly},
	{"20060102", time.DateOnly},
	{"January 2, 2006", time.DateOnly},
	{"Jan 2, 2006", time.DateOnly},
	{"Jan. 2, 2006", time.DateOnly},
	{"2 January 2006", time.DateOnly},
	{"2 Jan 2006", time.DateOnly},
	{"02.01.2006", time.DateOnly},
	{time.RFC1123Z, time.DateOnly},
	{time.RFC1123, time.DateOnly},
	{"Mon, 2 Jan 2006 15:04:05 -0700", time.DateOnly},
	{"2006-01", "2006-01"},
	{"2006/01", "2006-01"},
	{"January 2006", "2006-01"},
	{"2006", "2006"},
}

// Date is a date that a file declares, in the form of Details.Published, or "" where it is in none of the usual
// forms. A time of day and its zone are left out: the date is the one that people where it was written read.
func Date(s string) string {
	s = squash(s)
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') && s[4] == '-' {
		s = s[:10]
	}
	for _, l := range dateLayouts {
		if t, err := time.Parse(l.layout, s); err == nil && t.Year() > 0 {
			return t.Format(l.keep)
		}
	}
	return ""
}

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
