package discord

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/locale"
	"footnote/bot/search"
	"footnote/retrieval"
)

const (
	// matchesPerPage is how many passages a page of a search lists.
	matchesPerPage = 5
	// maxMatch is what one of them may take of the page, in units: five with their lines fit into maxDescription.
	maxMatch = 350
	// maxMatchTitle is what its title may take.
	maxMatchTitle = 100
)

// searchWords answers /search.
func searchWords(ctx context.Context, x *exchange, _ action) {
	words := strings.TrimSpace(x.in.Data.text(optionWords))
	q, err := search.Parse(words)
	if err != nil {
		x.show(ctx, misspelt(x.l, err), true)
		return
	}
	private := x.private()
	if !x.admit(ctx) || !x.deferAnswer(ctx, private) {
		return
	}
	looking, done := x.looking(ctx)
	defer done()
	b, known, err := x.botOf(looking, x.in.server())
	switch {
	case err != nil:
		x.edit(ctx, x.apologise(x.log, query{id: x.in.ID, l: x.l}, err))
		return
	case !known:
		x.edit(ctx, x.emptyPage(x.l, x.in.server()))
		return
	}
	c := card{Words: words, Private: private}
	if err := x.save(ctx, x.in.ID, x.owner(), c); err != nil {
		x.log.Error("pages cannot be turned", "error", err)
	}
	x.edit(ctx, x.searchPage(ctx, b.Catalog(), c, q, x.in.ID, x.in.asker(), 0))
}

// turnSearch shows another page of a search: in place for the one who searched, otherwise privately.
func turnSearch(ctx context.Context, x *exchange, a action) {
	h, ok := x.load(ctx, a)
	if !ok {
		return
	}
	q, err := search.Parse(h.Words)
	if err != nil {
		x.show(ctx, misspelt(x.l, err), true)
		return
	}
	k, ok := x.catalog(ctx)
	if !ok || !x.admit(ctx) {
		return
	}
	m := x.searchPage(ctx, k, h.card, q, h.Key, h.User, a.number(1))
	if h.User == x.in.asker() {
		x.update(ctx, m)
		return
	}
	x.turn(ctx, m)
}

// misspelt says what is wrong with the words of a search.
func misspelt(l *locale.Language, err error) Message {
	var e *search.Error
	switch {
	case !errors.As(err, &e):
		return saying(l.Say("say.failed"))
	case e.Problem == search.BadDate:
		return saying(l.Say("search.date", "text", escapeTo(oneLine(e.Text), maxSourceTitle)))
	case e.Problem == search.TooLong:
		return saying(l.Say("search.long"))
	default:
		return saying(l.Say("search.empty"))
	}
}

// searchPage looks for the words and shows one page of what was found.
func (x *exchange) searchPage(ctx context.Context, k *bot.Catalog, c card, q search.Query, key, user string, page int) Message {
	leave, err := x.turns.enter(ctx, x.owner().group())
	if err != nil {
		return saying(x.l.Say("say.restarting"))
	}
	defer leave()
	found, total := k.Search(q, page*matchesPerPage, matchesPerPage)
	if len(found) == 0 && total > 0 { // the articles were changed since the last page
		page = (total - 1) / matchesPerPage
		found, total = k.Search(q, page*matchesPerPage, matchesPerPage)
	}
	return matchesPage(x.l, listing{words: c.Words, key: key, user: user, page: page, total: total, articles: len(k.Collection().Articles), private: c.Private}, found)
}

// listing is one page of a search.
type listing struct {
	words, key, user      string
	page, total, articles int
	private               bool
}

func matchesPage(l *locale.Language, s listing, found []search.Match) Message {
	if s.total == 0 {
		return embed(s.words, l.Say("search.none"), l.Say("answer.searched", "n", s.articles)).with(s.removal(l))
	}
	lines := []string{l.Say("search.found", "n", s.total)}
	var entries []discordgo.SelectMenuOption
	for i, m := range found {
		c := retrieval.Citation{N: s.page*matchesPerPage + i + 1, Passage: m.Passage, Sentence: m.Sentence}
		lines = append(lines, matchLine(l, c))
		at := plainLocator(l, c.Locator())
		entries = append(entries, entry(strconv.Itoa(c.N)+". "+m.Passage.Article.Title, at, refOf(c).String()))
	}
	pages := (s.total + matchesPerPage - 1) / matchesPerPage
	m := embed(s.words, strings.Join(lines, "\n\n"), l.Say("search.page", "i", s.page+1, "total", pages))
	turn := row(append(turning(l, s.page, pages, actSearchPage, s.key), s.removal(l).Components...)...)
	return m.with(turn, row(menu(l.Say("search.show"), do(actPassage), entries)))
}

func (s listing) removal(l *locale.Language) discordgo.ActionsRow {
	if s.private {
		return row()
	}
	return row(button(l, "delete", do(actDelete, s.key, s.user)))
}

// matchLine is a passage of a search: where it stands, and the sentence that has most of the words.
func matchLine(l *locale.Language, c retrieval.Citation) string {
	d := c.Passage.Article.Details
	d.Title, d.URL = cutTo(oneLine(d.Title), maxMatchTitle), "" // the passage in full has the link
	head := strconv.Itoa(c.N) + `\. ` + joinFilled([]string{linkedTitle(l, d), locator(l, c.Locator())})
	sentence := *c.Passage
	sentence.Start, sentence.End = c.Sentence.Start, c.Sentence.End
	// Nothing is bold: that is for the sentence that answers a question.
	plain := retrieval.Citation{Passage: &sentence}
	plain.Sentence.Start, plain.Sentence.End = sentence.Start, sentence.Start
	return head + "\n" + quotation(plain, maxMatch)
}

// openPassage shows a passage that was chosen from a menu, to the person who chose it.
func openPassage(ctx context.Context, x *exchange, _ action) {
	k, ok := x.catalog(ctx)
	if !ok {
		return
	}
	c, ok := x.chosenPassage(k)
	if !ok {
		x.tell(ctx, "passage.gone")
		return
	}
	line := "\n" + citationLine(x.l, c)
	where := refOf(c).String()
	total := len(k.Passages(c.Passage.Article.ID))
	m := embed(c.Passage.Article.Title, quotation(c, maxDescription-units(line))+line,
		x.l.Say("passage.context", "i", c.Passage.Ordinal+1, "total", total))
	x.show(ctx, m.with(row(append([]discordgo.MessageComponent{button(x.l, "context", do(actContext, where)), button(x.l, "cite", do(actCite, where))},
		sourceLink(x.l, c)...)...)), true)
}

func (x *exchange) chosenPassage(k *bot.Catalog) (retrieval.Citation, bool) {
	if len(x.in.Data.Values) == 0 {
		return retrieval.Citation{}, false
	}
	r, ok := parseRef(x.in.Data.Values[0])
	if !ok {
		return retrieval.Citation{}, false
	}
	return r.resolve(k)
}
