package corpus

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// dateLayouts are the forms without words in which files declare dates, and how much of a date they hold.
var dateLayouts = []struct{ layout, keep string }{
	{"2006-01-02", time.DateOnly},
	{"2006/1/2", time.DateOnly},
	{"20060102", time.DateOnly},
	{time.RFC1123Z, time.DateOnly},
	{time.RFC1123, time.DateOnly},
	{"Mon, 2 Jan 2006 15:04:05 -0700", time.DateOnly},
	{"2006-01", "2006-01"},
	{"2006/01", "2006-01"},
	{"2006", "2006"},
}

var (
	// writtenDate is "3 May 2024", "3. Mai 2024", "1er mai 2024", "3 de mayo de 2024", "3 мая 2024 года" or a month with a year.
	writtenDate = regexp.MustCompile(`^(?:(\d{1,2})(?:st|nd|rd|th|er|º|\.)? (?:de )?)?(\p{L}+)\.?,?(?: del?)? (\d{4})(?: (?:года|г\.?))?$`)
	// monthFirst is "May 3, 2024".
	monthFirst = regexp.MustCompile(`^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
	// numericDate is "03.05.2024", the day before the month, or "13/05/2024" in either order.
	numericDate = regexp.MustCompile(`^(\d{1,2})([./-])(\d{1,2})([./-])(\d{4})$`)
)

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
	if m := writtenDate.FindStringSubmatch(s); m != nil {
		return dateOf(m[3], months[strings.ToLower(m[2])], m[1])
	}
	if m := monthFirst.FindStringSubmatch(s); m != nil {
		return dateOf(m[3], months[strings.ToLower(m[1])], m[2])
	}
	if m := numericDate.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		return numeric(m[1], m[3], m[5], m[2] == ".")
	}
	return ""
}

// numeric is a date in numbers. Only before a point is the first one certainly the day; otherwise a date that can be read
// in two ways is none.
func numeric(a, b, year string, pointed bool) string {
	dayFirst, monthFirst := dateOf(year, monthOf(b), a), dateOf(year, monthOf(a), b)
	switch {
	case pointed || monthFirst == "" || dayFirst == monthFirst:
		return dayFirst
	case dayFirst == "":
		return monthFirst
	}
	return ""
}

func monthOf(s string) time.Month {
	n, _ := strconv.Atoi(s)
	return time.Month(n)
}

// dateOf is a day, or a month where day is "", in the form of Details.Published, or "" where the calendar has none such.
func dateOf(year string, month time.Month, day string) string {
	y, _ := strconv.Atoi(year)
	if y < 1 || month < time.January || month > time.December {
		return ""
	}
	if day == "" {
		return time.Date(y, month, 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
	}
	d, _ := strconv.Atoi(day)
	t := time.Date(y, month, d, 0, 0, 0, 0, time.UTC)
	if d < 1 || t.Day() != d {
		return ""
	}
	return t.Format(time.DateOnly)
}

// monthNames are the names of each month and their short forms, in English, German, French, Spanish and Russian.
var monthNames = [12]string{
	"january jan januar jänner jän janvier janv enero ene январь января янв",
	"february feb februar février févr fév febrero febr февраль февраля фев февр",
	"march mar märz mär mrz mars marzo март марта мар",
	"april apr avril avr abril abr апрель апреля апр",
	"may mai mayo май мая",
	"june jun juni juin junio июнь июня июн",
	"july jul juli juillet juil julio июль июля июл",
	"august aug août agosto ago август августа авг",
	"september sep sept septembre septiembre setiembre set сентябрь сентября сен сент",
	"october oct oktober okt octobre octubre октябрь октября окт",
	"november nov novembre noviembre ноябрь ноября ноя нояб",
	"december dec dezember dez décembre déc diciembre dic декабрь декабря дек",
}

var months = monthsByName()

func monthsByName() map[string]time.Month {
	byName := map[string]time.Month{}
	for i, names := range monthNames {
		for _, name := range strings.Fields(names) {
			byName[name] = time.January + time.Month(i)
		}
	}
	return byName
}
