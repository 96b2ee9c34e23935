package discord_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/state"
	"footnote/corpus"
	"footnote/corpus/library"
)

// TestPlaceWithoutArticles: every way to ask says that there is nothing yet and what to do, in the language of who asks,
// and counts as no unanswered question.
func TestPlaceWithoutArticles(t *testing.T) {
	t.Parallel()
	b, st := &fakeBot{articles: &corpus.Collection{}}, state.NewMemory()
	_, _, library := openedLibrary(t, library.Room{})
	r := ready(t, b, library, func(o *discord.Options) { o.State = st })
	for name, options := range map[string]discordtest.Options{"ask": question("When?"), "search": {"words": "gold"},
		"articles": nil, "cite": {"article": "office"}} {
		for code, says := range map[string][]string{
			"en-US": {"There are no articles here yet", "`/library add`"}, "es-ES": {"todavía no hay artículos", "`/biblioteca añadir`"},
			"fr": {"pas encore d'article ici", "`/bibliothèque ajouter`"}, "ru": {"Здесь пока нет статей", "`/библиотека добавить`"}} {
			mustContain(t, r.reply(r.server.Command(name, options, discordtest.In(code))).Text(), says...)
		}
		for _, elsewhere := range []discordtest.Change{discordtest.InDM, discordtest.UserInstalled, discordtest.InGroup} {
			mustContain(t, r.reply(r.server.Command(name, options, elsewhere)).Text(), "There are no articles here yet", "in a server where I am a member")
		}
	}
	mustContain(t, r.reply(r.server.OnMessage("Find sources", discordtest.Said{Content: "It began in 1974."})).Text(), "There are no articles here yet")
	r.server.Say(discordtest.Said{Content: "<@" + discordtest.BotID + "> When?"})
	r.server.Say(discordtest.Said{Content: "When?", Direct: true})
	for _, m := range r.server.AwaitMessages(2) {
		mustContain(t, m.Text(), "I answer from articles")
	}
	if choices := r.server.Autocomplete("cite", "article", "").AwaitAck().Choices(); len(choices) != 0 {
		t.Errorf("choices %q", choices)
	}
	if n := len(b.requests()); n != 0 {
		t.Errorf("%d questions were looked up", n)
	}
	if _, total, err := st.Unanswered(t.Context(), discordtest.GuildID, 0, 9); err != nil || total != 0 {
		t.Errorf("%d questions count as unanswered, error %v", total, err)
	}
}

// TestArticlesThatCannotBeHad: where they are still being indexed, a button says so in time and a question waits; where
// they cannot be read, the asker gets a reference to the log.
func TestArticlesThatCannotBeHad(t *testing.T) {
	t.Parallel()
	b, come := &fakeBot{}, make(chan struct{})
	r := ready(t, b, func(o *discord.Options) {
		o.Bots = func(ctx context.Context, server string) (discord.Bot, error) {
			if server == "" {
				return nil, errors.New("disk on fire")
			}
			select {
			case <-come:
				return b, nil
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
	})
	asked := r.ask(question("When?"))
	if asked.AwaitAck().Type != 5 {
		t.Error("a question is not acknowledged while the articles are indexed")
	}
	const says = "I am still reading the articles."
	for name, i := range map[string]*discordtest.Interaction{
		"list": r.server.Command("articles", nil), "citation": r.server.Command("cite", discordtest.Options{"article": "office"}),
		"context": r.server.Press("f1:context:0123456789ab.9.9.9"), "page": r.server.Press("f1:articles:1:n"),
		"chosen": r.server.Choose(discordtest.StringSelect, "f1:passage", []string{"0123456789ab.9.9.9"}),
	} {
		if got := r.reply(i).Text(); !strings.Contains(got, says) {
			t.Errorf("%s: says %q, want %q", name, got, says)
		}
	}
	if choices := r.server.Autocomplete("ask", "article", "o").AwaitAck().Choices(); len(choices) != 0 {
		t.Errorf("choices %q", choices)
	}
	close(come)
	mustContain(t, asked.AwaitAnswer().Text(), "It was founded in 1974.")
	for name, i := range map[string]*discordtest.Interaction{
		"question": r.ask(discordtest.Options{"question": "When?"}), "search": r.server.Command("search", discordtest.Options{"words": "gold"}),
	} {
		if got := r.reply(i).Text(); strings.Contains(got, "went wrong") {
			t.Errorf("%s: says %q when the articles are there", name, got)
		}
	}
	for name, i := range map[string]*discordtest.Interaction{
		"question": r.server.Command("ask", question("When?"), discordtest.InDM), "list": r.server.Command("articles", nil, discordtest.InDM),
		"search": r.server.Command("search", discordtest.Options{"words": "gold"}, discordtest.InDM),
	} {
		if got := r.reply(i).Text(); !strings.Contains(got, "Something went wrong") || !strings.Contains(got, i.ID) || strings.Contains(got, "fire") {
			t.Errorf("%s: says %q", name, got)
		}
	}
	mustContain(t, r.log.String(), "disk on fire")
}
