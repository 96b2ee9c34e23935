package retrieval

import (
	"cmp"
	"context"
	"maps"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"footnote/corpus"
)

// chunkPassages is how many passages are analysed at a time by one goroutine. It is fixed, so that the
// index is the same on any number of cores.
const chunkPassages = 256

// buildIndex analyses the collection on all cores.
func buildIndex(ctx context.Context, c *corpus.Collection, progress func(done, total int)) (*index, error) {
	ix := newIndex(c)
	n := len(c.Passages)
	chunks := make([]chunk, (n+chunkPassages-1)/chunkPassages)
	finished := make(chan struct{}, len(chunks))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	go func() {
		for i := range chunks {
			group.Go(func() error {
				defer func() { finished <- struct{}{} }()
				if err := ctx.Err(); err != nil {
					return err
				}
				chunks[i] = ix.analyse(i*chunkPassages, min(n, (i+1)*chunkPassages))
				return nil
			})
		}
	}()
	for i := range chunks {
		<-finished
		if progress != nil {
			progress(min(n, (i+1)*chunkPassages), n)
		}
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	ix.merge(chunks)
	ix.invert()
	return ix, nil
}

// newIndex lays out which passage belongs to which article and language.
func newIndex(c *corpus.Collection) *index {
	ix := &index{collection: c, words: words(), ids: make(map[string]termID), article: make([]uint32, len(c.Passages))}
	at := make(map[*corpus.Article]uint32, len(c.Articles))
	for i, a := range c.Articles {
		at[a] = uint32(i)
	}
	ix.first = make([]uint32, len(c.Articles)+1)
	ix.ordinals = make(map[*corpus.Passage]uint32, len(c.Passages))
	for i, p := range c.Passages {
		a := at[p.Article]
		ix.article[i] = a
		ix.first[a+1] = uint32(i + 1)
		ix.ordinals[p] = uint32(i)
	}
	for a := range c.Articles { // articles without a passage
		ix.first[a+1] = max(ix.first[a+1], ix.first[a])
	}
	ix.titles = make([][]termID, len(c.Articles))
	ix.setLanguages()
	return ix
}

// setLanguages notes in which language each article is analysed. An article whose language is not
// known is taken to be in the one that most others are in: a question must meet it in the same stems.
func (ix *index) setLanguages() {
	count := make(map[string]int)
	for _, a := range ix.collection.Articles {
		if a.Language != "" {
			count[a.Language]++
		}
	}
	ix.languages = slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	if len(ix.languages) == 0 {
		ix.languages = []string{""}
	}
	ix.language = make([]uint8, len(ix.collection.Articles))
	for i, a := range ix.collection.Articles {
		ix.language[i] = uint8(max(0, slices.Index(ix.languages, a.Language)))
	}
}
