package discord

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// suggestArticles answers while an article's name is typed, from memory.
func suggestArticles(ctx context.Context, x *exchange, _ action) {
	var found []bot.Choice
	if name, typed := x.in.Data.focused(); name == optionArticle {
		found = x.suggest(ctx, strings.TrimSpace(typed))
	}
	x.choices(ctx, found)
}

// choices answers what is typed with articles to choose from.
func (x *exchange) choices(ctx context.Context, found []bot.Choice) {
	type choice struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	data := struct {
		Choices []choice `json:"choices"`
	}{Choices: []choice{}}
	for _, c := range found {
		data.Choices = append(data.Choices, choice{choiceName(c), c.ArticleID})
	}
	x.first(ctx, callback{discordgo.InteractionApplicationCommandAutocompleteResult, data})
}

// suggest is Catalog.Suggest within Discord's limits: a panic gives no suggestions, nor do articles that are still
// being indexed.
func (x *exchange) suggest(ctx context.Context, typed string) (cs []bot.Choice) {
	defer func() {
		if p := recover(); p != nil {
			x.log.Error("suggesting articles panicked", "panic", p)
			cs = nil
		}
	}()
	k, err := x.ownCatalog(ctx)
	if err != nil {
		x.log.Warn("no articles suggested", "error", err)
		return nil
	}
	for _, c := range k.Suggest(typed, maxMenuEntries) {
		// A value of another length would make Discord refuse all choices.
		if n := units(c.ArticleID); n >= 1 && n <= maxMenuText {
			cs = append(cs, c)
		}
	}
	return cs
}

// choiceName is a suggestion's title, shortened so that publisher and year stay to be seen.
func choiceName(c bot.Choice) string {
	title, note := oneLine(c.Title), oneLine(c.Note)
	if !visible(title) {
		title = c.ArticleID
	}
	if note == "" {
		return cutTo(title, maxMenuText)
	}
	note = " · " + cutTo(note, maxMenuText/2)
	return cutTo(title, maxMenuText-units(note)) + note
}
