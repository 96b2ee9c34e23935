package wordnet

import (
	"errors"
	"fmt"
	"math"
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
const (
	vectorsMagic  = "fnwv\x01"
	synonymsMagic = "fnws\x01"
	synonymBytes  = 3
)

// Decode reads tables from the contents of vectors.bin, synonyms.bin and antonyms.bin, and checks them
// whole. The Table keeps hold of the strings.
func Decode(vectors, synonyms, antonyms string) (*Table, error) {
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
	return t, nil
}

func (t *Table) decodeVectors(data string) error {
	s := section{left: data}
	s.magic(vectorsMagic)
	n := s.number()
	t.dims, t.near = int(s.byte()), int(s.byte())
	t.stems = s.lexicon(n)
	t.rows = s.take(n * t.dims)
	t.neighbours = s.take(2 * n * t.near)
	if err := s.end(); err != nil {
		return err
	}
	if t.dims == 0 {
		return errors.New("the vectors have no dimensions")
	}
	return errors.Join(t.measure(), t.checkNeighbours())
}

// measure fills scales.
func (t *Table) measure() error {
	t.scales = make([]float32, t.stems.len())
	for i := range t.scales {
		var sum int32
		row := t.row(i)
		for k := range len(row) {
			v := int32(int8(row[k]))
			sum += v * v
		}
		if sum == 0 {
			return fmt.Errorf("the vector of stem %q is zero", t.stems.at(i))
		}
		t.scales[i] = float32(1 / math.Sqrt(float64(sum)))
	}
	return nil
}

func (t *Table) checkNeighbours() error {
	for at := 0; at < len(t.neighbours); at += 2 {
		i := at / (2 * t.near)
		if j := number(t.neighbours[at:]); j >= t.stems.len() || j == i {
			return fmt.Errorf("a neighbour of stem %q has number %d of %d", t.stems.at(i), j, t.stems.len())
		}
	}
	return nil
}
