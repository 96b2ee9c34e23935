package retrieval

// scratch is what one question needs while it is answered; the engine keeps some for reuse. Resetting
// it takes time in proportion to what was used, not to the size of the index.
type scratch struct {
	passages, articles *accumulator
	found              []scored

	// By term: the concept that it stands for, plus one, or 0; at which share and why; and whether it
	// is a word of the question, stop words included.
	serves []uint16
	shares []float32
	vias   []relation
	asked  []bool
	// By term compared with the question in meaning: its part in the products of the sums of vectors, and where in nearby its
	// shares in the concepts begin; 0 where it was not compared.
	pulls    []pull
	compared []uint32
	nearby   []float32
	used     []termID // the terms with an entry above
}

func (ix *index) newScratch() *scratch {
	n := len(ix.tallies)
	return &scratch{
		passages: newAccumulator(ix.passages()), articles: newAccumulator(len(ix.articleLength)),
		serves: make([]uint16, n), shares: make([]float32, n), vias: make([]relation, n), asked: make([]bool, n),
		pulls: make([]pull, n), compared: make([]uint32, n),
	}
}

// serve notes that a term stands for concept i. Of two concepts it serves the one that it is closer to.
func (s *scratch) serve(alt alternative, i int) {
	if s.serves[alt.term] != 0 && s.shares[alt.term] >= alt.share {
		return
	}
	s.serves[alt.term], s.shares[alt.term], s.vias[alt.term] = uint16(i+1), alt.share, alt.via
	s.used = append(s.used, alt.term)
}

// ask notes that a term is a word of the question.
func (s *scratch) ask(t termID) {
	s.asked[t] = true
	s.used = append(s.used, t)
}

func (s *scratch) reset() {
	s.passages.reset()
	s.articles.reset()
	for _, t := range s.used {
		s.serves[t], s.shares[t], s.vias[t], s.asked[t], s.compared[t] = 0, 0, exact, false, 0
	}
	s.used, s.nearby = s.used[:0], s.nearby[:0]
}
