package anchor

import (
	"strings"

	"footnote/corpus"
)

const (
	// maxOccurrences bounds how many exact occurrences are compared on either side of the old position.
	maxOccurrences = 512
	// shortQuote is the length in bytes below which a quotation alone does not tell its place: "the" stands everywhere.
	shortQuote = 24
	// shortContext is how much of the context has to be left around a short quotation, on average of both sides.
	shortContext = 0.4
)

// exact looks for the quotation's bytes and returns the occurrence that agrees best.
func (a Anchor) exact(text string) Match {
	var best Match
	for _, start := range a.occurrences(text) {
		span := corpus.Span{Start: start, End: start + len(a.Quote)}
		before, behind := a.context(text, span)
		if len(a.Quote) < shortQuote && (before+behind)/2 < shortContext {
			continue
		}
		if score := a.score(1, before, behind, start, len(text)); score > best.Score {
			best = Match{Verdict: Moved, Span: span, Score: score}
		}
	}
	if best.Verdict == Moved && best.Span.Start == a.Start {
		best.Verdict = Unchanged
	}
	return best
}

// occurrences are the starts of the quotation in a text, from the old position outwards, each way up to maxOccurrences.
func (a Anchor) occurrences(text string) []int {
	var starts []int
	middle := min(max(0, a.Start), len(text))
	for at := middle; len(starts) < maxOccurrences; {
		i := strings.Index(text[at:], a.Quote)
		if i < 0 {
			break
		}
		starts = append(starts, at+i)
		at += i + 1
	}
	ahead := len(starts)
	for end := min(middle+len(a.Quote)-1, len(text)); len(starts) < ahead+maxOccurrences; {
		i := strings.LastIndex(text[:end], a.Quote)
		if i < 0 {
			break
		}
		starts = append(starts, i)
		end = i + len(a.Quote) - 1
	}
	return starts
}
