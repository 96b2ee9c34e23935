// Package locale holds what footnote says to people, in each language that it speaks: one YAML file per
// language beside this file. [Load] reads them, [Set.For] finds a person's language, and
// [Language.Say] says something in it.
//
// What binds:
//   - English has every text; a language that lacks one says it in English. A test holds that none lacks one.
//   - A text holds placeholders such as {title}. Where it holds {n} it may be written once for each plural
//     form that the language has (one, few, many, other, after CLDR).
//   - {command:ask} stands for the name of that command in the same language, {command:library.add} for a subcommand's.
//   - Texts are Markdown as Discord shows it. Values are put in as they are: who has foreign text escapes it before.
package locale

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

//go:embed *.yaml
var files embed.FS

// codes are the languages, English first.
var codes = [...]string{"en", "es", "fr", "ru"}

// Set is all languages. It is immutable and safe for concurrent use.
type Set struct{ languages []*Language }

// Language is one language's texts.
type Language struct {
	code    string
	tag     language.Tag
	texts   map[string]text
	english *Language
}

// text is one text by plural form; a text without forms has "other" alone.
type text map[string]string

// Load reads the texts that the program carries. It fails only where they are broken, which a test rules out.
func Load() (*Set, error) {
	s := &Set{}
	for _, code := range codes {
		l, err := load(code)
		if err != nil {
			return nil, fmt.Errorf("texts in %q: %w", code, err)
		}
		s.languages = append(s.languages, l)
		l.english = s.languages[0]
	}
	return s, nil
}

func load(code string) (*Language, error) {
	data, err := files.ReadFile(code + ".yaml")
	if err != nil {
		return nil, err
	}
	var tree map[string]any
	if err := yaml.Unmarshal(data, &tree); err != nil {
		return nil, err
	}
	l := &Language{code: code, texts: map[string]text{}}
	if l.tag, err = language.Parse(code); err != nil {
		return nil, err
	}
	if err := l.fill("", tree); err != nil {
		return nil, err
	}
	l.nameCommands()
	return l, nil
}

// nameCommands puts the names of commands into the texts that mention them.
func (l *Language) nameCommands() {
	var pairs []string
	for key, t := range l.texts {
		name, ok := strings.CutPrefix(key, "command.")
		if name, of := strings.CutSuffix(name, ".name"); ok && of {
			pairs = append(pairs, "{command:"+name+"}", t["other"])
		}
	}
	names := strings.NewReplacer(pairs...)
	for _, t := range l.texts {
		for form, written := range t {
			t[form] = names.Replace(written)
		}
	}
}

// fill takes the texts of a tree: keys of nested maps are joined by points.
func (l *Language) fill(prefix string, tree map[string]any) error {
	for key, node := range tree {
		key = prefix + key
		switch n := node.(type) {
		case string:
			l.texts[key] = text{"other": strings.TrimSpace(n)}
		case map[string]any:
			if _, ok := n["other"]; !ok {
				if err := l.fill(key+".", n); err != nil {
					return err
				}
				continue
			}
			forms := text{}
			for form, v := range n {
				s, ok := v.(string)
				if !ok || !slices.Contains(Forms(), form) {
					return fmt.Errorf("%s.%s is no text in a plural form", key, form)
				}
				forms[form] = strings.TrimSpace(s)
			}
			l.texts[key] = forms
		default:
			return fmt.Errorf("%s is %T, a text is wanted", key, node)
		}
	}
	return nil
}

// Forms are the names of the plural forms.
func Forms() []string { return []string{"zero", "one", "two", "few", "many", "other"} }

// Languages are all languages, English first. The caller must not change the list.
func (s *Set) Languages() []*Language { return s.languages }

// English is the language that everything can be said in.
func (s *Set) English() *Language { return s.languages[0] }

// For is the language that a locale such as "es-419", "fr" or "en-GB" asks for, and English for one that is not spoken here.
func (s *Set) For(locale string) *Language {
	l, _ := s.Lookup(locale)
	return l
}

// Lookup is For, and says whether the language is spoken here.
func (s *Set) Lookup(locale string) (l *Language, ok bool) {
	code, _, _ := strings.Cut(strings.ToLower(locale), "-")
	for _, l := range s.languages {
		if l.code == code {
			return l, true
		}
	}
	return s.English(), false
}

// Code is the language's ISO 639-1 code.
func (l *Language) Code() string { return l.code }

// NameOf is what the language calls the language with this code, such as "French" for "fr"; for a code
// that is not known it is the code.
func (l *Language) NameOf(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	if name := display.Languages(l.tag).Name(tag); name != "" {
		return name
	}
	return code
}

// Keys are the keys of the texts that the language has, sorted.
func (l *Language) Keys() []string {
	var keys []string
	for k := range l.texts {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Written returns a text as it stands in the file, by plural form, nil where the language lacks it.
func (l *Language) Written(key string) map[string]string { return l.texts[key] }

// Say returns the text with this key. The values are pairs of a placeholder's name and what to put in
// its place. Where a value is named "n" and an int, it chooses the plural form. An unknown key, which
// is a mistake in the program, is said as it is.
func (l *Language) Say(key string, values ...any) string {
	t, speaks := l.texts[key], l
	if t == nil {
		t, speaks = l.english.texts[key], l.english
	}
	if t == nil {
		return key
	}
	said := t["other"]
	pairs := make([]string, 0, len(values))
	for i := 0; i+1 < len(values); i += 2 {
		name := fmt.Sprint(values[i])
		if n, ok := values[i+1].(int); ok && name == "n" {
			if form := t[speaks.form(n)]; form != "" {
				said = form
			}
		}
		pairs = append(pairs, "{"+name+"}", fmt.Sprint(values[i+1]))
	}
	return strings.NewReplacer(pairs...).Replace(said)
}

// form is the name of the plural form that a number takes.
func (l *Language) form(n int) string {
	f := plural.Cardinal.MatchPlural(l.tag, max(n, -n), 0, 0, 0, 0)
	return map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few",
		plural.Many: "many"}[f]
}
