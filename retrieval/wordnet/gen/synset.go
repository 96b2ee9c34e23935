package main

import (
	"fmt"
	"strconv"
	"strings"
)

// dataLine reads one synset: offset, lexicographer's file, type, hexadecimal count of words, the
// words with their numbers, count of links, the links, verb frames and, behind a bar, the gloss.
func (r *reader) dataLine(s string, letter byte) error {
	head, gloss, ok := strings.Cut(s, "|")
	f := fields{left: strings.Fields(head)}
	if !ok || len(f.left) < 6 {
		return fmt.Errorf("want a synset and its gloss, have %q", s)
	}
	here := place{letter, f.next()}
	set := synset{file: f.number(10), gloss: strings.TrimSpace(gloss)}
	f.skip(1)
	for range f.number(16) {
		set.words = append(set.words, r.word(f.next(), here))
		f.skip(1)
	}
	for range f.number(10) {
		r.pending = append(r.pending, f.link(len(r.db.synsets)))
	}
	if f.err != nil {
		return fmt.Errorf("synset %q: %w", here.offset, f.err)
	}
	r.at[here] = len(r.db.synsets)
	r.db.synsets = append(r.db.synsets, set)
	return nil
}

// word drops the syntactic mark that adjectives may carry ("galore(ip)").
func (r *reader) word(lemma string, here place) word {
	if i := strings.IndexByte(lemma, '('); i > 0 {
		lemma = lemma[:i]
	}
	lower := strings.ToLower(lemma)
	uses := r.uses[sense{lower, here}]
	return word{lemma: spaced(lower), uses: max(uses, 1e-3)}
}

// fields reads the fields of a line one after another and remembers the first error.
type fields struct {
	left []string
	err  error
}

func (f *fields) next() string {
	if len(f.left) == 0 {
		if f.err == nil {
			f.err = fmt.Errorf("the line ends too early")
		}
		return ""
	}
	s := f.left[0]
	f.left = f.left[1:]
	return s
}

func (f *fields) skip(n int) {
	for range n {
		f.next()
	}
}

// number reads a count of at most three digits, so a broken line cannot ask for a long loop.
func (f *fields) number(base int) int {
	s := f.next()
	n, err := strconv.ParseUint(s, base, 12)
	if err != nil && f.err == nil {
		f.err = fmt.Errorf("%q is no count", s)
	}
	return int(n)
}

// link reads kind, target's offset, target's part of speech and the two words joined as four
// hexadecimal digits.
func (f *fields) link(source int) pendingLink {
	p := pendingLink{source: source, link: link{kind: f.next()}}
	p.target.offset = f.next()
	pos, words := f.next(), f.next()
	if f.err != nil {
		return p
	}
	n, err := strconv.ParseUint(words, 16, 16)
	if err != nil || len(pos) != 1 {
		f.err = fmt.Errorf("want a part of speech and two word numbers, have %q %q", pos, words)
		return p
	}
	p.target.letter = pos[0]
	if p.target.letter == 's' {
		p.target.letter = 'a'
	}
	p.link.from, p.link.to = int(n>>8), int(n&0xff)
	return p
}
