package discord

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/bwmarrin/discordgo"
)

// interaction is a command, an autocompletion, a pressed button, a choice from a menu or a sent form.
// As in all events, each field may be missing; then it is its zero value.
type interaction struct {
	ID          string          `json:"id"`
	Application string          `json:"application_id"`
	Token       string          `json:"token"`
	Type        int             `json:"type"`
	Data        interactionData `json:"data"`
	Guild       string          `json:"guild_id"`
	Channel     channel         `json:"channel"`
	ChannelID   string          `json:"channel_id"`
	// Member is who acts in a server, User who acts elsewhere.
	Member struct {
		User        user       `json:"user"`
		Permissions permission `json:"permissions"`
		Roles       []string   `json:"roles"`
	} `json:"member"`
	User user `json:"user"`
	// Message is the one that the pressed button stands below.
	Message struct {
		ID    string `json:"id"`
		Flags int    `json:"flags"`
	} `json:"message"`
	// Locale is the asker's language.
	Locale string `json:"locale"`
	// Rights are what the bot may do in the channel.
	Rights permission `json:"app_permissions"`
	// Owners says by whose installation the interaction came: "0" names the server, "1" the user.
	Owners map[string]string `json:"authorizing_integration_owners"`
}

// channel is a channel or a thread, whose parent is the channel that it is in.
type channel struct {
	ID     string `json:"id"`
	Type   int    `json:"type"`
	Parent string `json:"parent_id"`
}

// permission is a set of Discord's permission bits, text on the wire.
type permission uint64

// UnmarshalJSON takes what is no number for no permission.
func (p *permission) UnmarshalJSON(data []byte) error {
	var s string
	if json.Unmarshal(data, &s) != nil {
		return nil
	}
	n, err := strconv.ParseUint(s, 10, 64)
	if err == nil {
		*p = permission(n)
	}
	return nil
}

// Permission bits that are looked at, from Discord's table.
const (
	mayAdminister     permission = 1 << 3
	mayManageServer   permission = 1 << 5
	mayManageMessages permission = 1 << 13
	mayOpenThreads    permission = 1 << 35
	mayTalkInThreads  permission = 1 << 38
)

// has says whether all of want are there; administrators have all.
func (p permission) has(want permission) bool { return p&mayAdminister != 0 || p&want == want }

// asker is the person who acts.
func (in interaction) asker() string {
	if in.Member.User.ID != "" {
		return in.Member.User.ID
	}
	return in.User.ID
}

// server is the server whose settings and records the interaction belongs to: "" in direct messages,
// and where the bot is not a member but was brought along by a user.
func (in interaction) server() string {
	if in.Guild == "" || len(in.Owners) > 0 && in.Owners["0"] != in.Guild {
		return ""
	}
	return in.Guild
}

// onEphemeral says whether the pressed button stands below a message that only its reader sees.
func (in interaction) onEphemeral() bool { return in.Message.Flags&flagEphemeral != 0 }

// flagEphemeral is Discord's message flag for what only one person sees.
const flagEphemeral = 1 << 6

// interactionData is what was typed, pressed or chosen.
type interactionData struct {
	// Name and Options are a command's. Sub is its subcommand, whose options Options are then, "" for none.
	Name    string   `json:"name"`
	Sub     string   `json:"-"`
	Type    int      `json:"type"`
	Options []option `json:"options"`
	// Target and Resolved are the message that a menu command was used on, and the files given for options.
	Target   string `json:"target_id"`
	Resolved struct {
		Messages    map[string]message    `json:"messages"`
		Attachments map[string]attachment `json:"attachments"`
	} `json:"resolved"`
	// CustomID is the button's, the menu's or the form's. Values were chosen from the menu.
	CustomID string   `json:"custom_id"`
	Values   []string `json:"values"`
	// Components are the rows of a form.
	Components []formPart `json:"components"`
}

// formPart is a field of a form or what holds fields.
type formPart struct {
	CustomID   string     `json:"custom_id"`
	Value      string     `json:"value"`
	Components []formPart `json:"components"`
	Component  *formPart  `json:"component"`
}

// field is the text of the form's field with this ID, "" where there is none.
func field(parts []formPart, id string) string {
	for _, p := range parts {
		if p.CustomID == id {
			return p.Value
		}
		inner := p.Components
		if p.Component != nil {
			inner = append(inner[:len(inner):len(inner)], *p.Component)
		}
		if v := field(inner, id); v != "" {
			return v
		}
	}
	return ""
}

// option is what was given for one of a command's options. Value is text, a number or a boolean.
type option struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
	// Options are a subcommand's.
	Options []option `json:"options"`
}

// descend goes down to the subcommand, where the command has any.
func (d *interactionData) descend() {
	if len(d.Options) == 1 && d.Options[0].Type == int(discordgo.ApplicationCommandOptionSubCommand) {
		d.Sub, d.Options = d.Options[0].Name, d.Options[0].Options
	}
}

// text is the value of the named option, "" where it is missing or no text.
func (d interactionData) text(name string) string {
	var s string
	d.value(name, &s)
	return s
}

// flag is the value of the named option, otherwise where it is missing or no boolean.
func (d interactionData) flag(name string, otherwise bool) bool {
	b := otherwise
	d.value(name, &b)
	return b
}

func (d interactionData) value(name string, into any) {
	for _, o := range d.Options {
		if o.Name == name {
			// A value of another type stays as it is: the command that is registered decides the types.
			_ = json.Unmarshal(o.Value, into)
			return
		}
	}
}

// focused is the option being typed and what has been typed so far.
func (d interactionData) focused() (name, typed string) {
	for _, o := range d.Options {
		if o.Focused {
			return o.Name, d.text(o.Name)
		}
	}
	return "", ""
}

func decodeInteraction(data json.RawMessage) (interaction, error) {
	var in interaction
	if err := tolerant(data, &in); err != nil {
		return in, fmt.Errorf("decode interaction: %w", err)
	}
	if in.ID == "" || in.Token == "" || in.Application == "" {
		return in, fmt.Errorf("decode interaction: %w, token or application", errNoID)
	}
	in.Data.descend()
	if in.ChannelID == "" {
		in.ChannelID = in.Channel.ID
	}
	return in, nil
}
