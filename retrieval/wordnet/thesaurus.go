package wordnet

import "fmt"

// thesaurus holds, for each of its stems, related ones by falling weight.
type thesaurus struct {
	stems lexicon
	// lists[starts[i]:starts[i+1]] are those of stem i, synonymBytes each: a number and a weight.
	lists  string
	starts []uint32
}

func (t *thesaurus) decode(data string) error {
	s := section{left: data}
	s.magic(synonymsMagic)
	n := s.number()
	t.stems = s.lexicon(n)
	counts := s.take(n)
	t.starts = make([]uint32, 1, len(counts)+1)
	for i := range len(counts) {
		t.starts = append(t.starts, t.starts[i]+uint32(counts[i])*synonymBytes)
	}
	t.lists = s.take(int(t.starts[len(counts)]))
	if err := s.end(); err != nil {
		return err
	}
	return t.check()
}

func (t *thesaurus) check() error {
	for i := range t.stems.len() {
		list := t.lists[t.starts[i]:t.starts[i+1]]
		for ; len(list) > 0; list = list[synonymBytes:] {
			if j := number(list); j >= t.stems.len() || j == i || list[2] == 0 {
				return fmt.Errorf("a stem related to %q has number %d of %d and weight %d", t.stems.at(i), j, t.stems.len(), list[2])
			}
		}
	}
	return nil
}

// of are the stems related to stem, best first.
func (t *thesaurus) of(stem string) []Related {
	i, ok := t.stems.find(stem)
	if !ok {
		return nil
	}
	list := t.lists[t.starts[i]:t.starts[i+1]]
	var out []Related
	for ; len(list) > 0; list = list[synonymBytes:] {
		out = append(out, Related{t.stems.at(number(list)), float32(list[2]) / 255})
	}
	return out
}
