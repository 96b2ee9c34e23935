package retrieval

import (
	"slices"
	"strings"

	"footnote/retrieval/analysis"
	"footnote/retrieval/wordnet"
)

// "Who" and "when" say by themselves what is asked for, "what" and "which" by a noun: "which minister" asks for a person.

// byNoun is what an English question asks for whose noun is of a kind.
var byNoun = map[wordnet.Noun]expectation{
	wordnet.Other: aThing, wordnet.Person: aPerson, wordnet.Place: aPlace, wordnet.Time: aDate,
	wordnet.Quantity: aNumber, wordnet.Possession: aNumber, wordnet.Group: aGroup,
}

// asked is what the noun of an English question asks for, anything where it has none.
func asked(tokens []analysis.Token, words *wordnet.Table) expectation {
	noun, ok := askedNoun(tokens)
	if !ok {
		return anything
	}
	return byNoun[words.Noun(noun.Term)]
}

// Words, folded, that stand around the noun that is asked for.
var (
	copulas     = setOf("is are was were")
	determiners = setOf("the a an")
	ofs         = setOf("of de d")
	// wrappers are nouns behind which the one follows that tells: "what kind of ship", "what was the name of the ship".
	wrappers = setOf("kind kinds type types sort sorts name names")
	// qualifiers are the stop words that may stand in front of it.
	qualifiers = setOf("other same own more most")
)

// askedNoun is the noun of "what" or "which": "river" in "which long river is", in "what is the river that" and in "what
// is the name of the river".
func askedNoun(tokens []analysis.Token) (analysis.Token, bool) {
	at := slices.IndexFunc(tokens, func(t analysis.Token) bool { return t.Word == "what" || t.Word == "which" })
	if at < 0 {
		return analysis.Token{}, false
	}
	words, rest := phrase(tokens[at+1:])
	if is, ok := after(copulas, rest); ok && len(words) == 0 {
		if the, ok := after(determiners, is); ok {
			words, rest = phrase(the)
		}
	}
	if of, ok := after(ofs, rest); ok && len(words) > 0 && wrappers[words[len(words)-1].Word] {
		of, _ = after(determiners, of)
		words, _ = phrase(of)
	}
	if len(words) == 0 {
		return analysis.Token{}, false
	}
	return words[len(words)-1], true
}

// after is what stands behind a first word of the set, tokens as they are where it is none.
func after(set map[string]bool, tokens []analysis.Token) (rest []analysis.Token, ok bool) {
	if len(tokens) > 0 && set[tokens[0].Word] {
		return tokens[1:], true
	}
	return tokens, false
}

// phrase parts the words of a noun phrase at the start of tokens from the rest. It ends before a stop word, and before an
// English participle, which begins what is said of the noun: "which minister resigned".
func phrase(tokens []analysis.Token) (words, rest []analysis.Token) {
	for i, t := range tokens {
		if t.Kind&analysis.Stop != 0 && !qualifiers[t.Word] || i > 0 && strings.HasSuffix(t.Word, "ed") {
			return tokens[:i], tokens[i:]
		}
	}
	return tokens, nil
}

// count marks the concepts that are counted in what is asked for, "how many lame ships", and says whether there are any. tokens
// stand behind the question word.
func (q *question) count(tokens []analysis.Token) bool {
	tokens, _ = after(ofs, tokens)
	words, _ := phrase(tokens)
	found := false
	for i := range q.concepts {
		c := &q.concepts[i]
		c.counted = slices.ContainsFunc(words, func(t analysis.Token) bool { return t.Term == c.term })
		found = found || c.counted
	}
	return found
}
