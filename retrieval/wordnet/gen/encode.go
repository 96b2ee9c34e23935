package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"

	"footnote/retrieval/internal/stems"
)

// The formats are told in package wordnet's decode.go. maxRows is what their 16-bit numbers can count.
const maxRows = math.MaxUint16

// encodeVectors writes vectors.bin. The vectors are sorted by stem.
func encodeVectors(vectors []vector, neighbours int) ([]byte, error) {
	if len(vectors) > maxRows || len(vectors) <= neighbours {
		return nil, fmt.Errorf("encode vectors: have %d, can number %d and want more than %d", len(vectors), maxRows, neighbours)
	}
	b := []byte("fnwv\x01")
	b = binary.LittleEndian.AppendUint16(b, uint16(len(vectors)))
	b = append(b, byte(len(vectors[0].row)), byte(neighbours))
	for _, v := range vectors {
		b = stems.AppendStem(b, v.stem)
	}
	for _, v := range vectors {
		for _, x := range v.row {
			b = append(b, byte(x))
		}
	}
	for _, near := range nearest(vectors, neighbours) {
		for _, i := range near {
			b = binary.LittleEndian.AppendUint16(b, uint16(i))
		}
	}
	return b, nil
}

// synonym is a related stem with its weight in 255ths.
type synonym struct {
	stem   string
	weight byte
}

// encodeSynonyms writes synonyms.bin. The synonyms of a stem are best first.
func encodeSynonyms(synonyms map[string][]synonym) ([]byte, error) {
	named := map[string]bool{}
	for stem, list := range synonyms {
		named[stem] = true
		for _, s := range list {
			named[s.stem] = true
		}
	}
	sorted := slices.Sorted(maps.Keys(named))
	b, err := appendStems([]byte("fnws\x01"), sorted)
	if err != nil {
		return nil, fmt.Errorf("encode synonyms: %w", err)
	}
	numbers := map[string]uint16{}
	for i, stem := range sorted {
		numbers[stem] = uint16(i)
	}
	for _, stem := range sorted {
		b = append(b, byte(len(synonyms[stem])))
	}
	for _, stem := range sorted {
		for _, s := range synonyms[stem] {
			b = binary.LittleEndian.AppendUint16(b, numbers[s.stem])
			b = append(b, s.weight)
		}
	}
	return b, nil
}

// appendStems appends the number of the stems and these.
func appendStems(b []byte, sorted []string) ([]byte, error) {
	if len(sorted) > maxRows {
		return nil, fmt.Errorf("have %d stems, can number %d", len(sorted), maxRows)
	}
	b = binary.LittleEndian.AppendUint16(b, uint16(len(sorted)))
	for _, stem := range sorted {
		b = stems.AppendStem(b, stem)
	}
	return b, nil
}

// vectorsOf quantises the rows, gives irregular forms the vector of their base and sorts by stem.
func vectorsOf(c *corpus, rows [][]float64) []vector {
	byStem := map[string][]int8{}
	for i, row := range rows {
		if slices.ContainsFunc(row, func(v float64) bool { return v != 0 }) {
			byStem[c.stems[i]] = stems.Quantise(row)
		}
	}
	for _, x := range c.irregulars {
		if row, ok := byStem[x.base]; ok && !x.ambiguous {
			byStem[x.form] = row
		}
	}
	var out []vector
	for stem, row := range byStem {
		out = append(out, vector{stem, row})
	}
	slices.SortFunc(out, func(a, b vector) int { return cmp.Compare(a.stem, b.stem) })
	return out
}

// synonymsOf names the related stems of the frequent ones and joins irregular forms to their bases.
func synonymsOf(c *corpus, relations [][]related, r *recipe) map[string][]synonym {
	out := map[string][]synonym{}
	asking := map[string]bool{}
	for i, list := range relations[:min(r.asking, len(relations))] {
		asking[c.stems[i]] = true
		for _, other := range list[:min(len(list), r.synonyms)] {
			out[c.stems[i]] = append(out[c.stems[i]], synonym{c.stems[other.stem], weightByte(other.weight)})
		}
	}
	for _, x := range c.irregulars {
		if base := out[x.base]; asking[x.base] && !x.ambiguous {
			out[x.form] = withFirst(base, synonym{x.base, weightByte(r.related.irregular)}, x.form, r.synonyms)
			out[x.base] = withFirst(base, synonym{x.form, weightByte(r.related.irregular)}, x.base, r.synonyms)
		}
	}
	return out
}

// antonymsOf names the opposites of all stems that have one.
func antonymsOf(c *corpus, relations [][]related) map[string][]synonym {
	out := map[string][]synonym{}
	for i, list := range relations {
		for _, other := range list {
			out[c.stems[i]] = append(out[c.stems[i]], synonym{c.stems[other.stem], weightByte(other.weight)})
		}
	}
	return out
}

// withFirst returns at most n synonyms of self: s and the others, by falling weight.
func withFirst(others []synonym, s synonym, self string, n int) []synonym {
	out := []synonym{s}
	for _, o := range others {
		if o.stem != self && o.stem != s.stem {
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b synonym) int { return cmp.Compare(b.weight, a.weight) })
	return out[:min(len(out), n)]
}

func weightByte(w float64) byte { return byte(math.Round(w * 255)) }
