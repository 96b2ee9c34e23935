package wordnet

import (
	"fmt"

	"footnote/retrieval/internal/stems"
)

// thesaurus holds, for each of its stems, related ones by falling weight.
type thesaurus struct {
	stems stems.Lexicon
	// lists[starts[i]:starts[i+1]] are those of stem i, synonymBytes each: a number and a weight.
	lists  string
	starts []uint32
}

func (t *thesaurus) decode(data string) error {
	r := stems.NewReader(data)
	r.Magic(synonymsMagic)
	n := r.Number()
	t.stems = r.Lexicon(n)
	counts := r.Take(n)
	t.starts = make([]uint32, 1, len(counts)+1)
	for i := range len(counts) {
		t.starts = append(t.starts, t.starts[i]+uint32(counts[i])*synonymBytes)
	}
	t.lists = r.Take(int(t.starts[len(counts)]))
	if err := r.End(); err != nil {
		return err
	}
	return t.check()
}

func (t *thesaurus) check() error {
	for i := range t.stems.Len() {
		list := t.lists[t.starts[i]:t.starts[i+1]]
		for ; len(list) > 0; list = list[synonymBytes:] {
			if j := stems.Number(list); j >= t.stems.Len() || j == i || list[2] == 0 {
				return fmt.Errorf("a stem related to %q has number %d of %d and weight %d", t.stems.At(i), j, t.stems.Len(), list[2])
			}
		}
	}
	return nil
}

// of are the stems related to stem, best first.
func (t *thesaurus) of(stem string) []Related {
	i, ok := t.stems.Find(stem)
	if !ok {
		return nil
	}
	list := t.lists[t.starts[i]:t.starts[i+1]]
	var out []Related
	for ; len(list) > 0; list = list[synonymBytes:] {
		out = append(out, Related{Stem: t.stems.At(stems.Number(list)), Weight: float32(list[2]) / 255})
	}
	return out
}
