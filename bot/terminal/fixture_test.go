package terminal_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval"
)

// article makes an article of paragraphs, each of them a passage with the sentences that end in ". ".
func article(d corpus.Details, paragraphs ...string) *corpus.Collection {
	a := &corpus.Article{ID: "0123456789ab", Details: d, Source: "notes/a.txt", Text: strings.Join(paragraphs, "\n\n")}
	c := &corpus.Collection{Articles: []*corpus.Article{a}}
	start := 0
	for i, p := range paragraphs {
		end := start + len(p)
		c.Passages = append(c.Passages, &corpus.Passage{
			Article: a, Start: start, End: end, Ordinal: i,
			Locator: corpus.Locator{Section: "Height", Paragraph: i + 1}, Sentences: []corpus.Span{{Start: start, End: end}},
		})
		start = end + 2
	}
	return c
}

// answer cites passages of c in their order and marks the given sentences in them.
func answer(t *testing.T, c *corpus.Collection, found bool, marked ...string) retrieval.Answer {
	t.Helper()
	a := retrieval.Answer{Question: "How high?", Found: found, Confidence: 0.75, Articles: len(c.Articles), Passages: len(c.Passages)}
	for i, m := range marked {
		p := c.Passages[i]
		at := strings.Index(p.Text(), m)
		if at < 0 {
			t.Fatalf("%q is not in passage %d", m, i)
		}
		s := corpus.Span{Start: p.Start + at, End: p.Start + at + len(m)}
		a.Citations = append(a.Citations, retrieval.Citation{N: i + 1, Passage: p, Sentence: s, Score: 1 / float64(i+1)})
	}
	return a
}

func tower(t *testing.T) (*corpus.Collection, retrieval.Answer) {
	c := article(corpus.Details{Title: "The Tower", Publisher: "Guild", Published: "2019"},
		"Masons began it. The tower is 63 metres high. It has a stair.", "Four bells hang in it.", "It burned twice.")
	return c, answer(t, c, true, "The tower is 63 metres high.", "Four bells hang in it.", "It burned twice.")
}

// fake answers by the question's first word.
type fake struct {
	collection *corpus.Collection
	answer     retrieval.Answer
	// asked gets each question as it arrives.
	asked chan string
}

func (f *fake) Collection() *corpus.Collection { return f.collection }

func (f *fake) Ask(ctx context.Context, q retrieval.Query) (retrieval.Answer, error) {
	if f.asked != nil {
		f.asked <- q.Text
	}
	switch word, _, _ := strings.Cut(q.Text, " "); word {
	case "the":
		return retrieval.Answer{}, &retrieval.QuestionError{Problem: retrieval.CommonWords, Text: "the of"}
	case "break":
		return retrieval.Answer{}, errors.New("the index\x1b[31m is gone")
	case "wait":
		<-ctx.Done()
		return retrieval.Answer{}, ctx.Err()
	case "nothing":
		a := f.answer
		a.Found = false
		return a, nil
	}
	return f.answer, nil
}

func newBot(t *testing.T) (*bot.Bot, *fake) {
	c, a := tower(t)
	f := &fake{collection: c, answer: a}
	return bot.New(f), f
}
