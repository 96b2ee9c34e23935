package discord_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/state"
	"footnote/corpus"
	"footnote/corpus/library"
	"footnote/retrieval"
)

// says runs a command and returns what it shows, which is for the asker alone where private says so.
func (r *run) says(name string, options discordtest.Options, private bool, changes ...discordtest.Change) discordtest.Message {
	r.t.Helper()
	i := r.server.Command(name, options, changes...)
	m := r.reply(i)
	if got := i.AwaitAck().Ephemeral(); got != private {
		r.t.Errorf("/%s: ephemeral %v, want %v", name, got, private)
	}
	return m
}

func TestSearch(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	m := r.says("search", discordtest.Options{"words": "gold"}, false)
	mustContain(t, m.Text(), "**3 passages** have all of this.", `1\. `, "Golden years (title inferred) · paragraph 2", "> The office sells gold.", "Page 1 of 1")
	if got, want := labels(t, m), "Delete"; got != want {
		t.Errorf("buttons %q, want %q", got, want)
	}
	show := menuOf(t, m, "f1:passage")
	if len(show.Options) != 3 || show.Options[0].Label != "1. Office 39" || show.Options[0].Description != "section “History”, paragraph 2" {
		t.Fatalf("menu %+v", show.Options)
	}
	i := r.server.Choose(discordtest.StringSelect, show.CustomID, []string{show.Options[0].Value}, discordtest.On(m))
	passage := r.reply(i)
	mustContain(t, passage.Text(), "> **The office sells gold.** It was founded", "— [Office 39]", "Passage 1 of 4 of the article")
	if got, want := labels(t, passage), "Context, Cite, Open the source"; got != want {
		t.Errorf("buttons %q, want %q", got, want)
	}
	for words, says := range map[string]string{
		`"sold to china" by:doe after:2017 before:2018`: "**1 passage** has all of this.",
		"volcano":             "**No passage has all of this.**",
		"gold article:golden": "Gold rose for ten years.",
	} {
		mustContain(t, r.says("search", discordtest.Options{"words": words}, false).Text(), says)
	}
	for words, says := range map[string]string{"??": "nothing to search for", "before:soon": "“soon” is no date", strings.Repeat("w ", 30): "too much"} {
		mustContain(t, r.says("search", discordtest.Options{"words": words}, true).Text(), says)
	}
	r.says("search", discordtest.Options{"words": "gold", "private": true}, true)
}

func TestSearchPages(t *testing.T) {
	t.Parallel()
	var paragraphs []string
	for i := range 12 {
		paragraphs = append(paragraphs, fmt.Sprintf("Flood number %d.", i+1))
	}
	_, passages := paged("0123456789ab", corpus.Details{Title: "Floods"}, "", paragraphs...)
	r := ready(t, &fakeBot{articles: &corpus.Collection{Articles: []*corpus.Article{passages[0].Article}, Passages: passages}})
	first := r.says("search", discordtest.Options{"words": "flood"}, false)
	mustContain(t, first.Text(), "Flood number 1.", "Page 1 of 3")
	i, second := r.press(first, "Next")
	if ack := i.AwaitAck(); ack.Type != 7 {
		t.Errorf("the searcher's page is not turned in place: type %d", ack.Type)
	}
	mustContain(t, second.Text(), `6\. `, "Flood number 6.", "Page 2 of 3")
	i, third := r.press(second, "Next", discordtest.By(stranger, "0"))
	if ack := i.AwaitAck(); ack.Type != 4 || !ack.Ephemeral() {
		t.Errorf("another reader's page: type %d, ephemeral %v", ack.Type, ack.Ephemeral())
	}
	mustContain(t, third.Text(), "Flood number 12.", "Page 3 of 3")
	if got, want := labels(t, third), "Previous, [Next], Delete"; got != want {
		t.Errorf("buttons %q, want %q", got, want)
	}
}

func TestArticles(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	list := r.says("articles", nil, true)
	mustContain(t, list.Text(), `1\. [Office 39](<https://example.org/39>) · Example Times · 2017-07-12`, "Golden years (title inferred) · 2020", "3 articles · Page 1 of 1")
	show := menuOf(t, list, "f1:article")
	chosen := r.reply(r.server.Choose(discordtest.StringSelect, show.CustomID, []string{show.Options[0].Value}, discordtest.On(list)))
	for name, m := range map[string]discordtest.Message{"chosen": chosen, "named": r.says("articles", discordtest.Options{"article": "office"}, true)} {
		t.Run(name, func(t *testing.T) {
			mustContain(t, m.Text(), "Office 39", "**Authors:** Jane A. Doe", "**Publisher:** Example Times", "**Published:** 2017-07-12", "**Language:** English", "4 passages", "• History", "A defector's account · CNN · 2017")
			if got, want := labels(t, m), "Cite, Article at its publisher"; got != want {
				t.Errorf("buttons %q, want %q", got, want)
			}
		})
	}
	mustContain(t, r.says("articles", discordtest.Options{"article": "port"}, true).Text(), "**Authors:** not known", "**Published:** not known")
	mustContain(t, r.says("articles", discordtest.Options{"article": "volcano"}, true).Text(), "No article here has “volcano”")
	mustContain(t, r.says("articles", discordtest.Options{"article": "o"}, true).Text(), "3 articles have “o” in their titles")
}

