package main

import (
	"encoding/binary"
	"fmt"
	"math"

	"footnote/retrieval/internal/stems"
)

// maxStems is what the 16-bit number of the format can count. The format is told in package glove's decode.go.
const maxStems = math.MaxUint16

// encode writes glove.bin. The stems are in rising order.
func encode(list []stem, dims int) ([]byte, error) {
	if len(list) == 0 || len(list) > maxStems {
		return nil, fmt.Errorf("encode: have %d stems, want 1 to %d", len(list), maxStems)
	}
	b := []byte("fngv\x01")
	b = binary.LittleEndian.AppendUint16(b, uint16(len(list)))
	b = append(b, byte(dims))
	for _, s := range list {
		b = stems.AppendStem(b, s.text)
	}
	for _, s := range list {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(s.frequency)))
	}
	for _, s := range list {
		if flat(s.vector) {
			return nil, fmt.Errorf("encode: the vector of stem %q is the mean of all and has no direction", s.text)
		}
		for _, v := range stems.Quantise(s.vector) {
			b = append(b, byte(v))
		}
	}
	return b, nil
}

// flat says whether a vector is zero.
func flat(vector []float64) bool {
	for _, v := range vector {
		if v != 0 {
			return false
		}
	}
	return true
}
