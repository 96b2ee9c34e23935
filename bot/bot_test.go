package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/search"
	"footnote/corpus"
	"footnote/retrieval"
)

// echo answers every question with the query that reached it, from three articles.
type echo struct{ asked *retrieval.Query }

func (e echo) Ask(_ context.Context, q retrieval.Query) (retrieval.Answer, error) {
	*e.asked = q
	return retrieval.Answer{Question: q.Text}, nil
}

func (e echo) Collection() *corpus.Collection { return three }

var three = func() *corpus.Collection {
	article := func(id, title, publisher, published string) *corpus.Article {
		return &corpus.Article{ID: id, Details: corpus.Details{Title: title, Publisher: publisher, Published: published}}
	}
	return &corpus.Collection{Articles: []*corpus.Article{
		article("a1", "The Flood of Veldring", "Port Gazette", "2019-03"),
		article("b2", "Café culture", "", "2020"),
		article("c3", "After the flood", "Port Gazette", ""),
	}}
}()

func TestSuggest(t *testing.T) {
	b := bot.New(echo{asked: new(retrieval.Query)}).Catalog()
	for _, c := range []struct {
		name, typed string
		limit       int
		want        string
	}{
		{"anywhere in the title", "FLOOD", 25, "The Flood of Veldring · Port Gazette · 2019|After the flood · Port Gazette"},
		{"diacritics do not count", "cafe", 25, "Café culture · 2020"},
		{"titles that begin with it come first", "after", 25, "After the flood · Port Gazette"},
		{"nothing typed lists all", "", 2, "The Flood of Veldring · Port Gazette · 2019|Café culture · 2020"},
		{"words in any order", "veldring flo", 25, "The Flood of Veldring · Port Gazette · 2019"},
		{"a character wrong", "flaod", 25, "The Flood of Veldring · Port Gazette · 2019|After the flood · Port Gazette"},
		{"a character missing", "veldrng", 25, "The Flood of Veldring · Port Gazette · 2019"},
		{"a character too many", "cultture", 25, "Café culture · 2020"},
		{"letters all over", "fdolo", 25, ""},
		{"neighbours swapped", "folod", 25, "The Flood of Veldring · Port Gazette · 2019|After the flood · Port Gazette"},
		{"mistakes in several words", "vledring flod", 25, "The Flood of Veldring · Port Gazette · 2019"},
		{"two mistakes in a word", "vledrng", 25, ""},
		{"short words are not guessed at", "caf3", 25, "Café culture · 2020"},
		{"three characters must be right", "cxf", 25, ""},
		{"no such title", "volcano", 25, ""},
		{"limit", "", 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var labels []string
			for _, choice := range b.Suggest(c.typed, c.limit) {
				labels = append(labels, choice.Label())
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
			_, err := bot.New(echo{asked: &asked}).Ask(t.Context(), bot.Request{Question: "q", Article: c.article, Limit: 3})
			var problem *retrieval.QuestionError
			switch {
			case c.problem != "" && (!errors.As(err, &problem) || !strings.Contains(err.Error(), c.problem)):
				t.Errorf("error %v, want a question error with %q", err, c.problem)
			case c.problem == "" && (err != nil || asked.Article != c.want || asked.Text != "q" || asked.Limit != 3):
				t.Errorf("asked %+v, error %v; want article %q", asked, err, c.want)
			}
		})
	}
}

func TestPassagesOfAnArticle(t *testing.T) {
	c, err := corpus.Examples()
	if err != nil {
		t.Fatal(err)
	}
	k, all := bot.NewCatalog(c), 0
	for _, a := range c.Articles {
		for i, p := range k.Passages(a.ID) {
			if p.Article != a || p.Ordinal != i {
				t.Errorf("passage %d of %q is number %d of %q", i, a.Title, p.Ordinal, p.Article.Title)
			}
			all++
		}
	}
	if all != len(c.Passages) {
		t.Errorf("%d passages, want %d", all, len(c.Passages))
	}
	if k.Passages("unknown") != nil {
		t.Error("passages of an unknown article")
	}
}

func TestSearchPages(t *testing.T) {
	c, err := corpus.Examples()
	if err != nil {
		t.Fatal(err)
	}
	k := bot.NewCatalog(c)
	q, err := search.Parse("office")
	if err != nil {
		t.Fatal(err)
	}
	whole, total := k.Search(q, 0, 1000)
	if total < 3 || len(whole) != total {
		t.Fatalf("%d of %d matches", len(whole), total)
	}
	if page, n := k.Search(q, 1, 1); n != total || len(page) != 1 || page[0].Passage != whole[1].Passage {
		t.Errorf("the second page of one: %d matches of %d", len(page), n)
	}
	if page, n := k.Search(q, 9999, 5); n != total || len(page) != 0 {
		t.Errorf("after the end: %d matches of %d", len(page), n)
	}
}

// reports are that many articles of ten passages each.
func reports(articles int) *corpus.Collection {
	c := &corpus.Collection{}
	for i := range articles {
		a := &corpus.Article{ID: fmt.Sprint(i), Text: strings.Repeat("Text. ", 10),
			Details: corpus.Details{Title: fmt.Sprintf("Report %d on the northern harbour's defences", i), Publisher: "Port Gazette", Published: "2017-07-12"}}
		c.Articles = append(c.Articles, a)
		for n := range 10 {
			c.Passages = append(c.Passages, &corpus.Passage{Article: a, Ordinal: n, Start: 6 * n, End: 6*n + 5})
		}
	}
	return c
}

// BenchmarkSuggest looks through the titles of 2,000 articles with 20,000 passages, and of ten times as many, for words
// with mistakes in them, the slowest case. All of an autocompletion has 50 ms.
func BenchmarkSuggest(b *testing.B) {
	for _, articles := range []int{2000, 20000} {
		c := reports(articles)
		k := bot.NewCatalog(c)
		b.Run(fmt.Sprintf("%d articles", articles), func(b *testing.B) {
			for b.Loop() {
				if len(k.Suggest("harbuor defnces 199", 25)) == 0 {
					b.Fatal("nothing found")
				}
			}
		})
		// What the first one pays after the articles have changed.
		b.Run(fmt.Sprintf("catalog of %d articles", articles), func(b *testing.B) {
			for b.Loop() {
				bot.NewCatalog(c)
			}
		})
	}
}
