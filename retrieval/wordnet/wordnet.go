// Package wordnet knows which English words mean much the same. A Table, built into the program,
// holds a vector of 128 numbers for each of some 14,900 stems, the 16 stems nearest to each, and up
// to 8 synonyms for each of some 17,700; it also tells which nouns are persons, places, times, amounts
// and groups. Everything in it was derived from WordNet 3.0 (see
// LICENSE.wordnet) by the program in the folder gen; "go generate" makes it anew, bit for bit. Stems
// are the terms of package analysis for "en"; a change there asks for go generate.
//
// Measured in November 2026 on two public sets of questions on encyclopaedic articles (squad2-dev-a:
// 2,893 questions, 646 passages; squadshifts-new-wiki: 7,877 questions, 1,581 passages) as
// hit@1 / MRR@10 in percent. "Low" is the quarter of a set's questions that share least with their
// passage, by IDF. Expansion counts a passage's best match for each word of the question:
//
//	                                       squad2-dev-a              squadshifts-new-wiki
//	                                       low          all          low          all
//	BM25 with title                        56.7 / 67.5  82.6 / 88.1  51.1 / 62.4  79.7 / 85.8
//	+ synonyms, .6 of their weight         59.5 / 70.1  83.1 / 88.7  54.3 / 65.1  80.5 / 86.5
//	+ neighbours from .5 on, .5 of cosine  60.3 / 70.6  83.5 / 88.9  54.4 / 65.5  80.3 / 86.4
//	+ synonyms .6, neighbours from .4, .4  60.6 / 71.1  83.6 / 89.0  54.7 / 65.9  80.4 / 86.5
//	pooled vectors alone, root of IDF      25.6 / 37.5  42.2 / 52.7  23.1 / 33.1  37.8 / 48.1
//	BM25 + .1 pooled                       56.8 / 67.8  82.6 / 88.2  51.2 / 62.6  79.7 / 85.8
//	BM25 + .3 pooled                       57.7 / 68.4  82.3 / 88.0  51.4 / 63.1  79.7 / 85.8
//
// How often a word of a low question that its passage lacks has a related stem there, against other
// passages of the same article that lack it too:
//
//	                     squad2-dev-a          squadshifts-new-wiki
//	synonym from .2 on   17.4% to 7.3% (2.4)   17.1% to 7.4% (2.3)
//	synonym from .5 on   10.3% to 3.2% (3.2)   10.8% to 3.6% (3.0)
//	neighbour from .5    24.8% to 11.7% (2.1)  25.8% to 13.1% (2.0)
//	neighbour from .7    11.2% to 3.7% (3.0)   12.2% to 4.0% (3.0)
//
// So expansion is the use that pays; vectors pooled over a passage add little. One question term
// in nine or ten has no vector; numbers never have one.
//
// What decided the recipe, on the same questions: drawing linked words together after the
// decomposition gained 1.1 to 1.8 MRR on low questions, and made counting links before it needless.
// Derivations, what adjectives pertain to, and synonyms are the links that point to the passage
// (2 to 4 times as often as to others); hyponyms do so 1.5 times and hypernyms 1.3 times. A rare
// meaning weighs less by the root of its share for the stem asked for and the fourth root for the
// one found: the full shares found too little, and none for the stem found let too much wrong in.
// Leaving out the first component makes neighbours more precise. Subtracting the mean, from rows or
// from pooled vectors, more components left out, damped counts and a larger vocabulary gained
// nothing; window, smoothing and eigenvalue exponent hardly matter. Neighbours are stored because
// looking through the whole table would take some 1.7 ms a word.
package wordnet

import (
	_ "embed"
	"math"

	"footnote/retrieval/internal/stems"
)

//go:generate go run ./gen

//go:embed vectors.bin
var vectors string

//go:embed synonyms.bin
var synonyms string

//go:embed antonyms.bin
var antonyms string

//go:embed nouns.bin
var nounKinds string

// Table holds vectors and synonyms of English stems. It is immutable and safe for concurrent use.
// Its numbers and stems are slices of the data that it was decoded from; little is copied.
type Table struct {
	stems   stems.Lexicon
	vectors stems.Vectors
	// neighbours holds near little-endian numbers of stems a stem, nearest first.
	neighbours string
	near       int

	synonyms, antonyms thesaurus
	nouns              nounTable
}

// Related is a stem and how much it counts for another one, above 0 and at most 1.
type Related = stems.Related

// Load decodes the tables built into the program. It fails only if the program was built with broken ones.
func Load() (*Table, error) { return Decode(vectors, synonyms, antonyms, nounKinds) }

// Dims is the length of the vectors.
func (t *Table) Dims() int { return t.vectors.Dims() }

// Len is the number of stems that have a vector.
func (t *Table) Len() int { return t.stems.Len() }

// Vector writes the stem's vector, of length 1, to dst and says whether it has one; if not, dst is
// left alone. It panics if dst is shorter than Dims.
func (t *Table) Vector(stem string, dst []float32) bool {
	i, ok := t.stems.Find(stem)
	if !ok {
		return false
	}
	dst = dst[:t.Dims()]
	clear(dst)
	t.vectors.Add(dst, i, 1)
	return true
}

// Pool writes the mean of the stems' vectors, scaled to length 1, to dst and says whether there is one: without a
// known stem dst is zero. A stem that stands in stems twice counts twice. The result depends on the order of stems only
// by rounding. It panics if dst is shorter than Dims.
func (t *Table) Pool(stems []string, dst []float32) bool {
	dst = dst[:t.Dims()]
	clear(dst)
	for _, stem := range stems {
		if i, ok := t.stems.Find(stem); ok {
			t.vectors.Add(dst, i, 1)
		}
	}
	return normalise(dst)
}

// normalise scales v to length 1 and says whether it has a direction at all. Without one it becomes zero.
func normalise(v []float32) bool {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum < 1e-30 {
		clear(v)
		return false
	}
	f := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= f
	}
	return true
}

// Neighbours returns at most n stems whose vectors have a cosine of at least min with the stem's,
// nearest first, with the cosine as weight. The table keeps the 16 nearest of each stem, so there
// are never more; an unknown stem has none.
func (t *Table) Neighbours(stem string, min float32, n int) []Related {
	i, ok := t.stems.Find(stem)
	if !ok {
		return nil
	}
	var out []Related
	for k := range t.near {
		j := stems.Number(t.neighbours[2*(i*t.near+k):])
		cosine := t.vectors.Cosine(i, j)
		if len(out) >= n || cosine < min || cosine <= 0 {
			break
		}
		out = append(out, Related{Stem: t.stems.At(j), Weight: cosine})
	}
	return out
}

// Synonyms returns the stems that WordNet relates to the stem, best first. The weight falls with the
// kind of relation and with how rare the meaning in question is for either stem.
func (t *Table) Synonyms(stem string) []Related { return t.synonyms.of(stem) }

// Antonyms returns the stems that WordNet gives as opposites of the stem in any of its meanings: "larg"
// for "small".
func (t *Table) Antonyms(stem string) []Related { return t.antonyms.of(stem) }
