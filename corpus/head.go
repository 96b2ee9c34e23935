package corpus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file finds the head of a pasted page: its title, and below that who wrote it, where it appeared and when.

// maxHead is how many lines the head of a page may have, besides furniture.
const maxHead = 10

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
	last, dates := first, 0
	for i := first; i < len(lines); i++ {
		if isDated(lines[i].text) {
			dates++
		}
		if isImprint(lines[i].text) || last > first && namesReporter(lines, i) {
			last = i
		}
	}
	title := d.titleLine(lines, first, last)
	if !isTitle(lines[title].text) || isImprint(lines[title].text) {
		return
	}
	if dates > maxDates || dates > 0 && d.datesEntries(lines[len(lines)-1]) || last <= title && !d.opensAlone(lines[title]) {
		return
	}
	last = max(last, title)
	for i := first; i <= last; i++ {
		switch l := &lines[i]; {
		case i == title:
			l.kind = Heading
		case l.kind == Paragraph && (i < title || isImprint(l.text) || isHeadingLike(l.text)):
			l.kind = Aside
			d.readImprint(l.text)
		}
	}
	d.readReporter(lines[title : last+1])
	d.cutHead(lines[:last+1])
}

// titleLine is the index of the line that is the title: the first one, unless that is a label, a trail or an imprint above
// the title.
func (d *draft) titleLine(lines []headLine, first, last int) int {
	if first+1 < len(lines) && isKicker(lines[first].text) && lines[first+1].kind == Paragraph && isTitle(lines[first+1].text) {
		return first + 1
	}
	labelled := false
	for i := first; i < last; i++ {
		switch line := lines[i].text; {
		case lines[i].kind != Paragraph:
		case isImprint(line):
		case i > first && isTitle(line) && (!labelled || d.isHeadline(lines, i, last)):
			return i
		case isLabel(line):
			labelled = true
		default:
			return first
		}
	}
	return first
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
	subtitled, own := false, 0
	for i, b := range d.blocks {
		spans := joinNames(d.text, splitLines(d.text, b.Start, b.End))
		for n, span := range spans {
			text := d.text[span.Start:span.End]
			wrapped := d.goesOn(spans, n) || d.goesOn(spans, n+1)
			opensBox := b.Kind == Aside && (isHighlights(text) || opensLinks(text))
			prose := len(lines) > 0 && b.Kind == Paragraph && isProse(text) && !isImprint(text)
			if opensBox || b.Kind == Heading || own == maxHead || b.Kind == Paragraph && (isBody(text) || wrapped) || prose && subtitled {
				return lines
			}
			subtitled = subtitled || prose || len(lines) > 0 && isImprint(text)
			if b.Kind == Paragraph {
				own++
			}
			lines = append(lines, headLine{span, squash(text), i, b.Kind})
		}
	}
	return lines
}

// goesOn tells whether the n-th line of a run goes on with the sentence of the line before.
func (d *draft) goesOn(run []Span, n int) bool {
	if n == 0 || n >= len(run) {
		return false
	}
	line := d.text[run[n].Start:run[n].End]
	return unicode.IsLower(firstLetter(line)) && !address.MatchString(line) && !(n == len(run)-1 && isSmallByline(line))
}

// isBody tells whether a line is the article's own text rather than a part of its head.
func isBody(line string) bool {
	words := len(strings.Fields(line))
	return words > 45 || words > 25 && endsSentence(line)
}

