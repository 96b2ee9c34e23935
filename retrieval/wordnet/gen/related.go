package main

import (
	"cmp"
	"math"
	"slices"
)

// related is a stem and how much it counts for another one, 0 to 1.
type related struct {
	stem   int32
	weight float64
}

// findRelated returns for each stem its related ones by falling weight. Only single words are
// related. A stem may belong to several lemmas, so the share of a meaning is taken over all of them.
func findRelated(db *database, c *corpus, w *weights) [][]related {
	f := &finder{db: db, corpus: c, weights: w, sums: make([]map[int32]float64, len(c.stems))}
	f.countUses()
	for i := range c.documents {
		f.join(i, link{target: i}, w.synonym)
		for _, l := range db.synsets[i].links {
			f.join(i, l, w.links[l.kind])
		}
	}
	f.joinIrregulars()
	out := make([][]related, len(f.sums))
	for i, sums := range f.sums {
		out[i] = f.best(sums)
	}
	return out
}

type finder struct {
	db      *database
	corpus  *corpus
	weights *weights
	// uses sums the uses of each stem over its meanings.
	uses []float64
	sums []map[int32]float64
}

func (f *finder) countUses() {
	f.uses = make([]float64, len(f.corpus.stems))
	for i, d := range f.corpus.documents {
		for _, h := range d.heads {
			if h.alone {
				f.uses[h.stem] += f.db.synsets[i].words[h.word].uses
			}
		}
	}
}

// join relates the single words of two linked synsets. What several meanings say of a pair adds up.
func (f *finder) join(source int, l link, weight float64) {
	if weight == 0 {
		return
	}
	for _, a := range f.corpus.documents[source].heads {
		for _, b := range f.corpus.documents[l.target].heads {
			if !a.alone || !b.alone || a.stem == b.stem || !l.joins(a, b) {
				continue
			}
			shares := math.Pow(f.share(source, a), f.weights.asked) * math.Pow(f.share(l.target, b), f.weights.found)
			f.add(a.stem, b.stem, weight*shares)
		}
	}
}

// joins says whether the link holds between these two words of its synsets.
func (l link) joins(a, b head) bool {
	return (l.from == 0 || l.from == a.word+1) && (l.to == 0 || l.to == b.word+1)
}

// share is the part of a stem's uses that mean this synset.
func (f *finder) share(synset int, h head) float64 {
	return f.db.synsets[synset].words[h.word].uses / f.uses[h.stem]
}

func (f *finder) add(from, to int32, weight float64) {
	if f.sums[from] == nil {
		f.sums[from] = map[int32]float64{}
	}
	f.sums[from][to] += weight
}

// joinIrregulars relates forms that have meanings of their own to their bases. The other forms are
// no stems of the corpus; withIrregulars adds them to the tables.
func (f *finder) joinIrregulars() {
	if f.weights.ambiguous == 0 {
		return
	}
	numbers := map[string]int32{}
	for i, s := range f.corpus.stems {
		numbers[s] = int32(i)
	}
	for _, x := range f.corpus.irregulars {
		form, known := numbers[x.form]
		base, based := numbers[x.base]
		if known && based {
			f.add(form, base, f.weights.ambiguous)
			f.add(base, form, f.weights.ambiguous)
		}
	}
}

func (f *finder) best(sums map[int32]float64) []related {
	var out []related
	for stem, w := range sums {
		if w >= f.weights.least {
			out = append(out, related{stem, min(w, 1)})
		}
	}
	slices.SortFunc(out, func(a, b related) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.stem, b.stem))
	})
	return out[:min(len(out), f.weights.most)]
}
