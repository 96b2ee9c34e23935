package wordnet_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/wordnet"
)

// Two small files: three stems of two dimensions with one neighbour each, and two synonyms.
const (
	goodVectors  = "fnwv\x01\x03\x00\x02\x01" + "\x03car" + "\x04ship" + "\x06vessel" + "\x7f\x00\x00\x7f\x01\x7f" + "\x01\x00\x02\x00\x01\x00"
	goodNouns    = "fnwn\x01\x02\x00" + "\x04king" + "\x04year" + "\x01\x03"
	goodSynonyms = "fnws\x01\x02\x00" + "\x04ship" + "\x06vessel" + "\x01\x00" + "\x01\x00\xff"
)

func TestDecode(t *testing.T) {
	table, err := wordnet.Decode(goodVectors, goodSynonyms, goodSynonyms, goodNouns)
	if err != nil {
		t.Fatal(err)
	}
	if have := table.Neighbours("ship", .5, 5); len(have) != 1 || have[0].Stem != "vessel" || have[0].Weight < .99 {
		t.Errorf("neighbours of ship are %v, want vessel", have)
	}
	if have := table.Synonyms("ship"); len(have) != 1 || have[0] != (wordnet.Related{Stem: "vessel", Weight: 1}) {
		t.Errorf("synonyms of ship are %v, want vessel", have)
	}
	if have := table.Synonyms("vessel"); len(have) != 0 {
		t.Errorf("synonyms of vessel are %v, want none", have)
	}
}

func TestDecodeErrors(t *testing.T) {
	swap := func(s, old, new string) string {
		if !strings.Contains(s, old) {
			t.Fatalf("%q is not in %q", old, s)
		}
		return strings.Replace(s, old, new, 1)
	}
	tests := []struct{ name, vectors, synonyms, want string }{
		{"empty", "", goodSynonyms, "word vectors: truncated"},
		{"another format", swap(goodVectors, "fnwv", "RIFF"), goodSynonyms, `not this format: begins with "RIFF\x01"`},
		{"files exchanged", goodSynonyms, goodVectors, `not this format: begins with "fnws\x01"`},
		{"version", swap(goodVectors, "fnwv\x01", "fnwv\x02"), goodSynonyms, "version 2, want 1"},
		{"bytes left over", goodVectors + "x", goodSynonyms, "1 bytes too many"},
		{"stems out of order", swap(goodVectors, "\x03car", "\x03van"), goodSynonyms, `stem "ship" follows "van"`},
		{"stem twice", swap(goodVectors, "\x06vessel", "\x04ship"), goodSynonyms, `stem "ship" follows "ship"`},
		{"no stems", "fnwv\x01\x00\x00\x02\x01", goodSynonyms, "there are no stems"},
		{"no dimensions", "fnwv\x01\x01\x00\x00\x00\x03car", goodSynonyms, "no dimensions"},
		{"zero vector", swap(goodVectors, "\x7f\x00\x00\x7f", "\x00\x00\x00\x7f"), goodSynonyms, `the vector of stem "car" is zero`},
		{"neighbour out of range", goodVectors[:len(goodVectors)-2] + "\x03\x00", goodSynonyms, `neighbour of stem "vessel" has number 3 of 3`},
		{"own neighbour", goodVectors[:len(goodVectors)-2] + "\x02\x00", goodSynonyms, `neighbour of stem "vessel" has number 2 of 3`},
		{"synonyms empty", goodVectors, "", "synonyms: truncated"},
		{"synonym out of range", goodVectors, swap(goodSynonyms, "\x01\x00\xff", "\x02\x00\xff"), `a stem related to "ship" has number 2 of 2`},
		{"weight 0", goodVectors, swap(goodSynonyms, "\xff", "\x00"), "weight 0"},
		{"synonyms left over", goodVectors, goodSynonyms + "xy", "synonyms: 2 bytes too many"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := wordnet.Decode(tt.vectors, tt.synonyms, goodSynonyms, goodNouns)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestDecodeTruncated(t *testing.T) {
	for n := range len(goodVectors) {
		if _, err := wordnet.Decode(goodVectors[:n], goodSynonyms, goodSynonyms, goodNouns); err == nil {
			t.Errorf("%d bytes of vectors were taken for whole", n)
		}
	}
	for n := range len(goodSynonyms) {
		if _, err := wordnet.Decode(goodVectors, goodSynonyms[:n], goodSynonyms, goodNouns); err == nil {
			t.Errorf("%d bytes of synonyms were taken for whole", n)
		}
		if _, err := wordnet.Decode(goodVectors, goodSynonyms, goodSynonyms[:n], goodNouns); err == nil || !strings.Contains(err.Error(), "antonyms: ") {
			t.Errorf("%d bytes of antonyms: error %v", n, err)
		}
	}
}

func TestDecodeNouns(t *testing.T) {
	table, err := wordnet.Decode(goodVectors, goodSynonyms, goodSynonyms, goodNouns)
	if err != nil || table.Noun("king") != wordnet.Person || table.Noun("year") != wordnet.Time || table.Noun("ship") != wordnet.Other {
		t.Errorf("king is %d, year %d, ship %d (error %v)", table.Noun("king"), table.Noun("year"), table.Noun("ship"), err)
	}
	for broken, want := range map[string]string{
		"": "nouns: truncated", goodNouns + "x": "nouns: 1 bytes too many",
		goodNouns[:len(goodNouns)-1] + "\x00": `noun "year" is of kind 0`, goodNouns[:len(goodNouns)-1] + "\x07": `noun "year" is of kind 7`,
	} {
		if _, err := wordnet.Decode(goodVectors, goodSynonyms, goodSynonyms, broken); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error is %v, want one with %q", err, want)
		}
	}
}

// FuzzDecode checks that what Decode accepts can be used: stems found, vectors of length 1, weights in (0, 1].
func FuzzDecode(f *testing.F) {
	f.Add(goodVectors, goodSynonyms, goodNouns, "ship")
	f.Add(goodVectors[:20], goodSynonyms, goodNouns, "car")
	f.Add(goodVectors, strings.Replace(goodSynonyms, "\x02", "\x09", 1), goodNouns, "vessel")
	f.Fuzz(func(t *testing.T, vectors, synonyms, nouns, stem string) {
		table, err := wordnet.Decode(vectors, synonyms, synonyms, nouns)
		if err != nil {
			return
		}
		dst := make([]float32, table.Dims())
		known := table.Vector(stem, dst)
		if length := dot(dst, dst); known && math.Abs(length-1) > 1e-4 {
			t.Errorf("vector of %q has squared length %v", stem, length)
		}
		near := table.Neighbours(stem, -1, 1000)
		if !known && near != nil {
			t.Errorf("unknown stem %q has neighbours", stem)
		}
		for _, r := range slices.Concat(near, table.Synonyms(stem), table.Antonyms(stem)) {
			if r.Stem == "" || r.Stem == stem || !(r.Weight > 0 && r.Weight <= 1) {
				t.Errorf("%q is related to %v", stem, r)
			}
		}
		for _, r := range near {
			if !table.Vector(r.Stem, dst) {
				t.Errorf("neighbour %q of %q has no vector", r.Stem, stem)
			}
		}
		if table.Pool([]string{stem, stem}, dst) != known {
			t.Errorf("Pool and Vector differ on whether %q is known", stem)
		}
	})
}
