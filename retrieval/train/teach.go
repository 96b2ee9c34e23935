package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"sync"

	"footnote/retrieval"
	"footnote/retrieval/eval"
	"footnote/retrieval/trees"
)

// The shape of the forests, chosen by what they reach on sets that they did not see.
var (
	sentenceOptions   = trees.Options{Trees: 100, Depth: 4, Rate: .15, Smoothing: 3}
	rankingOptions    = trees.Options{Trees: 150, Depth: 5, Rate: .15, Smoothing: 3, Increasing: retrieval.Increasing(), Decreasing: retrieval.Decreasing()}
	confidenceOptions = trees.Options{Trees: 120, Depth: 4, Rate: .08, Smoothing: 5}
)

// teach learns the models one after the other.
func teach(ctx context.Context, sets []*eval.Set, out io.Writer) (*retrieval.Models, error) {
	m := retrieval.ByHand()
	lessons := variants(sets)
	for _, step := range []struct {
		name   string
		forest **trees.Forest
		learn  func(context.Context, []lesson, *retrieval.Models) (*trees.Forest, error)
	}{{"sentence", &m.Sentence, teachSentence}, {"ranking", &m.Ranking, teachRanking}, {"confidence", &m.Confidence, teachConfidence}} {
		f, err := step.learn(ctx, lessons, m)
		if err != nil {
			return nil, fmt.Errorf("learn %s: %w", step.name, err)
		}
		*step.forest = f
		fmt.Fprintf(out, "learned %s\n", step.name)
	}
	return m, nil
}

// lesson is a set and what each of its questions weighs. Answerable questions weigh one.
type lesson struct {
	set          *eval.Set
	unanswerable float64 // what a question that nothing answers weighs for the confidence
	ranking      bool    // it is learned from for sentences and ranking, too
}

// variants are the sets as they are and as people would meet them otherwise: questions misspelt and in
// lower case, articles left out, and collections of a few articles only, so that nothing that is
// learned depends on a collection's size.
func variants(sets []*eval.Set) []lesson {
	var out []lesson
	for i, s := range sets {
		n := len(s.Collection.Articles)
		seed := uint64(i + 100)
		out = append(out,
			lesson{s, .15, true},
			lesson{every(s.Answerable().Misspelt(seed), 3, 0), 1, true},
			lesson{every(s.Answerable().LowerCase(), 3, 1), 1, true},
			lesson{s.Without(everySecond), 1, false},
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

// examined is a question and the evidence for it.
type examined struct {
	question eval.Question
	evidence retrieval.Evidence
}

// examine asks an engine for the evidence of all questions of a set, on all cores.
func examine(ctx context.Context, s *eval.Set, m *retrieval.Models) ([]examined, error) {
	e, err := retrieval.New(ctx, s.Collection, retrieval.Options{Models: m})
	if err != nil {
		return nil, err
	}
	all := make([]examined, len(s.Questions))
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(all); i += workers {
				evidence, err := e.Examine(ctx, s.Questions[i].Text)
				if err == nil {
					all[i] = examined{s.Questions[i], evidence}
				}
			}
		})
	}
	wg.Wait()
	return all, ctx.Err()
}

// examples are what a forest is learned from.
type examples struct {
	rows            [][]float32
	labels, weights []float64
	ends            []int
}

func (x *examples) add(row []float32, yes bool, weight float64) {
	label := 0.
	if yes {
		label = 1
	}
	x.rows, x.labels, x.weights = append(x.rows, row), append(x.labels, label), append(x.weights, weight)
}

// end closes a group: examples that are compared with each other.
func (x *examples) end() { x.ends = append(x.ends, len(x.rows)) }

// rivals is how many candidates a right one is compared with: what comes later hardly ever wins.
const rivals = 40

func teachSentence(ctx context.Context, lessons []lesson, m *retrieval.Models) (*trees.Forest, error) {
	var x examples
	err := eachQuestion(ctx, lessons, m, func(l lesson, q examined) {
		if !l.ranking || len(q.question.Answers) == 0 {
			return
		}
		for _, c := range q.evidence.Candidates {
			if !l.set.Relevant(q.question, c.Passage) {
				continue
			}
			for i, v := range c.Sentences {
				span := c.Passage.Sentences[i]
				x.add(v, eval.ContainsAnswer(c.Passage.Article.Text[span.Start:span.End], q.question.Answers), 1)
			}
			x.end()
		}
	})
	if err != nil {
		return nil, err
	}
	return trees.Train(x.rows, trees.Softmax(x.labels, x.weights, x.ends), sentenceOptions), nil
}

func teachRanking(ctx context.Context, lessons []lesson, m *retrieval.Models) (*trees.Forest, error) {
	var x examples
	err := eachQuestion(ctx, lessons, m, func(l lesson, q examined) {
		if !l.ranking || !q.question.Answerable {
			return
		}
		for i, c := range q.evidence.Candidates {
			if right := l.set.Relevant(q.question, c.Passage); right || i < rivals {
				x.add(c.Features, right, 1)
			}
		}
		x.end()
	})
	if err != nil {
		return nil, err
	}
	return trees.Train(x.rows, trees.Softmax(x.labels, x.weights, x.ends), rankingOptions), nil
}

func teachConfidence(ctx context.Context, lessons []lesson, m *retrieval.Models) (*trees.Forest, error) {
	var x examples
	err := eachQuestion(ctx, lessons, m, func(l lesson, q examined) {
		if len(q.evidence.Candidates) == 0 {
			return
		}
		weight := 1.
		if !q.question.Answerable {
			weight = l.unanswerable
		}
		x.add(q.evidence.Judgement, l.set.Relevant(q.question, q.evidence.Candidates[0].Passage), weight)
	})
	if err != nil {
		return nil, err
	}
	return trees.Train(x.rows, trees.Logistic(x.labels, x.weights), confidenceOptions), nil
}

func eachQuestion(ctx context.Context, lessons []lesson, m *retrieval.Models, f func(lesson, examined)) error {
	for _, l := range lessons {
		all, err := examine(ctx, l.set, m)
		if err != nil {
			return err
		}
		for _, q := range all {
			f(l, q)
		}
	}
	return nil
}
