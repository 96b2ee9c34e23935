package main

import (
	"cmp"
	"slices"

	"footnote/retrieval/analysis"
)

// none is the stem of a word that has none in the table.
const none = -1

// merger joins words to stems.
type merger struct {
	recipe *recipe
	// of holds the number of each word's stem, by rank, or none.
	of    []int32
	stems []stem
}

// stem is a stem's share of the text and the mean of its words' vectors.
type stem struct {
	text      string
	frequency float64
	vector    []float64
}

// begin finds the stems of the words. A stem is kept when its most frequent word comes early enough; a word that comes
// later still counts for its stem.
func (m *merger) begin(words []string) {
	analyser, numbers := analysis.New("en"), map[string]int32{}
	var tokens []analysis.Token
	for rank, word := range words {
		tokens = analyser.Tokens(tokens[:0], word)
		text := m.stemOf(word, tokens)
		number, known := numbers[text]
		if !known {
			number = none
			if text != "" && len(m.stems) < m.recipe.stems {
				number = int32(len(m.stems))
				m.stems = append(m.stems, stem{text: text, vector: make([]float64, m.recipe.dims)})
			}
			numbers[text] = number
		}
		m.of = append(m.of, number)
		if number != none {
			m.stems[number].frequency += m.frequency(rank)
		}
	}
}

// stemOf returns the stem of a word with these tokens, or "" where the table has none.
func (m *merger) stemOf(word string, tokens []analysis.Token) string {
	if len(tokens) != 1 {
		return ""
	}
	t := tokens[0]
	if t.End-t.Start != len(word) || t.Kind&(analysis.Stop|analysis.Number) != 0 || len(t.Term) > m.recipe.longest {
		return ""
	}
	return t.Term
}

// frequency is how often the word of a rank stands in text, in a unit of no meaning.
func (m *merger) frequency(rank int) float64 { return 1 / (float64(rank) + m.recipe.offset) }

// add counts the vector of the word of that rank for its stem.
func (m *merger) add(rank int, vector []float64) {
	number := m.of[rank]
	if number == none {
		return
	}
	s := &m.stems[number]
	share := m.frequency(rank) / s.frequency
	for k, v := range vector {
		// The conversion keeps the compiler from fusing the two operations where a processor could, so that every
		// processor rounds alike.
		s.vector[k] += float64(share * v)
	}
}

// finish returns the stems in rising order. Their frequencies are shares of 1, and what all vectors have in common,
// their mean, is taken away from each: it says nothing of a word.
func (m *merger) finish() []stem {
	mean, total := make([]float64, m.recipe.dims), 0.
	for _, s := range m.stems {
		total += s.frequency
		for k, v := range s.vector {
			mean[k] += v
		}
	}
	for i := range m.stems {
		s := &m.stems[i]
		s.frequency /= total
		for k := range s.vector {
			s.vector[k] -= mean[k] / float64(len(m.stems))
		}
	}
	slices.SortFunc(m.stems, func(a, b stem) int { return cmp.Compare(a.text, b.text) })
	return m.stems
}
