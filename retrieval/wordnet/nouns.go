package wordnet

import (
	"fmt"

	"footnote/retrieval/internal/stems"
)

// Noun is what a noun is the name of, as far as questions ask for it: "which minister" asks for a person.
type Noun byte

// The kinds of nouns, after WordNet's lexicographer files. Other is any other noun, and any other word.
const (
	Other      Noun = iota
	Person          // "minister"
	Place           // "city", "river"
	Time            // "decade"
	Quantity        // "dozen"
	Possession      // "salary"
	Group           // "company"
	endOfNouns
)

// nounTable holds the stems of nouns that are not Other, and what each is.
type nounTable struct {
	stems stems.Lexicon
	// kinds holds a byte a stem.
	kinds string
}

func (t *nounTable) decode(data string) error {
	r := stems.NewReader(data)
	r.Magic(nounsMagic)
	n := r.Number()
	t.stems = r.Lexicon(n)
	t.kinds = r.Take(n)
	if err := r.End(); err != nil {
		return err
	}
	for i := range t.kinds {
		if k := Noun(t.kinds[i]); k == Other || k >= endOfNouns {
			return fmt.Errorf("noun %q is of kind %d, want 1 to %d", t.stems.At(i), k, endOfNouns-1)
		}
	}
	return nil
}

// Noun is what the stem is most often the name of, Other where that is none of the kinds or it is no noun. Only single
// words are known.
func (t *Table) Noun(stem string) Noun {
	if i, ok := t.nouns.stems.Find(stem); ok {
		return Noun(t.nouns.kinds[i])
	}
	return Other
}
