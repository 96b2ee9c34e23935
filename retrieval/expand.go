package retrieval

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/retrieval/analysis"
	"footnote/retrieval/wordnet"
)

// The shares at which other terms stand for a word of the question.
const (
	spellingShare  = .85 // the likeliest correction of a word that the index lacks
	spellingOther  = .6  // the further ones
	prefixShare    = .6  // a term with the same beginning, times how much of both it is
	synonymShare   = .5  // a synonym, times its weight
	neighbourShare = .4  // a neighbour in meaning, times its cosine
)

// sometimesCapital is the share from which a term can be a part of a name: "Office" of "Office 39".
const sometimesCapital = .2

const (
	maxCorrections = 3
	maxPrefixed    = 6
	maxNeighbours  = 8
	minCosine      = .5
	minPrefix      = 4 // letters
)

// expand adds the terms that may stand for the concept beside its own.
func (ix *index) expand(c *concept, language string) {
	if c.kind&analysis.Number != 0 {
		return
	}
	if len(c.terms) == 0 {
		ix.correct(c)
	}
	ix.prefixed(c)
	if language == english && c.kind&analysis.Capital == 0 {
		ix.related(c)
	}
}

// related adds synonyms and neighbours in meaning of an English word, but for its opposites, which it notes.
func (ix *index) related(c *concept) {
	for _, r := range ix.meanings.Antonyms(c.term) {
		if t := ix.lookup(r.Stem); t != none {
			c.opposites = append(c.opposites, t)
		}
	}
	for _, r := range ix.meanings.Synonyms(c.term) {
		ix.relate(c, r, synonymShare, synonym)
	}
	for _, r := range ix.meanings.Neighbours(c.term, minCosine, maxNeighbours) {
		ix.relate(c, r, neighbourShare, neighbour)
	}
}

func (ix *index) relate(c *concept, r wordnet.Related, share float32, via relation) {
	if t := ix.lookup(r.Stem); t != none && !slices.Contains(c.opposites, t) {
		c.add(t, share*r.Weight, via)
	}
}

// correct adds the terms of words one edit away: first those with the same first letter, then the more frequent.
func (ix *index) correct(c *concept) {
	if utf8.RuneCountInString(c.word) < minSpelt {
		return
	}
	near := ix.spelling.near(c.word, &ix.terms)
	if c.isName() { // to what can be a name, too
		near = slices.DeleteFunc(near, func(w uint32) bool { return ix.capital[ix.spelling.term(w)] < sometimesCapital })
	}
	first, _ := utf8.DecodeRuneInString(c.word)
	rank := func(w uint32) int {
		df := ix.postings.df(ix.spelling.term(w))
		if strings.HasPrefix(ix.words.texts[w], string(first)) {
			df += ix.passages()
		}
		return df
	}
	slices.SortStableFunc(near, func(a, b uint32) int { return cmp.Compare(rank(b), rank(a)) })
	share := float32(spellingShare)
	for _, w := range near {
		if len(c.terms) == maxCorrections {
			break
		}
		if t := ix.spelling.term(w); c.add(t, share, spelling) {
			share = spellingOther
			if len(c.terms) == 1 {
				c.weight = idf(ix.postings.df(t), ix.passages())
			}
		}
	}
}

// add makes a term stand for the concept, unless it does already.
func (c *concept) add(t termID, share float32, via relation) bool {
	for _, alt := range c.terms {
		if alt.term == t {
			return false
		}
	}
	c.terms = append(c.terms, alternative{term: t, share: share, via: via})
	return true
}

// prefixed adds terms that begin like the concept's: "defector" for "defect". Stemmers leave many such pairs apart.
func (ix *index) prefixed(c *concept) {
	n := utf8.RuneCountInString(c.term)
	if n < minPrefix+1 {
		return
	}
	letters := []rune(c.term)
	stem := string(letters[:max(minPrefix, (2*n+2)/3)])
	at, _ := slices.BinarySearchFunc(ix.sorted, stem, func(t termID, s string) int { return cmp.Compare(ix.terms.texts[t], s) })
	var found []alternative
	for ; at < len(ix.sorted) && strings.HasPrefix(ix.terms.texts[ix.sorted[at]], stem); at++ {
		t := ix.sorted[at]
		if like := likeness(c.term, ix.terms.texts[t]); like >= .6 {
			found = append(found, alternative{term: t, share: prefixShare * like, via: prefix})
		}
	}
	slices.SortStableFunc(found, func(a, b alternative) int { return cmp.Compare(b.share, a.share) })
	for _, alt := range found[:min(maxPrefixed, len(found))] {
		c.add(alt.term, alt.share, alt.via)
	}
}

// likeness is the length of the common beginning of a and b as a share of the longer one.
func likeness(a, b string) float32 {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return float32(n) / float32(max(len(a), len(b)))
}
