package retrieval

import (
	"cmp"
	"context"
	"maps"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// chunkPassages is how many passages are analysed at a time by one goroutine. It is fixed, so that the
// index is the same on any number of cores.
const chunkPassages = 256

// chunk is the analysed form of a run of passages, with term numbers of its own.
type chunk struct {
	terms     []string
	words     map[string]termID // folded words in full, as far as they can be misspelt
	stop      []bool
	tokens    []termID
	kinds     []analysis.Kind
	lengths   []uint32 // tokens by passage
	sentences []uint32
	counts    []uint32 // sentences by passage
	sections  [][]termID
	titles    map[uint32][]termID // by article, for articles that begin in this chunk
}

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
	ix := &index{collection: c, ids: make(map[string]termID), article: make([]uint32, len(c.Passages))}
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

// analyse makes the terms of passages from up to to.
func (ix *index) analyse(from, to int) chunk {
	w := chunkWriter{ids: make(map[string]termID), analysers: make(map[string]*analysis.Analyser)}
	w.titles, w.words = make(map[uint32][]termID), make(map[string]termID)
	for i := from; i < to; i++ {
		p := ix.collection.Passages[i]
		a := ix.article[i]
		w.analyser = w.analyserFor(ix.languages[ix.language[a]])
		if ix.first[a] == uint32(i) {
			w.titles[a] = w.field(p.Article.Title)
		}
		w.sections = append(w.sections, w.field(p.Locator.Section))
		w.passage(p)
	}
	return w.chunk
}

type chunkWriter struct {
	chunk
	ids       map[string]termID
	analysers map[string]*analysis.Analyser
	analyser  *analysis.Analyser
	scratch   []analysis.Token
}

func (w *chunkWriter) analyserFor(language string) *analysis.Analyser {
	a := w.analysers[language]
	if a == nil {
		a = analysis.New(language)
		w.analysers[language] = a
	}
	return a
}

func (w *chunkWriter) id(t analysis.Token) termID {
	id, ok := w.ids[t.Term]
	if !ok {
		id = termID(len(w.terms))
		w.ids[t.Term] = id
		w.terms = append(w.terms, t.Term)
		w.stop = append(w.stop, t.Kind&analysis.Stop != 0)
	}
	if t.Kind&(analysis.Stop|analysis.Number) == 0 && len(t.Word) >= minSpelt {
		w.words[t.Word] = id
	}
	return id
}

// field is the terms of a title or heading, without stop words.
func (w *chunkWriter) field(text string) []termID {
	if text == "" {
		return nil
	}
	w.scratch = w.analyser.Tokens(w.scratch[:0], text)
	var ids []termID
	for _, t := range w.scratch {
		if t.Kind&analysis.Stop == 0 {
			ids = append(ids, w.id(t))
		}
	}
	return ids
}

func (w *chunkWriter) passage(p *corpus.Passage) {
	w.scratch = w.analyser.Tokens(w.scratch[:0], p.Text())
	begun := 0
	for i, t := range w.scratch {
		for begun < len(p.Sentences) && t.Start+p.Start >= p.Sentences[begun].Start {
			w.sentences = append(w.sentences, uint32(i))
			begun++
		}
		w.tokens = append(w.tokens, w.id(t))
		w.kinds = append(w.kinds, t.Kind)
	}
	for ; begun < len(p.Sentences); begun++ { // sentences without a word
		w.sentences = append(w.sentences, uint32(len(w.scratch)))
	}
	w.lengths = append(w.lengths, uint32(len(w.scratch)))
	w.counts = append(w.counts, uint32(len(p.Sentences)))
}

// merge puts the chunks one after the other and gives their terms the index's numbers.
func (ix *index) merge(chunks []chunk) {
	ix.tokenStart, ix.sentenceStart = []uint32{0}, []uint32{0}
	words := make(map[string]termID)
	for _, c := range chunks {
		global := ix.adopt(c)
		for _, t := range c.tokens {
			ix.tokens = append(ix.tokens, global[t])
		}
		ix.kinds = append(ix.kinds, c.kinds...)
		ix.sentences = append(ix.sentences, c.sentences...)
		for i := range c.lengths {
			ix.tokenStart = append(ix.tokenStart, ix.tokenStart[len(ix.tokenStart)-1]+c.lengths[i])
			ix.sentenceStart = append(ix.sentenceStart, ix.sentenceStart[len(ix.sentenceStart)-1]+c.counts[i])
		}
		for _, s := range c.sections {
			ix.sections = append(ix.sections, renumber(s, global))
		}
		for a, title := range c.titles {
			ix.titles[a] = renumber(title, global)
		}
		for w, t := range c.words {
			words[w] = global[t]
		}
	}
	ix.setSpelling(words)
	ix.setNames()
	ix.tokens, ix.kinds = slices.Clip(ix.tokens), slices.Clip(ix.kinds)
}

// setSpelling lists the words and terms by their spelling.
func (ix *index) setSpelling(words map[string]termID) {
	spelt := slices.Sorted(maps.Keys(words))
	terms := make([]termID, len(spelt))
	for i, w := range spelt {
		terms[i] = words[w]
	}
	ix.spelling = newSpeller(spelt, terms)
	for t, stop := range ix.stop {
		if !stop {
			ix.sorted = append(ix.sorted, termID(t))
		}
	}
	slices.SortFunc(ix.sorted, func(a, b termID) int { return cmp.Compare(ix.terms[a], ix.terms[b]) })
}

// setNames finds the terms that are nearly always capitalised inside a sentence.
func (ix *index) setNames() {
	count, capital := make([]uint32, len(ix.terms)), make([]uint32, len(ix.terms))
	for p := range ix.passages() {
		tokens, kinds := ix.tokensOf(uint32(p))
		starts := ix.sentencesOf(uint32(p))
		for i, t := range tokens {
			if len(starts) > 0 && starts[0] <= uint32(i) {
				starts = starts[1:]
				continue
			}
			count[t]++
			if kinds[i]&analysis.Capital != 0 {
				capital[t]++
			}
		}
	}
	ix.names = make([]bool, len(ix.terms))
	for t := range ix.names {
		ix.names[t] = capital[t] > 0 && capital[t]*10 >= count[t]*9
	}
}

// adopt gives a chunk's terms their numbers in the index. A word that is a stop word in one language
// and not in another keeps its postings.
func (ix *index) adopt(c chunk) []termID {
	global := make([]termID, len(c.terms))
	for i, term := range c.terms {
		id, ok := ix.ids[term]
		if !ok {
			id = termID(len(ix.terms))
			ix.ids[term] = id
			ix.terms = append(ix.terms, term)
			ix.stop = append(ix.stop, true)
		}
		ix.stop[id] = ix.stop[id] && c.stop[i]
		global[i] = id
	}
	return global
}

func renumber(ids, global []termID) []termID {
	for i, id := range ids {
		ids[i] = global[id]
	}
	return ids
}

// invert makes the postings from the passages' terms.
func (ix *index) invert() {
	n := ix.passages()
	ix.length = make([]float32, n)
	for p := range n {
		for _, t := range ix.tokens[ix.tokenStart[p]:ix.tokenStart[p+1]] {
			if !ix.stop[t] {
				ix.length[p]++
			}
		}
	}
	ix.meanLength = mean(ix.length)
	ix.postings = ix.post(n, func(p int, add func(termID)) {
		for _, t := range ix.tokens[ix.tokenStart[p]:ix.tokenStart[p+1]] {
			add(t)
		}
		for _, t := range ix.sections[p] {
			add(t)
		}
		for range titleCount {
			for _, t := range ix.titles[ix.article[p]] {
				add(t)
			}
		}
	})
	ix.invertArticles()
}

// titleCount is how often a word of the title counts in each passage of the article.
const titleCount = 2

func (ix *index) invertArticles() {
	n := len(ix.titles)
	ix.articleLength = make([]float32, n)
	ix.articles = ix.post(n, func(a int, add func(termID)) {
		for _, t := range ix.titles[a] {
			add(t)
		}
		for p := ix.first[a]; p < ix.first[a+1]; p++ {
			ix.articleLength[a] += ix.length[p]
			for _, t := range ix.tokens[ix.tokenStart[p]:ix.tokenStart[p+1]] {
				add(t)
			}
		}
	})
	ix.meanArticle = mean(ix.articleLength)
}

func mean(x []float32) float32 {
	sum := 0.
	for _, v := range x {
		sum += float64(v)
	}
	return float32(max(1, sum/float64(max(1, len(x)))))
}

// post counts the terms of n documents; each calls add for every term it has. Stop words are left out.
// The documents are gone through twice, first to learn how long each list will be.
func (ix *index) post(n int, each func(doc int, add func(termID))) postings {
	last := make([]uint32, len(ix.terms)) // the document in which a term was last seen, plus one
	p := postings{start: make([]uint32, len(ix.terms)+1)}
	for doc := range n {
		each(doc, func(t termID) {
			if !ix.stop[t] && last[t] != uint32(doc)+1 {
				last[t] = uint32(doc) + 1
				p.start[t+1]++
			}
		})
	}
	for t := range ix.terms {
		p.start[t+1] += p.start[t]
	}
	p.docs = make([]uint32, p.start[len(ix.terms)])
	p.counts = make([]uint8, len(p.docs))
	next := slices.Clone(p.start)
	clear(last)
	for doc := range n {
		each(doc, func(t termID) {
			if ix.stop[t] {
				return
			}
			if last[t] != uint32(doc)+1 {
				last[t] = uint32(doc) + 1
				p.docs[next[t]] = uint32(doc)
				next[t]++
			}
			if at := next[t] - 1; p.counts[at] < 255 {
				p.counts[at]++
			}
		})
	}
	return p
}
