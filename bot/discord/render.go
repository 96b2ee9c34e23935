package discord

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/retrieval"
)

// Discord's limits. Discord does not say what it counts; the sizes here are UTF-16 code units,
// which are never fewer than characters.
const (
	maxContent     = 2000
	maxTitle       = 256
	maxDescription = 4096
	// maxFooter is below Discord's 2048, so that title, description and footer together stay below
	// the 6000 for all of a message's embeds.
	maxFooter = 1000
	// maxFurther is what further sources may take from the quotation.
	maxFurther = 1200
)

// Message is what is shown for a reply. It cannot mention anybody. The zero value is no valid message.
type Message struct {
	Content string                    `json:"content"`
	Embeds  []*discordgo.MessageEmbed `json:"embeds"`
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

// Render shows an answer: the question, the best passage as a quotation with the answering sentence
// in bold, where it stands, and further sources. Where nothing was found it says so and shows the
// nearest passage, labelled as such. It is pure, and what it returns is inside Discord's limits
// whatever the answer holds.
func Render(a retrieval.Answer) Message {
	e := &discordgo.MessageEmbed{
		Title:       escapeTo(oneLine(a.Question), maxTitle),
		Description: describe(a),
		Footer:      &discordgo.MessageEmbedFooter{Text: cutTo(footer(a), maxFooter)},
	}
	return Message{Embeds: []*discordgo.MessageEmbed{e}}
}

// describe is the embed's text, at most maxDescription units long.
func describe(a retrieval.Answer) string {
	head := ""
	if !a.Found || len(a.Citations) == 0 {
		head = fmt.Sprintf("**Not found in %s.**", count(a.Articles, "article"))
		if len(a.Citations) == 0 {
			return head
		}
		head += "\nThe nearest passage, which may not answer the question:\n"
	}
	best, rest := a.Citations[0], a.Citations[1:]
	if !a.Found {
		rest = nil
	}
	line := "\n" + citationLine(best)
	list := further(rest, maxFurther)
	room := maxDescription - units(head) - units(line) - units(list)
	return head + quotation(best, room) + line + list
}

func footer(a retrieval.Answer) string {
	text := "Searched " + count(a.Articles, "article") + "."
	if d := oneLine(a.Degraded); d != "" {
		text += " " + d
	}
	return text
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// What the bot says of itself.
const (
	sayHelp = "Ask me a question about the articles, in the same message: I answer with the passage that fits best, " +
		"word for word, and say where it stands. The command /ask does the same, and can search a single article or answer you alone."
	sayUnknown    = "I do not know this command or button any more. Please try /ask."
	sayRestarting = "I am being restarted. Please ask again in a minute."
	sayNoEmbeds   = "I have an answer, but I may not show it here: please give me the permission Embed Links in this channel, or use /ask."
	sayTooLong    = "Looking this up took too long, so I stopped. Please try again, perhaps with fewer words."
	sayFailed     = "Something went wrong while I looked this up. It is not your question's fault. Please try again later."
)

// notice is a message of plain text.
func notice(text string) Message {
	text = strings.TrimSpace(text)
	if !visible(text) {
		text = sayFailed
	}
	return Message{Content: escapeTo(text, maxContent), Embeds: []*discordgo.MessageEmbed{}}
}

// failure is a notice with the ID under which the log holds the cause.
func failure(text, id string) Message { return notice(text + " Reference: " + id) }
