package discord

import (
	"context"
	"errors"
	"log/slog"

	"footnote/bot"
	"footnote/bot/locale"
	"footnote/retrieval"
)

// apologise says to the asker why there is no answer.
func (s *service) apologise(log *slog.Logger, q query, err error) Message {
	var name *bot.NameError
	var question *retrieval.QuestionError
	switch {
	case errors.As(err, &name):
		return misnamed(q.l, name)
	case errors.As(err, &question):
		log.Info("question refused", "problem", question.Problem) // its text is nobody's to read in a log
		return refusal(q.l, question)
	case s.hurry.Err() != nil:
		log.Warn("question cut off by stopping", "error", err)
		return saying(q.l.Say("say.restarting"))
	case errors.Is(err, context.DeadlineExceeded):
		log.Error("question took too long", "limit", s.options.AnswerTimeout, "error", err)
		return failure(q.l, "say.too_long", q.id)
	default:
		log.Error("question failed", "error", err)
		return failure(q.l, "say.failed", q.id)
	}
}

// refusal says why a question cannot be asked.
func refusal(l *locale.Language, e *retrieval.QuestionError) Message {
	return saying(l.Say("question."+string(e.Problem), "text", escapeTo(oneLine(e.Text), maxRefused), "length", e.Length, "most", retrieval.MaxQuestion))
}

// maxRefused is what a question that cannot be asked may take of the text that says so, in units.
const maxRefused = 300

// misnamed says that the text typed for an article names none, or several.
func misnamed(l *locale.Language, e *bot.NameError) Message {
	typed := escapeTo(oneLine(e.Typed), maxSourceTitle)
	if e.Matches == 0 || len(e.Among) < 2 {
		return saying(l.Say("articles.unmatched", "typed", typed))
	}
	return saying(l.Say("articles.ambiguous", "n", e.Matches, "typed", typed,
		"first", escapeTo(oneLine(e.Among[0]), maxSourceTitle), "second", escapeTo(oneLine(e.Among[1]), maxSourceTitle)))
}
