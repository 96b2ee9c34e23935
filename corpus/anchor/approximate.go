package anchor

import (
	"unicode/utf8"

	"footnote/corpus"
)

// The thresholds were measured on the 156 passages and sentences of the example articles, in November 2026: in the
// seven other articles, on the same subject, the likeliest place keeps 0.50 of one at most, 0.46 for 999 in 1000;
// where every sixth word was replaced and every ninth left out, the right place keeps 0.60 of half of them.
const (
	// maxPlaces is how many places the approximate search compares word by word.
	maxPlaces = 4
	// leastSimilar is how much of a quotation has to be left for it to count as changed and not as gone.
	leastSimilar = 0.5
	// leastScore is the least score of a changed quotation that does not carry enough evidence of its own.
	leastScore = 0.5
	// ownEvidence is how much has to be left of a quotation of at least ownWords words to be believed in any context.
	ownEvidence = 0.65
	ownWords    = 12
	// beyondDoubt is the score from which no other place is compared.
	beyondDoubt = 0.9
	// slack is how many bytes beside an expected place are compared, besides a quarter of the quotation.
	slack = 256
)

// approximate looks for a reworded quotation.
func (a Anchor) approximate(text string) Match {
	quoted := wordsOf(a.Quote)
	places := newSeeds(a.Prefix+a.Quote+a.Suffix).places(text, a.Start-len(a.Prefix), maxPlaces)
	var best Match
	for _, p := range places {
		if 2*p.votes < places[0].votes || best.Score >= beyondDoubt {
			break
		}
		if m := a.compare(text, quoted, p.at+len(a.Prefix)); m.Score > best.Score {
			best = m
		}
	}
	return best
}

// compare looks at one place, where the quotation is expected to begin, and returns a match or nothing.
func (a Anchor) compare(text string, quoted []word, at int) Match {
	reach := slack + len(a.Quote)/4
	from := runeStart(text, at-reach)
	found := wordsOf(text[from:runeStart(text, at+len(a.Quote)+reach)])
	lead := 0
	for lead < len(found) && from+found[lead].start < at {
		lead++
	}
	al := align(quoted, found, lead)
	if al.similarity < leastSimilar || al.first >= al.end {
		return Match{}
	}
	al = a.widen(text, from, found, al)
	span := corpus.Span{Start: from + found[al.first].start, End: from + found[al.end-1].end}
	before, behind := a.context(text, span)
	score := a.score(al.similarity, before, behind, span.Start, len(text))
	if score < leastScore && (al.similarity < ownEvidence || len(quoted) < ownWords) {
		return Match{}
	}
	return Match{Verdict: Changed, Span: span, Score: score}
}

// widen takes in the words that replaced those at the quotation's ends: of as many words as were left out there,
// those up to where the context agrees best.
func (a Anchor) widen(text string, from int, found []word, al alignment) alignment {
	side := func(at func(i int) float64, missing int) int {
		best, most := 0, at(0)
		for i := 1; i <= missing; i++ {
			if s := at(i); s > most {
				best, most = i, s
			}
		}
		return best
	}
	head, tail := al.missing()
	al.first -= side(func(i int) float64 {
		return similarity(a.Prefix, lastRunes(text[:from+found[al.first-i].start], contextLength))
	}, min(head, al.first))
	al.end += side(func(i int) float64 {
		return similarity(a.Suffix, firstRunes(text[from+found[al.end+i-1].end:], contextLength))
	}, min(tail, len(found)-al.end))
	return al
}

// maxMissing bounds how many words at either end of a quotation are looked for.
const maxMissing = 32

// missing counts the quotation's words at its ends that have no partner.
func (al alignment) missing() (head, tail int) {
	for head < min(len(al.steps), maxMissing) && al.steps[head].found < 0 {
		head++
	}
	for tail < min(len(al.steps), maxMissing) && al.steps[len(al.steps)-1-tail].found < 0 {
		tail++
	}
	return head, tail
}

// runeStart is the offset at or before at where a rune begins, inside the text.
func runeStart(text string, at int) int {
	at = min(max(0, at), len(text))
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}
