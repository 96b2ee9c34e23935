package retrieval

import (
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/analysis"
	"footnote/retrieval/glove"
)

// chunk is the analysed form of a few passages. The writer that made it knows what its terms are called.
type chunk struct {
	body
	titles lists[termID] // by passage; of the passage's article where that begins with it
	writer *writer
}

// piece is a passage to be analysed.
type piece struct {
	passage  *corpus.Passage
	language string
	begins   bool // its article, whose title is analysed with it
}

// writer makes chunks, one after the other, and counts their terms and words in a vocabulary of its own. It
// remembers the stems of words, which take longest.
type writer struct {
	vocabulary
	readers  map[string]*reader // by language
	reader   *reader
	tokens   []analysis.Token
	language string
	vectors  *glove.Table
	measurer
}

// reader is an analyser with what the writer knows of its forms.
type reader struct {
	*analysis.Analyser
	forms []form
}

// form is a word as it is written. Its term is none where it was not met yet, its word missing where it is none that is
// corrected.
type form struct {
	term termID
	word uint32
}

func newWriter() *writer {
	v := vectors()
	sums := measurer{sentence: make([]float32, v.Dims()), all: make([]float32, v.Dims())}
	return &writer{vocabulary: newVocabulary(), readers: make(map[string]*reader), vectors: v, measurer: sums}
}

func (w *writer) readerFor(language string) *reader {
	r := w.readers[language]
	if r == nil {
		r = &reader{Analyser: analysis.New(language)}
		w.readers[language] = r
	}
	return r
}

// chunk makes the terms of the pieces.
func (w *writer) chunk(pieces []piece) chunk {
	c := chunk{writer: w}
	for _, p := range pieces {
		w.reader, w.language = w.readerFor(p.language), p.language
		if p.begins {
			c.titles.items = w.field(c.titles.items, p.passage.Article.Title)
		}
		c.titles.end()
		c.sections.items = w.field(c.sections.items, p.passage.Locator.Section)
		c.sections.end()
		w.passage(&c.body, p.passage)
	}
	return c
}

// use counts the term and the word of a token.
func (w *writer) use(t analysis.Token) termID {
	f := w.form(t)
	w.tallies[f.term].uses++
	if f.word != missing {
		w.uses[f.word]++
	}
	return f.term
}

func (w *writer) form(t analysis.Token) form {
	r := w.reader
	if t.Form < 0 {
		return w.meet(t)
	}
	for len(r.forms) <= t.Form {
		r.forms = append(r.forms, form{none, missing})
	}
	if r.forms[t.Form].term == none {
		r.forms[t.Form] = w.meet(t)
	}
	return r.forms[t.Form]
}

// meet numbers the term and the word of a token.
func (w *writer) meet(t analysis.Token) form {
	if t.Kind&analysis.Stop != 0 {
		return form{w.term(t.Term, stopTerm), missing}
	}
	f := form{w.term(t.Term, 0), missing}
	if t.Kind&analysis.Number == 0 && utf8.RuneCountInString(t.Word) >= minSpelt {
		f.word = w.word(t.Word, f.term)
	}
	return f
}

// field appends the terms of a title or heading, without stop words.
func (w *writer) field(ids []termID, text string) []termID {
	if text == "" {
		return ids
	}
	w.tokens = w.reader.Tokens(w.tokens[:0], text)
	for _, t := range w.tokens {
		if t.Kind&analysis.Stop == 0 {
			ids = append(ids, w.use(t))
		}
	}
	return ids
}

// passage appends the terms of a passage to b.
func (w *writer) passage(b *body, p *corpus.Passage) {
	w.tokens = w.reader.Tokens(w.tokens[:0], p.Text())
	begun, length := 0, float32(0)
	for i, t := range w.tokens {
		for begun < len(p.Sentences) && t.Start+p.Start >= p.Sentences[begun].Start {
			b.sentences.items = append(b.sentences.items, uint32(i))
			begun++
		}
		b.tokens.items = append(b.tokens.items, w.use(t))
		b.kinds = append(b.kinds, t.Kind)
		if t.Kind&analysis.Stop == 0 {
			length++
		}
	}
	for ; begun < len(p.Sentences); begun++ { // sentences without a word
		b.sentences.items = append(b.sentences.items, uint32(len(w.tokens)))
	}
	b.tokens.end()
	b.sentences.end()
	b.length = append(b.length, length)
	last := uint32(len(b.length) - 1)
	w.countCapitals(b.tokens.of(last), b.kindsOf(last), b.sentences.of(last))
	w.measure(b, b.tokens.of(last), b.kindsOf(last), b.sentences.of(last))
	b.lengths.end()
}

// countCapitals counts how often terms are capitalised inside a sentence, where only names are.
func (w *writer) countCapitals(tokens []termID, kinds []analysis.Kind, starts []uint32) {
	for i, t := range tokens {
		if len(starts) > 0 && starts[0] <= uint32(i) {
			starts = starts[1:]
			continue
		}
		w.tallies[t].inside++
		if kinds[i]&analysis.Capital != 0 {
			w.tallies[t].capital++
		}
	}
}
