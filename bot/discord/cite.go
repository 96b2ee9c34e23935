package discord

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/locale"
	"footnote/corpus"
	"footnote/corpus/citation"
)

// What a reference and its form for the running text may take, in units.
const (
	maxReference = 3000
	maxInText    = 700
)

// citeArticle answers /cite.
func citeArticle(ctx context.Context, x *exchange, _ action) {
	switch k, id, ok := x.chosen(ctx); {
	case !ok:
	case id == "":
		x.tell(ctx, "cite.none")
	default:
		x.cite(ctx, k, id, x.in.Data.text(optionStyle), x.show)
	}
}

// citePassage answers Cite below a passage or an article's card.
func citePassage(ctx context.Context, x *exchange, a action) {
	if k, ok := x.catalog(ctx); ok {
		x.cite(ctx, k, a.arg(0), "", x.show)
	}
}

// citeInStyle answers the choice of another style.
func citeInStyle(ctx context.Context, x *exchange, a action) {
	k, ok := x.catalog(ctx)
	if !ok {
		return
	}
	style := ""
	if len(x.in.Data.Values) > 0 {
		style = x.in.Data.Values[0]
	}
	x.cite(ctx, k, a.arg(0), style, func(ctx context.Context, m Message, _ bool) bool { return x.turn(ctx, m) })
}

// cite shows the citation of a passage or of a whole article to the asker alone. A style that does not
// exist, "" among them, is the first.
func (x *exchange) cite(ctx context.Context, k *bot.Catalog, what, style string, show func(context.Context, Message, bool) bool) {
	r, ok := x.record(k, what)
	if !ok {
		x.tell(ctx, "passage.gone")
		return
	}
	m, err := citationPage(x.l, r, what, style)
	if err != nil {
		x.fail(ctx, "not cited", err)
		return
	}
	show(ctx, m, true)
}

// record is what is cited: a passage's ref, or an article's ID.
func (x *exchange) record(k *bot.Catalog, what string) (citation.Record, bool) {
	if a, ok := k.Article(what); ok {
		return x.accessed(a.Details, corpus.Locator{}), true
	}
	r, ok := parseRef(what)
	if !ok {
		return citation.Record{}, false
	}
	c, ok := r.resolve(k)
	if !ok {
		return citation.Record{}, false
	}
	return x.accessed(c.Passage.Article.Details, c.Locator()), true
}

// accessed dates the record to today where the article has an address: that is when the reader can check it.
func (x *exchange) accessed(d corpus.Details, at corpus.Locator) citation.Record {
	r := citation.Record{Details: d, Locator: at}
	if d.URL != "" {
		r.Accessed = x.rest.clock.now()
	}
	return r
}

// citationPage shows a record in a style, with a menu of the others.
func citationPage(l *locale.Language, r citation.Record, what, key string) (Message, error) {
	styles := citation.Styles()
	chosen := styles[0]
	var entries []discordgo.SelectMenuOption
	for _, s := range styles {
		if s.Key == key {
			chosen = s
		}
	}
	for _, s := range styles {
		e := entry(s.Label, "", s.Key)
		e.Default = s.Key == chosen.Key
		entries = append(entries, e)
	}
	c, err := citation.Compose(chosen.Key, r)
	if err != nil {
		return Message{}, err
	}
	m := embed(l.Say("cite.title"), citationText(l, chosen, c), l.Say("cite.style", "style", chosen.Label))
	return m.with(row(menu(l.Say("cite.choose"), do(actCiteStyle, what), entries))), nil
}

func citationText(l *locale.Language, s citation.Style, c citation.Citation) string {
	if s.Program {
		return codeBlock(c.Reference.String(), maxReference)
	}
	text := italicised(c.Reference, maxReference)
	if in := italicised(c.InText, maxInText); in != "" {
		text += "\n\n" + l.Say("cite.intext", "text", in)
	}
	return text
}

// italicised is a citation in Markdown, at most limit units long.
func italicised(t citation.Text, limit int) string {
	var b strings.Builder
	for _, r := range t {
		s := escapeTo(r.Text, limit-units(b.String())-2)
		if inner := strings.TrimSpace(s); r.Italic && inner != "" {
			before, after, _ := strings.Cut(s, inner)
			s = before + "*" + inner + "*" + after
		}
		b.WriteString(s)
	}
	return b.String()
}

// codeBlock shows text letter by letter. Backticks that would end the block are kept apart by a space
// without width.
func codeBlock(text string, limit int) string {
	text = strings.ReplaceAll(cutTo(text, limit), "``", "`\u200b`\u200b")
	return "```\n" + cutTo(strings.TrimRight(text, "\n"), limit) + "\n```"
}
