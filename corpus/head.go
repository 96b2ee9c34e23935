package corpus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file finds the head of a pasted page: its title, and below that who wrote it, where it appeared and when.

// maxHead is how many lines the head of a page may have.
const maxHead = 8

// maxDates is how many lines of a head may have a date: that of an issue, that of publication, that of a place. More are a
// chronicle.
const maxDates = 3

// findHead makes a heading of the title that plain text opens with, and asides of the lines between it and the text that
// name authors, a publication or a date, and of labels and short subtitles among them: they are no sections. It looks at runs
// of lines, before they are divided into paragraphs.
func (d *draft) findHead() {
	lines := d.headLines()
	first := slices.IndexFunc(lines, func(l headLine) bool { return l.kind == Paragraph })
	if first < 0 {
		return
	}
	if first+1 < len(lines) && isKicker(lines[first].text) && lines[first+1].kind == Paragraph && isTitle(lines[first+1].text) {
		lines[first].kind = Aside
		first++
	}
	if lines[first].kind != Paragraph || !isTitle(lines[first].text) || isImprint(lines[first].text) {
		return
	}
	last, dates := first, 0
	for i := first + 1; i < len(lines); i++ {
		if isDated(lines[i].text) {
			dates++
		}
		if isImprint(lines[i].text) {
			last = i
		}
	}
	if dates > maxDates || dates > 0 && d.datesEntries(lines[len(lines)-1]) || last == first && !d.opensAlone(lines[first]) {
		return
	}
	lines[first].kind = Heading
	for i := first + 1; i <= last; i++ {
		if l := &lines[i]; l.kind == Paragraph && (isImprint(l.text) || isHeadingLike(l.text)) {
			l.kind = Aside
			d.readImprint(l.text)
		}
	}
	d.cutHead(lines[:last+1])
}

// headLine is a line at the top of a text: the block that it stands in and what it is.
type headLine struct {
	Span
	text  string
	block int
	kind  BlockKind
}

// headLines are the first lines of the text, up to the one with which the article itself begins. Between title and imprint a
// single subtitle may be prose.
func (d *draft) headLines() []headLine {
	var lines []headLine
	subtitled := false
	for i, b := range d.blocks {
		for n, span := range splitLines(d.text, b.Start, b.End) {
			text := d.text[span.Start:span.End]
			goesOn := n > 0 && unicode.IsLower(firstLetter(text)) && !address.MatchString(text)
			opensBox := b.Kind == Aside && (isHighlights(text) || opensLinks(text))
			prose := len(lines) > 0 && b.Kind == Paragraph && isProse(text) && !isImprint(text)
			if opensBox || b.Kind == Heading || len(lines) == maxHead || b.Kind == Paragraph && (isBody(text) || goesOn) || prose && subtitled {
				return lines
			}
			subtitled = subtitled || prose || len(lines) > 0 && isImprint(text)
			lines = append(lines, headLine{span, text, i, b.Kind})
		}
	}
	return lines
}

// isBody tells whether a line is the article's own text rather than a part of its head.
func isBody(line string) bool {
	words := len(strings.Fields(line))
	return words > 45 || words > 25 && endsSentence(line)
}

// opensAlone tells whether the line is a run by itself and prose comes next, so that it is a title although nothing else of a
// head is there.
func (d *draft) opensAlone(l headLine) bool {
	b := d.blocks[l.block]
	if l.Span != (Span{b.Start, b.End}) || len(Sentences(l.text, "")) > 1 {
		return false
	}
	for _, b := range d.blocks[l.block+1:] {
		if b.Kind == Paragraph {
			next := d.text[b.Start:b.End]
			return len(strings.Fields(next)) > 12 && endsSentence(next)
		}
	}
	return false
}

// datesEntries tells whether dates stand above parts of the text behind a line, as in a diary.
func (d *draft) datesEntries(l headLine) bool {
	return slices.ContainsFunc(d.blocks[l.block+1:], func(b Block) bool {
		return b.Kind == Paragraph && isDate(d.text[b.Start:b.End])
	})
}

// cutHead divides the blocks that the lines stand in.
func (d *draft) cutHead(lines []headLine) {
	end := lines[len(lines)-1]
	var head []Block
	for _, l := range lines {
		b := Block{Kind: l.kind, Start: l.Start, End: l.End}
		if l.kind == Heading {
			b.Level = 1
		}
		head = append(head, b)
	}
	if rest := d.blocks[end.block]; end.End < rest.End {
		span := trim(d.text, end.End, rest.End)
		rest.Start = span.Start
		head = append(head, rest)
	}
	d.blocks = slices.Concat(head, d.blocks[end.block+1:])
}

// isTitle tells whether a line at the top of a page can be its title. Unlike a heading further down it may be long, have
// two parts, or be a quotation.
func isTitle(line string) bool {
	if utf8.RuneCountInString(line) > 160 || len(strings.Fields(line)) > 25 || isItem(line) || strings.Contains(line, " | ") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, closers))
	first := firstLetter(line)
	return !strings.ContainsRune(".!…:;,—–-。！", last) && strings.ContainsFunc(line, unicode.IsLetter) &&
		(unicode.IsDigit(first) || unicode.IsLetter(first) && !unicode.IsLower(first))
}

// isKicker tells whether a line above a title says what kind of text follows: "Opinion", "LIVE UPDATES ENDED".
func isKicker(line string) bool {
	words := strings.Fields(strings.ToLower(line))
	shouts := strings.ToUpper(line) == line && len(words) <= 3
	return (len(words) == 1 || shouts || strings.EqualFold(line, "breaking news")) && slices.ContainsFunc(words, isKickerWord)
}

func isKickerWord(w string) bool {
	switch w {
	case "breaking", "live", "opinion", "analysis", "exclusive", "feature", "interview", "comment", "explainer", "review", "news", "sport":
		return true
	}
	return false
}
