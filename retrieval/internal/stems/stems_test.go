package stems_test

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/internal/stems"
)

// lexicon writes the stems and reads them back.
func lexicon(t testing.TB, list ...string) stems.Lexicon {
	t.Helper()
	var b []byte
	for _, stem := range list {
		b = stems.AppendStem(b, stem)
	}
	r := stems.NewReader(string(b))
	l := r.Lexicon(len(list))
	if err := r.End(); err != nil {
		t.Fatal(err)
	}
	return l
}

func TestReaderErrors(t *testing.T) {
	tests := []struct {
		name, data string
		read       func(*stems.Reader)
		want       string
	}{
		{"no byte", "", func(r *stems.Reader) { r.Byte() }, "truncated: want 1 more bytes, have 0"},
		{"half a number", "a", func(r *stems.Reader) { r.Number() }, "truncated: want 2 more bytes, have 1"},
		{"too few bytes", "abc", func(r *stems.Reader) { r.Take(4) }, "truncated: want 4 more bytes, have 3"},
		{"the first error stays", "", func(r *stems.Reader) { r.Number(); r.Take(9); r.Lexicon(0) }, "truncated: want 2 more"},
		{"bytes left over", "abc", func(r *stems.Reader) { r.Take(1) }, "2 bytes too many"},
		{"no magic", "abc", func(r *stems.Reader) { r.Magic("abcd\x01") }, "truncated: want 5 more bytes"},
		{"another version", "abcd\x02", func(r *stems.Reader) { r.Magic("abcd\x01") }, "version 2, want 1"},
		{"another format", "abce\x01", func(r *stems.Reader) { r.Magic("abcd\x01") }, `begins with "abce\x01", want "abcd\x01"`},
		{"no stems", "", func(r *stems.Reader) { r.Lexicon(0) }, "there are no stems"},
		{"an empty stem", "\x00", func(r *stems.Reader) { r.Lexicon(1) }, `stem "" follows ""`},
		{"stems that fall", "\x01b\x01a", func(r *stems.Reader) { r.Lexicon(2) }, `stem "a" follows "b"`},
		{"half a stem", "\x01b\x05long", func(r *stems.Reader) { r.Lexicon(2) }, "truncated: want 5 more bytes, have 4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := stems.NewReader(tt.data)
			tt.read(r)
			if err := r.End(); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestReader(t *testing.T) {
	r := stems.NewReader("abcd\x01\x07\x39\x30rest")
	r.Magic("abcd\x01")
	if b, n, rest := r.Byte(), r.Number(), r.Take(4); b != 7 || n != 12345 || rest != "rest" {
		t.Errorf("read %d, %d and %q", b, n, rest)
	}
	if err := r.End(); err != nil {
		t.Error(err)
	}
}

func TestZeroLexicon(t *testing.T) {
	var l stems.Lexicon
	if _, ok := l.Find("a"); ok || l.Len() != 0 {
		t.Error("the zero Lexicon has stems")
	}
}

// FuzzLexicon checks that every stem that was written is found under its number, and no other one.
func FuzzLexicon(f *testing.F) {
	f.Add("escap flee banana", "car")
	f.Add("a", "")
	f.Add("one two three four five six seven eight nine ten", "ten")
	f.Fuzz(func(t *testing.T, text, other string) {
		list := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' })
		list = slices.DeleteFunc(list, func(s string) bool { return len(s) > 255 })
		slices.Sort(list)
		list = slices.Compact(list)
		if len(list) == 0 || len(list) > math.MaxUint16 {
			return
		}
		l := lexicon(t, list...)
		for i, stem := range list {
			if at, ok := l.Find(stem); at != i || !ok || l.At(i) != stem {
				t.Errorf("%q is found at %d (%v), want %d, where %q is", stem, at, ok, i, l.At(i))
			}
		}
		if _, ok := l.Find(other); ok != slices.Contains(list, other) {
			t.Errorf("%q is found: %v", other, ok)
		}
	})
}

// TestVectors compares all pairs of rows, random ones and the extremes, of every length with plain sums.
func TestVectors(t *testing.T) {
	l := lexicon(t, "a", "b", "c", "d")
	random := rand.New(rand.NewPCG(1, 2))
	for dims := 1; dims <= 255; dims++ {
		rows := slices.Concat(bytes.Repeat([]byte{0x80}, dims), bytes.Repeat([]byte{0x7f}, dims), make([]byte, 2*dims))
		for i := 2 * dims; i < len(rows); i++ {
			rows[i] = byte(1 + random.IntN(255))
		}
		v, err := stems.NewVectors(&l, dims, string(rows))
		if err != nil || v.Dims() != dims {
			t.Fatalf("%d dimensions of %d: %v", v.Dims(), dims, err)
		}
		for i := range l.Len() {
			for j := range l.Len() {
				a, b := rows[i*dims:(i+1)*dims], rows[j*dims:(j+1)*dims]
				want := plain(a, b) / math.Sqrt(plain(a, a)*plain(b, b))
				if have := v.Cosine(i, j); math.Abs(float64(have)-want) > 1e-6 || have > 1 {
					t.Errorf("%d dimensions: cosine of rows %d and %d is %v, want %v", dims, i, j, have, want)
				}
			}
		}
	}
}

func plain(a, b []byte) float64 {
	var sum float64
	for k := range a {
		sum += float64(int8(a[k])) * float64(int8(b[k]))
	}
	return sum
}

func TestVectorsAdd(t *testing.T) {
	l := lexicon(t, "a", "b")
	v, err := stems.NewVectors(&l, 2, "\x03\xfc\x00\x7f") // 3, -4 and 0, 127
	if err != nil {
		t.Fatal(err)
	}
	dst := []float32{1, 2, 7}
	v.Add(dst, 0, 10)
	v.Add(dst, 1, -1)
	for k, want := range []float32{7, -7, 7} {
		if math.Abs(float64(dst[k]-want)) > 1e-5 {
			t.Errorf("number %d is %v, want %v", k, dst[k], want)
		}
	}
}

func TestNewVectorsErrors(t *testing.T) {
	l := lexicon(t, "a", "b")
	tests := []struct {
		name string
		dims int
		rows string
		want string
	}{
		{"no dimensions", 0, "", "no dimensions"},
		{"a row missing", 2, "ab", "2 bytes, want 4"},
		{"zero", 2, "ab\x00\x00", `the vector of stem "b" is zero`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := stems.NewVectors(&l, tt.dims, tt.rows); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestQuantise(t *testing.T) {
	tests := []struct {
		name string
		row  []float64
		want []int8
	}{
		{"largest is positive", []float64{.5, 0, 1, -1}, []int8{64, 0, 127, -127}},
		{"largest is negative", []float64{.001, -.004}, []int8{32, -127}},
		{"halves go away from zero", []float64{254, 1, -1}, []int8{127, 1, -1}},
		{"small numbers vanish", []float64{1000, 3, -3}, []int8{127, 0, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if have := stems.Quantise(tt.row); !slices.Equal(have, tt.want) {
				t.Errorf("have %v, want %v", have, tt.want)
			}
		})
	}
}
