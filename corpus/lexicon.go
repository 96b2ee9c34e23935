package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dotted says what a full stop behind an abbreviation means for the sentence.
type dotted uint8

const (
	// never ends a sentence: "Mr.", "e.g.".
	never dotted = iota + 1
	// counts stands before a number, and otherwise ends: "No. 5", "p. 12", "Jan. 5".
	counts
	// starts ends a sentence if the next word is one that opens sentences: "U.S.", "Inc.", "St.".
	starts
	// ends a sentence if a capital follows: "etc.", "p.m.". UAX #29 itself goes on before a small letter.
	ends
	// year ends a sentence behind a number: "в 1999 г. Он", but not in "г. Москва".
	year
)

// lexicon is what is known of a language's abbreviations.
type lexicon struct {
	dotted  map[string]dotted
	starter map[string]bool
	// ordinal is set where a stop behind a number makes it an ordinal, as in German "am 3. Oktober", "Otto II.".
	ordinal bool
}

// joins tells whether what looks like a sentence's end between the two texts is none.
func (lex *lexicon) joins(before, after string) bool {
	after = strings.TrimLeftFunc(after, unicode.IsSpace)
	if onlyMarks(after) {
		return true
	}
	before = strings.TrimRightFunc(before, unicode.IsSpace)
	if r, _ := utf8.DecodeRuneInString(after); unicode.IsLower(r) || strings.ContainsRune(",;:", r) {
		return true
	}
	if !strings.HasSuffix(before, ".") || strings.HasSuffix(before, "..") {
		return onlyMarks(before)
	}
	token, lead := lastToken(before[:len(before)-1])
	return lex.tokenJoins(token, lead, after)
}

// tokenJoins is joins for a token that a single stop follows; lead is the text before the token.
func (lex *lexicon) tokenJoins(token, lead, after string) bool {
	if token == "" {
		return false
	}
	key, kind := lex.lookUp(token, lead)
	if kind != never && isInitial(token) && unicode.IsUpper(firstLetter(token)) {
		kind = 0 // "P. Hale" is no page, "В. Ильин" no century
	}
	switch kind {
	case never:
		return !endsInDigit(lead) || !lex.opens(after) // "Ft. Worth", but "5 ft. The wall"
	case counts:
		return lex.counts(after)
	case starts:
		return !lex.opens(after)
	case ends:
		return goesOn(key, lead, after) || lex.onlyTime(lead) && !lex.opens(after)
	case year:
		return (!endsInDigit(lead) || lex.onlyTime(lead)) && !lex.opens(after)
	}
	return lex.shapeJoins(token, lead, after)
}

// lookUp finds a token among the abbreviations: with the one before it, as "т. д." is "т.д.", by itself, or by the
// end of a compound, as in "Vice-Pres.", "Dipl.-Ing." and "Hauptstr.".
func (lex *lexicon) lookUp(token, lead string) (key string, kind dotted) {
	if strings.HasSuffix(lead, ".") {
		before, _ := lastToken(lead)
		if key = lowerKey(before + token); lex.dotted[key] != 0 {
			return key, lex.dotted[key]
		}
	}
	if key = lowerKey(token); lex.dotted[key] != 0 {
		return key, lex.dotted[key]
	}
	if end := token[strings.LastIndexByte(token, '-')+1:]; utf8.RuneCountInString(end) > 1 {
		key = lowerKey(end)
	}
	if strings.HasSuffix(token, "str") {
		key = "str"
	}
	return key, lex.dotted[key]
}

// counts tells whether s starts with a number, perhaps behind further abbreviations that do, as in "Mon. Jan. 3".
func (lex *lexicon) counts(s string) bool {
	for !startsNumber(s) {
		word, rest, found := strings.Cut(s, ". ")
		if !found || lex.dotted[lowerKey(word)] != counts {
			return false
		}
		s = rest
	}
	return true
}

