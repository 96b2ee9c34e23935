package bot

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/bot/search"
)

// Suggest lists up to limit articles that what was typed may mean, letter case and diacritics aside: first
// those whose title begins with it, then those that contain it, then those that have all its words in any
// order, then those that have them with one typing mistake in each; otherwise in the collection's
// order.
func (k *Catalog) Suggest(typed string, limit int) []Choice {
	want := search.Fold(typed)
	words := wordsOf(want)
	var ranks [4][]Choice
	for _, e := range k.entries {
		if r := e.fit(want, words, len(ranks[0]) < limit); r < len(ranks) && len(ranks[r]) < limit {
			ranks[r] = append(ranks[r], e.choice)
		}
	}
	var all []Choice
	for _, r := range ranks {
		all = append(all, r...)
	}
	return all[:min(max(0, limit), len(all))]
}

// fit says how well an article fits what was typed, 0 best and 4 not at all. Mistakes are looked for
// only where it is asked.
func (e *entry) fit(typed string, words []string, mistakes bool) int {
	switch at := strings.Index(e.title, typed); {
	case at == 0:
		return 0
	case at > 0:
		return 1
	case len(words) == 0:
		return 4
	case e.hasAll(words, strings.HasPrefix):
		return 2
	case mistakes && e.hasAll(words, begins):
		return 3
	}
	return 4
}

func (e *entry) hasAll(typed []string, has func(word, typed string) bool) bool {
	for _, t := range typed {
		found := false
		for _, w := range e.words {
			if has(w, t) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

func wordsOf(folded string) []string {
	return strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// minMistaken is how many characters a word must have for a mistake in it to be forgiven: shorter ones
// are too close to each other.
const minMistaken = 4

// begins says whether word begins with typed, with at most one character wrong, missing, added or
// swapped with its neighbour.
func begins(word, typed string) bool {
	if strings.HasPrefix(word, typed) {
		return true
	}
	if utf8.RuneCountInString(typed) < minMistaken {
		return false
	}
	w, t := []rune(word), []rune(typed)
	i := 0
	for i < len(w) && i < len(t) && w[i] == t[i] {
		i++
	}
	// All before i agrees; after the mistake all of t must.
	return prefix(w[i:], t[min(i+1, len(t)):]) || // added
		i < len(w) && prefix(w[i+1:], t[i:]) || // missing
		i < len(w) && i < len(t) && prefix(w[i+1:], t[i+1:]) || // wrong
		i+1 < len(w) && i+1 < len(t) && w[i] == t[i+1] && w[i+1] == t[i] && prefix(w[i+2:], t[i+2:]) // swapped
}

// prefix says whether word begins with rest.
func prefix(word, rest []rune) bool {
	if len(rest) > len(word) {
		return false
	}
	for i, r := range rest {
		if word[i] != r {
			return false
		}
	}
	return true
}
