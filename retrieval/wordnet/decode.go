package wordnet

import (
	"errors"
	"fmt"

	"footnote/retrieval/internal/stems"
)

// All files are little-endian and begin with four letters and a version byte.
//
// vectors.bin, "fnwv" 1: stems (16 bits), dims (8), neighbours of each stem (8); the stems, rising,
// each behind its length (8); for each stem dims signed bytes; for each stem the numbers (16) of its
// neighbours by falling cosine.
//
// synonyms.bin, "fnws" 1: stems (16); the stems as above; for each stem the count of its synonyms
// (8); for each stem its synonyms by falling weight: number (16) and weight in 255ths (8).
// antonyms.bin is of the same form.
//
// nouns.bin, "fnwn" 1: stems (16); the stems as above; for each stem its kind (8), a Noun but Other.
const (
	vectorsMagic  = "fnwv\x01"
	synonymsMagic = "fnws\x01"
	nounsMagic    = "fnwn\x01"
	synonymBytes  = 3
)

// Decode reads tables from the contents of vectors.bin, synonyms.bin, antonyms.bin and nouns.bin, and checks them
// whole. The Table keeps hold of the strings.
func Decode(vectors, synonyms, antonyms, nouns string) (*Table, error) {
	t := &Table{}
	if err := t.decodeVectors(vectors); err != nil {
		return nil, fmt.Errorf("word vectors: %w", err)
	}
	if err := t.synonyms.decode(synonyms); err != nil {
		return nil, fmt.Errorf("synonyms: %w", err)
	}
	if err := t.antonyms.decode(antonyms); err != nil {
		return nil, fmt.Errorf("antonyms: %w", err)
	}
	if err := t.nouns.decode(nouns); err != nil {
		return nil, fmt.Errorf("nouns: %w", err)
	}
	return t, nil
}

func (t *Table) decodeVectors(data string) error {
	r := stems.NewReader(data)
	r.Magic(vectorsMagic)
	n := r.Number()
	dims := int(r.Byte())
	t.near = int(r.Byte())
	t.stems = r.Lexicon(n)
	rows := r.Take(n * dims)
	t.neighbours = r.Take(2 * n * t.near)
	if err := r.End(); err != nil {
		return err
	}
	var err error
	t.vectors, err = stems.NewVectors(&t.stems, dims, rows)
	return errors.Join(err, t.checkNeighbours())
}

func (t *Table) checkNeighbours() error {
	for at := 0; at < len(t.neighbours); at += 2 {
		i := at / (2 * t.near)
		if j := stems.Number(t.neighbours[at:]); j >= t.stems.Len() || j == i {
			return fmt.Errorf("a neighbour of stem %q has number %d of %d", t.stems.At(i), j, t.stems.Len())
		}
	}
	return nil
}
