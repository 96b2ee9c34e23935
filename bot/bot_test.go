package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval"
)

// echo answers every question with the query that reached it.
type echo struct{ asked *retrieval.Query }

func (e echo) Ask(_ context.Context, q retrieval.Query) (retrieval.Answer, error) {
	*e.asked = q
	return retrieval.Answer{Question: q.Text}, nil
}

func (echo) Collection() *corpus.Collection {
	article := func(id, title, publisher, published string) *corpus.Article {
		return &corpus.Article{ID: id, Details: corpus.Details{Title: title, Publisher: publisher, Published: published}}
	}
	return &corpus.Collection{Articles: []*corpus.Article{
		article("a1", "The Flood of Veldring", "Port Gazette", "2019-03"),
		article("b2", "Café culture", "", "2020"),
		article("c3", "After the flood", "Port Gazette", ""),
	}}
}

func TestSuggest(t *testing.T) {
	b := bot.New(echo{new(retrieval.Query)})
	for _, c := range []struct {
		name, typed string
		limit       int
		want        string
	}{
		{"anywhere in the title", "FLOOD", 25, "The Flood of Veldring · Port Gazette · 2019|After the flood · Port Gazette"},
		{"diacritics do not count", "cafe", 25, "Café culture · 2020"},
		{"titles that begin with it come first", "after", 25, "After the flood · Port Gazette"},
		{"nothing typed lists all", "", 2, "The Flood of Veldring · Port Gazette · 2019|Café culture · 2020"},
		{"no such title", "volcano", 25, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var labels []string
			for _, choice := range b.Suggest(c.typed, c.limit) {
				labels = append(labels, choice.Label)
			}
			if got := strings.Join(labels, "|"); got != c.want {
				t.Errorf("Suggest(%q) = %q, want %q", c.typed, got, c.want)
			}
		})
	}
}

func TestAskFindsTheArticle(t *testing.T) {
	for _, c := range []struct{ name, article, want, problem string }{
		{"all", "", "", ""},
		{"by ID", "c3", "c3", ""},
		{"by a part of the title", "veldring", "a1", ""},
		{"by the whole title though others contain it", "after the FLOOD", "c3", ""},
		{"two titles have it", "flood", "", "2 articles have"},
		{"no title has it", "volcano", "", "No article here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var asked retrieval.Query
			_, err := bot.New(echo{&asked}).Ask(t.Context(), bot.Request{Question: "q", Article: c.article, Limit: 3})
			var problem *retrieval.QuestionError
			switch {
			case c.problem != "" && (!errors.As(err, &problem) || !strings.Contains(problem.Problem, c.problem)):
				t.Errorf("error %v, want a question error with %q", err, c.problem)
			case c.problem == "" && (err != nil || asked.Article != c.want || asked.Text != "q" || asked.Limit != 3):
				t.Errorf("asked %+v, error %v; want article %q", asked, err, c.want)
			}
		})
	}
}