func TestManyArticles(t *testing.T) {
	t.Parallel()
	c := &corpus.Collection{}
	for i := range 23 {
		a, ps := paged(fmt.Sprintf("%012x", i), corpus.Details{Title: fmt.Sprintf("Report %d ", i+1) + strings.Repeat("[long] ", 60), Publisher: strings.Repeat("press ", 40),
			URL: "https://example.org/" + strings.Repeat("x", 370)}, "", "Text.")
		c.Articles, c.Passages = append(c.Articles, a), append(c.Passages, ps...)
	}
	r := ready(t, &fakeBot{articles: c})
	list := r.says("articles", nil, true)
	mustContain(t, list.Text(), `10\. Report 10`, "Page 1 of 3")
	list.Flags = 64
	i, page := r.press(list, "Next")
	if i.AwaitAck().Type != 7 {
		t.Error("not turned in place")
	}
	mustContain(t, page.Text(), `11\. Report 11`, `20\. Report 20`, "Page 2 of 3")
	choices := r.server.Autocomplete("articles", "article", "report 7").AwaitAck().Choices()
	if len(choices) != 1 || !strings.HasPrefix(choices[0][0], "Report 7 ") || !strings.Contains(choices[0][0], "… · press") {
		t.Errorf("choices %q, want a shortened title and the publisher", choices)
	}
	if n := len(r.server.Autocomplete("cite", "article", "").AwaitAck().Choices()); n != 23 {
		t.Errorf("%d choices before anything is typed, want all 23", n)
	}
}

func TestAutocomplete(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	for typed, want := range map[string]string{
		"39": "Office 39 · Example Times · 2017=0123456789ab", "ofice": "Office 39 · Example Times · 2017=0123456789ab",
		"YEARS gold": "Golden years · 2020=ba9876543210", "volcano": "",
	} {
		var got []string
		for _, c := range r.server.Autocomplete("ask", "article", typed).AwaitAck().Choices() {
			got = append(got, c[0]+"="+c[1])
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("typed %q: choices %q, want %q", typed, s, want)
		}
	}
	if other := r.server.Autocomplete("ask", "question", "x").AwaitAck().Choices(); len(other) != 0 {
		t.Errorf("choices %q for an option without any", other)
	}
}

func TestCite(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{}, func(o *discord.Options) {
		o.Now = func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }
	})
	apa := r.says("cite", discordtest.Options{"article": "office"}, true)
	mustContain(t, apa.Text(), "Doe, J", "(2017, July 12)", "*Office 39*", "Style: APA 7", "In the text:")
	styles := menuOf(t, apa, "f1:style")
	if len(styles.Options) != 8 || !styles.Options[0].Default || styles.Options[1].Default {
		t.Errorf("styles %+v", styles.Options)
	}
	apa.Flags = 64
	i := r.server.Choose(discordtest.StringSelect, styles.CustomID, []string{"bibtex"}, discordtest.On(apa))
	bibtex := r.reply(i)
	if i.AwaitAck().Type != 7 {
		t.Error("the style is not changed in place")
	}
	mustContain(t, bibtex.Text(), "```\n@", "Office 39", "Style: BibTeX")
	mustContain(t, r.says("cite", discordtest.Options{"article": "office", "style": "mla"}, true).Text(), "“Office 39.”", "Style: MLA 9")
	mustContain(t, r.says("cite", discordtest.Options{"article": "volcano"}, true).Text(), "No article here")
	mustContain(t, r.says("cite", discordtest.Options{"article": " "}, true).Text(), "Choose one from the list")
	_, place := r.press(r.askHere(question("When?")), "Cite")
	mustContain(t, place.Text(), "para. 2")
}

func TestFindSources(t *testing.T) {
	t.Parallel()
	b := &fakeBot{}
	r := ready(t, b)
	for _, in := range discordtest.Contexts() {
		t.Run(in.Name, func(t *testing.T) {
			i := r.server.OnMessage("Find sources", discordtest.Said{Content: "It all began in 1974.", Author: stranger}, in.Change)
			m := i.AwaitAnswer()
			if !i.AwaitAck().Ephemeral() {
				t.Error("shown to all")
			}
			mustContain(t, m.Text(), "It all began in 1974.", "**It was founded in 1974.**")
			if got, want := labels(t, m), "More passages, Context, Cite, Share with all, Open the source, Helpful, Not helpful"; got != want {
				t.Errorf("buttons %q, want %q", got, want)
			}
		})
	}
	i := r.server.OnMessage("Find sources", discordtest.Said{Content: " \u200b "})
	mustContain(t, r.reply(i).Text(), "no text")
	if n := len(b.requests()); n != len(discordtest.Contexts()) {
		t.Errorf("%d questions asked", n)
	}
}

