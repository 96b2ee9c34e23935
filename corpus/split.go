package corpus

import "strings"

// Lengths of a passage in words. Short ones say too little to be found, long ones are no answer.
const (
	maxPassage = 120
	// aimPassage is what passages are made close to.
	aimPassage = 100
	// maxSentence is the longest sentence that is kept whole.
	maxSentence = 400
)

// Split cuts an article into passages: one to a few whole paragraphs of up to 120 words in all, never across a
// heading, an aside or a page. A longer paragraph is divided at sentence ends into parts of about the same
// length. A sentence is kept whole up to 400 words; what is longer is divided at clauses or words.
//
// The passages are in reading order and do not overlap; together they hold every paragraph.
func Split(a *Article) []*Passage {
	s := splitter{article: a}
	for _, b := range a.Blocks {
		switch {
		case b.Kind == Heading:
			s.flush()
			if title := squash(a.Text[b.Start:b.End]); title != a.Title {
				s.section = title
			}
		case b.Kind == Aside:
			s.flush()
		case b.counts(a.Text):
			s.paragraph(b)
		}
	}
	s.flush()
	return s.passages
}

// splitter gathers the paragraphs between two headings or asides.
type splitter struct {
	article  *Article
	section  string
	page     string
	count    int
	units    []unit
	passages []*Passage
}

// unit is a paragraph or a part of a long one, the least that a passage consists of.
type unit struct {
	sentences []Span
	words     int
	paragraph int
	// part is set where the paragraph has other units too.
	part bool
	// leads is set where the text ends in a colon, as the introduction of a list does.
	leads bool
}

func (u unit) start() int { return u.sentences[0].Start }
func (u unit) end() int   { return u.sentences[len(u.sentences)-1].End }

// paragraph appends a paragraph's units.
func (s *splitter) paragraph(b Block) {
	if b.Page != s.page {
		s.flush()
		s.page = b.Page
	}
	s.count++
	text := s.article.Text
	var sentences []measured
	for _, span := range Sentences(text[b.Start:b.End], s.article.Language) {
		span = Span{b.Start + span.Start, b.Start + span.End}
		sentences = cutSentence(sentences, text, span)
	}
	parts := balance(sentences)
	for _, part := range parts {
		u := unit{paragraph: s.count, part: len(parts) > 1}
		for _, m := range part {
			u.sentences = append(u.sentences, m.Span)
			u.words += m.words
		}
		u.leads = strings.HasSuffix(text[:u.end()], ":")
		s.units = append(s.units, u)
	}
}

// flush makes passages of the gathered units.
func (s *splitter) flush() {
	for _, group := range pack(s.units) {
		p := &Passage{
			Article: s.article, Start: group[0].start(), End: group[len(group)-1].end(), Ordinal: len(s.passages),
			Locator: Locator{Page: s.page, Section: s.section, Paragraph: group[0].paragraph},
		}
		for _, u := range group {
			p.Sentences = append(p.Sentences, u.sentences...)
		}
		s.passages = append(s.passages, p)
	}
	s.units = nil
}
