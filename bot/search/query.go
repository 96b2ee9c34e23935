// Package search finds the passages that contain given words, for people who know what they look for.
// [Parse] reads what a person types, [New] prepares a collection, and [Index.Find] lists the matches.
//
// What binds:
//   - A passage matches where it has all the words and phrases; a word matches the beginning of a word, so
//     "sanction" finds "sanctions", and a phrase matches whole words.
//   - Letter case, diacritics, the shape of quotation marks and dashes, and white space do not count.
//   - The order is total: score, then the collection's order. The same text over the same collection gives
//     the same list.
package search

import (
	"fmt"
	"strings"
	"time"
	"unicode"
)

// MaxQuery is the longest text that Parse takes, in bytes; MaxTerms is how many words and phrases it may have.
const (
	MaxQuery = 2000
	MaxTerms = 20
)

// Query is what a person looks for. Filters that are "" are off.
type Query struct {
	// Words and Phrases are folded (see package comment) and must all occur in a passage.
	Words, Phrases []string
	// Article and By are folded parts of an article's title and of an author's or publisher's name.
	Article, By string
	// Before and After are ISO 8601 dates such as "2017", "2017-07" or "2017-07-12". Before leaves out
	// what was published then or later, After what was published earlier. Articles without a date match neither.
	Before, After string
}

// Problem says what is wrong with a query.
type Problem uint8

const (
	// Empty: there is neither a word nor a filter.
	Empty Problem = iota + 1
	// TooLong: there is more than MaxQuery or MaxTerms allow.
	TooLong
	// BadDate: before: or after: is not followed by a date.
	BadDate
)

// Error is a query that cannot be searched for.
type Error struct {
	Problem Problem
	// Text is the part of the query that is wrong, or "".
	Text string
}

func (e *Error) Error() string {
	switch e.Problem {
	case TooLong:
		return fmt.Sprintf("the search has more than %d characters or %d words", MaxQuery, MaxTerms)
	case BadDate:
		return fmt.Sprintf("%q is no date such as 2017, 2017-07 or 2017-07-12", e.Text)
	default:
		return "the search is empty"
	}
}

// Parse reads words, "exact phrases" and the operators article:, by:, before: and after:, whose values may
// stand in quotation marks too. A quotation mark that is never closed runs to the end; any other
// name before a colon is a word. The error is an *Error.
func Parse(text string) (Query, error) {
	if len(text) > MaxQuery {
		return Query{}, &Error{Problem: TooLong}
	}
	var q Query
	for rest := text; ; {
		var p part
		if p, rest = next(rest); p == (part{}) {
			break
		}
		if err := q.add(p); err != nil {
			return Query{}, err
		}
	}
	switch {
	case len(q.Words)+len(q.Phrases) > MaxTerms:
		return Query{}, &Error{Problem: TooLong}
	case !q.matches() && q.Article == "" && q.By == "" && q.Before == "" && q.After == "":
		return Query{}, &Error{Problem: Empty}
	}
	return q, nil
}

// matches says whether the query wants words or phrases, not only filters.
func (q Query) matches() bool { return len(q.Words)+len(q.Phrases) > 0 }

// part is one piece of a query: a word, a phrase or an operator with its value.
type part struct {
	operator, text string
	quoted         bool
}

// next takes one part off the front of text. The zero part is the end.
func next(text string) (p part, rest string) {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	for _, o := range []string{"article", "by", "before", "after"} {
		if len(text) > len(o) && strings.EqualFold(text[:len(o)], o) && text[len(o)] == ':' {
			p.operator, text = o, strings.TrimLeftFunc(text[len(o)+1:], unicode.IsSpace)
			break
		}
	}
	if inner, ok := cutMark(text); ok {
		p.quoted = true
		end := strings.IndexFunc(inner, isMark)
		if end < 0 {
			p.text, rest = inner, ""
		} else {
			p.text = inner[:end]
			rest, _ = cutMark(inner[end:])
		}
	} else {
		end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || isMark(r) })
		if end < 0 {
			end = len(text)
		}
		p.text, rest = text[:end], text[end:]
	}
	if p.text == "" && p.operator == "" && (p.quoted || rest != "") {
		return next(rest) // an empty pair of marks
	}
	if p.text == "" && p.operator == "" {
		return part{}, ""
	}
	return p, rest
}

func isMark(r rune) bool { return strings.ContainsRune("\"“”„«»", r) }

func cutMark(text string) (rest string, ok bool) {
	for i, r := range text {
		if i == 0 && !isMark(r) {
			return text, false
		}
		if i > 0 {
			return text[i:], true
		}
	}
	return "", text != ""
}

func (q *Query) add(p part) error {
	folded := trimPunctuation(fold(p.text))
	switch p.operator {
	case "article":
		q.Article = folded
	case "by":
		q.By = folded
	case "before", "after":
		if !isDate(p.text) {
			return &Error{Problem: BadDate, Text: p.text}
		}
		if p.operator == "before" {
			q.Before = p.text
		} else {
			q.After = p.text
		}
	default:
		q.term(folded, p.quoted)
	}
	return nil
}

func (q *Query) term(folded string, quoted bool) {
	switch {
	case !strings.ContainsFunc(folded, isWordRune):
	case quoted:
		q.Phrases = append(q.Phrases, folded)
	default:
		q.Words = append(q.Words, folded)
	}
}

func trimPunctuation(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return !isWordRune(r) })
}

func isDate(s string) bool {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
