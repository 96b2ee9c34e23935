package citation

import (
	"fmt"
	"time"
)

// date is a day, a month or a year; what is not known is 0.
type date struct {
	year  int
	month time.Month
	day   int
}

func (d date) known() bool { return d != date{} }

// parseDate reads a date as corpus.Details has it; "" is the zero date.
func parseDate(s string) (date, error) {
	if s == "" {
		return date{}, nil
	}
	for i, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		d := dateOf(t)
		if i < 1 {
			d.month = 0
		}
		if i < 2 {
			d.day = 0
		}
		return d, nil
	}
	return date{}, fmt.Errorf("published %q is no date; write YYYY, YYYY-MM or YYYY-MM-DD", s)
}

// dateOf is a time's day, or nothing for the zero time.
func dateOf(t time.Time) date {
	if t.IsZero() {
		return date{}
	}
	return date{t.Year(), t.Month(), t.Day()}
}

// yearOr is the year, or what stands for a missing one.
func (d date) yearOr(missing string) string {
	if !d.known() {
		return missing
	}
	return fmt.Sprint(d.year)
}

// american is "July 12, 2017".
func (d date) american() string {
	switch {
	case d.day != 0:
		return fmt.Sprintf("%s %d, %d", d.month, d.day, d.year)
	case d.month != 0:
		return fmt.Sprintf("%s %d", d.month, d.year)
	default:
		return d.yearOr("")
	}
}

// yearFirst is "2017, July 12".
func (d date) yearFirst(missing string) string {
	switch {
	case d.day != 0:
		return fmt.Sprintf("%d, %s %d", d.year, d.month, d.day)
	case d.month != 0:
		return fmt.Sprintf("%d, %s", d.year, d.month)
	default:
		return d.yearOr(missing)
	}
}

// british is "12 July 2017", with the month as name says it.
func (d date) british(name func(time.Month) string) string {
	switch {
	case d.day != 0:
		return fmt.Sprintf("%d %s %d", d.day, name(d.month), d.year)
	case d.month != 0:
		return fmt.Sprintf("%s %d", name(d.month), d.year)
	default:
		return d.yearOr("")
	}
}

// withoutYear is "12 July" or "July".
func (d date) withoutYear() string {
	switch {
	case d.day != 0:
		return fmt.Sprintf("%d %s", d.day, d.month)
	case d.month != 0:
		return d.month.String()
	default:
		return ""
	}
}

// iso is the date as corpus.Details writes it.
func (d date) iso() string {
	switch {
	case d.day != 0:
		return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
	case d.month != 0:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	case d.known():
		return fmt.Sprintf("%04d", d.year)
	default:
		return ""
	}
}

// shortMonth is a month's name as MLA shortens it: all but those of up to four letters.
func shortMonth(m time.Month) string {
	switch name := m.String(); {
	case len(name) <= 4:
		return name
	case m == time.September:
		return "Sept."
	default:
		return name[:3] + "."
	}
}
