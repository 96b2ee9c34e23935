package retrieval

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// layOut notes which passage belongs to which article and language.
func layOut(c *corpus.Collection) *index {
	ix := &index{collection: c, meanings: words(), vectors: vectors(), article: make([]uint32, len(c.Passages))}
	at := make(map[*corpus.Article]uint32, len(c.Articles))
	for i, a := range c.Articles {
		at[a] = uint32(i)
	}
	ix.first = make([]uint32, len(c.Articles)+1)
	for i, p := range c.Passages {
		a := at[p.Article]
		ix.article[i] = a
		ix.first[a+1] = uint32(i + 1)
	}
	for a := range c.Articles { // articles without a passage
		ix.first[a+1] = max(ix.first[a+1], ix.first[a])
	}
	ix.setLanguages()
	return ix
}

// setLanguages notes in which language each article is analysed. An article whose language is not
// known is taken to be in the one that most others are in: a question must meet it in the same stems. Where none is known,
// it is guessed from all of them.
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
		ix.languages = []string{ix.guessLanguage()}
	}
	ix.language = make([]uint8, len(ix.collection.Articles))
	for i, a := range ix.collection.Articles {
		ix.language[i] = uint8(max(0, slices.Index(ix.languages, a.Language)))
	}
}

// guessPassages are enough to tell a language by.
const guessPassages = 8

// guessLanguage is that of articles of which none is long enough to have one.
func (ix *index) guessLanguage() string {
	var text strings.Builder
	for _, p := range ix.collection.Passages[:min(guessPassages, ix.passages())] {
		text.WriteString(p.Text() + "\n")
	}
	return analysis.Guess(text.String())
}

// passagesOf are article a's passages.
func (ix *index) passagesOf(a uint32) []*corpus.Passage {
	return ix.collection.Passages[ix.first[a]:ix.first[a+1]]
}

// pieces are the passages of these numbers, to be analysed.
func (ix *index) pieces(passages []uint32) []piece {
	out := make([]piece, len(passages))
	for i, p := range passages {
		a := ix.article[p]
		out[i] = piece{passage: ix.collection.Passages[p], language: ix.languages[ix.language[a]], begins: p == ix.first[a]}
	}
	return out
}
