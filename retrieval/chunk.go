package retrieval

import (
	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// chunk is the analysed form of a run of passages, with term numbers of its own.
type chunk struct {
	terms     []string
	words     map[string]termID // folded words in full, as far as they can be misspelt
	stop      []bool
	tokens    []termID
	kinds     []analysis.Kind
	lengths   []uint32 // tokens by passage
	sentences []uint32
	counts    []uint32 // sentences by passage
	sections  [][]termID
	titles    map[uint32][]termID // by article, for articles that begin in this chunk
}

// analyse makes the terms of passages from up to to.
func (ix *index) analyse(from, to int) chunk {
	w := chunkWriter{ids: make(map[string]termID), analysers: make(map[string]*analysis.Analyser)}
	w.titles, w.words = make(map[uint32][]termID), make(map[string]termID)
	for i := from; i < to; i++ {
		p := ix.collection.Passages[i]
		a := ix.article[i]
		w.analyser = w.analyserFor(ix.languages[ix.language[a]])
		if ix.first[a] == uint32(i) {
			w.titles[a] = w.field(p.Article.Title)
		}
		w.sections = append(w.sections, w.field(p.Locator.Section))
		w.passage(p)
	}
	return w.chunk
}

type chunkWriter struct {
	chunk
	ids       map[string]termID
	analysers map[string]*analysis.Analyser
	analyser  *analysis.Analyser
	scratch   []analysis.Token
}

func (w *chunkWriter) analyserFor(language string) *analysis.Analyser {
	a := w.analysers[language]
	if a == nil {
		a = analysis.New(language)
		w.analysers[language] = a
	}
	return a
}

func (w *chunkWriter) id(t analysis.Token) termID {
	id, ok := w.ids[t.Term]
	if !ok {
		id = termID(len(w.terms))
		w.ids[t.Term] = id
		w.terms = append(w.terms, t.Term)
		w.stop = append(w.stop, t.Kind&analysis.Stop != 0)
	}
	if t.Kind&(analysis.Stop|analysis.Number) == 0 && len(t.Word) >= minSpelt {
		w.words[t.Word] = id
	}
	return id
}

// field is the terms of a title or heading, without stop words.
func (w *chunkWriter) field(text string) []termID {
	if text == "" {
		return nil
	}
	w.scratch = w.analyser.Tokens(w.scratch[:0], text)
	var ids []termID
	for _, t := range w.scratch {
		if t.Kind&analysis.Stop == 0 {
			ids = append(ids, w.id(t))
		}
	}
	return ids
}

func (w *chunkWriter) passage(p *corpus.Passage) {
	w.scratch = w.analyser.Tokens(w.scratch[:0], p.Text())
	begun := 0
	for i, t := range w.scratch {
		for begun < len(p.Sentences) && t.Start+p.Start >= p.Sentences[begun].Start {
			w.sentences = append(w.sentences, uint32(i))
			begun++
		}
		w.tokens = append(w.tokens, w.id(t))
		w.kinds = append(w.kinds, t.Kind)
	}
	for ; begun < len(p.Sentences); begun++ { // sentences without a word
		w.sentences = append(w.sentences, uint32(len(w.scratch)))
	}
	w.lengths = append(w.lengths, uint32(len(w.scratch)))
	w.counts = append(w.counts, uint32(len(p.Sentences)))
}
