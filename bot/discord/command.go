package discord

import (
	"strconv"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/locale"
	"footnote/corpus/citation"
)

// The names of commands and their options as events carry them, whatever language they are shown in.
const (
	askCommand      = "ask"
	searchCommand   = "search"
	articlesCommand = "articles"
	citeCommand     = "cite"
	helpCommand     = "help"
	privacyCommand  = "privacy"
	settingsCommand = "settings"
	sourcesCommand  = "Find sources"

	optionQuestion = "question"
	optionArticle  = "article"
	optionPrivate  = "private"
	optionWords    = "words"
	optionStyle    = "style"

	// maxQuestion and maxWords are the longest texts, in characters, that /ask and /search take.
	maxQuestion = 1000
	maxWords    = 300
)

// command is a command as Discord registers it, reduced to what footnote sets.
type command struct {
	Type             discordgo.ApplicationCommandType `json:"type"`
	Name             string                           `json:"name"`
	NameIn           map[string]string                `json:"name_localizations,omitempty"`
	Description      string                           `json:"description,omitempty"`
	DescriptionIn    map[string]string                `json:"description_localizations,omitempty"`
	Options          []commandOption                  `json:"options,omitempty"`
	DefaultForRights string                           `json:"default_member_permissions,omitempty"`
	// Contexts and Integrations are sets; they are kept sorted.
	Contexts     []discordgo.InteractionContextType     `json:"contexts,omitempty"`
	Integrations []discordgo.ApplicationIntegrationType `json:"integration_types,omitempty"`
}

type commandOption struct {
	Type          discordgo.ApplicationCommandOptionType `json:"type"`
	Name          string                                 `json:"name"`
	NameIn        map[string]string                      `json:"name_localizations,omitempty"`
	Description   string                                 `json:"description"`
	DescriptionIn map[string]string                      `json:"description_localizations,omitempty"`
	Required      bool                                   `json:"required,omitempty"`
	Choices       []optionChoice                         `json:"choices,omitempty"`
	Autocomplete  bool                                   `json:"autocomplete,omitempty"`
	MaxLength     int                                    `json:"max_length,omitempty"`
	// Options are a subcommand's.
	Options []commandOption `json:"options,omitempty"`
}

type optionChoice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// discordLocales are Discord's names for the languages other than English, which is the default.
func discordLocales(code string) []string {
	return map[string][]string{"es": {"es-ES", "es-419"}, "fr": {"fr"}, "ru": {"ru"}}[code]
}

// registry makes commands with their names and descriptions in all languages.
type registry struct{ languages *locale.Set }

// in is a text of each language other than English by Discord's name for it.
func (r registry) in(key string) map[string]string {
	texts := map[string]string{}
	for _, l := range r.languages.Languages() {
		for _, name := range discordLocales(l.Code()) {
			texts[name] = l.Say(key)
		}
	}
	return texts
}

func (r registry) slash(name string, options ...commandOption) command {
	key := "command." + name + "."
	r.describe(key, options)
	return command{Type: discordgo.ChatApplicationCommand, Name: name, NameIn: r.in(key + "name"),
		Description: r.languages.English().Say(key + "description"), DescriptionIn: r.in(key + "description"), Options: options}
}

// describe names and describes options, and those of subcommands among them.
func (r registry) describe(key string, options []commandOption) {
	for i := range options {
		o := &options[i]
		of := key + o.Name + "."
		o.NameIn, o.DescriptionIn = r.in(of+"name"), r.in(of+"description")
		o.Description = r.languages.English().Say(of + "description")
		r.describe(of, o.Options)
	}
}

func text(name string, most int) commandOption {
	return commandOption{Type: discordgo.ApplicationCommandOptionString, Name: name, MaxLength: most, Required: most > 0}
}

func articleOption() commandOption {
	o := text(optionArticle, 0)
	o.Autocomplete = true
	return o
}

func required(o commandOption) commandOption {
	o.Required = true
	return o
}

func styleOption() commandOption {
	o := text(optionStyle, 0)
	for _, s := range citation.Styles() {
		o.Choices = append(o.Choices, optionChoice{s.Label, s.Key})
	}
	return o
}

// commands are all that footnote registers.
func commands(languages *locale.Set) []command {
	r := registry{languages}
	private := commandOption{Type: discordgo.ApplicationCommandOptionBoolean, Name: optionPrivate}
	all := []command{
		r.slash(askCommand, text(optionQuestion, maxQuestion), articleOption(), private),
		r.slash(searchCommand, text(optionWords, maxWords), private),
		r.slash(articlesCommand, articleOption()),
		r.slash(citeCommand, required(articleOption()), styleOption()),
		r.slash(helpCommand),
		r.slash(privacyCommand),
		{Type: discordgo.MessageApplicationCommand, Name: sourcesCommand, NameIn: r.in("command.sources.name")},
	}
	for i := range all {
		all[i].Contexts = []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel}
		all[i].Integrations = []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall, discordgo.ApplicationIntegrationUserInstall}
	}
	settings := r.slash(settingsCommand)
	settings.DefaultForRights = strconv.FormatUint(uint64(mayManageServer), 10)
	own := append(libraryCommands(r), settings)
	for i := range own {
		own[i].Contexts = []discordgo.InteractionContextType{discordgo.InteractionContextGuild}
		own[i].Integrations = []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	}
	return append(all, own...)
}
