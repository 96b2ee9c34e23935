package corpus

import (
	"strings"
	"unicode"
)

// isHalfAnswered tells a teaser such as "Who speaks for the country? Contradictions emerge": a question, and
// behind it words that do not end as a sentence does. Prose ends its paragraphs.
func isHalfAnswered(s string) bool {
	if !isTitleLike(s) || endsSentence(s) || !strings.Contains(s, "? ") || unicode.IsLower(firstLetter(s)) {
		return false
	}
	parts := Sentences(s, "")
	return len(parts) == 2 && strings.HasSuffix(s[:parts[0].End], "?")
}

// findTeasers marks lone questions that lead nowhere, "Could they settle this face-to-face?", and lone slugs,
// on pages that have other furniture. A question with an answer below is the article's, and so is one in an
// article that is clean otherwise.
func (d *draft) findTeasers() {
	if !d.hasFurniture() {
		return
	}
	for i, b := range d.blocks {
		s := d.block(i)
		if b.Kind == Paragraph && (isSlug(s) || isTeaserQuestion(s) && i > 0 && d.leadsNowhere(i)) {
			d.blocks[i].Kind = Aside
		}
	}
}

func (d *draft) hasFurniture() bool {
	for _, b := range d.blocks {
		if b.Kind != Aside {
			continue
		}
		for _, l := range splitLines(d.text, b.Start, b.End) {
			if isFurniture(d.text[l.Start:l.End]) {
				return true
			}
		}
	}
	return false
}

// isTeaserQuestion tells whether a line is a question as headlines ask it, with a name in it.
func isTeaserQuestion(s string) bool {
	words := strings.Fields(s)
	if !isOneLine(s) || len(words) < 5 || len(words) > 15 || !strings.HasSuffix(s, "?") {
		return false
	}
	switch strings.ToLower(words[0]) {
	case "but", "and", "so", "or", "yet", "then", "still":
		return false
	}
	named := false
	for _, w := range words[1:] {
		r := firstLetter(w)
		named = named || unicode.IsUpper(r) && w != "I"
	}
	return named && unicode.IsUpper([]rune(s)[0])
}

// leadsNowhere tells whether no paragraph follows the i-th block before the next heading or the end.
func (d *draft) leadsNowhere(i int) bool {
	for _, b := range d.blocks[i+1:] {
		switch b.Kind {
		case Paragraph:
			return false
		case Heading:
			return true
		}
	}
	return true
}
