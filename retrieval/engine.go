package retrieval

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"footnote/corpus"
)

// Engine answers questions from one collection. It is immutable and safe for concurrent use.
type Engine struct {
	index    *index
	models   *Models
	embedder Embedder
	vectors  [][]float32 // by passage
	store    Store
	scratch  sync.Pool
}

// Options of New; the zero value means the defaults.
type Options struct {
	// Progress is called while passages are indexed, from one goroutine at a time.
	Progress func(done, total int)
	// Models are the learned tables; nil means those that the binary carries.
	Models *Models
	// Embedder makes the vectors; nil means the built-in one.
	Embedder Embedder
	// Previous is an engine of an earlier state of the collection. Articles that both have, the same in the same passages, are
	// not analysed again, nor embedded if the embedder's model is the same. It spares time alone: the answers
	// are those of an engine made without it.
	Previous *Engine
}

// New indexes the collection. It fails where ctx ends or the embedder fails.
func New(ctx context.Context, c *corpus.Collection, o Options) (*Engine, error) {
	e := &Engine{models: o.Models, embedder: o.Embedder}
	if e.models == nil {
		e.models = shipped()
	}
	if e.embedder == nil {
		e.embedder = BuiltIn()
	}
	if err := e.build(ctx, c, o); err != nil {
		return nil, fmt.Errorf("index %d passages: %w", len(c.Passages), err)
	}
	e.scratch.New = func() any { return e.index.newScratch() }
	return e, nil
}

func (e *Engine) build(ctx context.Context, c *corpus.Collection, o Options) error {
	var old *index
	if o.Previous != nil {
		old = o.Previous.index
	}
	ix, ch, invert, err := buildIndex(ctx, c, old, o.Progress)
	if err != nil {
		return err
	}
	e.index = ix
	var inverting sync.WaitGroup
	defer inverting.Wait()
	inverting.Go(invert)
	e.vectors = make([][]float32, len(c.Passages))
	if o.Previous != nil && o.Previous.embedder.Model() == e.embedder.Model() {
		for p, before := range ch.passages {
			if before != missing {
				e.vectors[p] = o.Previous.vectors[before]
			}
		}
	}
	if err := e.index.embed(ctx, e.embedder, e.vectors); err != nil {
		return err
	}
	if e.store, err = NewChromemStore(); err != nil {
		return err
	}
	return e.store.Fill(ctx, e.vectors)
}

// Collection is what the engine answers from.
func (e *Engine) Collection() *corpus.Collection { return e.index.collection }

// Ask answers the question. A *QuestionError is the asker's to mend; any other error is ctx's.
func (e *Engine) Ask(ctx context.Context, query Query) (Answer, error) {
	c := e.Collection()
	answer := Answer{Question: query.Text, Articles: len(c.Articles), Passages: len(c.Passages)}
	q, err := e.index.analyseQuestion(query.Text)
	if err != nil {
		return answer, err
	}
	only, err := e.only(query.Article)
	if err != nil {
		return answer, err
	}
	s := e.scratch.Get().(*scratch)
	defer e.release(s)
	x := newExaminer(e.index, e.models, &q, s)
	hits, err := e.hits(ctx, x, only)
	if err != nil {
		return answer, err
	}
	if x.deaf != nil {
		answer.Degraded, answer.Cause = WordsOnly, x.deaf
	}
	if len(hits) == 0 {
		return answer, nil
	}
	judgement := x.judgement(hits)
	answer.Confidence = e.models.confidence(&judgement)
	if q.foreign() {
		answer.Confidence = min(answer.Confidence, foreignConfidence)
	}
	answer.Found = answer.Confidence >= FoundAt
	answer.Citations = e.cite(hits, query.Limit)
	return answer, nil
}

// beyond is how many hits after the last one cited are looked at for copies of what is cited.
const beyond = 10

// cite makes citations of the best hits, each with its copies.
func (e *Engine) cite(hits []candidate, limit int) []Citation {
	if limit <= 0 {
		limit = DefaultLimit
	}
	var citations []Citation
	var cited []quoted
	last := 0
	for i, h := range hits {
		p, words := e.Collection().Passages[h.passage], e.index.meant(h.passage)
		if at := slices.IndexFunc(cited, func(q quoted) bool { return q.saidBy(words) }); at >= 0 {
			citations[at].fold(p)
			continue
		}
		if len(citations) < limit {
			cited, last = append(cited, e.index.quoted(&h, words)), i
			citations = append(citations, Citation{N: len(cited), Passage: p, Sentence: e.index.marked(&h), Score: float64(h.score)})
		} else if i-last >= beyond {
			break
		}
	}
	return citations
}

// rerank is how many candidates are looked at closely.
const rerank = 80

// hits are the candidates, examined and ranked, best first.
func (e *Engine) hits(ctx context.Context, x *examiner, only int) ([]candidate, error) {
	hits := e.index.candidates(x.s, *x.q, only, rerank)
	hits, x.deaf = e.addDense(ctx, x.s, x.q, only, hits)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for i := range hits {
		x.examine(&hits[i])
	}
	compare(hits)
	for i := range hits {
		hits[i].score = e.models.Ranking.Predict(hits[i].features[:])
	}
	slices.SortFunc(hits, func(a, b candidate) int {
		return compareScored(scored{a.passage, a.score}, scored{b.passage, b.score})
	})
	return hits, nil
}

func (e *Engine) release(s *scratch) {
	s.reset()
	e.scratch.Put(s)
}

// only is the number of the article with this ID, or -1 for all.
func (e *Engine) only(id string) (int, error) {
	if id == "" {
		return -1, nil
	}
	for i, a := range e.Collection().Articles {
		if a.ID == id {
			return i, nil
		}
	}
	return 0, &QuestionError{Problem: NoArticle, Text: id}
}

// marked is the sentence of a candidate that answers best.
func (ix *index) marked(c *candidate) corpus.Span {
	p := ix.collection.Passages[c.passage]
	if len(p.Sentences) == 0 {
		return corpus.Span{Start: p.Start, End: p.End}
	}
	return p.Sentences[c.sentence]
}