// TestCommandsEverywhere: all commands work in all contexts.
func TestCommandsEverywhere(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	for _, in := range discordtest.Contexts() {
		for name, options := range map[string]discordtest.Options{"ask": question("When?"), "search": {"words": "gold"}, "articles": nil,
			"cite": {"article": "office"}, "help": nil, "privacy": nil, "settings": nil} {
			t.Run(in.Name+"/"+name, func(t *testing.T) {
				if text := r.reply(r.server.Command(name, options, in.Change)).Text(); strings.TrimSpace(text) == "" || strings.Contains(text, "went wrong") {
					t.Errorf("says %q", text)
				}
			})
		}
	}
}

func TestUnanswered(t *testing.T) {
	t.Parallel()
	st := state.NewMemory()
	r := ready(t, answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) { return missed(q.Question), nil }),
		func(o *discord.Options) { o.State = st })
	card := r.askHere(discordtest.Options{"question": "Who @everyone *is* it?", "article": "office"})
	mustContain(t, card.Text(), "**Not found in the article “Office 39”.**", "The nearest passage, which may not answer", "**It was founded in 1974.**", "Also near")
	r.askHere(question("Why?"))
	r.askHere(question("Elsewhere?"), discordtest.UserInstalled)
	r.askHere(question("Alone?"), discordtest.InDM)
	manager := discordtest.By(moderator, manageServer)
	panel := r.says("settings", nil, true, manager)
	if !strings.Contains(labels(t, panel), "Unanswered questions (2)") {
		t.Fatalf("buttons %q", labels(t, panel))
	}
	_, list := r.press(panel, "Unanswered questions (2)", manager)
	mustContain(t, list.Text(), `• Who \@everyone \*is\* it?`, "searched in “Office 39” only", "• Why?", "Page 1 of 1")
	if text := list.Text(); strings.Contains(text, "Elsewhere") || strings.Contains(text, "Alone") || strings.Contains(text, discordtest.UserID) {
		t.Errorf("shows what is not the server's:\n%s", text)
	}
	_, refused := r.press(list, "Delete this list", discordtest.By(stranger, "2048"))
	mustContain(t, refused.Text(), "Only people who may manage")
	_, empty := r.press(list, "Delete this list", manager)
	mustContain(t, empty.Text(), "There are none")
	_, panel = r.press(empty, "Back to the settings", manager)
	mustContain(t, labels(t, panel), "Unanswered questions (0)")
}

func TestPrivacy(t *testing.T) {
	t.Parallel()
	st := state.NewMemory()
	r := ready(t, &fakeBot{}, func(o *discord.Options) { o.State = st })
	if got := labels(t, r.says("privacy", nil, true)); got != "[Delete what you hold about me]" {
		t.Errorf("buttons %q before anything is held", got)
	}
	card := r.askHere(question("When?"))
	r.press(card, "Helpful")
	r.askHere(question("When?"), discordtest.By(stranger, "0"))
	page := r.says("privacy", nil, true)
	mustContain(t, page.Text(), "**What I keep**", "Here for 90 days", "**About you I hold 2 records now.**")
	page.Flags = 64
	_, gone := r.press(page, "Delete what you hold about me")
	mustContain(t, gone.Text(), "Deleted: 2 records.")
	for user, want := range map[string]int{discordtest.UserID: 0, stranger: 1} {
		if h, err := st.Held(t.Context(), user); err != nil || h.Total() != want {
			t.Errorf("%d records about %s are held, error %v; want %d", h.Total(), user, err, want)
		}
	}
	_, m := r.press(card, "More passages")
	mustContain(t, m.Text(), "no longer hold")
}

func TestHelp(t *testing.T) {
	t.Parallel()
	_, _, library := openedLibrary(t, library.Room{})
	r := ready(t, &fakeBot{}, library)
	text := r.says("help", nil, true).Text()
	for _, c := range r.server.Commands() {
		var command struct {
			Name string
			Type int
		}
		if err := json.Unmarshal(c, &command); err != nil {
			t.Fatal(err)
		}
		if command.Type == 1 && command.Name != "help" {
			mustContain(t, text, "**/"+command.Name+"**")
		}
	}
	mustContain(t, text, "Find sources", "`before:2019`")
	direct := r.reply(r.server.Command("help", nil, discordtest.InDM)).Text()
	mustContain(t, direct, "**/ask**")
	mustLack(t, direct, "/library", "/settings")
}

// TestNoLibraryIsNamed: where servers can keep no articles, no text sends people to a command that refuses them.
func TestNoLibraryIsNamed(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{articles: &corpus.Collection{}})
	for _, shown := range []discordtest.Message{
		r.says("help", nil, true), r.says("settings", nil, true, manager), r.says("articles", nil, true),
		r.reply(r.server.Command("articles", nil, discordtest.InDM)),
	} {
		mustLack(t, strings.ToLower(string(shown.Body)), "library", "librarian")
	}
	mustContain(t, r.says("articles", nil, true).Text(), "`footnote add`")
}
