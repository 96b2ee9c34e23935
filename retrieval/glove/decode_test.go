package glove_test

import (
	"math"
	"strings"
	"testing"

	"footnote/retrieval/glove"
)

// good is a small file: three stems of two dimensions with the frequencies .5, .25 and .25.
const good = "fngv\x01\x03\x00\x02" + "\x03car" + "\x04ship" + "\x06vessel" +
	"\x00\x00\x00\x3f" + "\x00\x00\x80\x3e" + "\x00\x00\x80\x3e" + "\x7f\x00\x00\x7f\x01\x7f"

func TestDecode(t *testing.T) {
	table, err := glove.Decode(good)
	if err != nil {
		t.Fatal(err)
	}
	if n, dims := table.Len(), table.Dims(); n != 3 || dims != 2 {
		t.Errorf("have %d vectors of %d dimensions, want 3 of 2", n, dims)
	}
	if row, ok := table.Find("vessel"); row != 2 || !ok || table.Stem(row) != "vessel" {
		t.Errorf("vessel is found in row %d (%v), where %q is", row, ok, table.Stem(2))
	}
	if have := []float32{table.Frequency(0), table.Frequency(1)}; have[0] != .5 || have[1] != .25 {
		t.Errorf("the frequencies are %v, want .5 and .25", have)
	}
	if have := table.Cosine(0, 1); have != 0 {
		t.Errorf("cosine of car and ship is %v, want 0", have)
	}
	if have := table.Neighbours("ship", .5, 5); len(have) != 1 || have[0].Stem != "vessel" || have[0].Weight < .99 {
		t.Errorf("neighbours of ship are %v, want vessel", have)
	}
}

func TestDecodeErrors(t *testing.T) {
	swap := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("%q is not in %q", old, good)
		}
		return strings.Replace(good, old, new, 1)
	}
	const half, quarter = "\x00\x00\x00\x3f", "\x00\x00\x80\x3e"
	tests := []struct{ name, data, want string }{
		{"empty", "", "word vectors of GloVe: truncated"},
		{"another format", swap("fngv", "RIFF"), `not this format: begins with "RIFF\x01"`},
		{"version", swap("fngv\x01", "fngv\x02"), "version 2, want 1"},
		{"bytes left over", good + "xy", "2 bytes too many"},
		{"stems out of order", swap("\x03car", "\x03van"), `stem "ship" follows "van"`},
		{"stem twice", swap("\x06vessel", "\x04ship"), `stem "ship" follows "ship"`},
		{"no stems", "fngv\x01\x00\x00\x02", "there are no stems"},
		{"no dimensions", "fngv\x01\x01\x00\x00\x03car\x00\x00\x80\x3f", "no dimensions"},
		{"zero vector", swap("\x00\x7f\x01\x7f", "\x00\x00\x01\x7f"), `the vector of stem "ship" is zero`},
		{"frequency 0", swap(half, "\x00\x00\x00\x00"), `the frequency of stem "car" is 0`},
		{"negative frequency", swap(half, "\x00\x00\x00\xbf"), `the frequency of stem "car" is -0.5`},
		{"frequency above 1", swap(half, "\x00\x00\x00\x40"), `the frequency of stem "car" is 2`},
		{"frequency that is no number", swap(quarter, "\x00\x00\xc0\x7f"), `the frequency of stem "ship" is NaN`},
		{"infinite frequency", swap(quarter, "\x00\x00\x80\x7f"), `the frequency of stem "ship" is +Inf`},
		{"frequencies that are no shares", swap(quarter, half), "the frequencies add up to 1.25, want 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := glove.Decode(tt.data)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestDecodeTruncated(t *testing.T) {
	for n := range len(good) {
		if _, err := glove.Decode(good[:n]); err == nil {
			t.Errorf("%d bytes were taken for whole", n)
		}
	}
}

// FuzzDecode checks that what Decode accepts can be used: stems found in their rows, vectors of length 1, frequencies
// and weights in (0, 1].
func FuzzDecode(f *testing.F) {
	f.Add(good, "ship")
	f.Add(good[:20], "car")
	f.Add(strings.Replace(good, "\x01\x7f", "\x80\x80", 1), "vessel")
	f.Fuzz(func(t *testing.T, data, stem string) {
		table, err := glove.Decode(data)
		if err != nil {
			return
		}
		vector := make([]float32, table.Dims())
		for row := range table.Len() {
			if at, ok := table.Find(table.Stem(row)); at != row || !ok {
				t.Errorf("%q is found in row %d (%v), want %d", table.Stem(row), at, ok, row)
			}
			clear(vector)
			table.Add(vector, row, 1)
			if length := dot(vector, vector); !(math.Abs(length-1) < 1e-4) {
				t.Errorf("the vector of %q has squared length %v", table.Stem(row), length)
			}
			if f := table.Frequency(row); !(f > 0 && f <= 1) {
				t.Errorf("the frequency of %q is %v", table.Stem(row), f)
			}
		}
		row, known := table.Find(stem)
		if known && table.Stem(row) != stem {
			t.Errorf("%q is found where %q is", stem, table.Stem(row))
		}
		near := table.Neighbours(stem, -1, 1000)
		if !known && near != nil {
			t.Errorf("unknown stem %q has neighbours", stem)
		}
		for _, r := range near {
			if other, ok := table.Find(r.Stem); !ok || other == row || !(r.Weight > 0 && r.Weight <= 1) || r.Weight != table.Cosine(row, other) {
				t.Errorf("%q has the neighbour %v", stem, r)
			}
		}
	})
}
