package main

import (
	"fmt"
	"maps"
	"slices"

	"footnote/retrieval/wordnet"
)

// nounKinds are WordNet's lexicographer files of nouns, by number, that make a kind. Files 3 to 28 hold nouns.
var nounKinds = map[int]wordnet.Noun{
	14: wordnet.Group,
	15: wordnet.Place,
	17: wordnet.Place, // natural objects: rivers, mountains, stars
	18: wordnet.Person,
	21: wordnet.Possession,
	23: wordnet.Quantity,
	28: wordnet.Time,
}

const firstNounFile, lastNounFile = 3, 28

// kinds is how many kinds there are, Other among them.
const kinds = wordnet.Group + 1

// nounsOf finds what each stem is most often the name of, in the meanings of its single words together. Stems of other
// kinds are left out.
func nounsOf(db *database, c *corpus) map[string]wordnet.Noun {
	uses := map[int32]*[kinds]float64{} // by stem, of each kind
	for i, d := range c.documents {
		set := db.synsets[i]
		if set.file < firstNounFile || set.file > lastNounFile {
			continue
		}
		for _, h := range d.heads {
			if !h.alone {
				continue
			}
			if uses[h.stem] == nil {
				uses[h.stem] = new([kinds]float64)
			}
			uses[h.stem][nounKinds[set.file]] += set.words[h.word].uses
		}
	}
	out := map[string]wordnet.Noun{}
	for stem, sums := range uses {
		best := wordnet.Other
		for kind := range sums {
			if sums[kind] > sums[best] {
				best = wordnet.Noun(kind)
			}
		}
		if best != wordnet.Other {
			out[c.stems[stem]] = best
		}
	}
	return out
}

// encodeNouns writes nouns.bin.
func encodeNouns(nouns map[string]wordnet.Noun) ([]byte, error) {
	sorted := slices.Sorted(maps.Keys(nouns))
	b, err := appendStems([]byte("fnwn\x01"), sorted)
	if err != nil {
		return nil, fmt.Errorf("encode nouns: %w", err)
	}
	for _, stem := range sorted {
		b = append(b, byte(nouns[stem]))
	}
	return b, nil
}
