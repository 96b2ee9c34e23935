package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"footnote/bot"
	"footnote/retrieval"
)

// card is what is kept of a message with buttons, as JSON in bot.Card.Data. Either Words is set, for the
// list of a search, or Question, for an answer.
type card struct {
	Question string `json:"question,omitempty"`
	Words    string `json:"words,omitempty"`
	// Only is the title of the one article that was searched.
	Only     string                `json:"only,omitempty"`
	Found    bool                  `json:"found,omitempty"`
	Articles int                   `json:"articles,omitempty"`
	Degraded retrieval.Degradation `json:"degraded,omitempty"`
	Private  bool                  `json:"private,omitempty"`
	// Quotes are an answer's passages, best first.
	Quotes []kept `json:"quotes,omitempty"`
}

// kept is a passage of an answer, and those of other articles that say the same.
type kept struct {
	ref
	Also []ref `json:"also,omitempty"`
}

func keptOf(c retrieval.Citation) kept {
	q := kept{ref: refOf(c)}
	for _, p := range c.Also {
		q.Also = append(q.Also, ref{Article: p.Article.ID, Start: p.Start})
	}
	return q
}

// resolve finds the passages that still exist; ok is false where the quoted one does not.
func (q kept) resolve(k *bot.Catalog) (c retrieval.Citation, ok bool) {
	c, ok = q.ref.resolve(k)
	for _, r := range q.Also {
		if copied, ok := r.resolve(k); ok {
			c.Also = append(c.Also, copied.Passage)
		}
	}
	return c, ok
}

// maxQuotes is how many passages of an answer can be paged through.
const maxQuotes = 10

func cardOf(v view, private bool) card {
	c := card{Question: cutTo(v.Question, retrieval.MaxQuestion), Only: v.Only, Found: v.Found, Articles: v.Articles, Degraded: v.Degraded, Private: private}
	for _, q := range v.Citations[:min(len(v.Citations), maxQuotes)] {
		c.Quotes = append(c.Quotes, keptOf(q))
	}
	return c
}

// view is the answer that the card is of, with those of its passages that still exist.
func (c card) view(k *bot.Catalog) view {
	v := view{Only: c.Only, Answer: retrieval.Answer{Question: c.Question, Found: c.Found, Articles: c.Articles, Degraded: c.Degraded}}
	for _, r := range c.Quotes {
		if q, ok := r.resolve(k); ok {
			q.N = len(v.Citations) + 1
			v.Citations = append(v.Citations, q)
		}
	}
	return v
}

// owner is whose card it is and for how long it is kept.
type owner struct {
	user, server string
	settings     bot.Settings
}

func (x *exchange) owner() owner { return owner{x.in.asker(), x.in.server(), x.settings} }

// save keeps a card under a key. It says whether buttons that need it may be shown.
func (s *service) save(ctx context.Context, key string, o owner, c card) error {
	data, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("keep a card: %w", err)
	}
	now := s.rest.clock.now()
	err = s.options.State.SaveCard(ctx, bot.Card{Key: key, User: o.user, Server: o.server, Data: data,
		Created: now, Expires: now.Add(o.settings.Retention())})
	if err != nil {
		return fmt.Errorf("keep a card: %w", err)
	}
	return nil
}

// held is a card that was kept, and whose it is.
type held struct {
	card
	bot.Card
}

// load fetches the card that an action names. Where that fails, the asker has been told why.
func (x *exchange) load(ctx context.Context, a action) (held, bool) {
	stored, err := x.options.State.Card(ctx, a.arg(0), x.rest.clock.now())
	if errors.Is(err, bot.ErrNoCard) {
		x.tell(ctx, "say.expired")
		return held{}, false
	}
	if err == nil && stored.Server != x.in.server() { // its ID was carried to another place
		x.log.Warn("card of another place asked for", "card", stored.Key)
		x.tell(ctx, "say.expired")
		return held{}, false
	}
	h := held{Card: stored}
	if err == nil {
		err = json.Unmarshal(stored.Data, &h.card)
	}
	if err != nil {
		x.fail(ctx, "card cannot be read", err)
		return held{}, false
	}
	if h.Private && stored.User != x.in.asker() {
		x.tell(ctx, "say.not_yours")
		return held{}, false
	}
	return h, true
}

// loadAnswer is load for an answer, with those of its passages that still exist. Where none does, the asker has been told
// so and ok is false.
func (x *exchange) loadAnswer(ctx context.Context, a action) (h held, v view, ok bool) {
	if h, ok = x.load(ctx, a); !ok {
		return h, v, false
	}
	k, ok := x.catalog(ctx)
	if !ok {
		return h, v, false
	}
	if v = h.view(k); len(v.Citations) == 0 {
		x.tell(ctx, "passage.gone")
		return h, v, false
	}
	return h, v, true
}
