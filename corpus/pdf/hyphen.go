package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordList is the words of a document that are not divided at a line's end, in lower case.
type wordList map[string]bool

func (d *document) words() wordList {
	list := wordList{}
	for _, p := range d.pages {
		for _, l := range p.lines {
			fields := strings.Fields(l.text)
			if len(fields) > 0 && endsInHyphen(l.text) {
				fields = fields[:len(fields)-1]
			}
			for _, w := range fields {
				list[bare(w)] = true
			}
		}
	}
	return list
}

// bare is a word in lower case without marks around it.
func bare(word string) string {
	return strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// endsInHyphen tells whether a line ends within a word.
func endsInHyphen(line string) bool {
	head, hyphen := cutHyphen(line)
	if !hyphen {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(head)
	return unicode.IsLetter(r)
}

func cutHyphen(line string) (string, bool) {
	for _, hyphen := range []string{"-", "\u2010", "\u00ad"} {
		if head, found := strings.CutSuffix(line, hyphen); found {
			return head, true
		}
	}
	return line, false
}

// join makes running text of lines.
func (w wordList) join(lines []line) string {
	var b strings.Builder
	for i, l := range lines {
		if i == len(lines)-1 {
			b.WriteString(l.text)
			break
		}
		next := lines[i+1].text
		switch {
		case !endsInHyphen(l.text):
			b.WriteString(l.text + " ")
		case w.isDivided(l.text, next):
			head, _ := cutHyphen(l.text)
			b.WriteString(head)
		default:
			b.WriteString(l.text)
		}
	}
	return b.String()
}

// isDivided tells whether the hyphen at a line's end is there because the line ends.
func (w wordList) isDivided(text, next string) bool {
	head, _ := cutHyphen(text)
	first := head[strings.LastIndexByte(head, ' ')+1:]
	second, _, _ := strings.Cut(next, " ")
	if r, _ := utf8.DecodeRuneInString(second); !unicode.IsLower(r) {
		return false // "Anglo-" "Saxon", "1914-" "18"
	}
	return w[bare(first+second)] || !w[bare(first+"-"+second)]
}
