package corpus

import (
	"slices"
	"strconv"
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
	number, _ := itemNumber(line)
	return number >= 0
}

// itemNumber is the number that a line starts with as an item of a numbered list, "3. coal", and what is behind it, or -1.
func itemNumber(line string) (number int, rest string) {
	mark, rest, found := strings.Cut(line, " ")
	digits := strings.TrimRight(mark, ".)")
	if !found || isBlank(rest) || len(mark) != len(digits)+1 || len(digits) > 3 || !isNumber(digits) {
		return -1, ""
	}
	number, _ = strconv.Atoi(digits)
	return number, rest
}

// tableRows tells which of a run's lines are rows of a table set with spaces or tabs: three rows or more of three cells
// or more, each below or above one of the next row. Text whose lines are stretched to one width has two such lines now
// and then; a dialogue, a numbered list and verse have two columns.
func tableRows(text string, lines []Span) []bool {
	rows := make([]bool, len(lines))
	var above []Span
	count := 0
	for i, l := range lines {
		cells := cellsOf(text[strings.LastIndexByte(text[:l.Start], '\n')+1 : l.End])
		count++
		if len(cells) < 3 || !aligned(above, cells) {
			count = 1
		}
		if count >= 3 {
			rows[i-2], rows[i-1], rows[i] = true, true, true
		}
		above = cells
	}
	return rows
}

// cellsOf are the columns, in characters, of a line's parts between gaps of two spaces or more. Where tabs divide the
// line, their widths are not known, and the parts are counted instead.
func cellsOf(line string) []Span {
	var cells []Span
	if strings.Contains(line, "\t") {
		for i := range strings.Split(strings.TrimSpace(line), "\t") {
			cells = append(cells, Span{i, i})
		}
		return cells
	}
	column := 0
	for part := range strings.SplitSeq(line, "  ") {
		width := utf8.RuneCountInString(part)
		if word := strings.TrimSpace(part); word != "" {
			start := column + width - utf8.RuneCountInString(strings.TrimLeft(part, " "))
			cells = append(cells, Span{start, start + utf8.RuneCountInString(word)})
		}
		column += width + 2
	}
	return cells
}

// aligned tells whether two lines have as many cells, each with its left or its right end below that of the other.
func aligned(above, below []Span) bool {
	return slices.EqualFunc(above, below, func(a, b Span) bool { return a.Start == b.Start || a.End == b.End })
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
