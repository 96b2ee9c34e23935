package discord

import (
	"strings"
	"unicode"

	"footnote/corpus"
	"footnote/retrieval"
)

// omission stands at the ends of a quotation that was shortened. Its brackets are not escaped, so it
// cannot be confused with one that the article itself holds.
const omission = "[…]"

// quotation renders a passage as a block quotation with its marked sentence in bold, at most room
// units long, for a room of a few hundred at least. A passage that is too long is cut at the ends
// of sentences around the marked one, which is only cut if it alone does not fit.
func quotation(c retrieval.Citation, room int) string {
	q := newQuote(c)
	if s := q.render(q.whole, q.mark); units(s) <= room {
		return s
	}
	first, last := q.holding(q.mark)
	shown := corpus.Span{Start: q.parts[first].Start, End: q.parts[last].End}
	best := q.render(shown, q.mark)
	if units(best) > room {
		return q.cutMark(room)
	}
	for grown := true; grown; {
		grown = false
		for _, wider := range q.wider(first, last) {
			s := q.render(corpus.Span{Start: q.parts[wider[0]].Start, End: q.parts[wider[1]].End}, q.mark)
			if units(s) <= room {
				first, last, best, grown = wider[0], wider[1], s, true
				break
			}
		}
	}
	return best
}

// quote is a passage to be quoted; all spans are offsets into text.
type quote struct {
	text        string
	whole, mark corpus.Span
	// parts are the passage's sentences with the space before them; together they are the passage.
	parts []corpus.Span
}

func newQuote(c retrieval.Citation) *quote {
	p := c.Passage
	q := &quote{text: p.Article.Text, whole: corpus.Span{Start: p.Start, End: p.End}}
	q.mark = corpus.Span{Start: clamp(c.Sentence.Start, q.whole), End: clamp(c.Sentence.End, q.whole)}
	if q.mark.End < q.mark.Start {
		q.mark.End = q.mark.Start
	}
	at := p.Start
	for _, s := range p.Sentences {
		if s.End > at && s.End < p.End {
			q.parts = append(q.parts, corpus.Span{Start: at, End: s.End})
			at = s.End
		}
	}
	q.parts = append(q.parts, corpus.Span{Start: at, End: p.End})
	return q
}

func clamp(offset int, to corpus.Span) int { return min(max(offset, to.Start), to.End) }

// holding returns the first and the last part that span touches.
func (q *quote) holding(span corpus.Span) (first, last int) {
	for i, p := range q.parts {
		if p.End <= span.Start && i+1 < len(q.parts) {
			first = i + 1
		}
		if p.Start < span.End {
			last = i
		}
	}
	return first, max(first, last)
}

// wider lists the ways to show one sentence more: the following one, which tends to explain, and
// then the preceding one.
func (q *quote) wider(first, last int) [][2]int {
	var ways [][2]int
	if last+1 < len(q.parts) {
		ways = append(ways, [2]int{first, last + 1})
	}
	if first > 0 {
		ways = append(ways, [2]int{first - 1, last})
	}
	return ways
}

// cutMark shows as much of the marked sentence's beginning as fits.
func (q *quote) cutMark(room int) string {
	if s := q.render(q.mark, q.mark); units(s) <= room {
		return s
	}
	lead := len(q.text[q.mark.Start:q.mark.End]) - len(strings.TrimLeftFunc(q.text[q.mark.Start:q.mark.End], unicode.IsSpace))
	start := q.mark.Start + lead
	for n := room; n > 0; {
		end := start + len(cutAtWord(q.text[start:q.mark.End], n))
		s := q.render(corpus.Span{Start: start, End: end}, q.mark)
		over := units(s) - room
		if over <= 0 {
			return s
		}
		n -= max(1, over/2) // escaping doubles at most, so this does not overshoot by much
	}
	return "> " + omission
}

// render quotes what shown covers, with the part of it that mark covers in bold.
func (q *quote) render(shown, mark corpus.Span) string {
	mark = corpus.Span{Start: clamp(mark.Start, shown), End: clamp(mark.End, shown)}
	e := newEscaper()
	if strings.TrimSpace(q.text[q.whole.Start:shown.Start]) != "" {
		e.raw(omission + " ")
		shown.Start += len(q.text[shown.Start:mark.Start]) - len(strings.TrimLeftFunc(q.text[shown.Start:mark.Start], unicode.IsSpace))
	}
	e.write(q.text[shown.Start:mark.Start])
	e.bold(q.text[mark.Start:mark.End])
	e.write(q.text[mark.End:shown.End])
	if strings.TrimSpace(q.text[shown.End:q.whole.End]) != "" {
		e.raw(" " + omission)
	}
	return "> " + strings.ReplaceAll(e.String(), "\n", "\n> ")
}
