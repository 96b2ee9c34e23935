package discord

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/locale"
	"footnote/corpus"
)

// articlesPerPage is how many articles a page of the list has.
const articlesPerPage = 10

// What the parts of an article's card may take, in units.
const (
	maxSections     = 1500
	maxOwnSources   = 1000
	maxArticleTitle = 120
)

// showArticles answers /articles: the list, or the card of one article.
func showArticles(ctx context.Context, x *exchange, _ action) {
	switch k, id, ok := x.chosen(ctx); {
	case !ok:
	case id == "":
		x.show(ctx, articlesPage(x.l, k, 0), true)
	default:
		a, _ := k.Article(id)
		x.show(ctx, articleCard(x.l, a, len(k.Passages(id))), true)
	}
}

// chosen is the catalog, and the ID of the article that the command names, "" where it names none. Where either cannot be
// had, the asker has been told and ok is false.
func (x *exchange) chosen(ctx context.Context) (k *bot.Catalog, id string, ok bool) {
	if k, ok = x.filledCatalog(ctx); ok {
		id, ok = x.article(ctx, k)
	}
	return k, id, ok
}

// article is the ID of the article that the command names, "" where it names none. Where the name fits
// no article or several, the asker has been told and ok is false.
func (x *exchange) article(ctx context.Context, k *bot.Catalog) (id string, ok bool) {
	id, err := k.Find(strings.TrimSpace(x.in.Data.text(optionArticle)))
	var name *bot.NameError
	switch {
	case errors.As(err, &name):
		x.show(ctx, misnamed(x.l, name), true)
	case err != nil:
		x.fail(ctx, "article not looked up", err)
	}
	return id, err == nil
}

func turnArticles(ctx context.Context, x *exchange, a action) {
	if k, ok := x.filledCatalog(ctx); ok {
		x.turn(ctx, articlesPage(x.l, k, a.number(0)))
	}
}

// openArticle shows the card of an article that was chosen from the list.
func openArticle(ctx context.Context, x *exchange, _ action) {
	k, ok := x.catalog(ctx)
	if !ok {
		return
	}
	id := ""
	if len(x.in.Data.Values) > 0 {
		id = x.in.Data.Values[0]
	}
	a, ok := k.Article(id)
	if !ok {
		x.tell(ctx, "passage.gone")
		return
	}
	x.show(ctx, articleCard(x.l, a, len(k.Passages(id))), true)
}

// articlesPage lists articles in the collection's order. There must be one.
func articlesPage(l *locale.Language, k *bot.Catalog, page int) Message {
	all := k.Collection().Articles
	pages := (len(all) + articlesPerPage - 1) / articlesPerPage
	page = min(page, pages-1)
	from := page * articlesPerPage
	shown := all[from:min(from+articlesPerPage, len(all))]
	var entries []discordgo.SelectMenuOption
	for i, a := range shown {
		entries = append(entries, entry(strconv.Itoa(from+i+1)+". "+a.Title, joinFilled([]string{a.Publisher, a.Published}), a.ID))
	}
	text := strings.Join(articleLines(l, shown, from, true), "\n")
	if units(text) > maxDescription { // long addresses; the articles' cards have them too
		text = fitLines(articleLines(l, shown, from, false), maxDescription)
	}
	m := embed(l.Say("articles.title"), text, l.Say("articles.count", "n", len(all))+" · "+l.Say("search.page", "i", page+1, "total", pages))
	return m.with(
		row(turning(l, page, pages, actArticles)...),
		row(menu(l.Say("articles.show"), do(actArticle), entries)))
}

// articleLines are a line for each article, with its address or without; they are numbered from the one after from.
func articleLines(l *locale.Language, articles []*corpus.Article, from int, linked bool) []string {
	var lines []string
	for i, a := range articles {
		d := a.Details
		d.Title = cutTo(oneLine(d.Title), maxArticleTitle)
		if !linked {
			d.URL = ""
		}
		lines = append(lines, strconv.Itoa(from+i+1)+`\. `+joinFilled([]string{linkedTitle(l, d), escapeTo(oneLine(d.Publisher), maxDate), escapeTo(oneLine(d.Published), maxDate)}))
	}
	return lines
}

