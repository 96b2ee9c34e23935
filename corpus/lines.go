package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// trim is the part of text[start:end] without white space at its ends.
func trim(text string, start, end int) Span {
	s := text[start:end]
	left := strings.TrimLeftFunc(s, unicode.IsSpace)
	start += len(s) - len(left)
	return Span{start, start + len(strings.TrimRightFunc(left, unicode.IsSpace))}
}

// splitLines are the lines of text[start:end], each without white space at its ends; blank lines are left out.
func splitLines(text string, start, end int) []Span {
	var lines []Span
	for start < end {
		stop := end
		if i := strings.IndexByte(text[start:end], '\n'); i >= 0 {
			stop = start + i
		}
		if l := trim(text, start, stop); l.Start < l.End {
			lines = append(lines, l)
		}
		start = stop + 1
	}
	return lines
}

// splitRuns are the runs of lines of text between blank lines, trimmed.
func splitRuns(text string) []Span {
	var runs []Span
	open := false
	for start := 0; start < len(text); {
		stop := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			stop = start + i
		}
		l := trim(text, start, stop)
		switch {
		case l.Start == l.End:
			open = false
		case open:
			runs[len(runs)-1].End = l.End
		default:
			runs = append(runs, l)
			open = true
		}
		start = stop + 1
	}
	return runs
}

func isOneLine(s string) bool { return !strings.Contains(s, "\n") }

// closers are what may stand after the stop that ends a sentence, openers what may stand before its first letter.
// A mark that closes in one language opens in another: „Ja“ and “yes”, »Ja« and « oui ».
const (
	closers = `"'”’“‘»›«‹)]}`
	openers = `"'“‘„‚«‹»›([{¿¡`
)

// endsSentence tells whether s ends as sentences do: with a stop, perhaps inside closing quotes or brackets.
func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, closers))
	return strings.ContainsRune(".!?…。！？؟।", r)
}

// firstLetter is the first rune of s behind opening quotes and brackets.
func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, openers))
	return r
}

// isItem tells whether a line starts as an item of a list: "• coal", "- coal", "3. coal".
func isItem(line string) bool {
	mark, rest, found := strings.Cut(line, " ")
	if !found || isBlank(rest) {
		return false
	}
	switch mark {
	case "•", "-", "*", "–", "·", "▪", "◦", "+":
		return true
	}
	digits := strings.TrimRight(mark, ".)")
	return len(mark) == len(digits)+1 && len(digits) <= 3 && isNumber(digits)
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
