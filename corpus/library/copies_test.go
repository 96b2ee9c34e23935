package library_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"footnote/corpus/library"
)

// prose is a text of n words, the same for the same seed.
func prose(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", r.IntN(3000))
	}
	return words
}

func article(title, url string, words ...[]string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\n", title)
	if url != "" {
		fmt.Fprintf(&b, "url: %s\n", url)
	}
	b.WriteString("---\n")
	for paragraph := range slices.Chunk(slices.Concat(words...), 60) {
		fmt.Fprintf(&b, "Then %s.\n\n", strings.Join(paragraph, " "))
	}
	return []byte(b.String())
}

func TestCopies(t *testing.T) {
	report := prose(1, 1000)
	edited := slices.Clone(report)
	for i := 25; i < len(edited); i += 100 {
		edited[i] = "changed"
	}
	for _, c := range []struct {
		name         string
		first, other []byte
		want         bool
	}{
		{"the same with a new headline and lead", article("A", "", report), article("B", "", prose(2, 60), report), true},
		{"with a tenth more at the end", article("A", "", report), article("B", "", report, prose(3, 100)), true},
		{"one word in a hundred changed", article("A", "", report), article("B", "", edited), true},
		{"half of it and as much again", article("A", "", report), article("B", "", report[:500], prose(4, 500)), false},
		{"a tenth quoted", article("A", "", report), article("B", "", report[:100], prose(5, 900)), false},
		{"nothing in common", article("A", "", report), article("B", "", prose(6, 1000)), false},
		{"the same address", article("A", "https://www.example.org/a/?utm_source=x#top", prose(7, 300)), article("B", "http://example.org/a", prose(8, 300)), true},
		{"another page of the site", article("A", "https://example.org/?id=1", prose(7, 300)), article("B", "https://example.org/?id=2", prose(8, 300)), false},
		{"short texts that differ in a word", article("A", "", []string{"Rain today"}), article("B", "", []string{"Sun today"}), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := open(t, t.TempDir(), library.Options{})
			first, other := add(t, l, "s", "a.md", c.first), add(t, l, "s", "b.md", c.other)
			add(t, l, "s2", "b.md", article("C", "", report)) // another collection's, which must not be met
			if (other.CopyOf == first.ID) != c.want || first.CopyOf != "" {
				t.Errorf("copy of %q, first %s", other.CopyOf, first.ID)
			}
			if got := titles(t, l, "s"); len(got) != 2 {
				t.Errorf("kept %q", got)
			}
		})
	}
}

func TestCopiesFollowCorrections(t *testing.T) {
	l := open(t, t.TempDir(), library.Options{})
	a := add(t, l, "s", "a.md", article("A", "", prose(1, 50)))
	must(t, l.Edit(t.Context(), "s", a.ID, library.Edits{URL: new("https://example.org/a/")}))
	if b := add(t, l, "s", "b.md", article("B", "https://example.org/a", prose(2, 50))); b.CopyOf != a.ID {
		t.Errorf("copy of %q, want %s", b.CopyOf, a.ID)
	}
}

func TestVectors(t *testing.T) {
	l := open(t, t.TempDir(), library.Options{})
	o := add(t, l, "s", "a.md", text("Tides", "The tide turns at noon."))
	one, two := library.TextHash{1}, library.TextHash{2}
	must(t, l.SetVectors(t.Context(), "s", o.ID, "m", map[library.TextHash][]float32{one: {1, -0.5}, two: {0}}))
	must(t, l.SetVectors(t.Context(), "s", o.ID, "m", map[library.TextHash][]float32{one: {1, -0.5}}))
	got, err := l.Vectors(t.Context(), "m")
	if err != nil || len(got) != 1 || !slices.Equal(got[one], []float32{1, -0.5}) {
		t.Errorf("vectors %v, %v", got, err)
	}
	if got, err := l.Vectors(t.Context(), "other"); err != nil || len(got) != 0 {
		t.Errorf("vectors of another model: %v, %v", got, err)
	}
	must(t, l.Remove(t.Context(), "s", o.ID))
	if got, err := l.Vectors(t.Context(), "m"); err != nil || len(got) != 0 {
		t.Errorf("vectors of a removed article: %v, %v", got, err)
	}
}
