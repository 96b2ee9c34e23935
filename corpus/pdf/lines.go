package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// rows puts the words of one column together to lines. A word in smaller letters belongs to the line that its middle
// is in.
func rows(words []word) [][]word {
	sorted := slices.SortedStableFunc(slices.Values(words), func(a, b word) int { return cmp.Compare(a.yMin+a.yMax, b.yMin+b.yMax) })
	var list [][]word
	var last box
	for _, w := range sorted {
		if middle := (w.yMin + w.yMax) / 2; len(list) == 0 || middle > last.yMax || middle < last.yMin {
			list = append(list, nil)
			last = w.box
		}
		n := len(list) - 1
		list[n] = append(list[n], w)
		last.yMin, last.yMax = min(last.yMin, w.yMin), max(last.yMax, w.yMax)
	}
	var lines [][]word
	for _, l := range list {
		slices.SortStableFunc(l, func(a, b word) int { return cmp.Compare(a.xMin, b.xMin) })
		lines = append(lines, cutLine(l)...)
	}
	return lines
}

// maxSpace is how wide the gap between two words of a line is at most, as a part of their height.
const maxSpace = 3

// cutLine divides a line at its wide gaps: cells of a table, the ends of a running head.
func cutLine(words []word) [][]word {
	var lines [][]word
	start := 0
	for i := 1; i < len(words); i++ {
		if words[i].xMin-words[i-1].xMax > maxSpace*words[i].height() {
			lines = append(lines, words[start:i])
			start = i
		}
	}
	return append(lines, words[start:])
}

// minSpace is how wide the gap between two words is at least, as a part of the line's height; where pdftotext divides
// a word, as where its font changes, it is less.
const minSpace = 0.08

// lineOf puts words together to a line. The numbers of notes in the text are left out.
func lineOf(words []word) line {
	l := line{box: around(words)}
	main := mainWord(words)
	l.yMin, l.yMax = main.yMin, main.yMax // not those of a power or of a large letter
	var b strings.Builder
	last := words[0]
	for i, w := range words {
		if i > 0 && isNoteMark(w, last, l.box) {
			continue
		}
		if i > 0 && (w.xMin-last.xMax > minSpace*l.height() || w.xMin < last.xMin) {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
		last = w
	}
	l.text = strings.Join(strings.Fields(b.String()), " ")
	return l
}

// mainWord is a word that is as high as most letters of the line.
func mainWord(words []word) word {
	sorted := slices.SortedStableFunc(slices.Values(words), func(a, b word) int { return cmp.Compare(a.height(), b.height()) })
	letters := 0
	for _, w := range sorted {
		letters += len(w.text)
	}
	below := 0
	for _, w := range sorted {
		if below += len(w.text); 2*below >= letters {
			return w
		}
	}
	return sorted[len(sorted)-1]
}

// isNoteMark tells whether a word is a small raised number behind a word or a mark. Behind a number or a single letter
// it is a power.
func isNoteMark(w, before word, l box) bool {
	r, size := utf8.DecodeLastRuneInString(before.text)
	return w.height() < 0.8*before.height() && w.yMax < before.yMax-0.1*l.height() && len(w.text) <= 3 && strings.Trim(w.text, "0123456789,") == "" &&
		!unicode.IsDigit(r) && size < len(before.text) && (!unicode.IsLetter(r) || utf8.RuneCountInString(before.text) > 3)
}
