package retrieval

import "footnote/retrieval/analysis"

// measurer adds up the vectors of the words that a writer meets.
type measurer struct {
	rows          []int32   // by the writer's terms
	sentence, all []float32 // the sums
}

// measure appends how long the sums of the vectors of a passage's sentences are, and last that of the whole passage.
// A passage without sentences counts as one.
func (w *writer) measure(b *body, tokens []termID, kinds []analysis.Kind, starts []uint32) {
	n := max(1, len(starts))
	if w.language != english {
		b.lengths.items = append(b.lengths.items, make([]float32, n+1)...)
		return
	}
	m := &w.measurer
	clear(m.all)
	for i := range n {
		from, to := uint32(0), uint32(len(tokens))
		if i > 0 {
			from = starts[i]
		}
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		w.sum(tokens[from:to], kinds[from:to])
		b.lengths.items = append(b.lengths.items, length(m.sentence))
		for k, x := range m.sentence {
			m.all[k] += x
		}
	}
	b.lengths.items = append(b.lengths.items, length(m.all))
}

// sum adds up the vectors of a sentence's words.
func (w *writer) sum(tokens []termID, kinds []analysis.Kind) {
	clear(w.sentence)
	for i, t := range tokens {
		if kinds[i]&(analysis.Stop|analysis.Number) != 0 {
			continue
		}
		if row := w.row(t); row != noRow {
			w.vectors.Add(w.sentence, int(row), emphasis(w.vectors.Frequency(int(row))))
		}
	}
}

// row is the row of one of the writer's terms.
func (w *writer) row(t termID) int32 {
	for i := len(w.rows); i <= int(t); i++ {
		w.rows = append(w.rows, rowOf(w.vectors, w.terms.texts[i]))
	}
	return w.rows[t]
}
