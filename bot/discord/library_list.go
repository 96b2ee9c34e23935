package discord

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/locale"
	"footnote/corpus/library"
)

// listLibrary answers /library list: what the server has, newest first.
func listLibrary(ctx context.Context, x *exchange, a action) {
	if m, ok := x.libraryPage(ctx, 0); ok {
		x.show(ctx, m, true)
	}
}

func turnLibrary(ctx context.Context, x *exchange, a action) {
	if m, ok := x.libraryPage(ctx, a.number(0)); ok {
		x.turn(ctx, m)
	}
}

// libraryPage is a page of the list. Where ok is false, the asker has been told why.
func (x *exchange) libraryPage(ctx context.Context, page int) (m Message, ok bool) {
	if !x.hasLibrary(ctx) {
		return m, false
	}
	own, err := x.shelves.of(ctx, x.in.server())
	if err != nil {
		x.fail(ctx, "library not listed", err)
		return m, false
	}
	return libraryPage(x.l, own.entries, page), true
}

func libraryPage(l *locale.Language, all []library.Entry, page int) Message {
	if len(all) == 0 {
		return embed(l.Say("library.title"), l.Say("library.empty"), "")
	}
	pages := (len(all) + articlesPerPage - 1) / articlesPerPage
	page = min(page, pages-1)
	from := page * articlesPerPage
	var lines []string
	var entries []discordgo.SelectMenuOption
	for i, e := range all[from:min(from+articlesPerPage, len(all))] {
		number := strconv.Itoa(from + i + 1)
		lines = append(lines, number+`\. `+libraryLine(l, e))
		entries = append(entries, entry(number+". "+e.Title, joinFilled([]string{e.Publisher, e.Published}), e.ID))
	}
	m := embed(l.Say("library.title"), fitLines(lines, maxDescription), l.Say("articles.count", "n", len(all))+" · "+l.Say("search.page", "i", page+1, "total", pages))
	return m.with(
		row(turning(l, page, pages, actLibrary)...),
		row(menu(l.Say("articles.show"), do(actOpen), entries)))
}

// libraryLine is an article in the list, with the day on which it was added.
func libraryLine(l *locale.Language, e library.Entry) string {
	d := e.Details
	d.Title, d.URL = cutTo(oneLine(d.Title), maxArticleTitle), "" // its card has the address
	parts := []string{linkedTitle(l, d), escapeTo(oneLine(d.Publisher), maxDate), l.Say("library.added_on", "date", dayOf(e.Added))}
	if e.Edited {
		parts = append(parts, l.Say("library.edited"))
	}
	return joinFilled(parts)
}

func dayOf(t time.Time) string { return t.UTC().Format("2006-01-02") }

// openOwn shows the card of an article that was chosen from the list.
func openOwn(ctx context.Context, x *exchange, _ action) {
	if !x.hasLibrary(ctx) {
		return
	}
	id := ""
	if len(x.in.Data.Values) > 0 {
		id = x.in.Data.Values[0]
	}
	a, err := x.options.Library.Store.Article(ctx, x.in.server(), id)
	if x.missing(ctx, err) {
		return
	}
	x.show(ctx, x.ownCard(a, ""), true)
}

// missing says whether an article could not be read; then the asker has been told why.
func (x *exchange) missing(ctx context.Context, err error) bool {
	switch {
	case err == nil:
		return false
	case errors.Is(err, library.ErrNotFound):
		x.tell(ctx, "library.gone")
	default:
		x.fail(ctx, "article not read", err)
	}
	return true
}

// showStatus answers /library status.
func showStatus(ctx context.Context, x *exchange, _ action) {
	if !x.hasLibrary(ctx) || !x.deferAnswer(ctx, true) {
		return
	}
	m, err := x.statusPage(ctx)
	if err != nil {
		x.log.Error("library's status not read", "error", err)
		m = failure(x.l, "library.failed", x.in.ID)
	}
	x.edit(ctx, m)
}

func (x *exchange) statusPage(ctx context.Context) (Message, error) {
	store, server, room := x.options.Library.Store, x.in.server(), x.options.Library.Room
	u, err := store.Usage(ctx, server)
	if err != nil {
		return Message{}, err
	}
	own, err := x.shelves.of(ctx, server)
	if err != nil {
		return Message{}, err
	}
	b, _, err := x.botOf(ctx, server)
	if err != nil {
		return Message{}, err
	}
	k, passages := b.Catalog(), 0
	for _, e := range own.entries {
		passages += len(k.Passages(e.ID))
	}
	articles, held := strconv.Itoa(u.Articles), size(u.Bytes)
	if room.Articles > 0 {
		articles = x.l.Say("library.of", "have", articles, "most", room.Articles)
	}
	if room.Bytes > 0 {
		held = x.l.Say("library.of", "have", held, "most", size(room.Bytes))
	}
	changed := x.l.Say("library.never")
	if !u.Changed.IsZero() {
		changed = "<t:" + strconv.FormatInt(u.Changed.Unix(), 10) + ":f>"
	}
	return embed(x.l.Say("library.status"), strings.Join([]string{
		x.l.Say("library.status_articles", "articles", articles),
		x.l.Say("library.status_passages", "passages", passages),
		x.l.Say("library.status_size", "size", held),
		x.l.Say("library.status_changed", "when", changed),
		x.l.Say("library.status_imports", "imports", x.imports.underWay(server)),
		"", x.whoMay(),
	}, "\n"), ""), nil
}

// whoMay says who may change the library.
func (x *exchange) whoMay() string {
	if roles := x.settings.Librarians; len(roles) > 0 {
		return x.l.Say("library.refused_roles", "roles", roleMentions(roles))
	}
	return x.l.Say("library.refused")
}
