package retrieval

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"footnote/corpus"
)

// chunkPassages is how many passages are analysed at a time by one goroutine: few, so that the cores share a single article too.
const chunkPassages = 16

// buildIndex analyses the collection on all cores. What old, which may be nil, has of it is copied. The index can be
// embedded then; invert, which may run beside that, makes what it is searched by.
func buildIndex(ctx context.Context, c *corpus.Collection, old *index, progress func(done, total int)) (ix *index, ch change, invert func(), err error) {
	ix = layOut(c)
	if old == nil {
		old = nothing()
	}
	ch = ix.since(old)
	gone := missed(ch.passagesNow)
	if 2*len(gone) > old.passages() { // then taking them away costs more than it spares
		old, gone = nothing(), nil
		ch = ix.since(old)
	}
	fresh := missed(ch.passages)
	chunks, err := analyse(ctx, ix.pieces(fresh), progress)
	if err != nil {
		return nil, ch, nil, err
	}
	taken, err := analyse(ctx, old.pieces(gone), nil)
	if err != nil {
		return nil, ch, nil, err
	}
	n := ix.number(old, chunks, taken)
	ix.put(old, &ch, n, fresh, chunks)
	return ix, ch, func() { ix.invert(old, &ch, n, fresh) }, nil
}

// nothing is the index of no articles.
func nothing() *index {
	ix := layOut(&corpus.Collection{})
	ix.vocabulary, ix.spelling = newVocabulary(), &speller{}
	ix.postings, ix.articles = postings{start: []uint32{0}}, postings{start: []uint32{0}}
	return ix
}

// analyse makes chunks of the pieces, in order.
func analyse(ctx context.Context, pieces []piece, progress func(done, total int)) ([]chunk, error) {
	chunks := make([]chunk, (len(pieces)+chunkPassages-1)/chunkPassages)
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	var mu sync.Mutex
	done := 0
	for range min(len(chunks), runtime.GOMAXPROCS(0)) {
		w := newWriter()
		group.Go(func() error {
			for i := int(next.Add(1)) - 1; i < len(chunks) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				from, to := i*chunkPassages, min(len(pieces), (i+1)*chunkPassages)
				chunks[i] = w.chunk(pieces[from:to])
				if progress != nil {
					mu.Lock()
					done += to - from
					progress(done, len(pieces))
					mu.Unlock()
				}
			}
			return ctx.Err()
		})
	}
	return chunks, group.Wait()
}

// put fills the index with the passages that it shares with the old one and with the fresh ones, which the chunks hold.
func (ix *index) put(old *index, ch *change, n numbering, fresh []uint32, chunks []chunk) {
	passages, titles := ix.sources(old, ch, n.terms)
	for i, p := range fresh {
		c := &chunks[i/chunkPassages]
		passages[p] = source{body: &c.body, titles: &c.titles, at: uint32(i % chunkPassages), terms: n.added[c.writer]}
		if a := ix.article[p]; p == ix.first[a] {
			titles[a] = passages[p]
		}
	}
	ix.body, ix.titles = assemble(passages), assembleTitles(titles)
}

// invert makes what the index is searched by.
func (ix *index) invert(old *index, ch *change, n numbering, fresh []uint32) {
	var running sync.WaitGroup
	running.Go(func() { ix.invertPassages(old, ch, n.terms, fresh) })
	running.Go(func() { ix.invertArticles(old, ch, n.terms) })
	running.Go(func() { ix.sorted = sortTerms(&ix.terms, old.sorted, n.terms) })
	running.Go(func() { ix.spelling = old.spelling.with(&ix.words, n.words) })
	ix.setCapital()
	ix.setRows()
	running.Wait()
}

// numbering gives the numbers in an index of the terms and words of the old one, in ascending order and missing where they are
// gone, and of each writer's terms.
type numbering struct {
	terms []termID
	words []uint32
	added map[*writer][]termID
}

// number makes the index's vocabulary. taken are the chunks of what the old index has and this one has not. The writers of the chunks lose theirs, so that no word is in memory twice for long.
func (ix *index) number(old *index, chunks, taken []chunk) numbering {
	v := old.vocabulary.clone()
	for _, w := range writersOf(taken) {
		v.subtract(&w.vocabulary)
	}
	n := numbering{added: make(map[*writer][]termID)}
	for _, w := range writersOf(chunks) {
		n.added[w] = v.add(&w.vocabulary)
		w.readers, w.vocabulary, w.rows = nil, vocabulary{}, nil
	}
	terms, words := v.sweep()
	for _, numbers := range n.added {
		renumber(numbers, numbers, terms)
	}
	n.terms, n.words = terms[:len(old.tallies)], words[:len(old.uses)]
	ix.vocabulary = v
	return n
}

// sources are the places of what the old index has, by passage and by article.
func (ix *index) sources(old *index, ch *change, terms []termID) (passages, titles []source) {
	passages, titles = make([]source, ix.passages()), make([]source, len(ch.articles))
	for p, before := range ch.passages {
		if before != missing {
			passages[p] = source{body: &old.body, at: before, terms: terms}
		}
	}
	for a, before := range ch.articles {
		if before != missing {
			titles[a] = source{titles: &old.titles, at: before, terms: terms}
		}
	}
	return passages, titles
}

// writersOf are the chunks' writers, each once.
func writersOf(chunks []chunk) []*writer {
	var out []*writer
	for i := range chunks {
		if !slices.Contains(out, chunks[i].writer) {
			out = append(out, chunks[i].writer)
		}
	}
	return out
}
