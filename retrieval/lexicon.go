package retrieval

import (
	"hash/maphash"
	"slices"
)

// lexicon numbers texts in the order in which they are added. A text may stand in it several times under
// different tags. It is a hash table with open addressing rather than a map, so that a copy to add to is that of a
// few slices.
type lexicon struct {
	seed  maphash.Seed
	texts []string
	tags  []uint32
	// slots holds the numbers of texts where their hash says or in the next that is free, missing where there is none. At
	// most half of them, which are a power of two, are in use.
	slots []uint32
}

const minSlots = 64

func newLexicon() lexicon { return lexicon{seed: maphash.MakeSeed(), slots: emptySlots(minSlots)} }

func emptySlots(n int) []uint32 {
	slots := make([]uint32, n)
	for i := range slots {
		slots[i] = missing
	}
	return slots
}

// clone is a copy with some room for more.
func (l *lexicon) clone() lexicon {
	extra := len(l.texts)/64 + 64
	return lexicon{
		seed: l.seed, slots: slices.Clone(l.slots),
		texts: append(make([]string, 0, len(l.texts)+extra), l.texts...),
		tags:  append(make([]uint32, 0, len(l.texts)+extra), l.tags...),
	}
}

// find is the number of a text under a tag.
func (l *lexicon) find(text string, tag uint32) (uint32, bool) {
	i := l.slots[l.slot(text, tag)]
	return i, i != missing
}

// slot is where the text under the tag stands, or the empty slot where it would.
func (l *lexicon) slot(text string, tag uint32) int {
	mask := len(l.slots) - 1
	at := int(maphash.String(l.seed, text)) & mask
	for {
		i := l.slots[at]
		if i == missing || l.tags[i] == tag && l.texts[i] == text {
			return at
		}
		at = (at + 1) & mask
	}
}

// add is the number of a text under a tag, a new one where it is new.
func (l *lexicon) add(text string, tag uint32) (number uint32, isNew bool) {
	at := l.slot(text, tag)
	if i := l.slots[at]; i != missing {
		return i, false
	}
	number = uint32(len(l.texts))
	l.slots[at] = number
	l.texts, l.tags = append(l.texts, text), append(l.tags, tag)
	if 2*len(l.texts) > len(l.slots) {
		l.slots = emptySlots(2 * len(l.slots))
		l.fill()
	}
	return number, true
}

// fill enters all texts into empty slots.
func (l *lexicon) fill() {
	for i, text := range l.texts {
		l.slots[l.slot(text, l.tags[i])] = uint32(i)
	}
}

// keep drops the texts that are not live. It returns the new numbers, in the same order, and missing for those dropped.
func (l *lexicon) keep(live func(i uint32) bool) []uint32 {
	numbers := make([]uint32, len(l.texts))
	dropped := false
	for i := range numbers {
		numbers[i] = uint32(i)
		dropped = dropped || !live(uint32(i))
	}
	if !dropped {
		return numbers
	}
	kept := lexicon{seed: l.seed, slots: emptySlots(len(l.slots))}
	for i, text := range l.texts {
		numbers[i] = missing
		if live(uint32(i)) {
			numbers[i], _ = kept.add(text, l.tags[i])
		}
	}
	*l = kept
	return numbers
}
