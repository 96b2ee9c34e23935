package main

import (
	"cmp"
	"slices"

	"footnote/retrieval/analysis"
)

// maxStemBytes is the length of the longest stem of the tables.
const maxStemBytes = 24

// stemmer numbers the stems of texts in the order in which it meets them. Stop words and numbers have none.
type stemmer struct {
	analyser *analysis.Analyser
	tokens   []analysis.Token
	numbers  map[string]int32
	stems    []string
	// bases maps the stems of irregular forms that mean nothing else to the stems of their bases,
	// so that "bought" counts as "buy".
	bases      map[string]string
	irregulars []irregularStem
}

// irregularStem is a form such as "bought" and its base "buy", both as stems. It is ambiguous when
// the form is also the stem of another lemma, as "found" is.
type irregularStem struct {
	form, base string
	ambiguous  bool
}

func newStemmer(db *database) *stemmer {
	s := &stemmer{analyser: analysis.New("en"), numbers: map[string]int32{}}
	lemmas := map[string]bool{}
	for _, set := range db.synsets {
		for _, w := range set.words {
			lemmas[s.single(w.lemma)] = true
		}
	}
	bases := map[string]string{}
	for _, x := range db.irregulars {
		form, base := s.single(x.form), s.single(x.base)
		if form == "" || base == "" || form == base || bases[form] != "" {
			continue
		}
		bases[form] = base
		s.irregulars = append(s.irregulars, irregularStem{form, base, lemmas[form]})
	}
	for _, x := range s.irregulars {
		if x.ambiguous {
			delete(bases, x.form)
		}
	}
	s.bases = bases
	slices.SortFunc(s.irregulars, func(a, b irregularStem) int { return cmp.Compare(a.form, b.form) })
	return s
}

// terms returns the stems of a text in order, without stop words and numbers.
func (s *stemmer) terms(text string) []string {
	s.tokens = s.analyser.Tokens(s.tokens[:0], text)
	var out []string
	for _, t := range s.tokens {
		if t.Kind&(analysis.Stop|analysis.Number) != 0 || len(t.Term) > maxStemBytes {
			continue
		}
		out = append(out, cmp.Or(s.bases[t.Term], t.Term))
	}
	return out
}

// single returns the stem of a text of one word, otherwise "".
func (s *stemmer) single(text string) string {
	if t := s.terms(text); len(t) == 1 && len(s.tokens) == 1 {
		return t[0]
	}
	return ""
}

func (s *stemmer) numbersOf(text string) []int32 {
	var out []int32
	for _, t := range s.terms(text) {
		n, ok := s.numbers[t]
		if !ok {
			n = int32(len(s.stems))
			s.numbers[t] = n
			s.stems = append(s.stems, t)
		}
		out = append(out, n)
	}
	return out
}
