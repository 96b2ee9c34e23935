package locale_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"footnote/bot/locale"
	"footnote/retrieval"
)

func load(t *testing.T) *locale.Set {
	t.Helper()
	s, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEachLanguageIsWhole(t *testing.T) {
	all := load(t)
	forms := map[string][]string{"en": {"one", "other"}, "es": {"one", "other"}, "fr": {"one", "other"}, "ru": {"few", "many", "one", "other"}}
	if len(all.Languages()) != len(forms) {
		t.Errorf("%d languages, want %d", len(all.Languages()), len(forms))
	}
	for _, l := range all.Languages() {
		t.Run(l.Code(), func(t *testing.T) {
			if got, want := l.Keys(), all.English().Keys(); !slices.Equal(got, want) {
				t.Errorf("keys differ from English: %q", difference(got, want))
			}
			for _, key := range l.Keys() {
				written, english := l.Written(key), all.English().Written(key)
				want := []string{"other"}
				if len(english) > 1 {
					want = forms[l.Code()]
				}
				if got := slices.Sorted(maps.Keys(written)); !slices.Equal(got, want) {
					t.Errorf("%s: plural forms %q, want %q", key, got, want)
				}
				checkPlaceholders(t, key, written, english)
			}
		})
	}
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// checkPlaceholders: each form has those of English's "other", save that a form for one may name fewer things.
func checkPlaceholders(t *testing.T, key string, written, english map[string]string) {
	t.Helper()
	of := func(text string) []string {
		return slices.Compact(slices.Sorted(slices.Values(placeholder.FindAllString(text, -1))))
	}
	for form, text := range written {
		got, want := of(text), of(english[form])
		if english[form] == "" {
			want = of(english["other"])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s.%s: placeholders %q, want %q", key, form, got, want)
		}
		if strings.TrimSpace(text) == "" || strings.Count(text, "**")%2 != 0 || strings.Count(text, "`")%2 != 0 {
			t.Errorf("%s.%s: empty, or bold or code without an end: %q", key, form, text)
		}
	}
}

func difference(a, b []string) []string {
	var d []string
	for _, s := range append(slices.Clone(a), b...) {
		if slices.Contains(a, s) != slices.Contains(b, s) {
			d = append(d, s)
		}
	}
	return d
}

// TestTextsFit holds the texts to the limits of where Discord shows them.
func TestTextsFit(t *testing.T) {
	name := regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)
	for _, l := range load(t).Languages() {
		for _, key := range l.Keys() {
			most := 0
			switch {
			case key == "command.sources.name", key == "command.collect.name":
				most = 32
			case strings.HasPrefix(key, "command.") && strings.HasSuffix(key, ".name"):
				if s := l.Say(key); !name.MatchString(s) || strings.ToLower(s) != s {
					t.Errorf("%s: %s: Discord takes no name %q", l.Code(), key, s)
				}
			case strings.HasPrefix(key, "command."):
				most = 100
			case strings.HasPrefix(key, "button."), strings.HasPrefix(key, "settings.turn_"):
				most = 80
			case key == "feedback.modal", key == "feedback.label", strings.HasPrefix(key, "library.form"):
				most = 45
			case key == "feedback.placeholder", strings.HasSuffix(key, "_choose"), strings.HasSuffix(key, ".show"), key == "cite.choose":
				most = 100
			}
			for form, s := range l.Written(key) {
				if n := len(utf16.Encode([]rune(s))); most > 0 && n > most {
					t.Errorf("%s: %s.%s: %d units, at most %d fit", l.Code(), key, form, n, most)
				}
			}
		}
	}
}

func TestSay(t *testing.T) {
	all := load(t)
	for _, c := range []struct {
		name, locale, key string
		values            []any
		want              string
	}{
		{"one", "en-GB", "articles.count", []any{"n", 1}, "1 article"},
		{"many", "en-US", "articles.count", []any{"n", 0}, "0 articles"},
		{"French counts nothing as one", "fr", "articles.count", []any{"n", 0}, "0 article"},
		{"Russian one", "ru", "articles.count", []any{"n", 21}, "21 статья"},
		{"Russian few", "ru", "articles.count", []any{"n", 3}, "3 статьи"},
		{"Russian many", "ru", "articles.count", []any{"n", 11}, "11 статей"},
		{"Latin America", "es-419", "button.delete", nil, "Borrar"},
		{"a language not spoken here", "de", "button.delete", nil, "Delete"},
		{"values are put in as they are", "en-US", "source.section", []any{"section", "{page} {n}"}, "section “{page} {n}”"},
		{"a command's name", "es-ES", "say.unknown", nil, "Ya no conozco este comando o botón. Prueba con /preguntar."},
		{"unknown key", "fr", "no.such.key", nil, "no.such.key"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := all.For(c.locale).Say(c.key, c.values...); got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
		})
	}
}

// keysOfKinds are the texts for the kinds of problems that package retrieval has.
func keysOfKinds() (keys []string) {
	for _, p := range retrieval.Problems() {
		keys = append(keys, "question."+string(p))
	}
	for _, d := range retrieval.Degradations() {
		keys = append(keys, "answer.degraded_"+string(d))
	}
	return keys
}

// TestKeysAreUsed: the program asks for no text that is missing, and no text is there for nothing.
func TestKeysAreUsed(t *testing.T) {
	files, err := filepath.Glob("../discord/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files found: %v", err)
	}
	var source strings.Builder
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	keys := load(t).English().Keys()
	byKind := keysOfKinds()
	for _, k := range byKind {
		if !slices.Contains(keys, k) {
			t.Errorf("there is no text %q", k)
		}
	}
	areas := map[string]bool{}
	for _, k := range keys {
		area, rest, _ := strings.Cut(k, ".")
		areas[area] = true
		built := regexp.MustCompile(`"` + regexp.QuoteMeta(rest) + `"`) // "button." + name, "articles." + name
		onOff := strings.TrimSuffix(strings.TrimSuffix(k, "_on"), "_off")
		switch {
		case area == "command", slices.Contains(byKind, k), strings.HasPrefix(k, "settings.turn_"):
		case strings.Contains(source.String(), `"`+k+`"`), onOff != k && strings.Contains(source.String(), `"`+onOff+`"`):
		case (area == "button" || area == "articles") && built.MatchString(source.String()):
		default:
			t.Errorf("no use of %q", k)
		}
	}
	for _, m := range regexp.MustCompile(`"([a-z]+)\.([a-z_.]+)"`).FindAllStringSubmatch(source.String(), -1) {
		key := m[1] + "." + m[2]
		if areas[m[1]] && !strings.HasSuffix(key, "_") && !slices.Contains(keys, key) && !slices.Contains(keys, key+"_on") {
			t.Errorf("there is no text %q", key)
		}
	}
}
