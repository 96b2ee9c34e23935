package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval"
)

// mostCitations is how many citations a question at the prompt asks for: those listed and those that
// :more shows.
const mostCitations = 10

// Chat answers line after line until the lines end, :quit is typed or ctx ends. limit is the number of citations
// listed with an answer. Its error is ctx's or one of reading or writing the console.
func Chat(ctx context.Context, b *bot.Bot, c Console, limit int) error {
	s := &session{bot: b, console: c, limit: limit}
	all := b.Collection()
	s.printf("%s, %s. Ask a question, or :help.\n", count(len(all.Articles), "article"), count(len(all.Passages), "passage"))
	for !s.over && s.err == nil {
		text, err := c.Line(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		s.handle(ctx, strings.TrimSpace(text))
	}
	return s.err
}

// session is a conversation: the last answer and how far it was shown.
type session struct {
	bot     *bot.Bot
	console Console
	limit   int

	answer retrieval.Answer
	// shown is the index of the citation that was shown in full last.
	shown int
	over  bool
	err   error
}

func (s *session) printf(format string, args ...any) {
	if s.err == nil {
		_, s.err = fmt.Fprintf(s.console, format, args...)
	}
}

func (s *session) handle(ctx context.Context, text string) {
	switch {
	case text == "":
	case strings.HasPrefix(text, ":"):
		s.command(ctx, text)
	default:
		s.ask(ctx, text)
	}
}

func (s *session) ask(ctx context.Context, question string) {
	asking, done := s.console.Interruptible(ctx)
	defer done()
	a, err := s.bot.Ask(asking, bot.Request{Question: question, Limit: max(s.limit, mostCitations)})
	var q *retrieval.QuestionError
	switch {
	case err == nil:
		s.show(a)
	case ctx.Err() != nil:
		s.err = ctx.Err()
	case asking.Err() != nil:
		s.printf("Stopped.\n")
	case errors.As(err, &q):
		s.printf("%s\n", OneLine(q.Error()))
	default:
		s.printf("This question could not be answered: %s\n", OneLine(err.Error()))
	}
}

func (s *session) show(a retrieval.Answer) {
	s.answer, s.shown = a, 0
	a.Citations = a.Citations[:min(s.limit, len(a.Citations))]
	s.printf("\n%s\n", Render(a, s.console.Style()))
}

// more shows the next citation in full.
func (s *session) more() {
	if !s.answered() {
		return
	}
	if s.shown+1 >= len(s.answer.Citations) {
		s.printf("No further passages.\n")
		return
	}
	s.shown++
	s.printf("\n%s\n\n", s.console.Style().full(s.answer.Citations[s.shown], s.answer.Found))
}

// context shows the passage shown last between its neighbours in the article.
func (s *session) context() {
	if !s.answered() {
		return
	}
	c, style := s.answer.Citations[s.shown], s.console.Style()
	before, after := s.neighbours(c.Passage)
	s.printf("\n%s\n\n", style.beside(before, "(the article starts here)"))
	s.printf("%s\n\n", style.full(c, s.answer.Found))
	s.printf("%s\n\n", style.beside(after, "(the article ends here)"))
}

func (s Style) beside(p *corpus.Passage, none string) string {
	if p == nil {
		return s.indent() + s.faint(none)
	}
	return s.quote(p.Text(), corpus.Span{}, s.indent())
}

// neighbours are the passages before and after p in its article, nil where there is none.
func (s *session) neighbours(p *corpus.Passage) (before, after *corpus.Passage) {
	for _, other := range s.bot.Collection().Passages {
		if other.Article != p.Article {
			continue
		}
		switch other.Ordinal {
		case p.Ordinal - 1:
			before = other
		case p.Ordinal + 1:
			after = other
		}
	}
	return before, after
}

func (s *session) answered() bool {
	if len(s.answer.Citations) == 0 {
		s.printf("There is no passage yet: ask a question first.\n")
		return false
	}
	return true
}
