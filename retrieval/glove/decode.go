package glove

import (
	"fmt"
	"math"

	"footnote/retrieval/internal/stems"
)

// glove.bin is little-endian and begins with four letters and a version byte, "fngv" 1: stems (16 bits), dims (8); the
// stems, rising, each behind its length (8); for each stem its frequency (32, floating point); for each stem dims
// signed bytes.
const (
	magic          = "fngv\x01"
	frequencyBytes = 4
)

// roundingError bounds how far the sum of all frequencies may be from 1: they are rounded one by one.
const roundingError = 1e-4

// Decode reads a table from the contents of glove.bin and checks it whole. The Table keeps hold of data.
func Decode(data string) (*Table, error) {
	t := &Table{}
	if err := t.decode(data); err != nil {
		return nil, fmt.Errorf("word vectors of GloVe: %w", err)
	}
	return t, nil
}

func (t *Table) decode(data string) error {
	r := stems.NewReader(data)
	r.Magic(magic)
	n := r.Number()
	dims := int(r.Byte())
	t.stems = r.Lexicon(n)
	t.frequencies = r.Take(n * frequencyBytes)
	rows := r.Take(n * dims)
	if err := r.End(); err != nil {
		return err
	}
	if err := t.checkFrequencies(); err != nil {
		return err
	}
	var err error
	t.vectors, err = stems.NewVectors(&t.stems, dims, rows)
	return err
}

func (t *Table) checkFrequencies() error {
	var sum float64
	for row := range t.Len() {
		f := t.Frequency(row)
		if !(f > 0 && f <= 1) {
			return fmt.Errorf("the frequency of stem %q is %v, want a share above 0", t.Stem(row), f)
		}
		sum += float64(f)
	}
	if math.Abs(sum-1) > roundingError {
		return fmt.Errorf("the frequencies add up to %v, want 1", sum)
	}
	return nil
}
