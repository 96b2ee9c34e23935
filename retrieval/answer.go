package retrieval

import "footnote/corpus"

// Query is one question.
type Query struct {
	Text string
	// Article limits the search to the article with this ID; "" searches all.
	Article string
	// Limit is how many citations are wanted; 0 means DefaultLimit.
	Limit int
}

// DefaultLimit is the number of citations of an answer: the best and up to four further ones.
const DefaultLimit = 5

// Answer is the result of a question. That nothing good enough was found is a result, not an error:
// then Found is false and Citations holds the nearest passages.
type Answer struct {
	Question string
	Found    bool
	// Confidence is in [0, 1].
	Confidence float64
	// Citations are best first.
	Citations []Citation
	// Articles and Passages count what was searched.
	Articles, Passages int
	// Degraded is what could not be used for this answer, "" when all was, and Cause why.
	Degraded Degradation
	Cause    error
}

// Degradation is what could not be used for an answer, "" where nothing was missing.
type Degradation string

// WordsOnly: the question's words were compared with the passages', not its meaning.
const WordsOnly Degradation = "words_only"

// Degradations are all that something may be missing by.
func Degradations() []Degradation { return []Degradation{WordsOnly} }

// DegradedText says in an English sentence what could not be used for the answer, and why; "" where all was.
func (a Answer) DegradedText() string {
	switch {
	case a.Degraded == "":
		return ""
	case a.Cause == nil:
		return "Only words were compared, not meaning."
	}
	return "Only words were compared, not meaning: " + a.Cause.Error() + "."
}

// Citation is what is shown of a source: a passage and the sentence in it that answers best.
type Citation struct {
	// N counts from 1 in the order of Answer.Citations.
	N       int
	Passage *corpus.Passage
	// Sentence is the byte range in the article's text of the sentence that answers best; it lies inside the passage.
	Sentence corpus.Span
	// Also are passages of other articles that say the same, such as another paper's copy of a report, best first and
	// one an article. There are at most four.
	Also []*corpus.Passage
	// Score orders the citations of one answer; it is not comparable between questions.
	Score float64
}

// Quote is the passage, byte for byte.
func (c Citation) Quote() string { return c.Passage.Text() }

// Locator is where the sentence that answers best stands: not always in the passage's first paragraph.
func (c Citation) Locator() corpus.Locator { return c.Passage.LocatorAt(c.Sentence.Start) }

// Marked is the sentence that answers best, byte for byte a part of Quote.
func (c Citation) Marked() string {
	return c.Passage.Article.Text[c.Sentence.Start:c.Sentence.End]
}
