package discord_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/retrieval"
)

// hostile is a collection in which each article has an attack for its text and all its details.
func hostile() *corpus.Collection {
	c := &corpus.Collection{}
	for i, attack := range attacks {
		d := corpus.Details{Title: attack, Authors: []string{attack, attack}, Publisher: attack, Published: "2017", URL: "https://example.org/" + attack,
			Sources: []corpus.Source{{Title: attack, Publisher: attack}}}
		text := strings.ReplaceAll(attack, "|", "!") // "|" ends a sentence in paged
		a, ps := paged(fmt.Sprintf("%012x", i), d, strings.ReplaceAll(attack, "\n", " "), "Before the flood. |"+text+"| After.", text+" flood", "flood "+text)
		c.Articles, c.Passages = append(c.Articles, a), append(c.Passages, ps...)
	}
	return c
}

// TestAttackedCards: whatever articles and questions hold, every card is one that Discord takes, and
// nothing of it means anything to Discord. What Discord would refuse, the loopback reports by itself.
func TestAttackedCards(t *testing.T) {
	t.Parallel()
	c := hostile()
	b := answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) {
		a := retrieval.Answer{Question: q.Question, Found: len(q.Question)%2 == 0, Articles: len(c.Articles)}
		for i, p := range bot.NewCatalog(c).Passages(q.Article) {
			a.Citations = append(a.Citations, retrieval.Citation{N: i + 1, Passage: p, Sentence: p.Sentences[len(p.Sentences)/2]})
		}
		return a, nil
	})
	b.articles = c
	r := ready(t, b)
	harmless := func(m discordtest.Message) discordtest.Message {
		t.Helper()
		for _, e := range m.Embeds {
			checkHarmless(t, e.Title)
			if !strings.Contains(e.Description, "```") {
				checkHarmless(t, e.Description)
			}
		}
		return m
	}
	for i, attack := range attacks {
		t.Run(fmt.Sprintf("%.20q", attack), func(t *testing.T) {
			article := fmt.Sprintf("%012x", i)
			card := harmless(r.askHere(discordtest.Options{"question": attack, "article": article, "private": true}))
			for _, label := range []string{"More passages", "Context", "Share with all"} {
				_, m := r.press(card, label)
				harmless(m)
			}
			harmless(r.says("articles", discordtest.Options{"article": article}, true))
			cited := harmless(r.says("cite", discordtest.Options{"article": article}, true))
			for _, style := range menuOf(t, cited, "f1:style").Options {
				harmless(r.says("cite", discordtest.Options{"article": article, "style": style.Value}, true))
			}
			r.reply(r.server.Command("search", discordtest.Options{"words": attack}))
		})
	}
	page := r.says("search", discordtest.Options{"words": "flood"}, false)
	for harmless(page); strings.Contains(labels(t, page), ", Next"); harmless(page) {
		_, page = r.press(page, "Next")
	}
	list := r.says("articles", nil, true)
	for harmless(list); !strings.Contains(labels(t, list), "[Next]"); harmless(list) {
		_, list = r.press(list, "Next")
	}
	if n := len(r.server.Autocomplete("ask", "article", "").AwaitAck().Choices()); n != 25 {
		t.Errorf("%d choices, want 25", n)
	}
}
