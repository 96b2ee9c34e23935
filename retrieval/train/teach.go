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
	sentenceOptions   = trees.Options{Trees: 60, Depth: 4, Rate: .2, Smoothing: 3}
	rankingOptions    = trees.Options{Trees: 150, Depth: 5, Rate: .15, Smoothing: 3, Increasing: retrieval.Increasing(), Decreasing: retrieval.Decreasing()}
	confidenceOptions = trees.Options{Trees: 600, Depth: 4, Rate: .08, Smoothing: 5}
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
