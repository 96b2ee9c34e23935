package discord

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	askCommand     = "ask"
	optionQuestion = "question"
	optionArticle  = "article"
	optionPrivate  = "private"

	// maxQuestion is the longest question, in characters, that /ask takes.
	maxQuestion = 1000
)

// command is a slash command as Discord registers it, reduced to what footnote sets.
type command struct {
	Type        discordgo.ApplicationCommandType `json:"type"`
	Name        string                           `json:"name"`
	Description string                           `json:"description"`
	Options     []commandOption                  `json:"options,omitempty"`
	// Contexts and Integrations are sets; they are kept sorted.
	Contexts     []discordgo.InteractionContextType     `json:"contexts,omitempty"`
	Integrations []discordgo.ApplicationIntegrationType `json:"integration_types,omitempty"`
}

type commandOption struct {
	Type         discordgo.ApplicationCommandOptionType `json:"type"`
	Name         string                                 `json:"name"`
	Description  string                                 `json:"description"`
	Required     bool                                   `json:"required,omitempty"`
	Autocomplete bool                                   `json:"autocomplete,omitempty"`
	MaxLength    int                                    `json:"max_length,omitempty"`
}

// commands are all that footnote registers, by name.
func commands() []command {
	return []command{{
		Type:        discordgo.ChatApplicationCommand,
		Name:        askCommand,
		Description: "Ask the articles a question and get the passage that answers it, with its source",
		Options: []commandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: optionQuestion, Required: true,
				Description: "What you want to know, in your own words", MaxLength: maxQuestion},
			{Type: discordgo.ApplicationCommandOptionString, Name: optionArticle, Autocomplete: true,
				Description: "Search this article only: type a part of its title"},
			{Type: discordgo.ApplicationCommandOptionBoolean, Name: optionPrivate,
				Description: "Show the answer to you alone"},
		},
		Contexts:     []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM},
		Integrations: []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall},
	}}
}

// register makes Discord hold commands() and nothing else, writing only where that differs: it
// limits how many commands may be created in a day. Trouble that may pass is waited out; a refusal
// is logged, since mentions and direct messages work without commands.
func (s *service) register(ctx context.Context, application string) {
	for failures := 0; ; failures++ {
		changed, err := s.registerOnce(ctx, application)
		if err == nil {
			s.log.Info("commands are registered", "changed", changed)
			return
		}
		if !mayPass(err) || ctx.Err() != nil {
			s.log.Error("commands are not registered: /ask may be missing or old", "error", err)
			return
		}
		if s.rest.clock.sleep(ctx, s.rest.clock.backoff(failures, 5*time.Second, 5*time.Minute)) != nil {
			return
		}
	}
}

func (s *service) registerOnce(ctx context.Context, application string) (changed bool, err error) {
	held, err := s.rest.commands(ctx, application)
	if err != nil {
		return false, err
	}
	want := commands()
	if reflect.DeepEqual(normal(held), normal(want)) {
		return false, nil
	}
	return true, s.rest.setCommands(ctx, application, want)
}

// normal puts commands into an order and shape in which equal ones are deeply equal.
func normal(cs []command) []command {
	cs = slices.Clone(cs)
	for i := range cs {
		c := &cs[i]
		c.Options = append([]commandOption{}, c.Options...)
		c.Contexts = append([]discordgo.InteractionContextType{}, c.Contexts...)
		c.Integrations = append([]discordgo.ApplicationIntegrationType{}, c.Integrations...)
		slices.Sort(c.Contexts)
		slices.Sort(c.Integrations)
	}
	slices.SortFunc(cs, func(a, b command) int { return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name)) })
	return cs
}
