package wordnet

import (
	"errors"
	"fmt"
	"math"
)

// Both files are little-endian and begin with four letters and a version byte.
//
// vectors.bin, "fnwv" 1: stems (16 bits), dims (8), neighbours of each stem (8); the stems, rising,
// each behind its length (8); for each stem dims signed bytes; for each stem the numbers (16) of its
// neighbours by falling cosine.
//
// synonyms.bin, "fnws" 1: stems (16); the stems as above; for each stem the count of its synonyms
// (8); for each stem its synonyms by falling weight: number (16) and weight in 255ths (8).
const (
	vectorsMagic  = "fnwv\x01"
	synonymsMagic = "fnws\x01"
	synonymBytes  = 3
)

// Decode reads tables from the contents of vectors.bin and synonyms.bin, and checks them whole. The
// Table keeps hold of both strings.
func Decode(vectors, synonyms string) (*Table, error) {
	t := &Table{}
	if err := t.decodeVectors(vectors); err != nil {
		return nil, fmt.Errorf("word vectors: %w", err)
	}
	if err := t.decodeSynonyms(synonyms); err != nil {
		return nil, fmt.Errorf("synonyms: %w", err)
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

func (t *Table) decodeSynonyms(data string) error {
	s := section{left: data}
	s.magic(synonymsMagic)
	n := s.number()
	t.related = s.lexicon(n)
	counts := s.take(n)
	t.starts = make([]uint32, 1, len(counts)+1)
	for i := range len(counts) {
		t.starts = append(t.starts, t.starts[i]+uint32(counts[i])*synonymBytes)
	}
	t.synonyms = s.take(int(t.starts[len(counts)]))
	if err := s.end(); err != nil {
		return err
	}
	return t.checkSynonyms()
}

func (t *Table) checkSynonyms() error {
	for i := range t.related.len() {
		list := t.synonyms[t.starts[i]:t.starts[i+1]]
		for ; len(list) > 0; list = list[synonymBytes:] {
			if j := number(list); j >= t.related.len() || j == i || list[2] == 0 {
				return fmt.Errorf("a synonym of stem %q has number %d of %d and weight %d", t.related.at(i), j, t.related.len(), list[2])
			}
		}
	}
	return nil
}
