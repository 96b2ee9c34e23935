package stems

import (
	"errors"
	"fmt"
	"hash/maphash"
	"math/bits"
)

// Lexicon holds stems in rising order and finds the number of one, from 0. It keeps no copy of them. The zero
// Lexicon holds none.
type Lexicon struct {
	text string
	// ends[i] is where stem i ends in text; the byte before a stem is its length.
	ends []uint32
	// slots holds the stems' numbers plus one where their hash says, or in the next that is free; 0 where there is none.
	// Half or more of the slots are free.
	slots []uint16
	seed  maphash.Seed
}

// Lexicon reads n stems, each behind its length (8 bits); n is at most what 16 bits hold. No stems, an empty one and
// one that does not come after the one before are errors.
func (r *Reader) Lexicon(n int) Lexicon {
	l := Lexicon{text: r.left, ends: make([]uint32, 0, n)}
	last := ""
	for range n {
		stem := r.Take(int(r.Byte()))
		if r.err == nil && stem <= last {
			r.fail(fmt.Errorf("stem %q follows %q", stem, last))
		}
		if r.err != nil {
			return Lexicon{}
		}
		l.ends = append(l.ends, uint32(len(l.text)-len(r.left)))
		last = stem
	}
	if n == 0 {
		r.fail(errors.New("there are no stems"))
	}
	l.index()
	return l
}

// index fills slots. The number of stems has 16 bits in the file, so that it fits in them; as no stem is there twice,
// the next free slot is right.
func (l *Lexicon) index() {
	l.seed, l.slots = maphash.MakeSeed(), make([]uint16, 2<<bits.Len(uint(l.Len())))
	for i := range l.ends {
		at := l.home(l.At(i))
		for l.slots[at] != 0 {
			at = l.next(at)
		}
		l.slots[at] = uint16(i + 1)
	}
}

// home is the slot where the search for a stem begins.
func (l *Lexicon) home(stem string) int {
	return int(maphash.String(l.seed, stem)) & (len(l.slots) - 1)
}

func (l *Lexicon) next(slot int) int { return (slot + 1) & (len(l.slots) - 1) }

// Len is the number of stems.
func (l *Lexicon) Len() int { return len(l.ends) }

// At is stem i. It panics if there are not so many.
func (l *Lexicon) At(i int) string {
	start := uint32(1)
	if i > 0 {
		start += l.ends[i-1]
	}
	return l.text[start:l.ends[i]]
}

// Find returns the number of a stem and whether the Lexicon has it.
func (l *Lexicon) Find(stem string) (int, bool) {
	if len(l.slots) == 0 {
		return 0, false
	}
	for at := l.home(stem); l.slots[at] != 0; at = l.next(at) {
		if i := int(l.slots[at]) - 1; l.At(i) == stem {
			return i, true
		}
	}
	return 0, false
}
