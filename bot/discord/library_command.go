package discord

import (
	"github.com/bwmarrin/discordgo"
)

// The library's commands, and what only they have.
const (
	libraryCommand = "library"
	collectCommand = "Add to library"

	libraryAdd    = "add"
	libraryRemove = "remove"
	libraryEdit   = "edit"
	libraryList   = "list"
	libraryStatus = "status"

	optionAttachment = "attachment"
	optionLink       = "link"

	// maxAddress is the longest address, in characters, that is taken.
	maxAddress = 1500
)

// libraryHandler is what answers a subcommand of /library, nil for an unknown one.
func libraryHandler(sub string) handler {
	return map[string]handler{libraryAdd: addArticles, libraryRemove: removeNamed, libraryEdit: editNamed,
		libraryList: listLibrary, libraryStatus: showStatus}[sub]
}

// libraryCommands are /library and the menu command for messages. Discord hides them from nobody: who may change the
// library is the server's setting, which Discord does not know.
func libraryCommands(r registry) []command {
	link := text(optionLink, maxAddress)
	link.Required = false
	return []command{
		r.slash(libraryCommand,
			subcommand(libraryAdd, commandOption{Type: discordgo.ApplicationCommandOptionAttachment, Name: optionAttachment}, link),
			subcommand(libraryRemove, required(articleOption())),
			subcommand(libraryEdit, required(articleOption())),
			subcommand(libraryList), subcommand(libraryStatus)),
		{Type: discordgo.MessageApplicationCommand, Name: collectCommand, NameIn: r.in("command.collect.name")},
	}
}

func subcommand(name string, options ...commandOption) commandOption {
	return commandOption{Type: discordgo.ApplicationCommandOptionSubCommand, Name: name, Options: options}
}
