package main

import (
	"cmp"
	"slices"
	"strings"
)

// document is a synset as stems: its heads (the stems of its words) and the text of its gloss.
// Numbers are positions in corpus.stems.
type document struct {
	heads []head
	// segments are the definition and each example apart, so that no window spans two of them.
	segments [][]int32
}

// head is a stem of one of a synset's words.
type head struct {
	stem int32
	// word is the position of its word in the synset.
	word int
	// share is the part of the word's uses that has this meaning, divided by the words of a compound.
	share float64
	// alone is set where the word is no compound.
	alone bool
}

// corpus is WordNet as stems, the frequent ones first.
type corpus struct {
	stems     []string
	counts    []float64
	documents []document
	// irregulars are the forms that stemming does not lead to their base.
	irregulars []irregularStem
}

// newCorpus makes a document of each synset.
func newCorpus(db *database) *corpus {
	s := newStemmer(db)
	totals := totalUses(db)
	c := &corpus{documents: make([]document, len(db.synsets))}
	for i, set := range db.synsets {
		d := &c.documents[i]
		for w, word := range set.words {
			d.heads = append(d.heads, s.heads(w, word, totals[word.lemma])...)
		}
		for _, part := range segments(set.gloss) {
			if n := s.numbersOf(part); len(n) > 0 {
				d.segments = append(d.segments, n)
			}
		}
	}
	c.stems = s.stems
	c.irregulars = s.irregulars
	c.count()
	c.sort()
	return c
}

// totalUses sums the uses of each lemma over its meanings.
func totalUses(db *database) map[string]float64 {
	totals := map[string]float64{}
	for _, set := range db.synsets {
		for _, w := range set.words {
			totals[w.lemma] += w.uses
		}
	}
	return totals
}

func (s *stemmer) heads(position int, w word, total float64) []head {
	numbers := s.numbersOf(w.lemma)
	alone := len(s.tokens) == 1
	var out []head
	for _, n := range numbers {
		share := w.uses / total / float64(len(numbers))
		out = append(out, head{stem: n, word: position, share: share, alone: alone})
	}
	return out
}

// segments splits a gloss into its definitions and examples, which semicolons and quotation marks part.
func segments(gloss string) []string {
	return strings.FieldsFunc(gloss, func(r rune) bool { return r == ';' || r == '"' })
}

// count fills counts: how often a stem stands in glosses and, by its share, as a head.
func (c *corpus) count() {
	c.counts = make([]float64, len(c.stems))
	for _, d := range c.documents {
		for _, h := range d.heads {
			c.counts[h.stem] += h.share
		}
		for _, segment := range d.segments {
			for _, n := range segment {
				c.counts[n]++
			}
		}
	}
}

// sort renumbers the stems by falling count, equal ones by the alphabet.
func (c *corpus) sort() {
	order := make([]int32, len(c.stems))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(c.counts[b], c.counts[a]), cmp.Compare(c.stems[a], c.stems[b]))
	})
	stems, counts, renumbered := make([]string, len(order)), make([]float64, len(order)), make([]int32, len(order))
	for to, from := range order {
		stems[to], counts[to], renumbered[from] = c.stems[from], c.counts[from], int32(to)
	}
	c.stems, c.counts = stems, counts
	for _, d := range c.documents {
		for i := range d.heads {
			d.heads[i].stem = renumbered[d.heads[i].stem]
		}
		for _, segment := range d.segments {
			for i, n := range segment {
				segment[i] = renumbered[n]
			}
		}
	}
}
