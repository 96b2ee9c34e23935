package corpus

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// measured is a sentence with its length in words.
type measured struct {
	Span
	words int
}

// cutSentence appends a sentence, in several pieces if it is longer than maxSentence.
func cutSentence(list []measured, text string, s Span) []measured {
	words := wordCount(text[s.Start:s.End])
	if words <= maxSentence {
		return append(list, measured{s, words})
	}
	pieces := (words + maxPassage - 1) / maxPassage
	step := (s.End-s.Start)/pieces + 1
	for s.End-s.Start > step+step/2 {
		at := cutPoint(text, s.Start+step/2, s.Start+step)
		if piece := trim(text, s.Start, at); piece.Start < piece.End {
			list = append(list, measured{piece, wordCount(text[piece.Start:piece.End])})
		}
		s = trim(text, at, s.End)
	}
	return append(list, measured{s, wordCount(text[s.Start:s.End])})
}

// cutPoint is the last end of a clause in text[low:high], or else of a word, or else of a character.
func cutPoint(text string, low, high int) int {
	for !utf8.RuneStart(text[low]) {
		low++
	}
	for !utf8.RuneStart(text[high]) {
		high--
	}
	window := text[low:high]
	for _, marks := range []string{";:—", ",、，；"} {
		if i := strings.LastIndexAny(window, marks); i >= 0 {
			_, n := utf8.DecodeRuneInString(window[i:])
			if i+n == len(window) || unicode.IsSpace(rune(window[i+n])) || n > 2 {
				return low + i + n
			}
		}
	}
	if i := strings.LastIndexFunc(window, unicode.IsSpace); i > 0 {
		return low + i
	}
	return high
}

// balance divides a paragraph's sentences into the fewest parts that fit a passage, as even as sentences allow.
func balance(sentences []measured) [][]measured {
	total := 0
	for _, s := range sentences {
		total += s.words
	}
	if total <= maxPassage {
		return group(sentences, nil)
	}
	aim := float64(total) / math.Ceil(float64(total)/maxPassage)
	return group(sentences, cuts(len(sentences), func(from, to int) (float64, bool) {
		words := 0
		for _, s := range sentences[from:to] {
			words += s.words
		}
		off := (float64(words) - aim) / aim
		return off * off, words <= maxPassage
	}))
}

// group divides list at the cuts, which ascend and lie inside it.
func group[T any](list []T, cuts []int) [][]T {
	var groups [][]T
	from := 0
	for _, to := range append(slices.Clone(cuts), len(list)) {
		if to > from {
			groups = append(groups, list[from:to])
		}
		from = to
	}
	return groups
}

// pack joins neighbouring units to passages close to aimPassage words and not above maxPassage.
func pack(units []unit) [][]unit {
	return group(units, cuts(len(units), func(from, to int) (float64, bool) {
		words := 0
		for _, u := range units[from:to] {
			words += u.words
		}
		off := float64(words-aimPassage) / aimPassage
		cost := off * off
		if to < len(units) && units[to-1].leads {
			cost += leadCost
		}
		if to-from > 1 && (units[from].part || units[to-1].part) {
			cost += partCost
		}
		return cost, words <= maxPassage
	}))
}

// Costs of a group, where a passage of half the words aimed at costs 0.25.
const (
	// leadCost keeps a list's introduction with its first item unless the passage gets far too short by it.
	leadCost = 1
	// partCost keeps the parts of a long paragraph from other paragraphs unless those are very short.
	partCost = 0.4
)

// maxGroup bounds how many neighbours are joined, however short they are.
const maxGroup = 64

// cuts divides n things in a row into groups at the least cost in all: dynamic programming over the ends. A group of one
// always fits; a longer one fits if cost says so. Of equal ways the one with the longest last group is taken.
func cuts(n int, cost func(from, to int) (float64, bool)) []int {
	best := make([]float64, n+1)
	from := make([]int, n+1)
	for to := 1; to <= n; to++ {
		best[to] = math.Inf(1)
		for at := to - 1; at >= max(0, to-maxGroup); at-- {
			c, fits := cost(at, to)
			if !fits && at < to-1 {
				break
			}
			if c += best[at]; c <= best[to] {
				best[to], from[to] = c, at
			}
		}
	}
	var list []int
	for at := from[n]; n > 0 && at > 0; at = from[at] {
		list = append(list, at)
	}
	slices.Reverse(list)
	return list
}
