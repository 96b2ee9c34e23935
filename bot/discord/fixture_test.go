package discord_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/retrieval"
)

// paged is an article whose passages are the given paragraphs; their sentences end with "|".
func paged(id string, d corpus.Details, section string, paragraphs ...string) (*corpus.Article, []*corpus.Passage) {
	a := &corpus.Article{ID: id, Details: d, Text: section}
	if section != "" {
		a.Blocks = []corpus.Block{{Kind: corpus.Heading, End: len(section), Level: 2}}
	}
	var passages []*corpus.Passage
	for i, paragraph := range paragraphs {
		a.Text += "\n\n"
		p := &corpus.Passage{Article: a, Start: len(a.Text), Ordinal: i, Locator: corpus.Locator{Section: section, Paragraph: i + 2}}
		for s := range strings.SplitSeq(paragraph, "|") {
			lead := len(s) - len(strings.TrimLeft(s, " "))
			p.Sentences = append(p.Sentences, corpus.Span{Start: len(a.Text) + lead, End: len(a.Text) + len(s)})
			a.Text += s
		}
		p.End = len(a.Text)
		passages = append(passages, p)
	}
	return a, passages
}

// fixture is three articles, the first with four passages.
func fixture() *corpus.Collection {
	c := &corpus.Collection{}
	add := func(a *corpus.Article, ps []*corpus.Passage) {
		c.Articles = append(c.Articles, a)
		c.Passages = append(c.Passages, ps...)
	}
	add(paged("0123456789ab", corpus.Details{Title: "Office 39", Authors: []string{"Jane A. Doe"}, Publisher: "Example Times", Published: "2017-07-12",
		URL: "https://example.org/39", Language: "en", Sources: []corpus.Source{{Title: "A defector's account", Publisher: "CNN", Published: "2017"}}}, "History",
		"The office sells gold.| It was founded in 1974.| Nobody knows its budget.",
		"Coal was long sold to China.| That trade has ended.",
		"Workers are posted abroad.| Their wages are kept.",
		"Little else is known of gold."))
	add(paged("ba9876543210", corpus.Details{Title: "Golden years", Published: "2020", TitleInferred: true}, "", "Gold rose for ten years.| Then it fell."))
	add(paged("00ff00ff00ff", corpus.Details{Title: "Port of Veldring", Publisher: "Port Gazette"}, "", "The harbour froze in 1974.| Ships waited."))
	return c
}

// found is an answer from fixture: the sentence of 1974, and two further citations.
func found(question string) retrieval.Answer {
	c := fixture()
	a := retrieval.Answer{Question: question, Found: true, Confidence: .9, Articles: 3, Passages: 6}
	for i, n := range []int{0, 1, 5} {
		p := c.Passages[n]
		a.Citations = append(a.Citations, retrieval.Citation{N: i + 1, Passage: p, Sentence: p.Sentences[min(1-min(i, 1), len(p.Sentences)-1)], Score: float64(3 - i)})
	}
	return a
}

// missed is an answer that found nothing but the same passages near.
func missed(question string) retrieval.Answer {
	a := found(question)
	a.Found, a.Confidence = false, .1
	return a
}

// handClock is a clock that stands still until it is moved.
type handClock struct {
	mu  sync.Mutex
	now time.Time
}

func newHandClock() *handClock { return &handClock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *handClock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// component is a button, a menu or its entry as the bot sent it.
type component struct {
	Type       int         `json:"type"`
	Label      string      `json:"label"`
	CustomID   string      `json:"custom_id"`
	URL        string      `json:"url"`
	Disabled   bool        `json:"disabled"`
	Components []component `json:"components"`
	Options    []struct {
		Label, Description, Value string
		Default                   bool
	} `json:"options"`
	Defaults []struct{ ID string } `json:"default_values"`
}

// components are all buttons and menus below a message, row by row.
func components(t *testing.T, m discordtest.Message) []component {
	t.Helper()
	var body struct {
		Components []component `json:"components"`
	}
	if err := json.Unmarshal(m.Body, &body); err != nil {
		t.Fatal(err)
	}
	var all []component
	for _, row := range body.Components {
		all = append(all, row.Components...)
	}
	return all
}

// labels are the labels of the buttons, those that cannot be pressed in brackets.
func labels(t *testing.T, m discordtest.Message) string {
	t.Helper()
	var all []string
	for _, c := range components(t, m) {
		switch {
		case c.Label == "":
		case c.Disabled:
			all = append(all, "["+c.Label+"]")
		default:
			all = append(all, c.Label)
		}
	}
	return strings.Join(all, ", ")
}

// id is the custom_id of the button with this label.
func id(t *testing.T, m discordtest.Message, label string) string {
	t.Helper()
	for _, c := range components(t, m) {
		if c.Label == label {
			return c.CustomID
		}
	}
	t.Fatalf("no button %q; there are %s", label, labels(t, m))
	return ""
}

// menuOf is the menu whose custom_id begins so.
func menuOf(t *testing.T, m discordtest.Message, prefix string) component {
	t.Helper()
	for _, c := range components(t, m) {
		if c.Type != 2 && strings.HasPrefix(c.CustomID, prefix) {
			return c
		}
	}
	t.Fatalf("no menu %q in %s", prefix, m.Body)
	return component{}
}

// answered is the message in an interaction's first response: a new one or the updated one.
func (r *run) reply(i *discordtest.Interaction) discordtest.Message {
	r.t.Helper()
	ack := i.AwaitAck()
	if ack.Type == 5 || ack.Type == 6 {
		return i.AwaitAnswer()
	}
	var m discordtest.Message
	if err := json.Unmarshal(ack.Data, &m); err != nil {
		r.t.Fatal(err)
	}
	m.Body = ack.Data
	return m
}

// press presses the button with this label below a message and returns what comes of it.
func (r *run) press(m discordtest.Message, label string, changes ...discordtest.Change) (*discordtest.Interaction, discordtest.Message) {
	r.t.Helper()
	i := r.server.Press(id(r.t, m, label), append([]discordtest.Change{discordtest.On(m)}, changes...)...)
	return i, r.reply(i)
}
