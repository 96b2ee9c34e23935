package glove_test

import (
	"math"
	"slices"
	"testing"

	"footnote/retrieval/analysis"
	"footnote/retrieval/glove"
)

func load(t testing.TB) *glove.Table {
	t.Helper()
	table, err := glove.Load()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func find(t testing.TB, table *glove.Table, stem string) int {
	t.Helper()
	row, ok := table.Find(stem)
	if !ok {
		t.Fatalf("no row for %q", stem)
	}
	return row
}

func dot(a, b []float32) float64 {
	var sum float64
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

// common are stems that any question may hold.
var common = []string{
	"begin", "build", "buy", "captain", "car", "citi", "compani", "countri", "currenc", "doctor", "earn",
	"escap", "factori", "flee", "govern", "import", "king", "money", "oil", "physician", "river",
	"sanction", "sell", "ship", "smuggl", "start", "trade", "vehicl", "vessel", "war",
}

func TestLoad(t *testing.T) {
	table := load(t)
	if n, dims := table.Len(), table.Dims(); n != 40000 || dims != 100 {
		t.Fatalf("have %d vectors of %d dimensions, want 40,000 of 100", n, dims)
	}
	var frequencies float64
	vector := make([]float32, table.Dims())
	for row := range table.Len() {
		stem := table.Stem(row)
		if at, ok := table.Find(stem); at != row || !ok {
			t.Errorf("%q is found in row %d, want %d", stem, at, row)
		}
		clear(vector)
		table.Add(vector, row, 1)
		if length := dot(vector, vector); !(math.Abs(length-1) < 1e-5) {
			t.Errorf("the vector of %q has squared length %v, want 1", stem, length)
		}
		f := table.Frequency(row)
		if !(f > 0 && f < .02) {
			t.Errorf("the frequency of %q is %v", stem, f)
		}
		frequencies += float64(f)
	}
	if math.Abs(frequencies-1) > 1e-5 {
		t.Errorf("the frequencies add up to %v, want 1", frequencies)
	}
}

// TestStemsAreTerms checks that the analyser can make every stem of the table, and makes those of ordinary words.
func TestStemsAreTerms(t *testing.T) {
	table, analyser := load(t), analysis.New("en")
	var tokens []analysis.Token
	for row := range table.Len() {
		stem := table.Stem(row)
		tokens = analyser.Tokens(tokens[:0], stem)
		if len(tokens) != 1 || tokens[0].Word != stem || tokens[0].Kind&analysis.Number != 0 || len(stem) > 24 {
			t.Errorf("stem %q is no term: its tokens are %+v", stem, tokens)
		}
	}
	for _, word := range []string{"Escaped", "governments", "smugglers", "sanctions", "Physicians", "buying", "iPhone", "Paris"} {
		tokens = analyser.Tokens(tokens[:0], word)
		if _, ok := table.Find(tokens[0].Term); !ok {
			t.Errorf("%q has no row as %q", word, tokens[0].Term)
		}
	}
}

func TestFindUnknown(t *testing.T) {
	table := load(t)
	for _, stem := range []string{"", "the", "1990", "qqqqq", "banana split", "\xff"} {
		if row, ok := table.Find(stem); ok {
			t.Errorf("%q is found in row %d, want none", stem, row)
		}
	}
}

func TestCosineTellsMeaning(t *testing.T) {
	table := load(t)
	tests := []struct{ stem, near, far string }{
		{"escap", "flee", "banana"},
		{"car", "vehicl", "banana"},
		{"doctor", "physician", "river"},
		{"begin", "start", "oxygen"},
		{"ship", "vessel", "grammar"},
		{"money", "cash", "volcano"},
		{"buy", "purchas", "sleep"},
		{"king", "queen", "bacteria"},
		{"war", "battl", "recip"},
		{"smuggl", "illeg", "violin"},
		{"pari", "franc", "tokyo"},
	}
	for _, tt := range tests {
		stem := find(t, table, tt.stem)
		near, far := find(t, table, tt.near), find(t, table, tt.far)
		if a, b := table.Cosine(stem, near), table.Cosine(stem, far); a < b+.2 {
			t.Errorf("%s: cosine with %s is %.2f, with %s %.2f", tt.stem, tt.near, a, tt.far, b)
		}
	}
}

// TestCosine compares Cosine with the product of the vectors that Add gives.
func TestCosine(t *testing.T) {
	table := load(t)
	vectors := make([][]float32, len(common))
	for i, stem := range common {
		vectors[i] = make([]float32, table.Dims())
		table.Add(vectors[i], find(t, table, stem), 1)
	}
	for i, a := range common {
		for j, b := range common {
			have := table.Cosine(find(t, table, a), find(t, table, b))
			if want := dot(vectors[i], vectors[j]); math.Abs(float64(have)-want) > 1e-5 || have > 1 {
				t.Errorf("cosine of %s and %s is %v, want %v", a, b, have, want)
			}
		}
	}
}

func TestFrequency(t *testing.T) {
	table := load(t)
	falling := []string{"year", "govern", "river", "smuggl", "defector"}
	for i := 1; i < len(falling); i++ {
		more, less := find(t, table, falling[i-1]), find(t, table, falling[i])
		if table.Frequency(more) <= table.Frequency(less) {
			t.Errorf("%s stands in text as often as %s or less", falling[i-1], falling[i])
		}
	}
}

func TestAdd(t *testing.T) {
	table := load(t)
	ship, money := find(t, table, "ship"), find(t, table, "money")
	dst := make([]float32, table.Dims()+1)
	dst[table.Dims()] = 7
	table.Add(dst, ship, 3)
	table.Add(dst, money, -2)
	if dst[table.Dims()] != 7 {
		t.Error("Add wrote behind the vector")
	}
	// |3a-2b|² = 9 + 4 - 12 cos(a, b)
	sum := dst[:table.Dims()]
	if have, want := dot(sum, sum), 13-12*float64(table.Cosine(ship, money)); math.Abs(have-want) > 1e-4 {
		t.Errorf("the sum has squared length %v, want %v", have, want)
	}
}

func TestNeighbours(t *testing.T) {
	table := load(t)
	for _, stem := range common[:8] {
		all := table.Neighbours(stem, .5, 1000)
		if len(all) < 8 || len(all) == 1000 {
			t.Fatalf("%s: have %d neighbours from .5 on, want a few", stem, len(all))
		}
		last := float32(1)
		for _, r := range all {
			cosine := table.Cosine(find(t, table, stem), find(t, table, r.Stem))
			if r.Stem == stem || r.Weight != cosine || r.Weight > last || r.Weight < .5 {
				t.Errorf("%s: neighbour %v, of cosine %v, after weight %v", stem, r, cosine, last)
			}
			last = r.Weight
		}
		if few := table.Neighbours(stem, .5, 3); !slices.Equal(few, all[:3]) {
			t.Errorf("%s: have %v, want the first 3 of %v", stem, few, all)
		}
	}
	tests := []struct {
		name, stem string
		least      float32
		n          int
	}{
		{"unknown stem", "qqqqq", 0, 5},
		{"none asked for", "ship", 0, 0},
		{"fewer than none", "ship", 0, -1},
		{"nearer than any", "ship", 1, 5},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if have := table.Neighbours(tt.stem, tt.least, tt.n); len(have) != 0 {
				t.Errorf("have %v, want none", have)
			}
		})
	}
}
