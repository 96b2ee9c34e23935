package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"

	"footnote/retrieval"
	"footnote/retrieval/eval"
	"footnote/retrieval/trees"
)

// The shape of the forests, chosen by what they reach on sets that they did not see.
var (
	sentenceOptions   = trees.Options{Trees: 20, Depth: 4, Rate: .2, Smoothing: 3}
	rankingOptions    = trees.Options{Trees: 90, Depth: 5, Rate: .15, Smoothing: 3, Increasing: retrieval.Increasing(), Decreasing: retrieval.Decreasing()}
	confidenceOptions = trees.Options{Trees: 600, Depth: 4, Rate: .08, Smoothing: 5}
)

// step learns one of the models.
type step struct {
	name   string
	forest func(*retrieval.Models) **trees.Forest
	// takes says whether a lesson is for this model, collect takes the examples out of one of its questions.
	takes   func(lesson) bool
	collect func(x *examples, l lesson, q examined)
	// enough is how many questions are learned from of a lesson, 0 for all. Of those that have more, some are left out
	// evenly, so that large sets do not outweigh small ones.
	enough int
	train  func(x examples) *trees.Forest
}

// fewer is enough to learn a ranking from: more only made it fit these sets closer and others less.
const fewer = 1000 // of half of a set's questions

func forRanking(l lesson) bool    { return l.ranking }
func forConfidence(l lesson) bool { return l.confidence }

func steps() []step {
	return []step{
		{"sentence", func(m *retrieval.Models) **trees.Forest { return &m.Sentence }, forRanking, collectSentences, fewer, func(x examples) *trees.Forest {
			return trees.Train(x.rows, trees.Softmax(x.labels, x.weights, x.ends), sentenceOptions)
		}},
		{"ranking", func(m *retrieval.Models) **trees.Forest { return &m.Ranking }, forRanking, collectRanks, fewer, func(x examples) *trees.Forest {
			return trees.Train(x.rows, trees.Softmax(x.labels, x.weights, x.ends), rankingOptions)
		}},
		{"confidence", func(m *retrieval.Models) **trees.Forest { return &m.Confidence }, forConfidence, collectOutcomes, 0, func(x examples) *trees.Forest {
			return trees.Train(x.rows, trees.Logistic(x.labels, x.weights), confidenceOptions)
		}},
	}
}

// teach learns the models one after the other. A model learns from what the ones before make of questions that
// they have not seen, as it will meet them later: each half of the questions is examined with models learned
// from the other half.
func teach(ctx context.Context, sets []*eval.Set, out io.Writer) (*retrieval.Models, error) {
	words, err := loadMeanings()
	if err != nil {
		return nil, err
	}
	halves := halve(variants(sets, words))
	half, whole := [2]*retrieval.Models{retrieval.ByHand(), retrieval.ByHand()}, retrieval.ByHand()
	for _, s := range steps() {
		var x [2]examples
		for h := range halves {
			if err := s.gather(ctx, &x[h], halves[h], half[1-h]); err != nil {
				return nil, fmt.Errorf("learn %s: %w", s.name, err)
			}
		}
		var group sync.WaitGroup
		for to, from := range map[*retrieval.Models]examples{half[0]: x[0], half[1]: x[1], whole: x[0].with(x[1])} {
			group.Go(func() { *s.forest(to) = s.train(from) })
		}
		group.Wait()
		fmt.Fprintf(out, "learned %s\n", s.name)
	}
	return whole, nil
}

// halve parts the questions of all lessons.
func halve(lessons []lesson) (halves [2][]lesson) {
	for _, l := range lessons {
		first, second := l.set.Halves(unseen)
		for h, s := range []*eval.Set{first, second} {
			part := l
			part.set = s
			halves[h] = append(halves[h], part)
		}
	}
	return halves
}

// gather collects the examples of all lessons.
func (s step) gather(ctx context.Context, x *examples, lessons []lesson, m *retrieval.Models) error {
	for _, l := range lessons {
		if !s.takes(l) {
			continue
		}
		if s.enough > 0 {
			l.set = every(l.set, (len(l.set.Questions)-1)/s.enough+1, 0)
		}
		all, err := examine(ctx, l.set, m)
		if err != nil {
			return err
		}
		for _, q := range all {
			s.collect(x, l, q)
		}
	}
	return nil
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

// with is the examples of both.
func (x examples) with(y examples) examples {
	ends := slices.Clone(x.ends)
	for _, end := range y.ends {
		ends = append(ends, len(x.rows)+end)
	}
	return examples{slices.Concat(x.rows, y.rows), slices.Concat(x.labels, y.labels), slices.Concat(x.weights, y.weights), ends}
}

// rivals is how many candidates a right one is compared with: what comes later hardly ever wins.
const rivals = 40

func collectSentences(x *examples, l lesson, q examined) {
	if len(q.question.Answers) == 0 {
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
}

func collectRanks(x *examples, l lesson, q examined) {
	if !q.question.Answerable {
		return
	}
	for i, c := range q.evidence.Candidates {
		if right := l.set.Relevant(q.question, c.Passage); right || i < rivals {
			x.add(c.Features, right, 1)
		}
	}
	x.end()
}

func collectOutcomes(x *examples, l lesson, q examined) {
	if len(q.evidence.Candidates) == 0 {
		return
	}
	weight := 1.
	if !q.question.Answerable {
		weight = l.unanswerable
	}
	x.add(q.evidence.Judgement, l.set.Relevant(q.question, q.evidence.Candidates[0].Passage), weight)
}
