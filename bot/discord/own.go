package discord

import (
	"context"
	"errors"
	"fmt"
	"time"

	"footnote/bot"
	"footnote/bot/locale"
)

// catalogTimeout is how long a first response waits for articles that are still being indexed: Discord takes none
// after 3 s.
const catalogTimeout = 1500 * time.Millisecond

// botOf is the bot of what may be searched in a place. known says whether there is any article.
func (s *service) botOf(ctx context.Context, server string) (b Bot, known bool, err error) {
	if b, err = s.options.Bots(ctx, server); err != nil {
		return nil, false, fmt.Errorf("find what may be searched here: %w", err)
	}
	return b, len(b.Catalog().Collection().Articles) > 0, nil
}

// ownCatalog is the catalog of what may be searched where the interaction came from, at once or not at all.
func (x *exchange) ownCatalog(ctx context.Context) (*bot.Catalog, error) {
	ctx, cancel := context.WithTimeout(ctx, catalogTimeout)
	defer cancel()
	b, _, err := x.botOf(ctx, x.in.server())
	if err != nil {
		return nil, err
	}
	return b.Catalog(), nil
}

// catalog is ownCatalog. Where it cannot be had, the asker has been told why and ok is false.
func (x *exchange) catalog(ctx context.Context) (k *bot.Catalog, ok bool) {
	k, err := x.ownCatalog(ctx)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		x.log.Info("articles are still being indexed")
		x.tell(ctx, "say.preparing")
	case err != nil:
		x.fail(ctx, "articles not found", err)
	}
	return k, err == nil
}

// filledCatalog is catalog for commands: where there is no article, the asker has been told what to do.
func (x *exchange) filledCatalog(ctx context.Context) (k *bot.Catalog, ok bool) {
	k, ok = x.catalog(ctx)
	if ok && len(k.Collection().Articles) == 0 {
		x.show(ctx, x.emptyPage(x.l, x.in.server()), true)
		return nil, false
	}
	return k, ok
}

// emptyPage says that there is nothing to search in a place, and what to do.
func (s *service) emptyPage(l *locale.Language, server string) Message {
	advice := "empty.none"
	switch {
	case server == "":
		advice = "empty.elsewhere"
	case s.options.Library.usable():
		advice = "empty.server"
	}
	return embed(l.Say("empty.title"), l.Say(advice), "")
}
