package wordnet

import (
	"errors"
	"fmt"
	"hash/maphash"
	"math/bits"
)

// section reads a file from its start and remembers the first error; after one it reads zeros.
type section struct {
	left string
	err  error
}

func (s *section) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// take returns the next n bytes, or "" where there are fewer.
func (s *section) take(n int) string {
	if n > len(s.left) {
		s.fail(fmt.Errorf("truncated: want %d more bytes, have %d", n, len(s.left)))
		s.left = ""
		return ""
	}
	taken := s.left[:n]
	s.left = s.left[n:]
	return taken
}

func (s *section) byte() byte {
	if b := s.take(1); b != "" {
		return b[0]
	}
	return 0
}

func (s *section) number() int {
	if b := s.take(2); b != "" {
		return number(b)
	}
	return 0
}

// number reads 16 bits.
func number(b string) int { return int(b[0]) | int(b[1])<<8 }

// magic checks the four letters of the format and the version behind them.
func (s *section) magic(want string) {
	have := s.take(len(want))
	letters := len(want) - 1
	switch {
	case have == want || s.err != nil:
	case have[:letters] == want[:letters]:
		s.fail(fmt.Errorf("version %d, want %d", have[letters], want[letters]))
	default:
		s.fail(fmt.Errorf("not this format: begins with %q, want %q", have, want))
	}
}

// end returns the first error; bytes left over are one.
func (s *section) end() error {
	if len(s.left) > 0 {
		s.fail(fmt.Errorf("%d bytes too many", len(s.left)))
	}
	return s.err
}

// lexicon holds stems in rising order and finds the number of one. It keeps no copy of them.
type lexicon struct {
	text string
	// ends[i] is where stem i ends in text; the byte before a stem is its length.
	ends []uint32
	// slots holds the stems' numbers plus one where their hash says, or in the next that is free; 0 where there is none.
	// Half or more of the slots are free.
	slots []uint16
	seed  maphash.Seed
}

// lexicon reads n stems.
func (s *section) lexicon(n int) lexicon {
	l := lexicon{text: s.left, ends: make([]uint32, 0, n)}
	last := ""
	for range n {
		stem := s.take(int(s.byte()))
		if s.err == nil && stem <= last {
			s.fail(fmt.Errorf("stem %q follows %q", stem, last))
		}
		if s.err != nil {
			return lexicon{}
		}
		l.ends = append(l.ends, uint32(len(l.text)-len(s.left)))
		last = stem
	}
	if n == 0 {
		s.fail(errors.New("there are no stems"))
	}
	l.index()
	return l
}

// index fills slots. The number of stems has 16 bits in the file, so that it fits in them.
func (l *lexicon) index() {
	l.seed, l.slots = maphash.MakeSeed(), make([]uint16, 2<<bits.Len(uint(l.len())))
	for i := range l.ends {
		at, _ := l.slot(l.at(i))
		l.slots[at] = uint16(i + 1)
	}
}

// slot is where the stem's number stands, or would.
func (l *lexicon) slot(stem string) (at int, has bool) {
	mask := len(l.slots) - 1
	for at = int(maphash.String(l.seed, stem)) & mask; l.slots[at] != 0; at = (at + 1) & mask {
		if l.at(int(l.slots[at])-1) == stem {
			return at, true
		}
	}
	return at, false
}

func (l *lexicon) len() int { return len(l.ends) }

func (l *lexicon) at(i int) string {
	start := uint32(1)
	if i > 0 {
		start += l.ends[i-1]
	}
	return l.text[start:l.ends[i]]
}

func (l *lexicon) find(stem string) (int, bool) {
	if len(l.slots) == 0 {
		return 0, false
	}
	at, ok := l.slot(stem)
	return int(l.slots[at]) - 1, ok
}
