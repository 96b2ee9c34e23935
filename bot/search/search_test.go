package search_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/bot/search"
	"footnote/corpus"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       search.Query
		problem    search.Problem
	}{
		{"words", " Gold  coal ", search.Query{Words: []string{"gold", "coal"}}, 0},
		{"phrase", `"Hard  Currency" gold`, search.Query{Phrases: []string{"hard currency"}, Words: []string{"gold"}}, 0},
		{"typographic marks", `“hard currency” «Café crème»`, search.Query{Phrases: []string{"hard currency", "cafe creme"}}, 0},
		{"never closed", `gold "hard cur`, search.Query{Words: []string{"gold"}, Phrases: []string{"hard cur"}}, 0},
		{"filters", `article:flood By:"Jane Doe" after:2017-03 before:2019 x`, search.Query{Article: "flood", By: "jane doe", After: "2017-03", Before: "2019", Words: []string{"x"}}, 0},
		{"space after the colon", `article: flood`, search.Query{Article: "flood"}, 0},
		{"mark inside a word", `gold"and coal"`, search.Query{Words: []string{"gold"}, Phrases: []string{"and coal"}}, 0},
		{"other operators are words", `site:x 12:30`, search.Query{Words: []string{"site:x", "12:30"}}, 0},
		{"empty marks", `"" gold`, search.Query{Words: []string{"gold"}}, 0},
		{"punctuation", `gold? ...`, search.Query{Words: []string{"gold"}}, 0},
		{"nothing", ` "" ?! `, search.Query{}, search.Empty},
		{"no date", `before:yesterday`, search.Query{}, search.BadDate},
		{"date that does not exist", `after:2017-13`, search.Query{}, search.BadDate},
		{"too many words", strings.Repeat("a ", 21), search.Query{}, search.TooLong},
		{"too long", strings.Repeat("a", 2001), search.Query{}, search.TooLong},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := search.Parse(c.text)
			var e *search.Error
			if errors.As(err, &e) != (c.problem != 0) || e != nil && e.Problem != c.problem {
				t.Fatalf("error %v, want problem %d", err, c.problem)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// article has one passage for each paragraph; its sentences end with "|".
func article(d corpus.Details, paragraphs ...string) []*corpus.Passage {
	a := &corpus.Article{ID: d.Title, Details: d}
	var passages []*corpus.Passage
	for i, paragraph := range paragraphs {
		p := &corpus.Passage{Article: a, Start: len(a.Text), Ordinal: i}
		for s := range strings.SplitSeq(paragraph, "|") {
			p.Sentences = append(p.Sentences, corpus.Span{Start: len(a.Text), End: len(a.Text) + len(s)})
			a.Text += s
		}
		p.End = len(a.Text)
		a.Text += "\n\n"
		passages = append(passages, p)
	}
	return passages
}

func collection(articles ...[]*corpus.Passage) *corpus.Collection {
	c := &corpus.Collection{}
	for _, ps := range articles {
		c.Articles = append(c.Articles, ps[0].Article)
		c.Passages = append(c.Passages, ps...)
	}
	return c
}

var library = collection(
	article(corpus.Details{Title: "The Flood", Publisher: "Port Gazette", Published: "2017-03"},
		"The dam broke. |It was old.", "Sanctions followed. |The dam was never rebuilt, and the dam's keeper left."),
	article(corpus.Details{Title: "Café culture", Authors: []string{"Jane Doe"}, Published: "2019"}, "“Hard  currency” paid for the café. |No dam here."),
	article(corpus.Details{Title: "Undated"}, "Damage — not a dam – was done."),
)

func TestFind(t *testing.T) {
	ix := search.New(library)
	for _, c := range []struct{ name, query, want string }{
		{"the more often the earlier", "dam", "The dam was never rebuilt, and the dam's keeper left.|Damage — not a dam – was done.|The dam broke. |No dam here."},
		{"all words must occur", "dam keeper", "The dam was never rebuilt, and the dam's keeper left."},
		{"beginning of a word", "sanction", "Sanctions followed. "},
		{"not the middle", "anction", ""},
		{"phrase over typography", `"hard currency" paid`, "“Hard  currency” paid for the café. "},
		{"phrase wants whole words", `"not a da"`, ""},
		{"dashes are one", `"damage - not"`, "Damage — not a dam – was done."},
		{"diacritics do not count", "CAFE", "“Hard  currency” paid for the café. "},
		{"article", "dam article:cafe", "No dam here."},
		{"author", `dam by:"jane doe"`, "No dam here."},
		{"publisher", "keeper by:gazette", "The dam was never rebuilt, and the dam's keeper left."},
		{"before leaves out the undated", "dam before:2019", "The dam was never rebuilt, and the dam's keeper left.|The dam broke. "},
		{"before the month itself", "dam before:2017-03", ""},
		{"after takes what may be later", "dam after:2019-06", "No dam here."},
		{"from the month itself", "broke after:2017-03", "The dam broke. "},
		{"filters alone list articles", "after:2017", "The dam broke. |“Hard  currency” paid for the café. "},
	} {
		t.Run(c.name, func(t *testing.T) {
			q, err := search.Parse(c.query)
			if err != nil {
				t.Fatal(err)
			}
			found := ix.Find(q)
			ix.Mark(q, found)
			var got []string
			for _, m := range found {
				got = append(got, m.Passage.Article.Text[m.Sentence.Start:m.Sentence.End])
			}
			if s := strings.Join(got, "|"); s != c.want {
				t.Errorf("found %q, want %q", s, c.want)
			}
		})
	}
}

// FuzzParse: what can be parsed has terms that are folded and not empty, and can be searched for.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`gold "hard currency" article:x`, `before:2017-03 “a” «b`, `by:"`, `a"b"c`, "after:", "\xff\"", "é\u0301"} {
		f.Add(s)
	}
	ix := search.New(library)
	f.Fuzz(func(t *testing.T, text string) {
		q, err := search.Parse(text)
		if err != nil || !utf8.ValidString(text) {
			return
		}
		for _, s := range append(q.Words, q.Phrases...) {
			if s == "" || strings.TrimSpace(s) != s {
				t.Errorf("term %q", s)
			}
		}
		found := ix.Find(q)
		ix.Mark(q, found)
		for _, m := range found {
			if m.Sentence.Start < m.Passage.Start || m.Sentence.End > m.Passage.End || m.Sentence.Start > m.Sentence.End {
				t.Errorf("sentence %v outside of the passage %d to %d", m.Sentence, m.Passage.Start, m.Passage.End)
			}
		}
	})
}