// fitLines joins as many lines as fit into limit units.
func fitLines(lines []string, limit int) string {
	var kept []string
	for _, s := range lines {
		if limit -= units(s) + 1; limit < 0 {
			break
		}
		kept = append(kept, s)
	}
	return strings.Join(kept, "\n")
}

// articleCard shows what is known of an article, with buttons.
func articleCard(l *locale.Language, a *corpus.Article, passages int) Message {
	cite := []discordgo.MessageComponent{button(l, "cite", do(actCite, a.ID))}
	return articleFacts(l, a, passages).with(row(append(cite, articleButton(l, a)...)...))
}

// articleFacts shows what is known of an article.
func articleFacts(l *locale.Language, a *corpus.Article, passages int) Message {
	known := func(text string, limit int) string {
		if text = oneLine(text); !visible(text) {
			return l.Say("articles.unknown")
		}
		return escapeTo(text, limit)
	}
	var lines []string
	if a.TitleInferred {
		lines = append(lines, "("+l.Say("source.inferred")+")")
	}
	lines = append(lines,
		fact(l, "authors", known(strings.Join(a.Authors, ", "), maxAuthors)),
		fact(l, "publisher", known(a.Publisher, maxPublisher)),
		fact(l, "published", known(a.Published, maxDate)),
		fact(l, "language", known(languageNote(l, a.Details), maxDate)),
		fact(l, "length", length(l, a, passages)))
	if s := sections(a); len(s) > 0 {
		lines = append(lines, "", fact(l, "sections", ""), fitLines(bullets(s), maxSections))
	}
	if s := ownSources(a.Sources); len(s) > 0 {
		lines = append(lines, "", fact(l, "sources", ""), fitLines(bullets(s), maxOwnSources))
	}
	return embed(a.Title, strings.Join(lines, "\n"), "")
}

// articleButton opens the article at its publisher, none where it has no address.
func articleButton(l *locale.Language, a *corpus.Article) []discordgo.MessageComponent {
	address, ok := buttonAddress(a.URL)
	if !ok {
		return nil
	}
	return []discordgo.MessageComponent{discordgo.Button{Style: discordgo.LinkButton, Label: l.Say("button.article"), URL: address}}
}

// pages counts the printed pages of an article, 0 where it has none.
func pages(a *corpus.Article) int {
	seen := map[string]bool{}
	for _, b := range a.Blocks {
		for label := range strings.SplitSeq(b.Page, "–") { // a paragraph over a page's end has both
			if label != "" {
				seen[label] = true
			}
		}
	}
	return len(seen)
}

// length is how many pages and passages an article has.
func length(l *locale.Language, a *corpus.Article, passages int) string {
	text := l.Say("articles.passages", "n", passages)
	if n := pages(a); n > 0 {
		text = l.Say("articles.pages", "n", n) + ", " + text
	}
	return text
}

func fact(l *locale.Language, label, text string) string {
	return strings.TrimSpace("**" + l.Say("articles."+label) + ":** " + text)
}

// languageNote is the language's name, and that it was inferred where it was.
func languageNote(l *locale.Language, d corpus.Details) string {
	name := l.NameOf(d.Language)
	if name != "" && d.LanguageInferred {
		name += " (" + l.Say("articles.detected") + ")"
	}
	return name
}

func bullets(texts []string) []string {
	for i, s := range texts {
		texts[i] = "• " + escapeTo(s, maxSection)
	}
	return texts
}

// sections are an article's headings, each once.
func sections(a *corpus.Article) []string {
	var all []string
	for _, b := range a.Blocks {
		if b.Kind != corpus.Heading {
			continue
		}
		if s := oneLine(a.Text[b.Start:b.End]); visible(s) && s != oneLine(a.Title) && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

func ownSources(sources []corpus.Source) []string {
	var all []string
	for _, s := range sources {
		if text := oneLine(joinFilled([]string{s.Title, s.Publisher, s.Published})); visible(text) {
			all = append(all, text)
		}
	}
	return all
}
