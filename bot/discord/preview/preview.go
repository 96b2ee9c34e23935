// Package preview shows what the bot sends to Discord as a page that looks like Discord: messages with
// embeds, buttons, menus and forms, on dark and on light ground. It is for looking at cards without
// Discord, and for pictures in documentation.
//
// [Decode] reads the JSON of messages or of responses to interactions, and [Page] writes the page.
//
// What binds:
//   - The page needs nothing but itself: no script, no font and no picture from elsewhere.
//   - Markdown is read as Discord reads it, which is not CommonMark: line ends are kept, "> " quotes one line,
//     a backslash takes the meaning from any sign.
//   - Nothing of a message reaches the page as HTML.
package preview

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"strings"
)

// Message is what is drawn of a message or a form.
type Message struct {
	// Note stands above the message on the page, such as the name of its file.
	Note       string      `json:"-"`
	Content    string      `json:"content"`
	Flags      int         `json:"flags"`
	Embeds     []Embed     `json:"embeds"`
	Components []Component `json:"components"`
	// Title is that of a form; "" for a message.
	Title string `json:"title"`
}

// Embed is the box in a message.
type Embed struct {
	Title       string `json:"title"`
	URL         string `json:"url"`
	Description string `json:"description"`
	Color       int    `json:"color"`
	Footer      struct {
		Text string `json:"text"`
	} `json:"footer"`
	Fields []struct {
		Name, Value string
		Inline      bool
	} `json:"fields"`
}

// Component is a row, a button, a menu or a field of a form. Type is Discord's.
type Component struct {
	Type        int         `json:"type"`
	Style       int         `json:"style"`
	Label       string      `json:"label"`
	URL         string      `json:"url"`
	Placeholder string      `json:"placeholder"`
	Value       string      `json:"value"`
	Disabled    bool        `json:"disabled"`
	Components  []Component `json:"components"`
	Component   *Component  `json:"component"`
	Options     []struct {
		Label, Description string
		Default            bool
	} `json:"options"`
	DefaultValues []struct{ ID, Type string } `json:"default_values"`
}

// Discord's numbers.
const (
	flagEphemeral = 1 << 6

	typeRow, typeButton, typeSelect, typeTextInput = 1, 2, 3, 4
	typeChannelSelect                              = 8
	styleLink, styleShort                          = 5, 1
)

// Ephemeral says whether one person alone sees the message.
func (m Message) Ephemeral() bool { return m.Flags&flagEphemeral != 0 }

// Decode reads one message, one response to an interaction, or a list of these.
func Decode(data []byte) ([]Message, error) {
	data = bytes.TrimSpace(data)
	if bytes.HasPrefix(data, []byte("[")) {
		var list []json.RawMessage
		if err := json.Unmarshal(data, &list); err != nil {
			return nil, fmt.Errorf("decode messages: %w", err)
		}
		var all []Message
		for i, one := range list {
			m, err := decodeOne(one)
			if err != nil {
				return nil, fmt.Errorf("message %d: %w", i+1, err)
			}
			all = append(all, m)
		}
		return all, nil
	}
	m, err := decodeOne(data)
	return []Message{m}, err
}

var errNothing = errors.New("it has neither content, embeds nor components")

func decodeOne(data []byte) (Message, error) {
	var response struct {
		Data json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(data, &response); err != nil {
		return Message{}, fmt.Errorf("decode message: %w", err)
	}
	if len(response.Data) > 0 {
		data = response.Data
	}
	var m Message
	if err := json.Unmarshal(data, &m); err != nil {
		return Message{}, fmt.Errorf("decode message: %w", err)
	}
	if m.Content == "" && len(m.Embeds) == 0 && len(m.Components) == 0 {
		return Message{}, fmt.Errorf("decode message: %w", errNothing)
	}
	return m, nil
}

//go:embed page.html
var page string

// Themes are the grounds that messages can be drawn on.
func Themes() []string { return []string{"dark", "light"} }

// Page writes a page with the messages, one column for each theme.
func Page(w io.Writer, messages []Message, themes ...string) error {
	t, err := template.New("page").Funcs(template.FuncMap{
		"markdown": func(s string) template.HTML { return template.HTML(markdown(s)) },
		"colour":   func(c int) template.CSS { return template.CSS(fmt.Sprintf("#%06x", c&0xffffff)) },
		"menu":     Component.menu,
	}).Parse(page)
	if err != nil {
		return fmt.Errorf("preview: %w", err)
	}
	if len(themes) == 0 {
		themes = Themes()
	}
	return t.Execute(w, map[string]any{"Themes": themes, "Messages": messages})
}

// Button, Link, Menu and Input say what a component is.
func (c Component) Button() bool { return c.Type == typeButton && c.Style != styleLink }

// Link says whether the component is a button that opens an address.
func (c Component) Link() bool { return c.Type == typeButton && c.Style == styleLink }

// Menu says whether something is chosen from the component.
func (c Component) Menu() bool {
	return c.Type == typeSelect || 5 <= c.Type && c.Type <= typeChannelSelect
}

// Input says whether the component is a field of a form.
func (c Component) Input() bool { return c.Type == typeTextInput }

// Short says whether a field of a form has one line.
func (c Component) Short() bool { return c.Style == styleShort }

// menu is what a closed menu shows: what is chosen, otherwise its placeholder.
func (c Component) menu() string {
	for _, o := range c.Options {
		if o.Default {
			return o.Label
		}
	}
	switch {
	case len(c.DefaultValues) > 0:
		var names []string
		for _, v := range c.DefaultValues {
			names = append(names, named(map[string]string{"channel": "#", "role": "@&"}[v.Type], v.ID))
		}
		return strings.Join(names, "  ")
	case c.Placeholder != "":
		return c.Placeholder
	}
	return "Make a selection"
}
