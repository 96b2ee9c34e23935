package analysis

// guessed are the languages that Guess knows: those with stop words.
var guessed = []string{"en", "es", "fr", "hu", "no", "ru", "sv"}

// Guess returns the ISO 639-1 code of the language whose stop words make up most of a text's words, "" where none has a
// fifth of them. One sentence is enough, unlike for a detector that goes by letters; it knows the languages with a stemmer only.
func Guess(text string) string {
	best, most := "", 0
	for _, code := range guessed {
		tokens := New(code).Tokens(nil, text)
		stops := 0
		for _, t := range tokens {
			if t.Kind&Stop != 0 {
				stops++
			}
		}
		if stops > most && 5*stops >= len(tokens) {
			best, most = code, stops
		}
	}
	return best
}
