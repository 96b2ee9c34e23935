// Package bot holds footnote's commands free of any transport: a request goes in, a reply comes
// out, and each front end (bot/terminal, bot/discord) renders the reply in its own way.
//
// [Bot] answers questions from one collection as it is at one time, and gives out its [Catalog]; bot/collections has
// the bot of each place. [State] is what a front end keeps between questions: settings, cards, feedback, unanswered
// questions.
package bot

import (
	"context"

	"footnote/corpus"
	"footnote/retrieval"
)

// Answerer answers questions from one collection, which does not change. *retrieval.Engine implements it.
type Answerer interface {
	Ask(context.Context, retrieval.Query) (retrieval.Answer, error)
	Collection() *corpus.Collection
}

// Bot is the transport-free front of one collection. It is immutable and safe for concurrent use.
type Bot struct {
	answerer Answerer
	catalog  *Catalog
}

// New returns a Bot that answers from a.
func New(a Answerer) *Bot { return &Bot{a, NewCatalog(a.Collection())} }

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

// Catalog is the catalog of the collection that the bot answers from.
func (b *Bot) Catalog() *Catalog { return b.catalog }

// Ask answers a request. A *retrieval.QuestionError, the only error that is the asker's to mend,
// carries a message for the person who asked; a *NameError is one too.
func (b *Bot) Ask(ctx context.Context, r Request) (retrieval.Answer, error) {
	article, err := b.catalog.Find(r.Article)
	if err != nil {
		return retrieval.Answer{Question: r.Question}, err
	}
	return b.answerer.Ask(ctx, retrieval.Query{Text: r.Question, Article: article, Limit: r.Limit})
}
