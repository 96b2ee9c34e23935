package retrieval

import "footnote/retrieval/analysis"

// body is the analysed form of a run of passages. Lists are by passage.
type body struct {
	// tokens are the terms in reading order, stop words included; kinds runs beside tokens.items.
	tokens lists[termID]
	kinds  []analysis.Kind
	// sentences are the offsets, within the passage's tokens, at which its sentences begin.
	sentences lists[uint32]
	sections  lists[termID] // of the heading above, stop words left out
	// lengths are those of the sums of word vectors: of each sentence, last of the passage.
	lengths lists[float32]
	length  []float32 // the number of terms that are not stop words
}

// source is where the analysed form of a passage or of an article's title is taken from: the number that it has there, and the
// numbers that the terms there have in the index.
type source struct {
	body   *body
	titles *lists[termID]
	at     uint32
	terms  []termID
}

// assemble copies the passages of the sources, one after the other.
func assemble(sources []source) body {
	n := len(sources)
	b := body{
		tokens:    room[termID](n, func(p int) uint32 { s := &sources[p]; return s.body.tokens.length(s.at) }),
		sentences: room[uint32](n, func(p int) uint32 { s := &sources[p]; return s.body.sentences.length(s.at) }),
		sections:  room[termID](n, func(p int) uint32 { s := &sources[p]; return s.body.sections.length(s.at) }),
		lengths:   room[float32](n, func(p int) uint32 { s := &sources[p]; return s.body.lengths.length(s.at) }),
		length:    make([]float32, n),
	}
	b.kinds = make([]analysis.Kind, len(b.tokens.items))
	inParallel(n, func(from, to int) {
		for p := from; p < to; p++ {
			s, p := &sources[p], uint32(p)
			renumber(b.tokens.of(p), s.body.tokens.of(s.at), s.terms)
			copy(b.kindsOf(p), s.body.kindsOf(s.at))
			copy(b.sentences.of(p), s.body.sentences.of(s.at))
			renumber(b.sections.of(p), s.body.sections.of(s.at), s.terms)
			copy(b.lengths.of(p), s.body.lengths.of(s.at))
			b.length[p] = s.body.length[s.at]
		}
	})
	return b
}

// assembleTitles does the same with titles. A source may have none.
func assembleTitles(sources []source) lists[termID] {
	titles := room[termID](len(sources), func(a int) uint32 {
		if s := &sources[a]; s.titles != nil {
			return s.titles.length(s.at)
		}
		return 0
	})
	for a := range sources {
		if s := &sources[a]; s.titles != nil {
			renumber(titles.of(uint32(a)), s.titles.of(s.at), s.terms)
		}
	}
	return titles
}

func renumber(to, from, terms []termID) {
	for i, t := range from {
		to[i] = terms[t]
	}
}

func (b *body) kindsOf(p uint32) []analysis.Kind {
	return b.kinds[b.tokens.start[p]:b.tokens.start[p+1]]
}
