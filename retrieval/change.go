package retrieval

import (
	"slices"

	"footnote/corpus"
)

// change says which articles two indexes share: the same ones, in the same passages and read in the same language, and in the
// same order, so that what is sorted by their numbers in one is so in the other. A collection's order seldom changes.
type change struct {
	// By number in the new index the one in the old, and the other way round.
	articles, passages       []uint32
	articlesNow, passagesNow []uint32
}

// since compares the index, of which only the layout must be there, with an older one.
func (ix *index) since(old *index) change {
	ch := change{
		articles: allMissing(len(ix.collection.Articles)), passages: allMissing(ix.passages()),
		articlesNow: allMissing(len(old.collection.Articles)), passagesNow: allMissing(old.passages()),
	}
	at := make(map[*corpus.Article]uint32, len(old.collection.Articles))
	for i, a := range old.collection.Articles {
		at[a] = uint32(i)
	}
	last := -1
	for i, a := range ix.collection.Articles {
		before, ok := at[a]
		if !ok || int(before) <= last || ix.languages[ix.language[i]] != old.languages[old.language[before]] || !slices.Equal(ix.passagesOf(uint32(i)), old.passagesOf(before)) {
			continue
		}
		last = int(before)
		ch.articles[i], ch.articlesNow[before] = before, uint32(i)
		for k := range ix.first[i+1] - ix.first[i] {
			now, then := ix.first[i]+k, old.first[before]+k
			ch.passages[now], ch.passagesNow[then] = then, now
		}
	}
	return ch
}

func allMissing(n int) []uint32 {
	numbers := make([]uint32, n)
	for i := range numbers {
		numbers[i] = missing
	}
	return numbers
}

// missed are the passages without a number, ascending.
func missed(numbers []uint32) []uint32 {
	var out []uint32
	for p, n := range numbers {
		if n == missing {
			out = append(out, uint32(p))
		}
	}
	return out
}
