package discord

import (
	"context"
	"errors"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/corpus/library"
)

// ownArticle is the ID of the article of the server's own library that the command names, for those who may change it.
// Where ok is false, the asker has been told why.
func (x *exchange) ownArticle(ctx context.Context) (id string, ok bool) {
	if !x.mayTend(ctx) {
		return "", false
	}
	own, err := x.shelves.of(ctx, x.in.server())
	if err == nil {
		id, err = own.catalog.Find(strings.TrimSpace(x.in.Data.text(optionArticle)))
	}
	var name *bot.NameError
	switch {
	case errors.As(err, &name):
		x.show(ctx, misnamed(x.l, name), true)
	case err != nil:
		x.fail(ctx, "article not looked up", err)
	case id == "":
		x.tell(ctx, "library.gone")
	default:
		return id, true
	}
	return "", false
}

// suggestOwn suggests the articles of the server's own library while one is named, to everybody: the list shows them too.
func suggestOwn(ctx context.Context, x *exchange, _ action) {
	var found []bot.Choice
	if name, typed := x.in.Data.focused(); name == optionArticle && x.in.server() != "" && x.options.Library.usable() {
		own, err := x.shelves.of(ctx, x.in.server())
		if err != nil {
			x.log.Error("articles of the library not suggested", "error", err)
		} else {
			found = own.catalog.Suggest(strings.TrimSpace(typed), maxMenuEntries)
		}
	}
	x.choices(ctx, found)
}

// removeNamed answers /library remove.
func removeNamed(ctx context.Context, x *exchange, _ action) {
	if id, ok := x.ownArticle(ctx); ok {
		x.confirmRemoval(ctx, id)
	}
}

// askRemoval answers the button Remove: it asks whether that is meant.
func askRemoval(ctx context.Context, x *exchange, a action) {
	if x.mayTend(ctx) {
		x.confirmRemoval(ctx, a.arg(0))
	}
}

func (x *exchange) confirmRemoval(ctx context.Context, id string) {
	a, err := x.options.Library.Store.Article(ctx, x.in.server(), id)
	if x.missing(ctx, err) {
		return
	}
	title := escapeTo(oneLine(a.Title), maxSourceTitle)
	yes := discordgo.Button{Style: discordgo.DangerButton, Label: cutTo(x.l.Say("button.removed"), maxLabel), CustomID: do(actRemoved, id).id()}
	x.show(ctx, embed(x.l.Say("library.remove"), x.l.Say("library.remove_sure", "title", title), "").with(row(yes, button(x.l, "keep", do(actKeep)))), true)
}

// removeArticle answers the button that says it is meant.
func removeArticle(ctx context.Context, x *exchange, a action) {
	if !x.mayTend(ctx) || !x.deferNothing(ctx) {
		return
	}
	text := x.l.Say("library.removed")
	switch err := x.options.Library.Store.Remove(ctx, x.in.server(), a.arg(0)); {
	case errors.Is(err, library.ErrNotFound):
		text = x.l.Say("library.gone")
	case err != nil:
		x.log.Error("article not removed", "error", err)
		text = x.l.Say("library.failed") + " " + x.l.Say("say.reference", "id", x.in.ID)
	default:
		x.audit(library.Outcome{Change: library.Removed, ID: a.arg(0)})
	}
	x.edit(ctx, embed(x.l.Say("library.remove"), text, ""))
}

// keepArticle answers the button that says it is not.
func keepArticle(ctx context.Context, x *exchange, _ action) {
	x.turn(ctx, embed(x.l.Say("library.remove"), x.l.Say("library.kept"), ""))
}
