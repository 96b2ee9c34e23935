package retrieval

import (
	"errors"
	"fmt"
)

// Problem is what is wrong with a question. Front ends have a text for each in their languages.
type Problem string

// The problems that a question may have.
const (
	EmptyQuestion Problem = "empty"
	LongQuestion  Problem = "long"         // longer than MaxQuestion
	NoWords       Problem = "no_words"     // nothing but signs
	CommonWords   Problem = "common_words" // nothing but words that every text has
	NoArticle     Problem = "no_article"   // limited to an article that is not there
)

// Problems are all of them.
func Problems() []Problem {
	return []Problem{EmptyQuestion, LongQuestion, NoWords, CommonWords, NoArticle}
}

// QuestionError says why a text cannot be asked. Its message is in English, for the person who typed the text.
type QuestionError struct {
	Problem Problem
	// Text is the question for CommonWords, and what named the article for NoArticle.
	Text string
	// Length is the question's in characters, for LongQuestion.
	Length int
}

func (e *QuestionError) Error() string {
	switch e.Problem {
	case EmptyQuestion:
		return "The question is empty. Ask about something in the articles."
	case LongQuestion:
		return fmt.Sprintf("The question has %d characters; at most %d can be searched for. Ask about one thing at a time.", e.Length, MaxQuestion)
	case NoWords:
		return "The question has no words in it. Ask about something in the articles."
	case CommonWords:
		return fmt.Sprintf("%q has only words that every text has. Name what you are looking for.", e.Text)
	case NoArticle:
		return fmt.Sprintf("There is no article %q in this collection.", e.Text)
	}
	return "This cannot be searched for."
}

// IsQuestionError reports whether err is, or wraps, a *QuestionError.
func IsQuestionError(err error) bool {
	var q *QuestionError
	return errors.As(err, &q)
}
