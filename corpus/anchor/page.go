package anchor

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// page is an article as a browser searches it for a text fragment, but compared more loosely: what is told apart here
// is told apart there.
type page struct {
	text   string
	blocks []corpus.Block
	words  []word
	// folded are the words' keys with spaces between them, offsets where each begins; one more is the end.
	folded  string
	offsets []int
}

func newPage(a *corpus.Article) *page {
	p := &page{text: a.Text, blocks: a.Blocks, words: wordsOf(a.Text)}
	var b strings.Builder
	for _, w := range p.words {
		p.offsets = append(p.offsets, b.Len())
		b.WriteString(w.key + " ")
	}
	p.folded, p.offsets = b.String(), append(p.offsets, b.Len())
	return p
}

// firstWord is the number of the first word that begins at or behind a position.
func (p *page) firstWord(at int) int {
	i, _ := slices.BinarySearchFunc(p.words, at, func(w word, at int) int { return cmp.Compare(w.start, at) })
	return i
}

// wordAt is the offset in folded of the first word at or behind a position.
func (p *page) wordAt(at int) int { return p.offsets[p.firstWord(at)] }

// endAt is the offset in folded of the end of what stands before a position, which may cut a word such as "and/or".
func (p *page) endAt(at int) int {
	i := p.firstWord(at)
	if i > 0 && p.words[i-1].end > at {
		return p.offsets[i-1] + len(keyOf(p.text[p.words[i-1].start:at]))
	}
	return p.offsets[i]
}

// directives are the ways to point to a span, the best first.
func (p *page) directives(span corpus.Span) iter.Seq[directive] {
	return func(yield func(directive) bool) {
		for start, end := range p.terms(wholeSpan(p.text, span)) {
			if d, found := p.around(start, end); found && !yield(d) {
				return
			}
		}
	}
}

// terms are the starts and ends that can stand for a span: its exact text as both, then ranges.
func (p *page) terms(span corpus.Span) iter.Seq2[corpus.Span, corpus.Span] {
	return func(yield func(start, end corpus.Span) bool) {
		if span.Start >= span.End {
			return
		}
		first, last := p.block(span.Start), p.block(span.End-1)
		short := utf8.RuneCountInString(p.text[span.Start:span.End]) < exactBelow
		if first == last && short && !yield(span, span) {
			return
		}
		for _, n := range []int{6, 9, 14, 4, 3} { // more words tell more, fewer make the link shorter
			start := corpus.Span{Start: span.Start, End: endOfWords(p.text, span.Start, min(span.End, first.End), n)}
			end := corpus.Span{Start: startOfWords(p.text, max(span.Start, last.Start), span.End, n), End: span.End}
			if start.End < end.Start && !yield(start, end) {
				return
			}
		}
	}
}

// around is the directive for a start and an end, which are the same for an exact text: without context where the
// place is plain, otherwise with words before and behind. There is none where browsers would find another place.
func (p *page) around(start, end corpus.Span) (directive, bool) {
	for _, n := range []int{0, 3, 6} {
		d, before, behind := p.directive(start, end, n)
		few := start == end && len(strings.Fields(d.start)) <= fewWords
		if n == 0 && few && (before.Start > 0 || behind.End < len(p.text)) {
			continue
		}
		if p.finds(start, end, before, behind) {
			return d, true
		}
	}
	return directive{}, false
}

// directive makes one with n words of context; before and behind are start and end with the context.
func (p *page) directive(start, end corpus.Span, n int) (d directive, before, behind corpus.Span) {
	before, behind = start, end
	d.start = p.text[start.Start:start.End]
	if start != end {
		d.end = p.text[end.Start:end.End]
	}
	if n == 0 {
		return d, before, behind
	}
	if to := trimEnd(p.text, start.Start); to > 0 {
		before.Start = startOfWords(p.text, p.block(to-1).Start, to, n)
		d.prefix = p.text[before.Start:to]
	}
	if from := trimStart(p.text, end.End); from < len(p.text) {
		behind.End = endOfWords(p.text, from, p.block(from).End, n)
		d.suffix = p.text[from:behind.End]
	}
	return d, before, behind
}

// finds tells whether a search for the start with its context comes upon this place first, and from there the end.
// Without context the start must stand nowhere else at all: the page may have more text than the article.
func (p *page) finds(start, end, before, behind corpus.Span) bool {
	alone := before == start && behind == end
	if start == end {
		return p.firstAt(0, corpus.Span{Start: before.Start, End: behind.End}, alone)
	}
	return p.firstAt(0, before, alone) && p.firstAt(start.End, behind, false)
}

// firstAt tells whether a span's words stand nowhere between from and the span, and, where alone is set, not behind
// it either.
func (p *page) firstAt(from int, span corpus.Span, alone bool) bool {
	start, end := p.wordAt(span.Start), p.endAt(span.End)
	inner := strings.TrimLeftFunc(p.folded[start:end], notWord)
	needle := strings.TrimRightFunc(inner, notWord)
	if needle == "" {
		return false
	}
	begin := p.wordAt(from)
	found := wholeWords(p.folded[begin:], needle, 2)
	return len(found) > 0 && begin+found[0] == end-len(inner) && !(alone && len(found) > 1)
}

// block is the block at a position; what is in none is a stretch between two.
func (p *page) block(at int) corpus.Span {
	i, _ := slices.BinarySearchFunc(p.blocks, at, func(b corpus.Block, at int) int { return cmp.Compare(b.End, at+1) })
	gap := corpus.Span{Start: 0, End: len(p.text)}
	if i > 0 {
		gap.Start = p.blocks[i-1].End
	}
	if i == len(p.blocks) {
		return gap
	}
	if p.blocks[i].Start <= at {
		return corpus.Span{Start: p.blocks[i].Start, End: p.blocks[i].End}
	}
	gap.End = p.blocks[i].Start
	return gap
}
