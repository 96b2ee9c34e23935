package retrieval

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"footnote/retrieval/analysis"
)

// embedBatch is how many passages are embedded in one call.
const embedBatch = 64

// embed makes the vectors of the passages that have none.
func (ix *index) embed(ctx context.Context, e Embedder, vectors [][]float32) error {
	var fresh []uint32
	for p, v := range vectors {
		if v == nil {
			fresh = append(fresh, uint32(p))
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for batch := range slices.Chunk(fresh, embedBatch) {
		group.Go(func() error {
			inputs := make([]Input, len(batch))
			for i, p := range batch {
				inputs[i] = ix.input(p)
			}
			made, err := embed(ctx, e, inputs)
			if err != nil {
				return fmt.Errorf("embed %d passages from %q on: %w", len(batch), ix.collection.Passages[batch[0]].Article.Source, err)
			}
			for i, p := range batch {
				vectors[p] = made[i]
			}
			return nil
		})
	}
	return group.Wait()
}

// embed asks an embedder for a vector of each input.
func embed(ctx context.Context, e Embedder, inputs []Input) ([][]float32, error) {
	made, err := e.Embed(ctx, inputs)
	if err != nil {
		return nil, fmt.Errorf("with %s: %w", e.Model(), err)
	}
	if len(made) != len(inputs) {
		return nil, fmt.Errorf("with %s: %d vectors for %d texts", e.Model(), len(made), len(inputs))
	}
	return made, nil
}

// input is passage p for an embedder: the title counts as part of it.
func (ix *index) input(p uint32) Input {
	a := ix.article[p]
	in := Input{Text: ix.collection.Passages[p].Text(), Language: ix.languages[ix.language[a]]}
	for _, t := range ix.titles.of(a) {
		in.Terms = append(in.Terms, ix.terms.texts[t])
	}
	tokens, kinds := ix.tokensOf(p)
	for i, t := range tokens {
		if kinds[i]&analysis.Stop == 0 {
			in.Terms = append(in.Terms, ix.terms.texts[t])
		}
	}
	return in
}

// input is the question for an embedder.
func (q *question) input() Input {
	in := Input{Text: q.text, Language: q.language}
	for _, c := range q.concepts {
		in.Terms = append(in.Terms, c.term)
	}
	return in
}

// When all vectors are searched, and not only those of the candidates that words have found: chromem-go
// compares with every vector, which takes milliseconds beyond a few thousand.
const (
	smallCollection = 2000 // passages
	fewCandidates   = 10
	denseCandidates = 20
)

// addDense adds the passages nearest in meaning to the candidates, where that is cheap or words have
// found little, and notes how near each candidate is. Passages in another language than the question's are not comparable.
func (e *Engine) addDense(ctx context.Context, s *scratch, q *question, only int, hits []candidate) ([]candidate, error) {
	vectors, err := embed(ctx, e.embedder, []Input{q.input()})
	if err != nil {
		return hits, fmt.Errorf("embed the question %w", err)
	}
	if isZero(vectors[0]) { // the embedder knows none of the words
		return hits, nil
	}
	near, err := e.nearest(ctx, vectors[0], only, len(hits))
	if err != nil {
		return hits, err
	}
	hits = e.index.join(s, hits, near, q.language)
	var passages []uint32
	var comparable []*candidate
	for i := range hits {
		if p := hits[i].passage; e.index.languageOf(p) == q.language {
			passages, comparable = append(passages, p), append(comparable, &hits[i])
		}
	}
	cosines, err := e.store.Similarities(ctx, vectors[0], passages)
	if err != nil {
		return hits, err
	}
	standardise(cosines)
	for i, c := range comparable {
		c.features[fDense] = cosines[i]
	}
	return hits, nil
}

// nearest are the passages nearest to a vector: of one article, or of all where the collection is
// small or words have found few.
func (e *Engine) nearest(ctx context.Context, vector []float32, only, found int) ([]Neighbour, error) {
	switch {
	case only >= 0:
		return e.nearestOf(ctx, vector, e.index.first[only], e.index.first[only+1])
	case e.index.passages() <= smallCollection || found < fewCandidates:
		return e.store.Nearest(ctx, vector, denseCandidates)
	default:
		return nil, nil
	}
}

// nearestOf are the nearest of the passages from up to to.
func (e *Engine) nearestOf(ctx context.Context, vector []float32, from, to uint32) ([]Neighbour, error) {
	var passages []uint32
	for p := from; p < to; p++ {
		passages = append(passages, p)
	}
	cosines, err := e.store.Similarities(ctx, vector, passages)
	if err != nil {
		return nil, err
	}
	all := make([]scored, len(passages))
	for i, p := range passages {
		all[i] = scored{p, cosines[i]}
	}
	var near []Neighbour
	for _, s := range best(all, denseCandidates) {
		near = append(near, Neighbour{s.passage, s.score})
	}
	return near, nil
}

// standardise turns values into how many standard deviations they are above their mean, at most 4
// either way. Embedders differ in how near everything is to everything; who is nearest is comparable.
func standardise(x []float32) {
	var sum, squares float64
	for _, v := range x {
		sum += float64(v)
		squares += float64(v) * float64(v)
	}
	n := float64(max(1, len(x)))
	mean := sum / n
	deviation := math.Sqrt(max(0, squares/n-mean*mean))
	for i, v := range x {
		if deviation < 1e-6 {
			x[i] = 0
			continue
		}
		x[i] = float32(min(4, max(-4, (float64(v)-mean)/deviation)))
	}
}

// join adds the passages in a language that are not candidates yet.
func (ix *index) join(s *scratch, hits []candidate, near []Neighbour, language string) []candidate {
	has := make(map[uint32]bool, len(hits))
	for _, h := range hits {
		has[h.passage] = true
	}
	for _, n := range near {
		if !has[n.Passage] && n.Similarity > 0 && ix.languageOf(n.Passage) == language {
			hits = append(hits, ix.candidate(s, n.Passage))
		}
	}
	return hits
}

// languageOf is the language that a passage was analysed in.
func (ix *index) languageOf(p uint32) string { return ix.languages[ix.language[ix.article[p]]] }
