// Package bot holds footnote's commands free of any transport: a request goes in, a reply comes
// out, and each front end (bot/terminal, bot/discord) renders the reply in its own way.
//
// [Bot] answers questions and gives out the [Catalog] of what it answers from. [State] is what a front
// end keeps between questions: settings, cards, feedback, unanswered questions.
package bot

import (
	"context"
	"sync"

	"footnote/corpus"
	"footnote/retrieval"
)

// Answerer answers questions from one collection. *retrieval.Engine implements it. The collection may be replaced
// while the bot runs; what it consists of is immutable.
type Answerer interface {
	Ask(context.Context, retrieval.Query) (retrieval.Answer, error)
	Collection() *corpus.Collection
}

// Bot is the transport-free front of one collection. It is safe for concurrent use.
type Bot struct {
	answerer Answerer

	mu      sync.Mutex
	catalog *Catalog
}

// New returns a Bot that answers from a.
func New(a Answerer) *Bot { return &Bot{answerer: a, catalog: NewCatalog(a.Collection())} }

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

// Catalog is the catalog of the collection that the bot answers from now. It is made anew when that was replaced.
func (b *Bot) Catalog() *Catalog {
	now := b.answerer.Collection()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.catalog.collection != now {
		b.catalog = NewCatalog(now)
	}
	return b.catalog
}

// Ask answers a request. A *retrieval.QuestionError, the only error that is the asker's to mend,
// carries a message for the person who asked; a *NameError is one too.
func (b *Bot) Ask(ctx context.Context, r Request) (retrieval.Answer, error) {
	article, err := b.Catalog().Find(r.Article)
	if err != nil {
		return retrieval.Answer{Question: r.Question}, err
	}
	return b.answerer.Ask(ctx, retrieval.Query{Text: r.Question, Article: article, Limit: r.Limit})
}
