package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// database is WordNet as far as the tables need it. Synsets are in the order of the data files,
// nouns first; nothing in it depends on the order of a map.
type database struct {
	synsets []synset
	// irregulars are in the order of the exception lists.
	irregulars []irregular
}

// synset is one meaning and the words for it.
type synset struct {
	// file is the number of the lexicographers' file that it comes from: each holds nouns, say, of one kind.
	file  int
	words []word
	links []link
	// gloss is the definition with its examples.
	gloss string
}

// word is a lemma in one meaning; spaces join the words of a compound.
type word struct {
	lemma string
	// uses estimates how often the lemma is used in this meaning: its count in the sense-tagged
	// texts plus a share for the rank that the lexicographers gave it. It is positive.
	uses float64
}

// link goes from a synset to another one. From and to are 0 where the link joins the meanings,
// otherwise they count the words that it joins, from 1.
type link struct {
	kind     string
	target   int
	from, to int
}

// irregular is a form whose base no rule finds: "bought" and "buy".
type irregular struct{ form, base string }

// partsOfSpeech lists the file suffixes and the letters that links use for them.
var partsOfSpeech = [...]struct {
	suffix string
	letter byte
}{{"noun", 'n'}, {"verb", 'v'}, {"adj", 'a'}, {"adv", 'r'}}

// place is where a synset stands: its part of speech and the byte offset in that data file.
type place struct {
	letter byte
	offset string
}

// readDatabase reads the data, index, exception and count files of a WordNet 3.0 folder.
func readDatabase(folder fs.FS) (*database, error) {
	r := reader{folder: folder, uses: map[sense]float64{}, at: map[place]int{}}
	if err := r.readAll(); err != nil {
		return nil, err
	}
	if err := r.resolve(); err != nil {
		return nil, err
	}
	return &r.db, nil
}

// sense is a lemma in the meaning of one synset.
type sense struct {
	lemma string
	place place
}

type reader struct {
	folder  fs.FS
	db      database
	uses    map[sense]float64
	at      map[place]int
	pending []pendingLink
}

// pendingLink is a link whose target may not have been read yet.
type pendingLink struct {
	source int
	link   link
	target place
}

func (r *reader) readAll() error {
	counts := map[string]float64{}
	if err := r.lines("cntlist.rev", func(s string) error { return readCount(s, counts) }); err != nil {
		return err
	}
	for _, p := range partsOfSpeech {
		err := errors.Join(
			r.lines("index."+p.suffix, func(s string) error { return r.indexLine(s, p.letter, counts) }),
			r.lines("data."+p.suffix, func(s string) error { return r.dataLine(s, p.letter) }),
			r.lines(p.suffix+".exc", r.exceptionLine),
		)
		if err != nil {
			return err
		}
	}
	return nil
}

// lines calls f for each line of a file that is not part of the licence at its head.
func (r *reader) lines(name string, f func(string) error) error {
	data, err := fs.ReadFile(r.folder, name)
	if err != nil {
		return fmt.Errorf("read WordNet: %w", err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		if strings.HasPrefix(line, "  ") {
			continue
		}
		if err := f(strings.TrimRight(line, "\r\n")); err != nil {
			return fmt.Errorf("read WordNet: %s line %d: %w", name, n, err)
		}
	}
	return nil
}

// readCount reads a line of cntlist.rev: sense key, sense number, count. The key's digit after "%"
// is the part of speech; 5 are adjectives too.
func readCount(s string, counts map[string]float64) error {
	f := strings.Fields(s)
	if len(f) != 3 {
		return fmt.Errorf("want a sense key, its number and its count, have %q", s)
	}
	lemma, rest, _ := strings.Cut(f[0], "%")
	n, err := strconv.Atoi(f[2])
	if err != nil || rest == "" {
		return fmt.Errorf("want a sense key and a count, have %q", s)
	}
	letter := "?nvara"[(rest[0]-'0')%6]
	counts[countKey(lemma, letter, f[1])] = float64(n)
	return nil
}

func countKey(lemma string, letter byte, number string) string {
	return lemma + "\x00" + string(letter) + number
}

// indexLine reads lemma, part of speech, count of synsets, link kinds, two further counts and the
// offsets of the synsets by falling frequency.
func (r *reader) indexLine(s string, letter byte, counts map[string]float64) error {
	f := strings.Fields(s)
	if len(f) < 4 {
		return fmt.Errorf("want at least 4 fields, have %q", s)
	}
	n, err := strconv.Atoi(f[2])
	if err != nil || n < 1 || n > len(f)-4 {
		return fmt.Errorf("want the offsets of %q synsets, have %q", f[2], s)
	}
	for i, offset := range f[len(f)-n:] {
		count := counts[countKey(f[0], letter, strconv.Itoa(i+1))]
		r.uses[sense{f[0], place{letter, offset}}] = count + 1/float64(i+1)
	}
	return nil
}

func (r *reader) exceptionLine(s string) error {
	f := strings.Fields(s)
	if len(f) < 2 {
		return fmt.Errorf("want a form and its base, have %q", s)
	}
	r.db.irregulars = append(r.db.irregulars, irregular{spaced(f[0]), spaced(f[1])})
	return nil
}

func spaced(lemma string) string { return strings.ReplaceAll(lemma, "_", " ") }

// resolve turns the places that links point to into synsets.
func (r *reader) resolve() error {
	for _, p := range r.pending {
		target, ok := r.at[p.target]
		if !ok {
			return fmt.Errorf("read WordNet: link to missing synset %c%s", p.target.letter, p.target.offset)
		}
		p.link.target = target
		s := &r.db.synsets[p.source]
		if p.link.from > len(s.words) || p.link.to > len(r.db.synsets[target].words) {
			return fmt.Errorf("read WordNet: link to missing word of synset %c%s", p.target.letter, p.target.offset)
		}
		s.links = append(s.links, p.link)
	}
	return nil
}
