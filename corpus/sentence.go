package corpus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Sentences finds the sentences of a paragraph, in order, trimmed of white space; together they cover
// everything else. Boundaries are those of UAX #29, less the ones behind abbreviations, initials and numbers
// of the language (ISO 639-1; others are read as English), and more where that standard sees none: behind an
// ellipsis, at a blank line, at the items of a list and at the rows of a table. A single line break is a space
// otherwise.
func Sentences(text, language string) []Span {
	var spans []Span
	lex := lexiconOf(language)
	for _, p := range splitPieces(text) {
		if p.row {
			spans = append(spans, p.Span)
		} else {
			spans = lex.sentences(spans, text, p.Span)
		}
	}
	return spans
}

// piece is a part of a text that no sentence leaves; a row of a table is one sentence.
type piece struct {
	Span
	row bool
}

// splitPieces divides text where no sentence goes on: at blank lines, before the items of a list and around rows.
func splitPieces(text string) []piece {
	if isOneLine(text) {
		return []piece{{Span: trim(text, 0, len(text))}}
	}
	var pieces []piece
	for _, run := range splitRuns(text) {
		lines := splitLines(text, run.Start, run.End)
		rows := tableRows(text, lines)
		for i, l := range lines {
			if i == 0 || rows[i] || rows[i-1] || isItem(text[l.Start:l.End]) {
				pieces = append(pieces, piece{l, rows[i]})
			}
			pieces[len(pieces)-1].End = l.End
		}
	}
	return pieces
}

// sentences appends the sentences of one piece of text.
func (lex *lexicon) sentences(spans []Span, text string, piece Span) []Span {
	flat := flatten(text[piece.Start:piece.End])
	start := 0
	for _, cut := range boundaries(flat) {
		if cut <= start || lex.joins(tail(flat[start:cut]), head(flat[cut:])) {
			continue
		}
		spans = appendTrimmed(spans, text, piece.Start+start, piece.Start+cut)
		start = cut
	}
	return appendTrimmed(spans, text, piece.Start+start, piece.End)
}

// appendTrimmed appends text[start:end] without white space at its ends, unless nothing is left.
func appendTrimmed(spans []Span, text string, start, end int) []Span {
	if s := trim(text, start, end); s.Start < s.End {
		return append(spans, s)
	}
	return spans
}

// boundaries are where sentences may end in s, ascending, without its end.
func boundaries(s string) []int {
	var list []int
	for it := sentences.FromString(s); it.Next(); {
		if end := adjust(s, it.End()); end < len(s) {
			list = append(list, end)
		}
	}
	if more := ellipses(s); len(more) > 0 {
		list = append(list, more...)
		slices.Sort(list)
	}
	return list
}

// ellipses are the starts of the words behind an ellipsis, closing quotes and a space, that are capital as
// sentences are. UAX #29 gives "…" no meaning.
func ellipses(s string) []int {
	var list []int
	for at := 0; ; {
		i := strings.Index(s[at:], "…")
		if i < 0 {
			return list
		}
		rest := strings.TrimLeft(s[at+i:], closers+"…")
		word := strings.TrimLeftFunc(rest, unicode.IsSpace)
		at = len(s) - len(word)
		if len(word) < len(rest) && unicode.IsUpper(firstLetter(word)) && !strings.HasPrefix(word, "I ") {
			list = append(list, at)
		}
	}
}

// adjust moves a boundary that UAX #29 sets behind an opening bracket or quote without a space before it:
// in "left.[3] She" behind the note, in "left.“She" before the quote. And it moves one before a closing mark
// that a space precedes, as in « Viens ! », behind that; in »Ja.« »Nein.« the mark opens.
func adjust(s string, end int) int {
	rest := strings.TrimLeft(s[end:], "»›”)]}")
	if next := strings.TrimLeft(rest, " "); len(rest) < len(s)-end && !opensQuote(rest) {
		return len(s) - len(next)
	}
	r, n := utf8.DecodeLastRuneInString(s[:end])
	if end == len(s) || !strings.ContainsRune("[(“‘„«", r) {
		return end
	}
	if note, rest, found := strings.Cut(s[end:min(len(s), end+8)], "]"); found && r == '[' && isNumber(note) {
		return len(s[:end]) + len(note) + 1 + len(rest) - len(strings.TrimLeft(rest, " "))
	}
	return end - n
}

// opensQuote tells whether a quotation mark opens, by what follows it: a word, a further mark that opens or an ellipsis.
func opensQuote(after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	return isWordRune(r) || strings.ContainsRune(openers+"…", r)
}
