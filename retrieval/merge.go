package retrieval

import (
	"cmp"
	"maps"
	"slices"

	"footnote/retrieval/analysis"
)

// merge puts the chunks one after the other and gives their terms the index's numbers. It lets go of
// each chunk as soon as it is merged, so that the words never are in memory twice.
func (ix *index) merge(chunks []chunk) {
	ix.tokenStart, ix.sentenceStart = []uint32{0}, []uint32{0}
	ix.makeRoom(chunks)
	words := make(map[string]termID)
	for i, c := range chunks {
		chunks[i] = chunk{}
		global := ix.adopt(c)
		for _, t := range c.tokens {
			ix.tokens = append(ix.tokens, global[t])
		}
		ix.kinds = append(ix.kinds, c.kinds...)
		ix.sentences = append(ix.sentences, c.sentences...)
		for i := range c.lengths {
			ix.tokenStart = append(ix.tokenStart, ix.tokenStart[len(ix.tokenStart)-1]+c.lengths[i])
			ix.sentenceStart = append(ix.sentenceStart, ix.sentenceStart[len(ix.sentenceStart)-1]+c.counts[i])
		}
		for _, s := range c.sections {
			ix.sections = append(ix.sections, renumber(s, global))
		}
		for a, title := range c.titles {
			ix.titles[a] = renumber(title, global)
		}
		for w, t := range c.words {
			words[w] = global[t]
		}
	}
	ix.setSpelling(words)
	ix.setCapital()
}

// makeRoom allocates at once what the chunks will fill.
func (ix *index) makeRoom(chunks []chunk) {
	tokens, sentences := 0, 0
	for _, c := range chunks {
		tokens += len(c.tokens)
		sentences += len(c.sentences)
	}
	ix.tokens, ix.kinds = make([]termID, 0, tokens), make([]analysis.Kind, 0, tokens)
	ix.sentences = make([]uint32, 0, sentences)
}

// setSpelling lists the words and terms by their spelling.
func (ix *index) setSpelling(words map[string]termID) {
	spelt := slices.Sorted(maps.Keys(words))
	terms := make([]termID, len(spelt))
	for i, w := range spelt {
		terms[i] = words[w]
	}
	ix.spelling = newSpeller(spelt, terms)
	for t, stop := range ix.stop {
		if !stop {
			ix.sorted = append(ix.sorted, termID(t))
		}
	}
	slices.SortFunc(ix.sorted, func(a, b termID) int { return cmp.Compare(ix.terms[a], ix.terms[b]) })
}

// setCapital counts how often terms are capitalised inside a sentence, where only names are.
func (ix *index) setCapital() {
	count, capital := make([]uint32, len(ix.terms)), make([]uint32, len(ix.terms))
	for p := range ix.passages() {
		tokens, kinds := ix.tokensOf(uint32(p))
		starts := ix.sentencesOf(uint32(p))
		for i, t := range tokens {
			if len(starts) > 0 && starts[0] <= uint32(i) {
				starts = starts[1:]
				continue
			}
			count[t]++
			if kinds[i]&analysis.Capital != 0 {
				capital[t]++
			}
		}
	}
	ix.capital = make([]float32, len(ix.terms))
	for t := range ix.capital {
		ix.capital[t] = share(float32(capital[t]), float32(count[t]))
	}
}

// adopt gives a chunk's terms their numbers in the index. A word that is a stop word in one language
// and not in another keeps its postings.
func (ix *index) adopt(c chunk) []termID {
	global := make([]termID, len(c.terms))
	for i, term := range c.terms {
		id, ok := ix.ids[term]
		if !ok {
			id = termID(len(ix.terms))
			ix.ids[term] = id
			ix.terms = append(ix.terms, term)
			ix.stop = append(ix.stop, true)
		}
		ix.stop[id] = ix.stop[id] && c.stop[i]
		global[i] = id
	}
	return global
}

func renumber(ids, global []termID) []termID {
	for i, id := range ids {
		ids[i] = global[id]
	}
	return ids
}
