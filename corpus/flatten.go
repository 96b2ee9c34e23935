package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is the longest run of marks and spaces, in bytes, that the sentence rules get to see. Their look back
// over such a run takes time in the square of it: 300 KB of closing brackets took 108 seconds.
const maxMarks = 100

// flatten is text of the same length whose line breaks are spaces and whose overlong runs of marks are letters.
func flatten(s string) string {
	if !isOneLine(s) {
		s = strings.ReplaceAll(s, "\n", " ")
	}
	runs := longRuns(s)
	if len(runs) == 0 {
		return s
	}
	b := []byte(s)
	for _, r := range runs {
		for i := r.Start; i < r.End; i++ {
			b[i] = 'x'
		}
	}
	return string(b)
}

// longRuns are the parts of the runs without letter or digit in s that are above maxMarks.
func longRuns(s string) []Span {
	var runs []Span
	for i, start := 0, 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
		switch {
		case isWordRune(r):
			start = i
		case i-start > maxMarks && len(runs) > 0 && runs[len(runs)-1].End == i-n:
			runs[len(runs)-1].End = i
		case i-start > maxMarks:
			runs = append(runs, Span{i - n, i})
		}
	}
	return runs
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// window is how much text, in bytes, around a boundary decides about it.
const window = 128

// tail is the end of s, at most window bytes and whole characters.
func tail(s string) string {
	if len(s) <= window {
		return s
	}
	at := len(s) - window
	for !utf8.RuneStart(s[at]) {
		at++
	}
	return s[at:]
}

// head is the start of s, at most window bytes and whole characters.
func head(s string) string { return prefix(s, window) }
