package discord

import (
	"footnote/bot/locale"
	"footnote/retrieval"
)

// maxFurther is what further sources may take from the quotation, in units.
const maxFurther = 1200

// view is an answer as it is to be shown.
type view struct {
	retrieval.Answer
	// Only is the title of the one article that was searched, "" for all.
	Only string
}

// Render shows an answer without buttons: the question, the best passage as a quotation with the
// answering sentence in bold, where it stands, and further sources. Where nothing was found it says so
// and shows the nearest passage, labelled as such. It is pure, and what it returns is inside Discord's
// limits whatever the answer holds.
func Render(l *locale.Language, a retrieval.Answer) Message { return view{Answer: a}.render(l) }

func (v view) render(l *locale.Language) Message {
	return embed(v.Question, v.describe(l), v.footer(l))
}

// describe is the embed's text, at most maxDescription units long.
func (v view) describe(l *locale.Language) string {
	head := ""
	if !v.Found || len(v.Citations) == 0 {
		head = v.notFound(l)
		if len(v.Citations) == 0 {
			return head
		}
		head += "\n" + l.Say("answer.nearest") + "\n"
	}
	best, rest := v.Citations[0], v.Citations[1:]
	heading := "answer.further"
	if !v.Found {
		heading = "answer.nearest_further"
	}
	line := "\n" + citationLine(l, best)
	list := further(l, heading, rest, maxFurther)
	room := maxDescription - units(head) - units(line) - units(list)
	return head + quotation(best, room) + line + list
}

func (v view) notFound(l *locale.Language) string {
	if v.Only != "" {
		return l.Say("answer.not_found_article", "title", escapeTo(oneLine(v.Only), maxSourceTitle))
	}
	return l.Say("answer.not_found", "n", v.Articles)
}

func (v view) footer(l *locale.Language) string {
	text := l.Say("answer.searched", "n", v.Articles)
	if v.Only != "" {
		text = l.Say("answer.searched_article", "title", v.Only)
	}
	if v.Degraded != "" {
		text += " " + l.Say("answer.degraded_"+string(v.Degraded))
	}
	return text
}
