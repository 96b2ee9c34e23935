package citation_test

import (
	"strings"
	"testing"

	"footnote/corpus/citation"
)

func TestParseName(t *testing.T) {
	type name = citation.Name
	for _, c := range []struct {
		name, in string
		want     name
	}{
		{"in order", "Jane A. Doe", name{Given: "Jane A.", Family: "Doe"}},
		{"inverted", "Doe, Jane A.", name{Given: "Jane A.", Family: "Doe"}},
		{"inverted with two family names", "García Márquez, Gabriel", name{Given: "Gabriel", Family: "García Márquez"}},
		{"particle", "Ludwig van Beethoven", name{Given: "Ludwig", Particle: "van", Family: "Beethoven"}},
		{"two particles", "Jan van der Beek", name{Given: "Jan", Particle: "van der", Family: "Beek"}},
		{"particle before the comma", "de la Cruz, Juana", name{Given: "Juana", Particle: "de la", Family: "Cruz"}},
		{"particle behind the comma", "Beethoven, Ludwig van", name{Given: "Ludwig", Particle: "van", Family: "Beethoven"}},
		{"capital particle", "Robert De Niro", name{Given: "Robert", Family: "De Niro"}},
		{"Spanish y", "José Ortega y Gasset", name{Given: "José", Family: "Ortega y Gasset"}},
		{"Arabic article", "Bashar al-Assad", name{Given: "Bashar", Family: "al-Assad"}},
		{"suffix", "Martin Luther King Jr.", name{Given: "Martin Luther", Family: "King", Suffix: "Jr."}},
		{"suffix after a comma", "Martin Luther King, Jr.", name{Given: "Martin Luther", Family: "King", Suffix: "Jr."}},
		{"suffix last", "King, Martin Luther, Jr.", name{Given: "Martin Luther", Family: "King", Suffix: "Jr."}},
		{"suffix in the middle", "King, Jr., Martin Luther", name{Given: "Martin Luther", Family: "King", Suffix: "Jr."}},
		{"degree", "Jane Doe, Ph.D.", name{Given: "Jane", Family: "Doe"}},
		{"title", "Dr. Jane Doe", name{Given: "Jane", Family: "Doe"}},
		{"Cyrillic", "Анна С. Петрова", name{Given: "Анна С.", Family: "Петрова"}},
		{"apostrophe", "Sinéad O’Connor", name{Given: "Sinéad", Family: "O’Connor"}},
		{"initials", "J.K. Rowling", name{Given: "J.K.", Family: "Rowling"}},
		{"one word", "Voltaire", name{Literal: "Voltaire"}},
		{"acronym", "CNN", name{Literal: "CNN"}},
		{"organisation with of", "UN Panel of Experts", name{Literal: "UN Panel of Experts"}},
		{"organisation by a word", "Associated Press", name{Literal: "Associated Press"}},
		{"organisation by an acronym", "UN Women", name{Literal: "UN Women"}},
		{"organisation with a comma", "Gannett Co., Inc.", name{Literal: "Gannett Co., Inc."}},
		{"two people in one entry", "Jane Doe and Richard Roe", name{Literal: "Jane Doe and Richard Roe"}},
		{"lower case", "footnote contributors", name{Literal: "footnote contributors"}},
		{"pen name in lower case", "bell hooks", name{Literal: "bell hooks"}},
		{"affiliation", "Jane Doe, CNN", name{Literal: "Jane Doe, CNN"}},
		{"account", "@janedoe", name{Literal: "@janedoe"}},
		{"Chinese", "王小明", name{Literal: "王小明"}},
		{"Korean with a space", "김 영희", name{Literal: "김 영희"}},
		{"Arabic", "محمد علي", name{Literal: "محمد علي"}},
		{"forced", "{Wells Fargo}", name{Literal: "Wells Fargo"}},
		{"nothing but a comma", " , ", name{Literal: ","}},
		{"blank", " \n", name{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := citation.ParseName(c.in); got != c.want {
				t.Errorf("ParseName(%q) = %+v, want %+v", c.in, got, c.want)
			}
		})
	}
}

// FuzzParseName: a name is either whole or has a family name, and no letter of it is lost but titles and degrees.
func FuzzParseName(f *testing.F) {
	for _, s := range []string{"Jane A. Doe", "Doe, Jane, Jr.", "van van van", "de la, de la", "{", "{}", "Dr. Dr.", ",,", "A, III", "\xff B", "PhD"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := citation.ParseName(s)
		whole := n.Literal != ""
		parted := n.Given+n.Particle+n.Family+n.Suffix != ""
		if whole && parted || parted && (n.Family == "" || n.Given == "") {
			t.Fatalf("ParseName(%q) = %+v", s, n)
		}
		for _, part := range []string{n.Given, n.Particle, n.Family, n.Suffix, n.Literal} {
			if part != strings.TrimSpace(part) || strings.ContainsAny(part, "\r\n") {
				t.Fatalf("ParseName(%q) = %+v", s, n)
			}
		}
	})
}
