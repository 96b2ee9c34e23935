package discord

import (
	"context"
	"slices"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/locale"
)

const (
	unansweredPerPage = 10
	// maxUnanswered is what one of them may take of the page, in units: with all that stands beside it ten fit.
	maxUnanswered = 220
)

// showUnanswered lists the questions that no article answered.
func showUnanswered(ctx context.Context, x *exchange, a action) {
	if !x.mayManage(ctx) {
		return
	}
	page := a.number(0)
	list, total, err := x.options.State.Unanswered(ctx, x.in.server(), page*unansweredPerPage, unansweredPerPage)
	if err != nil {
		x.fail(ctx, "unanswered questions not listed", err)
		return
	}
	x.update(ctx, unansweredPage(x.l, x.withOwnTitles(ctx, list), page, total))
}

// withOwnTitles leaves out the titles of articles that may not be searched here any more.
func (x *exchange) withOwnTitles(ctx context.Context, list []bot.Unanswered) []bot.Unanswered {
	k, err := x.ownCatalog(ctx)
	if err != nil {
		x.log.Warn("titles are left out", "error", err)
	}
	list = slices.Clone(list)
	for i, u := range list {
		if k == nil || !k.Titled(u.Article) {
			list[i].Article = ""
		}
	}
	return list
}

// clearUnanswered deletes that list.
func clearUnanswered(ctx context.Context, x *exchange, _ action) {
	if !x.mayManage(ctx) {
		return
	}
	if err := x.options.State.DropUnanswered(ctx, x.in.server()); err != nil {
		x.fail(ctx, "unanswered questions not deleted", err)
		return
	}
	x.update(ctx, unansweredPage(x.l, nil, 0, 0))
}

// unansweredPage shows what was asked and when, and not who asked.
func unansweredPage(l *locale.Language, list []bot.Unanswered, page, total int) Message {
	back := backButton(l)
	if total == 0 {
		return embed(l.Say("settings.unanswered_title"), l.Say("settings.unanswered_none"), "").with(row(back))
	}
	var lines []string
	for _, u := range list {
		line := "• " + escapeTo(oneLine(u.Question), maxUnanswered) + " · " + u.Created.UTC().Format("2006-01-02")
		if u.Article != "" {
			line += " · " + l.Say("settings.unanswered_in", "title", escapeTo(oneLine(u.Article), maxArticleTitle))
		}
		lines = append(lines, line)
	}
	pages := (total + unansweredPerPage - 1) / unansweredPerPage
	m := embed(l.Say("settings.unanswered_title"), fitLines(lines, maxDescription), l.Say("search.page", "i", min(page+1, pages), "total", pages))
	empty := discordgo.Button{Style: discordgo.DangerButton, Label: cutTo(l.Say("settings.clear"), maxLabel), CustomID: do(actClear).id()}
	return m.with(row(append(turning(l, page, pages, actUnanswered), back, empty)...))
}

// backButton leads back to the settings.
func backButton(l *locale.Language) discordgo.Button {
	return discordgo.Button{Style: discordgo.SecondaryButton, Label: cutTo(l.Say("settings.back"), maxLabel), CustomID: do(actSetting, setNothing).id()}
}
