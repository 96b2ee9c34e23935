package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// wholeSpan is a span without white space at its ends and with the words whole that it cuts.
func wholeSpan(text string, span corpus.Span) corpus.Span {
	for span.Start > 0 && cutsWord(text, span.Start) {
		_, size := utf8.DecodeLastRuneInString(text[:span.Start])
		span.Start -= size
	}
	for span.End < len(text) && cutsWord(text, span.End) {
		_, size := utf8.DecodeRuneInString(text[span.End:])
		span.End += size
	}
	span.Start = min(trimStart(text, span.Start), span.End)
	span.End = max(trimEnd(text, span.End), span.Start)
	return span
}

// cutsWord tells whether a position parts two letters or digits of a script that writes spaces.
func cutsWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	behind, _ := utf8.DecodeRuneInString(text[at:])
	return !notWord(before) && !notWord(behind) && !(standsAlone(before) && standsAlone(behind))
}

// endOfWords is where the n-th word from start ends, at most end. Words end at white space and, in scripts without
// it, behind the marks of a clause: those are boundaries to every browser.
func endOfWords(text string, start, end, n int) int {
	inside := false
	for i, r := range text[start:end] {
		gap := unicode.IsSpace(r)
		if gap && inside {
			if n--; n == 0 {
				return start + i
			}
		}
		inside = !gap
		if isClauseMark(r) {
			if n--; n == 0 {
				return start + i + utf8.RuneLen(r)
			}
			inside = false
		}
	}
	return trimEnd(text, end)
}

// startOfWords is where the n-th word from the end begins, at least start.
func startOfWords(text string, start, end, n int) int {
	at := end
	inside := false
	for at > start {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		gap := unicode.IsSpace(r) || isClauseMark(r) && at < end
		if gap && inside {
			if n--; n == 0 {
				return at
			}
		}
		inside = !gap
		at -= size
	}
	return min(trimStart(text, start), end)
}

func isClauseMark(r rune) bool { return strings.ContainsRune("、。，！？；：", r) }

func trimStart(text string, at int) int {
	return len(text) - len(strings.TrimLeftFunc(text[at:], unicode.IsSpace))
}

func trimEnd(text string, at int) int {
	return len(strings.TrimRightFunc(text[:at], unicode.IsSpace))
}
