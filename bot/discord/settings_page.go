package discord

import (
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/locale"
)

// settingsPage is the panel. Who may change the library is asked only where there can be one.
func (x *exchange) settingsPage(unanswered int) Message {
	l, all, s := x.l, x.languages, x.settings
	text := settingsText(l, all, s)
	rows := []discordgo.ActionsRow{row(channelMenu(l, s.Channels)), row(languageMenu(l, all, s.Language)), row(retentionMenu(l, s.RetentionDays))}
	if x.options.Library.usable() {
		text += "\n• " + l.Say("settings.librarians", "roles", roleNames(l, s.Librarians))
		rows = append(rows, row(librarianMenu(l, s.Librarians)))
	}
	return embed(l.Say("settings.title"), text, "").with(append(rows,
		row(toggle(l, setMentions, s.Mentions), toggle(l, setPrivate, s.Private),
			discordgo.Button{Style: discordgo.SecondaryButton, Label: cutTo(l.Say("settings.unanswered", "n", unanswered), maxLabel), CustomID: do(actUnanswered, "0").id()},
			discordgo.Button{Style: discordgo.SecondaryButton, Label: cutTo(l.Say("settings.said"), maxLabel), CustomID: do(actSaid).id()}))...)
}

func settingsText(l *locale.Language, all *locale.Set, s bot.Settings) string {
	lines := []string{
		l.Say("settings.intro"), "",
		"• " + l.Say("settings.channels", "channels", channelNames(l, s.Channels)),
	}
	if len(s.Channels) > 0 {
		lines = append(lines, "-# "+l.Say("settings.channels_note"))
	}
	lines = append(lines, "• "+l.Say(onOff("settings.mentions", s.Mentions)), "• "+l.Say(onOff("settings.private", s.Private)))
	if s.Mentions && s.Private {
		lines = append(lines, "-# "+l.Say("settings.private_note"))
	}
	return strings.Join(append(lines,
		"• "+l.Say("settings.language", "language", languageName(l, all, s.Language)),
		"• "+l.Say("settings.retention", "n", s.RetentionDays)), "\n")
}

func onOff(key string, on bool) string {
	if on {
		return key + "_on"
	}
	return key + "_off"
}

func toggle(l *locale.Language, name string, on bool) discordgo.Button {
	next := "on"
	if on {
		next = "off"
	}
	return discordgo.Button{Style: discordgo.SecondaryButton, Label: cutTo(l.Say("settings.turn_"+name+"_"+next), maxLabel), CustomID: do(actSetting, name, next).id()}
}

func channelNames(l *locale.Language, channels []string) string {
	if len(channels) == 0 {
		return l.Say("settings.channels_all")
	}
	var names []string
	for _, c := range channels {
		names = append(names, "<#"+digits(c)+">")
	}
	return strings.Join(names, " ")
}

// roleNames are those who may change the library beside the server's managers.
func roleNames(l *locale.Language, roles []string) string {
	if len(roles) == 0 {
		return l.Say("settings.librarians_none")
	}
	return l.Say("settings.librarians_roles", "roles", roleMentions(roles))
}

func librarianMenu(l *locale.Language, chosen []string) discordgo.SelectMenu {
	none := 0
	m := discordgo.SelectMenu{MenuType: discordgo.RoleSelectMenu, CustomID: do(actSetting, setLibrarians).id(),
		Placeholder: cutTo(l.Say("settings.librarians_choose"), maxMenuText), MinValues: &none, MaxValues: bot.MaxLibrarians}
	for _, r := range chosen {
		m.DefaultValues = append(m.DefaultValues, discordgo.SelectMenuDefaultValue{ID: r, Type: discordgo.SelectMenuDefaultValueRole})
	}
	return m
}

func languageName(l *locale.Language, all *locale.Set, code string) string {
	if spoken, ok := all.Lookup(code); ok {
		return spoken.Say("language")
	}
	return l.Say("settings.language_own")
}

func channelMenu(l *locale.Language, chosen []string) discordgo.SelectMenu {
	none := 0
	m := discordgo.SelectMenu{MenuType: discordgo.ChannelSelectMenu, CustomID: do(actSetting, setChannels).id(),
		Placeholder: cutTo(l.Say("settings.channels_choose"), maxMenuText), MinValues: &none, MaxValues: bot.MaxChannels,
		ChannelTypes: []discordgo.ChannelType{discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews, discordgo.ChannelTypeGuildForum}}
	for _, c := range chosen {
		m.DefaultValues = append(m.DefaultValues, discordgo.SelectMenuDefaultValue{ID: c, Type: discordgo.SelectMenuDefaultValueChannel})
	}
	return m
}

func languageMenu(l *locale.Language, all *locale.Set, code string) discordgo.SelectMenu {
	shown := func(name string) string { return l.Say("settings.language", "language", name) }
	own := entry(shown(l.Say("settings.language_own")), "", valueOwn)
	_, spoken := all.Lookup(code)
	own.Default = !spoken
	entries := []discordgo.SelectMenuOption{own}
	for _, s := range all.Languages() {
		e := entry(shown(s.Say("language")), "", s.Code())
		e.Default = s.Code() == code
		entries = append(entries, e)
	}
	return menu(l.Say("settings.language_choose"), do(actSetting, setLanguage), entries)
}

func retentionMenu(l *locale.Language, days int) discordgo.SelectMenu {
	var entries []discordgo.SelectMenuOption
	for _, n := range retentions() {
		e := entry(l.Say("settings.retention", "n", n), "", strconv.Itoa(n))
		e.Default = n == days
		entries = append(entries, e)
	}
	return menu(l.Say("settings.retention_choose"), do(actSetting, setRetention), entries)
}
