package main

import "footnote/retrieval/eval"

// lesson is a set and what each of its questions weighs. Answerable questions weigh one.
type lesson struct {
	set          *eval.Set
	unanswerable float64 // what a question that nothing answers weighs for the confidence
	ranking      bool    // it is learned from for sentences and ranking, too
}

// lookalike is what a question weighs that was written to look answerable: few sets have any, and they
// are the hardest to tell.
const lookalike = 3

// swapped is what a question with a foreign name or number weighs. Some remain answerable: less than one.
const swapped = .5

// variants are the sets as they are and as people would meet them otherwise: questions misspelt and in
// lower case, articles left out, and collections of a few articles only, so that nothing that is
// learned depends on a collection's size.
func variants(sets []*eval.Set) []lesson {
	var out []lesson
	for i, s := range sets {
		n := len(s.Collection.Articles)
		seed := uint64(i + 100)
		out = append(out,
			lesson{s, lookalike, true},
			lesson{every(s.Answerable().Misspelt(seed), 3, 0), 1, true},
			lesson{every(s.Answerable().LowerCase(), 3, 1), 1, true},
			lesson{s.Without(everySecond), 1, false},
			lesson{s.Swapped(s, seed), swapped, false},
			lesson{s.Swapped(sets[(i+1)%len(sets)], seed+50), swapped, false},
			lesson{every(s.Without(func(a int) bool { return a%2 == 0 }).LowerCase(), 2, 0), 1, false},
		)
		for _, size := range []int{2, 8} {
			for from := 0; from+size <= n && from < 10*size; from += size {
				few := s.Without(func(a int) bool { return a < from || a >= from+size })
				out = append(out, lesson{balance(few), 1, true})
			}
		}
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
