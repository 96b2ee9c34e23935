// Package bot holds footnote's commands free of any transport: a request goes in, a reply comes
// out, and each front end (bot/terminal, bot/discord) renders the reply in its own way.
package bot

import (
	"context"

	"footnote/corpus"
	"footnote/retrieval"
)

// Answerer answers questions from one collection. *retrieval.Engine implements it.
type Answerer interface {
	Ask(context.Context, retrieval.Query) (retrieval.Answer, error)
	Collection() *corpus.Collection
}

// Bot is the transport-free front of one collection. It is safe for concurrent use.
type Bot struct {
	answerer Answerer
	catalog  *catalog
}

// New returns a Bot that answers from a.
func New(a Answerer) *Bot { return &Bot{answerer: a, catalog: newCatalog(a.Collection().Articles)} }

// Request is a question as a front end received it.
type Request struct {
	Question string
	// Article limits the search: an article's ID, or text that stands in one title only; "" searches all.
	Article string
	// Limit is how many citations are wanted; 0 means retrieval.DefaultLimit.
	Limit int
}

// Collection is what the bot answers from.
func (b *Bot) Collection() *corpus.Collection { return b.answerer.Collection() }

// Ask answers a request. A *retrieval.QuestionError, the only error that is the asker's to mend,
// carries a message for the person who asked.
func (b *Bot) Ask(ctx context.Context, r Request) (retrieval.Answer, error) {
	article, err := b.catalog.find(r.Article)
	if err != nil {
		return retrieval.Answer{Question: r.Question}, err
	}
	return b.answerer.Ask(ctx, retrieval.Query{Text: r.Question, Article: article, Limit: r.Limit})
}

// Choice is one suggestion while a person types an article's name.
type Choice struct {
	ArticleID string
	// Label is the title, with publisher and year where they are known.
	Label string
}

// Suggest lists up to limit articles whose title contains what was typed, letter case and diacritics
// aside: first those whose title begins with it, otherwise in the collection's order.
func (b *Bot) Suggest(typed string, limit int) []Choice { return b.catalog.suggest(typed, limit) }
