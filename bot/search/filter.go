package search

import (
	"strings"

	"footnote/corpus"
)

// admits says whether an article passes the query's filters.
func (ix *Index) admits(q Query, a *corpus.Article) bool {
	f := ix.facts[a]
	switch {
	case q.Article != "" && !strings.Contains(f.title, q.Article):
		return false
	case q.By != "" && !strings.Contains(f.by, q.By):
		return false
	case (q.Before != "" || q.After != "") && a.Published == "":
		return false
	case q.Before != "" && first(a.Published) >= first(q.Before):
		return false
	case q.After != "" && last(a.Published) < first(q.After):
		return false
	}
	return true
}

// first and last are the first and the last day that a date as precise as "2017" or "2017-07" may mean, in a form
// that compares as text. The last day of every month is written 31, which no comparison of days can tell.
func first(date string) string { return date + "-01-01"[min(6, max(0, len(date)-4)):] }
func last(date string) string  { return date + "-12-31"[min(6, max(0, len(date)-4)):] }
