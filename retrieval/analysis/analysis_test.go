package analysis_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/retrieval/analysis"
)

func terms(language, text string) string {
	var out []string
	for _, t := range analysis.New(language).Tokens(nil, text) {
		out = append(out, t.Term)
	}
	return strings.Join(out, " ")
}

func TestTerms(t *testing.T) {
	for _, c := range []struct{ name, language, text, want string }{
		{"stems", "en", "Running companies ran", "run compani ran"},
		{"possessive", "en", "Kim’s uncle's", "kim uncl"},
		{"initials", "en", "the U.S. and U.N", "the us and un"},
		{"thousands", "en", "$1,000,000 or 3.5", "1000000 or 3.5"},
		{"diacritics", "en", "Café Müller", "cafe muller"},
		{"spanish accents reach the stemmer", "es", "naciones nación", "nacion nacion"},
		{"french elision", "fr", "l’économie d'Italie", "l econom d ital"},
		{"french elision before two letters", "fr", "l'or l’or qu'un", "l or l or qu un"},
		{"russian keeps й and folds ё", "ru", "Чёрный край", "черн кра"},
		{"no stemmer", "de", "Häuser laufen", "hauser laufen"},
		{"cyrillic and latin", "", "Йод STRASSE straße", "йод strasse strasse"},
		{"han by character", "", "東京", "東 京"},
		{"nothing", "en", " — … 🙂 ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := terms(c.language, c.text); got != c.want {
				t.Errorf("terms of %q = %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestKinds(t *testing.T) {
	got := map[string]analysis.Kind{}
	for _, tok := range analysis.New("en").Tokens(nil, "The Bank's 1990s loans of 1987 cost 12% or $50, 7 € or two dollars in 9 years in May") {
		got[tok.Term] = tok.Kind
	}
	want := map[string]analysis.Kind{
		"the": analysis.Stop | analysis.Capital, "bank": analysis.Capital,
		"1990s": analysis.Number | analysis.Year, "loan": 0, "of": analysis.Stop,
		"1987": analysis.Number | analysis.Year, "cost": 0, "12": analysis.Number | analysis.Percent, "50": analysis.Number | analysis.Money,
		"7": analysis.Number | analysis.Money, "9": analysis.Number, "dollar": analysis.Money, "year": analysis.Span,
		"two": analysis.Quantity, "in": analysis.Stop | analysis.Where, "may": analysis.Capital | analysis.Month | analysis.Stop,
	}
	for term, kind := range want {
		if k, ok := got[term]; !ok || k != kind {
			t.Errorf("kind of %q = %b (present %v), want %b", term, k, ok, kind)
		}
	}
}

// TestWhere: a place stands behind some words of each language that has kinds.
func TestWhere(t *testing.T) {
	for language, text := range map[string]string{"en": "toward Arvin", "es": "desde Arvin", "fr": "à Arvin", "ru": "в Арвине"} {
		tokens := analysis.New(language).Tokens(nil, text)
		if tokens[0].Kind&analysis.Where == 0 || tokens[1].Kind&analysis.Where != 0 {
			t.Errorf("%s: kinds of %q are %b and %b", language, text, tokens[0].Kind, tokens[1].Kind)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"Office 39", "l'eau d’or", "'s", "U.S.", "東京 naïve", "\xff", strings.Repeat("a", 1000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, code := range []string{"", "en", "fr", "ru"} {
			end := 0
			for _, tok := range analysis.New(code).Tokens(nil, s) {
				if tok.Start < end || tok.End <= tok.Start || tok.End > len(s) {
					t.Fatalf("%s: token [%d,%d) after %d in %q", code, tok.Start, tok.End, end, s)
				}
				if utf8.ValidString(s) && !utf8.ValidString(tok.Term) {
					t.Fatalf("%s: term %q of %q is not UTF-8", code, tok.Term, s)
				}
				end = tok.End
			}
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat("North Korea's leaders were earning hard currency through exports of coal in 2014. ", 200)
	a := analysis.New("en")
	var dst []analysis.Token
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		dst = a.Tokens(slices.Delete(dst, 0, len(dst)), text)
	}
}
