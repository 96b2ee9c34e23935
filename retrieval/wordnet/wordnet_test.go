package wordnet_test

import (
	"math"
	"slices"
	"testing"

	"footnote/retrieval/wordnet"
)

func load(t testing.TB) *wordnet.Table {
	t.Helper()
	table, err := wordnet.Load()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func vector(t testing.TB, table *wordnet.Table, stem string) []float32 {
	t.Helper()
	v := make([]float32, table.Dims())
	if !table.Vector(stem, v) {
		t.Fatalf("no vector for %q", stem)
	}
	return v
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
	if n, dims := table.Len(), table.Dims(); n < 13000 || n > 16000 || dims != 128 {
		t.Errorf("have %d vectors of %d dimensions, want about 14,000 of 128", n, dims)
	}
	for _, stem := range common {
		v := vector(t, table, stem)
		if length := math.Sqrt(dot(v, v)); math.Abs(length-1) > 1e-5 {
			t.Errorf("vector of %q has length %v, want 1", stem, length)
		}
	}
}

func TestNoun(t *testing.T) {
	table := load(t)
	for stem, want := range map[string]wordnet.Noun{
		"presid": wordnet.Person, "scientist": wordnet.Person, "author": wordnet.Person, "citi": wordnet.Place, "region": wordnet.Place, "river": wordnet.Place,
		"decad": wordnet.Time, "dozen": wordnet.Quantity, "salari": wordnet.Possession, "compani": wordnet.Group, "team": wordnet.Group,
		"weapon": wordnet.Other, "reason": wordnet.Other, "qqqq": wordnet.Other, "": wordnet.Other,
	} {
		if have := table.Noun(stem); have != want {
			t.Errorf("%q is of kind %d, want %d", stem, have, want)
		}
	}
}

func TestVectorUnknown(t *testing.T) {
	table := load(t)
	dst := make([]float32, table.Dims())
	dst[0] = 7
	for _, stem := range []string{"", "a", "the", "qqqq", "zzzzzzz", "\xff"} {
		if table.Vector(stem, dst) || dst[0] != 7 {
			t.Errorf("%q: have a vector, want none and dst left alone", stem)
		}
	}
}

func TestVectorsTellMeaning(t *testing.T) {
	table := load(t)
	tests := []struct{ stem, near, far string }{
		{"car", "vehicl", "banana"},
		{"doctor", "physician", "river"},
		{"begin", "start", "oxygen"},
		{"ship", "vessel", "grammar"},
		{"money", "currenc", "volcano"},
		{"buy", "purchas", "sleep"},
		{"bought", "purchas", "sleep"},
		{"king", "monarch", "bacteria"},
		{"war", "battl", "recip"},
		{"smuggl", "illeg", "violin"},
	}
	for _, tt := range tests {
		v := vector(t, table, tt.stem)
		near, far := dot(v, vector(t, table, tt.near)), dot(v, vector(t, table, tt.far))
		if near < far+.2 {
			t.Errorf("%s: cosine with %s is %.2f, with %s %.2f", tt.stem, tt.near, near, tt.far, far)
		}
	}
}

func TestNeighbours(t *testing.T) {
	table := load(t)
	for _, stem := range common {
		all := table.Neighbours(stem, 0, 100)
		if len(all) != 16 {
			t.Errorf("%s: have %d neighbours, want 16", stem, len(all))
		}
		v, last := vector(t, table, stem), float32(1)
		for _, r := range all {
			if cosine := dot(v, vector(t, table, r.Stem)); math.Abs(cosine-float64(r.Weight)) > 1e-4 {
				t.Errorf("%s: weight of %s is %v, its cosine %v", stem, r.Stem, r.Weight, cosine)
			}
			if r.Stem == stem || r.Weight > last || r.Weight <= 0 {
				t.Errorf("%s: neighbour %v after weight %v", stem, r, last)
			}
			last = r.Weight
		}
		least := all[7].Weight
		if some := table.Neighbours(stem, least, 100); !slices.Equal(some, all[:len(some)]) || len(some) < 8 {
			t.Errorf("%s: from %v on have %v, want the first of %v", stem, least, some, all)
		}
		if few := table.Neighbours(stem, 0, 3); !slices.Equal(few, all[:3]) {
			t.Errorf("%s: have %v, want the first 3 of %v", stem, few, all)
		}
	}
	if have := table.Neighbours("qqqq", 0, 5); have != nil {
		t.Errorf("an unknown stem has neighbours %v", have)
	}
}

func TestSynonyms(t *testing.T) {
	table := load(t)
	tests := []struct{ name, stem, want string }{
		{"synonym of a verb", "begin", "start"},
		{"and the other way round", "start", "begin"},
		{"synonym of a noun", "physician", "doctor"},
		{"derived form", "decis", "decid"},
		{"irregular form", "bought", "buy"},
		{"base of an irregular form", "buy", "bought"},
		{"irregular plural", "mice", "mous"},
		{"synonym through an irregular form", "bought", "purchas"},
		{"form that has a meaning of its own", "found", "find"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			have := table.Synonyms(tt.stem)
			if !slices.ContainsFunc(have, func(r wordnet.Related) bool { return r.Stem == tt.want }) {
				t.Errorf("synonyms of %q are %v, want %q among them", tt.stem, have, tt.want)
			}
			checkSynonyms(t, tt.stem, have)
		})
	}
	if have := table.Synonyms("qqqq"); have != nil {
		t.Errorf("an unknown stem has synonyms %v", have)
	}
}

func checkSynonyms(t *testing.T, stem string, list []wordnet.Related) {
	t.Helper()
	last := float32(1)
	for _, r := range list {
		if r.Stem == stem || r.Stem == "" || r.Weight > last || r.Weight <= 0 {
			t.Errorf("synonym %v of %q after weight %v", r, stem, last)
		}
		last = r.Weight
	}
	if len(list) > 8 {
		t.Errorf("%q has %d synonyms, want at most 8", stem, len(list))
	}
}
