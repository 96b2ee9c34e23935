// Package analysis turns text into the terms that retrieval compares. Passages, titles and questions
// go through the same Analyser, so that equal words meet.
//
// A term is made in four steps: UAX #29 word boundaries, lower case, the snowball stemmer of the
// text's language, and folding (compatibility forms and diacritics of Latin letters). Folding comes
// after stemming because the stemmers know their language's accents: "nación" must reach the Spanish
// stemmer as it is. Languages without a stemmer are folded only.
package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// Kind says what a token looks like. It is a set of flags.
type Kind uint16

const (
	// Stop marks words that carry no meaning of their own: "the", "of", "what".
	Stop Kind = 1 << iota
	// Capital marks words that begin with an upper-case letter.
	Capital
	// Number marks words that hold a digit.
	Number
	// Year marks four digits from 1000 to 2099, also followed by "s".
	Year
	// Quantity marks number words: "three", "million", "dozens".
	Quantity
	// Month marks the names of months.
	Month
	// Cause marks words that introduce a reason: "because", "due".
	Cause
	// Negation marks words that turn a statement into its opposite: "not", "never", "didn't".
	Negation
	// Money marks currencies, and numbers with a sign of one: "dollars", "$50".
	Money
	// Percent marks "percent", and numbers with a percent sign.
	Percent
	// Span marks units of time: "years".
	Span
	// Where marks words that a place stands behind: "in".
	Where
)

// Unit holds the kinds that say what a number counts.
const Unit = Money | Percent | Span

// Token is one word of a text.
type Token struct {
	// Start and End are byte offsets into the text that was analysed.
	Start, End int
	// Word is the lower-case word, folded but not stemmed.
	Word string
	// Term is the stemmed and folded word.
	Term string
	Kind Kind
	// Form numbers the words as they are written that this Analyser has met, from 0: tokens of one Form have the same
	// Word, Term and Kind, but for what signs around a number add. It is -1 where the Analyser does not remember the word.
	Form int
}

// Analyser makes tokens of texts in one language. It remembers stems and is not safe for concurrent use.
type Analyser struct {
	language language
	known    map[string]int // forms by the word as it is written
	forms    []entry
}

type entry struct {
	word, term string
	kind       Kind
}

// maxKnown bounds an Analyser's memory: beyond it stems are computed anew each time.
const maxKnown = 1 << 17

// maxWordBytes is the length beyond which a word is cut: nobody asks for such a word, and a
// megabyte without a space must not become a term.
const maxWordBytes = 64

// New returns an Analyser for a lower-case ISO 639-1 code. Codes without a stemmer, "" among them, fold only.
func New(code string) *Analyser {
	return &Analyser{language: languageOf(code), known: make(map[string]int)}
}

// Tokens appends the tokens of text to dst and returns it.
func (a *Analyser) Tokens(dst []Token, text string) []Token {
	it := words.FromString(text)
	for it.Next() {
		if w := it.Value(); hasWordRune(w) {
			dst = a.tokens(dst, w, it.Start())
			if t := &dst[len(dst)-1]; t.Kind&Number != 0 {
				t.Kind |= signed(text[:t.Start], text[t.End:])
			}
		}
	}
	return dst
}

// signed is what the signs before and after a number say that it counts. A space may stand between.
func signed(before, after string) Kind {
	sign, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before[max(0, len(before)-8):], spaces))
	if unicode.Is(unicode.Sc, sign) {
		return Money
	}
	sign, _ = utf8.DecodeRuneInString(strings.TrimLeft(after[:min(8, len(after))], spaces))
	switch {
	case unicode.Is(unicode.Sc, sign):
		return Money
	case sign == '%':
		return Percent
	}
	return 0
}

// spaces are those that may stand between a number and its sign.
const spaces = " \u00a0\u202f"

// tokens appends the token of one UAX #29 word, or the two of a word with an elided article ("l'eau").
func (a *Analyser) tokens(dst []Token, w string, at int) []Token {
	if a.language.elides {
		i := strings.IndexAny(w, "'’")
		_, size := utf8.DecodeRuneInString(w[max(0, i):])
		if i > 0 && i+size < len(w) {
			dst = append(dst, a.token(w[:i+size], at))
			w, at = w[i+size:], at+i+size
		}
	}
	return append(dst, a.token(w, at))
}

func (a *Analyser) token(w string, at int) Token {
	form, ok := a.known[w]
	if !ok {
		w = strings.Clone(w) // so that a term keeps no text in memory
		e := a.analyse(w)
		if len(a.forms) == maxKnown {
			return Token{Start: at, End: at + len(w), Word: e.word, Term: e.term, Kind: e.kind, Form: -1}
		}
		form = len(a.forms)
		a.known[w], a.forms = form, append(a.forms, e)
	}
	e := &a.forms[form]
	return Token{Start: at, End: at + len(w), Word: e.word, Term: e.term, Kind: e.kind, Form: form}
}

func (a *Analyser) analyse(w string) entry {
	var e entry
	first, _ := utf8.DecodeRuneInString(w)
	if unicode.IsUpper(first) || unicode.IsTitle(first) {
		e.kind |= Capital
	}
	base := normalise(w)
	if strings.ContainsFunc(base, unicode.IsDigit) {
		e.kind |= Number
		if isYear(base) {
			e.kind |= Year
		}
	}
	if a.language.stop != nil && a.language.stop(base) {
		e.kind |= Stop
	}
	e.kind |= a.language.kinds[base]
	if strings.HasSuffix(base, "n't") {
		e.kind |= Negation
	}
	e.word = Fold(base)
	e.term = e.word
	if a.language.stem != nil && e.kind&Number == 0 {
		e.term = Fold(a.language.stem(base))
	}
	return e
}

// normalise lower-cases a word, drops a possessive 's, the points of "U.S." and the commas of "1,000".
func normalise(w string) string {
	if len(w) > maxWordBytes {
		w = strings.ToValidUTF8(w[:maxWordBytes], "")
	}
	w = apostrophes.Replace(strings.ToLower(w))
	w = strings.Trim(strings.TrimSuffix(w, "'s"), "'_.")
	if strings.ContainsAny(w, ".,") {
		w = dropPoints(w)
	}
	return w
}

// dropPoints removes the points and commas of a word; the decimal point of a number stays.
func dropPoints(w string) string {
	number := strings.ContainsFunc(w, unicode.IsDigit)
	return strings.Map(func(r rune) rune {
		if r == ',' || r == '.' && !number {
			return -1
		}
		return r
	}, w)
}

// apostrophes also writes the Russian "ё" as "е": the stemmer and its stop words know only the latter.
var apostrophes = strings.NewReplacer("’", "'", "ё", "е")

func isYear(w string) bool {
	w = strings.TrimSuffix(w, "s")
	if len(w) != 4 || w[0] != '1' && (w[0] != '2' || w[1] != '0') {
		return false
	}
	return strings.Trim(w, "0123456789") == ""
}

func hasWordRune(w string) bool {
	for i := range len(w) {
		if b := w[i]; b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' {
			return true
		} else if b >= utf8.RuneSelf {
			return strings.ContainsFunc(w[i:], isWordRune)
		}
	}
	return false
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsNumber(r) }
