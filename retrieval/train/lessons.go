package main

import (
	"footnote/retrieval/eval"
	"footnote/retrieval/glove"
	"footnote/retrieval/wordnet"
)

// lesson is a set and what is learned from it: which passage and sentence are right, whether the first passage is, or both.
type lesson struct {
	set                 *eval.Set
	ranking, confidence bool
	// unanswerable is what a question that nothing answers weighs for the confidence. Answerable questions weigh one.
	unanswerable float64
}

// rank is a lesson for sentences and ranking, judge one for the confidence.
func rank(s *eval.Set) lesson { return lesson{set: s, ranking: true} }
func judge(s *eval.Set, unanswerable float64) lesson {
	return lesson{set: s, confidence: true, unanswerable: unanswerable}
}

// both is a lesson for all models.
func both(s *eval.Set, unanswerable float64) lesson {
	return lesson{set: s, ranking: true, confidence: true, unanswerable: unanswerable}
}

// lookalike is what a question weighs that was written to look answerable: few sets have any, and they
// are the hardest to tell.
const lookalike = 3

// swapped is what a question with a foreign name or number weighs. Some remain answerable: less than one.
const swapped = .5

// variants are the sets as they are and as people would meet them otherwise: questions misspelt, in lower case and in
// other words, articles without a title, articles left out, and collections of a few articles only, so that nothing that is
// learned depends on a collection's size.
func variants(sets []*eval.Set, m meanings) []lesson {
	var out []lesson
	for i, s := range sets {
		n := len(s.Collection.Articles)
		seed := uint64(i + 100)
		out = append(out,
			both(s, lookalike),
			both(every(s.Answerable().Misspelt(seed), 3, 0), 1),
			both(every(s.Answerable().LowerCase(), 3, 1), 1),
			rank(every(s.Answerable().Reworded(m.synonyms, seed), 2, 1)),
			both(every(s.Answerable().Reworded(m.neighbours, seed), 2, 0), 1),
			judge(every(s.Without(everySecond).Reworded(m.neighbours, seed), 2, 1), 1),
			rank(every(s.Answerable().Untitled(), 2, 0)),
			judge(every(s.Without(everySecond).Untitled(), 2, 1), 1),
			judge(s.Without(everySecond), 1),
			judge(s.Swapped(s, seed), swapped),
			judge(s.Swapped(sets[(i+1)%len(sets)], seed+50), swapped),
			judge(every(s.Without(func(a int) bool { return a%2 == 0 }).LowerCase(), 2, 0), 1),
		)
		for _, size := range []int{2, 8} {
			for from := 0; from+size <= n && from < 10*size; from += size {
				few := s.Without(func(a int) bool { return a < from || a >= from+size })
				out = append(out, both(balance(few), 1))
			}
		}
	}
	return out
}

// meanings give other words for a stem.
type meanings struct {
	words   *wordnet.Table
	vectors *glove.Table
}

func loadMeanings() (m meanings, err error) {
	if m.words, err = wordnet.Load(); err != nil {
		return m, err
	}
	m.vectors, err = glove.Load()
	return m, err
}

// A neighbour that replaces a word is one of the nearest, and near enough to mean something like it.
const (
	maxNeighbours = 8
	minCosine     = .5
)

func (m meanings) synonyms(stem string) []string { return stems(m.words.Synonyms(stem)) }
func (m meanings) neighbours(stem string) []string {
	return stems(m.vectors.Neighbours(stem, minCosine, maxNeighbours))
}

func stems(related []wordnet.Related) (out []string) {
	for _, r := range related {
		out = append(out, r.Stem)
	}
	return out
}

// every keeps every n-th question.
func every(s *eval.Set, n, from int) *eval.Set {
	c := *s
	c.Questions = nil
	for i := from; i < len(s.Questions); i += n {
		c.Questions = append(c.Questions, s.Questions[i])
	}
	return &c
}

// balance thins out the unanswerable questions to about as many as there are answerable ones.
func balance(s *eval.Set) *eval.Set {
	yes := 0
	for _, q := range s.Questions {
		if q.Answerable {
			yes++
		}
	}
	step := max(1, (len(s.Questions)-yes)/max(1, yes))
	c := *s
	c.Questions = nil
	no := 0
	for _, q := range s.Questions {
		if !q.Answerable {
			no++
		}
		if q.Answerable || no%step == 0 {
			c.Questions = append(c.Questions, q)
		}
	}
	return &c
}

func everySecond(i int) bool { return i%2 == 1 }