// opensAlone tells whether the line is a run by itself and prose comes next, so that it is a title although nothing else of a
// head is there. Behind a title too long for a heading other lines may come first, as in a paper.
func (d *draft) opensAlone(l headLine) bool {
	b := d.blocks[l.block]
	if l.Span != (Span{b.Start, b.End}) || len(Sentences(l.text, "")) > 1 {
		return false
	}
	between := 0
	if !isHeadingLike(l.text) && len(strings.Fields(l.text)) > 10 {
		between = maxHead
	}
	for _, b := range d.blocks[l.block+1:] {
		if b.Kind != Paragraph {
			continue
		}
		if next := d.text[b.Start:b.End]; len(strings.Fields(next)) > 12 && endsSentence(next) {
			return true
		}
		if between--; between < 0 {
			return false
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

// findTitleBlock makes asides of the lines directly below the title of a paper or a report that name the authors of its
// details, and below them the date, which becomes that of the details if they have none.
func (d *draft) findTitleBlock() {
	title := slices.IndexFunc(d.blocks, func(b Block) bool { return b.Kind != Aside })
	if title < 0 || d.blocks[title].Kind != Heading || d.blocks[title].Level != 1 {
		return
	}
	named := false
	for i := title + 1; i < len(d.blocks); i++ {
		line := d.block(i)
		published := Date(weekday.ReplaceAllString(line, ""))
		switch {
		case d.blocks[i].Kind != Paragraph:
			return
		case d.namesAuthors(line):
			named = true
		case named && published != "" && (d.Published == "" || d.Published == published):
			d.Published = published
		default:
			return
		}
		d.blocks[i].Kind = Aside
	}
}

// namesAuthors tells whether a line has authors of the details and nothing else.
func (d *draft) namesAuthors(line string) bool {
	names := Names(line)
	return len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(d.Authors, name) })
}

// isTitle tells whether a line at the top of a page can be its title. Unlike a heading further down it may be long, have
// two parts, or be a quotation.
func isTitle(line string) bool {
	if utf8.RuneCountInString(line) > 160 || len(strings.Fields(line)) > 25 || isItem(line) || strings.Contains(line, " | ") {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, closers))
	first := firstLetter(line)
	return (!strings.ContainsRune(".!…:;,—–-。！", last) || strings.ContainsRune(".!", last) && isTitleCased(line)) && strings.ContainsFunc(line, unicode.IsLetter) &&
		(unicode.IsDigit(first) || unicode.IsLetter(first) && !unicode.IsLower(first))
}

// isTitleCased tells whether a line is written with the capitals of an English title, as no sentence is: "It Was Late. We Left."
func isTitleCased(line string) bool {
	long, capital := 0, 0
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && r != '’' && r != '\'' }) {
		if utf8.RuneCountInString(w) >= 4 {
			long++
			if unicode.IsUpper(firstLetter(w)) && strings.ToUpper(w) != w {
				capital++
			}
		}
	}
	return long >= 4 && 5*capital >= 4*long
}

// isLabel tells whether a line could name the section that an article stood in, or its topic: "Harbour board".
func isLabel(line string) bool {
	words := strings.Fields(strings.ToLower(line))
	return len(words) <= 3 && isHeadingLike(line) && !strings.ContainsFunc(line, unicode.IsPunct) && !strings.ContainsFunc(line, unicode.IsDigit) && !opensTitle(words[0])
}

// opensTitle tells whether a word opens titles and subtitles rather than labels and headlines of news.
func opensTitle(w string) bool {
	switch w {
	case "the", "a", "an", "how", "why", "what", "where", "when", "who", "inside", "on", "in", "at", "by", "of", "to", "for", "with", "from", "under", "after",
		"before", "notes", "my", "our", "der", "die", "ein", "eine", "im", "am", "auf", "nach", "vom", "von", "zum", "wie", "warum", "was", "wo", "wer",
		"le", "la", "les", "un", "une", "dans", "sur", "comment", "pourquoi", "el", "los", "las", "una", "en", "cómo", "por", "на", "в", "о", "как", "почему":
		return true
	}
	return false
}

// isHeadline tells whether the i-th line is a title below a label, rather than the subtitle of a short title: the text
// takes up words of it, or a subtitle stands between it and the imprint.
func (d *draft) isHeadline(lines []headLine, i, last int) bool {
	words := strings.Fields(lines[i].text)
	if len(words) < 4 || !tellsWhoOrWhen(lines[i+1:last+1]) {
		return false
	}
	if next := lines[i+1].text; i+1 < last && lines[i+1].kind == Paragraph && isProse(next) && endsSentence(next) {
		return true
	}
	return !opensTitle(strings.ToLower(words[0])) && d.takenUp(lines[i].text, lines[last].End) >= 2
}

// maxLead is how many bytes behind a head are looked at for words of the title.
const maxLead = 800

// takenUp is how many of a line's longer words the text from a position on opens with, whatever their endings.
func (d *draft) takenUp(line string, from int) int {
	lead := stems(prefix(d.text[from:], maxLead))
	count := 0
	for stem := range stems(line) {
		if lead[stem] {
			count++
		}
	}
	return count
}

// stems are the first five letters of every word that has four.
func stems(s string) map[string]bool {
	found := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if letters := []rune(w); len(letters) >= 4 {
			found[string(letters[:min(5, len(letters))])] = true
		}
	}
	return found
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
