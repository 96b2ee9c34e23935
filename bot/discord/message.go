package discord

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/locale"
)

// Discord's limits. Discord does not say what it counts; the sizes here are UTF-16 code units,
// which are never fewer than characters.
const (
	maxContent     = 2000
	maxTitle       = 256
	maxDescription = 4096
	// maxFooter is below Discord's 2048, so that title, description and footer together stay below
	// the 6000 for all of a message's embeds.
	maxFooter   = 1000
	maxCustomID = 100
	maxLabel    = 80
	// maxButtons is how many stand in a row; maxLinkButton is the longest address that one opens.
	maxButtons    = 5
	maxLinkButton = 512
	// maxMenuText is for the labels, descriptions and values of a menu's entries.
	maxMenuText    = 100
	maxMenuEntries = 25
)

// Message is what is shown for a reply. It cannot mention anybody. The zero value is no valid message.
type Message struct {
	Content    string                       `json:"content"`
	Embeds     []*discordgo.MessageEmbed    `json:"embeds"`
	Components []discordgo.MessageComponent `json:"components"`
	// AllowedMentions has one value only.
	AllowedMentions NoMentions `json:"allowed_mentions"`
}

// NoMentions is encoded as Discord's allowed_mentions that allow none.
type NoMentions struct{}

// MarshalJSON never fails.
func (NoMentions) MarshalJSON() ([]byte, error) {
	return json.RawMessage(`{"parse":[],"replied_user":false}`), nil
}

// withoutTitle leaves out the question where it can be seen anyway.
func (m Message) withoutTitle() Message {
	for i, e := range m.Embeds {
		c := *e
		c.Title = ""
		m.Embeds[i] = &c
	}
	return m
}

// embed is a message of one embed. title and footer are plain text, description is Markdown; all are cut to Discord's limits.
func embed(title, description, footer string) Message {
	e := &discordgo.MessageEmbed{Title: escapeTo(oneLine(title), maxTitle), Description: cutTo(description, maxDescription)}
	if footer = oneLine(footer); footer != "" {
		e.Footer = &discordgo.MessageEmbedFooter{Text: cutTo(footer, maxFooter)}
	}
	return Message{Embeds: []*discordgo.MessageEmbed{e}, Components: []discordgo.MessageComponent{}}
}

// with returns the message with rows of components below it; empty rows are left out.
func (m Message) with(rows ...discordgo.ActionsRow) Message {
	m.Components = []discordgo.MessageComponent{}
	for _, r := range rows {
		if len(r.Components) > 0 {
			m.Components = append(m.Components, r)
		}
	}
	return m
}

// row holds up to five buttons or one menu. What Discord would not take, because it stands for nothing or
// its ID is too long, is left out.
func row(components ...discordgo.MessageComponent) discordgo.ActionsRow {
	r := discordgo.ActionsRow{}
	for _, c := range components {
		switch c := c.(type) {
		case discordgo.Button:
			if c.Label == "" || units(c.CustomID) > maxCustomID {
				continue
			}
		case discordgo.SelectMenu:
			if units(c.CustomID) > maxCustomID || c.MenuType == discordgo.StringSelectMenu && len(c.Options) == 0 {
				continue
			}
		}
		r.Components = append(r.Components, c)
	}
	return r
}

// button is a grey button whose label is a text of the language.
func button(l *locale.Language, label string, a action) discordgo.Button {
	return discordgo.Button{Label: cutTo(l.Say("button."+label), maxLabel), Style: discordgo.SecondaryButton, CustomID: a.id()}
}

// turning are the buttons that turn the pages of a list, none where there is one page only. A page's
// number follows the action's arguments; what comes after it keeps the two buttons apart.
func turning(l *locale.Language, page, pages int, name string, args ...string) []discordgo.MessageComponent {
	if pages < 2 {
		return nil
	}
	to := func(n int, way string) action {
		return do(name, append(append([]string{}, args...), strconv.Itoa(n), way)...)
	}
	return []discordgo.MessageComponent{
		enabled(page > 0, button(l, "previous", to(max(page-1, 0), "p"))),
		enabled(page+1 < pages, button(l, "next", to(page+1, "n"))),
	}
}

// enabled is the button as it is, or one that cannot be pressed.
func enabled(on bool, b discordgo.Button) discordgo.Button {
	b.Disabled = !on
	return b
}

// saying is a message of one of our own texts, which is Markdown.
func saying(text string) Message {
	return Message{Content: cutTo(text, maxContent), Embeds: []*discordgo.MessageEmbed{}, Components: []discordgo.MessageComponent{}}
}

// menu is a menu to choose one entry from. Entries whose values Discord would not take are left out: it
// would refuse the whole message.
func menu(placeholder string, a action, entries []discordgo.SelectMenuOption) discordgo.SelectMenu {
	fit := slices.DeleteFunc(slices.Clone(entries), func(e discordgo.SelectMenuOption) bool {
		return e.Value == "" || units(e.Value) > maxMenuText
	})
	return discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: a.id(), Placeholder: cutTo(placeholder, maxMenuText),
		Options: fit[:min(len(fit), maxMenuEntries)]}
}

// entry is an entry of a menu, in plain text.
func entry(label, description, value string) discordgo.SelectMenuOption {
	if !visible(label) {
		label = value
	}
	return discordgo.SelectMenuOption{Label: cutTo(oneLine(label), maxMenuText), Description: cutTo(oneLine(description), maxMenuText), Value: value}
}
