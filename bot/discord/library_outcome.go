package discord

import (
	"context"
	"path"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/locale"
	"footnote/corpus"
	"footnote/corpus/library"
)

// importPage says what became of what was wanted: the card of the one article, or a list.
func (x *exchange) importPage(ctx context.Context, outcomes []library.Outcome, left int) Message {
	if len(outcomes) != 1 || left > 0 {
		return x.importList(outcomes, left)
	}
	o := outcomes[0]
	if o.ID == "" {
		return embed(x.l.Say("library.not_added"), refusedLine(x.l, o), "")
	}
	a, err := x.options.Library.Store.Article(ctx, x.in.server(), o.ID)
	if err != nil { // removed by somebody in the meantime, or the disk is going
		x.log.Warn("card of an added article not shown", "error", err)
		return embed(x.l.Say("library.progress"), outcomeLine(x.l, o), "")
	}
	return x.ownCard(a, x.l.Say(changeKey(o.Change))+x.copyNote(ctx, o))
}

// changeKey is the text for what became of an article.
func changeKey(c library.Change) string {
	switch c {
	case library.Unchanged:
		return "library.unchanged"
	case library.Replaced:
		return "library.replaced"
	}
	return "library.added"
}

// copyNote names the article that a new one repeats.
func (x *exchange) copyNote(ctx context.Context, o library.Outcome) string {
	if o.CopyOf == "" {
		return ""
	}
	other, err := x.options.Library.Store.Article(ctx, x.in.server(), o.CopyOf)
	if err != nil {
		return ""
	}
	return "\n" + x.l.Say("library.copy", "title", escapeTo(oneLine(other.Title), maxSourceTitle))
}

// importList says it of several, with a menu of those that are in the library.
func (x *exchange) importList(outcomes []library.Outcome, left int) Message {
	var entries []discordgo.SelectMenuOption
	in := map[string]bool{}
	for _, o := range outcomes {
		if o.ID != "" && !in[o.ID] {
			in[o.ID] = true
			entries = append(entries, entry(o.Title, "", o.ID))
		}
	}
	lines := outcomeLines(x.l, outcomes)
	if left > 0 {
		lines = append(lines, "-# "+x.l.Say("library.left_out", "n", left, "most", maxSources))
	}
	m := embed(x.l.Say("library.imported", "n", len(in)), fitLines(lines, maxDescription), "")
	if len(entries) == 0 {
		return m
	}
	return m.with(row(menu(x.l.Say("articles.show"), do(actOpen), entries)))
}

// outcomeLines are a line for each outcome, those that went wrong first.
func outcomeLines(l *locale.Language, outcomes []library.Outcome) []string {
	var bad, good []string
	for _, o := range outcomes {
		if o.ID == "" {
			bad = append(bad, "• "+refusedLine(l, o))
			continue
		}
		good = append(good, "• "+outcomeLine(l, o))
	}
	return append(bad, good...)
}

func outcomeLine(l *locale.Language, o library.Outcome) string {
	return "**" + escapeTo(oneLine(o.Title), maxArticleTitle) + "**: " + l.Say(changeKey(o.Change))
}

// refusedLine names what was not taken as the person knows it: an address, or a file's name.
func refusedLine(l *locale.Language, o library.Outcome) string {
	name := o.Location
	if _, web := webAddress(name); !web {
		name = path.Base(name)
	}
	return "**" + escapeTo(oneLine(name), maxSourceTitle) + "**: " + reason(l, o.Reason)
}

// ownCard is the card of an article in the server's library, below a word on what became of it.
func (x *exchange) ownCard(a *corpus.Article, head string) Message {
	m := articleFacts(x.l, a, len(corpus.Split(a)))
	m.Embeds[0].Description = cutTo(strings.TrimSpace(head+"\n\n"+m.Embeds[0].Description), maxDescription)
	buttons := []discordgo.MessageComponent{button(x.l, "correct", do(actCorrect, a.ID)), button(x.l, "remove", do(actRemove, a.ID))}
	return m.with(row(append(buttons, articleButton(x.l, a)...)...))
}

// size is a number of bytes for people, in the binary units that the settings are written in.
func size(bytes int64) string {
	switch {
	case bytes < 1<<10:
		return strconv.FormatInt(bytes, 10) + " B"
	case bytes < 1<<20:
		return strconv.FormatFloat(float64(bytes)/(1<<10), 'f', 1, 64) + " KiB"
	case bytes < 1<<30:
		return strconv.FormatFloat(float64(bytes)/(1<<20), 'f', 1, 64) + " MiB"
	}
	return strconv.FormatFloat(float64(bytes)/(1<<30), 'f', 1, 64) + " GiB"
}