// shapeJoins judges a token that is no known abbreviation by its form.
func (lex *lexicon) shapeJoins(token, lead, after string) bool {
	switch {
	case isNumber(token) && len(token) <= 3:
		return lead == "" || lex.ordinal && len(token) <= 2 && !lex.opens(after)
	case lex.ordinal && isRoman(token) && len(token) > 1:
		return !lex.opens(after)
	case isInitial(token):
		return lead == "" || token != "I" && (!endsInDigit(lead) || startsInitial(after)) && !lex.opens(after) // "70 C." is a unit
	case strings.Contains(token, ".") && isAcronym(token):
		return !lex.opens(after)
	}
	return false
}

// onlyTime tells whether the sentence before an abbreviation says no more than when: "В 1990 г. Иванов", "В XIX в. Рим",
// "At 5 p.m. Lee".
func (lex *lexicon) onlyTime(lead string) bool {
	words := strings.Fields(lead)
	return 1 < len(words) && len(words) <= 3 && lex.opens(lead) && startsNumber(words[len(words)-1])
}

// opens tells whether after starts with a word that commonly starts sentences and rarely names.
func (lex *lexicon) opens(after string) bool {
	after = strings.TrimLeft(after, openers)
	end := strings.IndexFunc(after, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(after)
	}
	if startsInitial(after) {
		return false
	}
	return lex.starter[lowerKey(after[:end])]
}

// lastToken is the last word of s without the quotes and brackets before it, and what stands before it.
func lastToken(s string) (token, lead string) {
	i := strings.LastIndexFunc(s, unicode.IsSpace)
	if i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	} else {
		i = 0
	}
	return strings.TrimLeft(s[i:], openers), strings.TrimRightFunc(s[:i], unicode.IsSpace)
}

// lowerKey is a word as the lexicon has it. Long words are in none.
func lowerKey(word string) string {
	if len(word) > 24 {
		return ""
	}
	return strings.ToLower(word)
}

// isInitial tells whether a token is a single letter, or letters joined by a hyphen as in "J.-C".
func isInitial(token string) bool {
	for part := range strings.SplitSeq(token, "-") {
		part = strings.TrimSuffix(part, ".")
		r, n := utf8.DecodeRuneInString(part)
		if n == 0 || n < len(part) || !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// isAcronym tells whether a token is made of single letters and stops, as "U.S" and "и.о".
func isAcronym(token string) bool {
	if len(token) > 24 {
		return false
	}
	for part := range strings.SplitSeq(token, ".") {
		if utf8.RuneCountInString(part) > 1 {
			return false
		}
	}
	return true
}

// startsInitial tells whether s starts with an initial: the "C." in "50 a. C.".
func startsInitial(s string) bool {
	word, _, found := strings.Cut(s, ".")
	return found && isInitial(word)
}

func endsInDigit(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(r)
}

// startsNumber tells whether s starts with an Arabic or a Roman number.
func startsNumber(s string) bool {
	s = strings.TrimLeft(s, "([#§")
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.IsDigit(r) {
		return true
	}
	word, _, _ := strings.Cut(s, " ")
	word = strings.TrimRight(word, ".,;:)")
	return word != "I" && isRoman(word)
}

func isRoman(s string) bool { return s != "" && strings.Trim(s, "IVXLC") == "" }

// onlyMarks tells whether s has neither letters nor digits, so that it is no sentence by itself.
func onlyMarks(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// goesOn tells whether the sentence goes on behind an abbreviation that ends sentences: times before a zone or
// a day ("p.m. Eastern"), the capital before one of its offices ("D.C. Circuit"), "al. (2005)", and in Russian
// dollars ("долл. США") and an avenue ("на пр. Мира"), which "и пр." is not.
func goesOn(key, lead, after string) bool {
	switch key {
	case "a.m", "p.m":
		return clockWords[firstWord(after)]
	case "d.c":
		return capitalWords[firstWord(after)]
	case "al":
		return strings.HasPrefix(after, "(") || strings.HasPrefix(after, "[") || startsNumber(after)
	case "долл":
		return firstWord(after) == "сша"
	case "пр":
		return !strings.HasSuffix(lead, " и")
	}
	return false
}

func firstWord(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(s)
	}
	return lowerKey(s[:end])
}
