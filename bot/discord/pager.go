package discord

import (
	"context"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/locale"
	"footnote/corpus"
	"footnote/corpus/anchor"
	"footnote/retrieval"
)

// showPassage shows one of an answer's passages to the person who presses More, Previous or Next.
func showPassage(ctx context.Context, x *exchange, a action) {
	h, v, ok := x.loadAnswer(ctx, a)
	if !ok {
		return
	}
	x.turn(ctx, passagePage(x.l, v, h.Key, a.number(1), h.Private && x.openHere()))
}

// passagePage shows the i-th passage of an answer, counted from 0; beyond the last it is the last.
// share says whether it may be shown to all.
func passagePage(l *locale.Language, v view, key string, i int, share bool) Message {
	total := len(v.Citations)
	i = min(max(i, 0), total-1)
	c := v.Citations[i]
	position := "passage.position"
	if !v.Found {
		position = "passage.nearest"
	}
	line := "\n" + citationLine(l, c)
	m := embed(v.Question, quotation(c, maxDescription-units(line))+line, l.Say(position, "i", i+1, "total", total))
	where := refOf(c).String()
	turn := row(
		enabled(i > 0, button(l, "previous", do(actMore, key, strconv.Itoa(max(i-1, 0)), "p"))),
		enabled(i+1 < total, button(l, "next", do(actMore, key, strconv.Itoa(i+1), "n"))),
		button(l, "context", do(actContext, where)), button(l, "cite", do(actCite, where)))
	if share {
		turn.Components = append(turn.Components, button(l, "share", do(actShare, key, strconv.Itoa(i))))
	}
	return m.with(turn, row(sourceLink(l, c)...))
}

// sourceLink is a button that opens the article at the marked sentence, none where it has no address.
func sourceLink(l *locale.Language, c retrieval.Citation) []discordgo.MessageComponent {
	address, ok := buttonAddress(c.Passage.Article.URL)
	if !ok {
		return nil
	}
	at, a := c.Sentence, *c.Passage.Article
	a.URL = address
	if at.End <= at.Start {
		at = corpus.Span{Start: c.Passage.Start, End: c.Passage.End}
	}
	if deep := anchor.Link(&a, at, maxLinkButton); deep != "" && units(deep) <= maxLinkButton {
		address = deep
	}
	return []discordgo.MessageComponent{discordgo.Button{Style: discordgo.LinkButton, Label: cutTo(l.Say("button.source"), maxLabel), URL: address}}
}

// showContext shows the passages around one, as they stand in the article.
func showContext(ctx context.Context, x *exchange, a action) {
	r, ok := parseRef(a.arg(0))
	if !ok {
		x.tell(ctx, "say.unknown")
		return
	}
	k, ok := x.catalog(ctx)
	if !ok {
		return
	}
	c, ok := r.resolve(k)
	if !ok {
		x.tell(ctx, "passage.gone")
		return
	}
	centre := c.Passage.Ordinal
	if a.arg(1) != "" {
		centre = a.number(1)
	}
	x.turn(ctx, contextPage(x.l, k.Passages(r.Article), c, centre))
}

// What a passage may take of a page of context, in units: the one in the middle, and its neighbours.
const (
	maxMiddle    = 1700
	maxNeighbour = 850
)

// contextPage shows an article's passages from the one before centre to the one after it. The passage of
// c has its sentence in bold.
func contextPage(l *locale.Language, passages []*corpus.Passage, c retrieval.Citation, centre int) Message {
	centre = min(max(centre, 0), len(passages)-1)
	var shown []string
	for i := max(centre-1, 0); i <= min(centre+1, len(passages)-1); i++ {
		p, room := passages[i], maxNeighbour
		// What is nearest to the middle is shown where not all of a passage fits.
		mark := corpus.Span{Start: p.Start, End: p.Start}
		if i == centre {
			room = maxMiddle
		}
		if i < centre {
			mark = corpus.Span{Start: p.End, End: p.End}
		}
		if p == c.Passage {
			mark = c.Sentence
		}
		shown = append(shown, locator(l, p.Locator)+"\n"+quotation(retrieval.Citation{Passage: p, Sentence: mark}, room))
	}
	where := refOf(c).String()
	m := embed(c.Passage.Article.Title, strings.Join(shown, "\n\n"), l.Say("passage.context", "i", centre+1, "total", len(passages)))
	return m.with(row(
		enabled(centre > 0, button(l, "earlier", do(actContext, where, strconv.Itoa(max(centre-1, 0)), "e"))),
		enabled(centre+1 < len(passages), button(l, "later", do(actContext, where, strconv.Itoa(centre+1), "l"))),
		button(l, "cite", do(actCite, where))))
}
