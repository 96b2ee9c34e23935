package pdf

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// printedNumbers are the numbers printed at the edges of pages, as far as they count the pages: "" where none is. A
// page between two of the same count has the number that it would have.
func printedNumbers(edges [][]edgeLine) []string {
	votes := map[count]int{}
	found := make([][]count, len(edges))
	for i, lines := range edges {
		seen := map[count]bool{}
		for _, l := range lines {
			for _, c := range countsIn(l.text, i) {
				if !seen[c] {
					seen[c] = true
					votes[c]++
					found[i] = append(found[i], c)
				}
			}
		}
	}
	return written(chosen(found, votes))
}

// count is a way of numbering pages: the number of the page at index 0, which may be below 1.
type count struct {
	first int
	roman bool
}

func (c count) at(i int) int { return c.first + i }

// countsIn are the counts that a running line may be part of: the numbers at its ends.
func countsIn(text string, i int) []count {
	var counts []count
	for _, s := range ends(text) {
		if n, err := strconv.Atoi(s); err == nil && n > 0 && len(s) <= 5 {
			counts = append(counts, count{first: n - i})
		} else if n := roman(s); n > 0 {
			counts = append(counts, count{first: n - i, roman: true})
		}
	}
	return counts
}

var ofAll = regexp.MustCompile(`^(?:[Pp]age )?(\d+) ?(?:/|of) ?\d+$`)

// ends are the first and the last word of a line, without marks: "124 The Lock", "– 5 –", "Page 3 of 9", "3/9".
func ends(text string) []string {
	if m := ofAll.FindStringSubmatch(text); m != nil {
		return m[1:]
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" -–—|·•[]", r) })
	switch len(words) {
	case 0:
		return nil
	case 1:
		return words
	}
	return []string{words[0], words[len(words)-1]}
}

// pageNumber is a line that is a page's number and nothing else, or "".
func pageNumber(text string) string {
	words := ends(text)
	if len(words) == 1 {
		return words[0]
	}
	return ""
}

// chosen is each page's count with the most pages, if it has two at least; between pages of one count it goes on.
func chosen(found [][]count, votes map[count]int) []*count {
	best := make([]*count, len(found))
	last := -1
	for i, counts := range found {
		for _, c := range counts {
			if votes[c] >= 2 && (best[i] == nil || votes[c] > votes[*best[i]]) {
				best[i] = &c
			}
		}
		if best[i] == nil {
			continue
		}
		if last >= 0 && *best[last] == *best[i] {
			for between := last + 1; between < i; between++ {
				best[between] = best[i]
			}
		}
		last = i
	}
	return best
}

func written(counts []*count) []string {
	numbers := make([]string, len(counts))
	for i, c := range counts {
		switch {
		case c == nil:
		case c.roman:
			numbers[i] = toRoman(c.at(i))
		default:
			numbers[i] = strconv.Itoa(c.at(i))
		}
	}
	return numbers
}

// labels are what the pages are called.
func labels(printed, fromFile []string) []string {
	labels := make([]string, len(printed))
	named := 0
	for i := range labels {
		labels[i] = printed[i]
		if labels[i] == "" && fromFile != nil {
			labels[i] = fromFile[i]
		}
		if labels[i] != "" {
			named++
		}
	}
	for i := range labels {
		switch {
		case labels[i] != "":
		case named == 0:
			labels[i] = strconv.Itoa(i + 1)
		default:
			labels[i] = fmt.Sprintf("PDF %d", i+1)
		}
	}
	return labels
}

// romanDigits are the parts of Roman numbers, the largest first.
var romanDigits = []struct {
	value int
	text  string
}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}}

// roman is the value of a Roman number in small letters, or 0.
func roman(s string) int {
	if s == "" || len(s) > 12 {
		return 0
	}
	n, rest := 0, s
	for _, d := range romanDigits {
		for strings.HasPrefix(rest, d.text) {
			n += d.value
			rest = rest[len(d.text):]
		}
	}
	if rest != "" || toRoman(n) != s {
		return 0
	}
	return n
}

func toRoman(n int) string {
	var b strings.Builder
	for _, d := range romanDigits {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.text)
		}
	}
	return b.String()
}
