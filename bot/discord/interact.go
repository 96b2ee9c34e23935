package discord

import (
	"context"
	"log/slog"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	// ackTimeout is how long acknowledging is tried; Discord gives up on an interaction after 3 s.
	ackTimeout = 3 * time.Second
	// postTimeout is how long delivering an answer is tried.
	postTimeout = time.Minute
)

// handler answers one kind of interaction. args are the action's, for a button, a menu or a form.
type handler func(ctx context.Context, x *exchange, a action)

// interact answers one interaction.
func (s *service) interact(ctx context.Context, log *slog.Logger, in interaction) {
	x := s.newExchange(ctx, log, in)
	defer func() {
		if p := recover(); p != nil {
			x.collapse(ctx, p)
		}
	}()
	h, a := handler(nil), action{}
	switch discordgo.InteractionType(in.Type) {
	case discordgo.InteractionApplicationCommand:
		h = commandHandler(in.Data.Name, in.Data.Sub)
	case discordgo.InteractionApplicationCommandAutocomplete:
		h = suggestArticles
		if in.Data.Name == libraryCommand {
			h = suggestOwn
		}
	case discordgo.InteractionMessageComponent, discordgo.InteractionModalSubmit:
		if parsed, ok := parseAction(in.Data.CustomID); ok {
			h, a = actionHandler(parsed.name), parsed
		}
	default:
		log.Warn("unknown kind of interaction", "type", in.Type)
		return
	}
	if h == nil {
		// A command or a button that this build no longer has, or does not have yet.
		log.Warn("unknown interaction", "type", in.Type, "name", in.Data.Name, "custom_id", in.Data.CustomID)
		x.tell(ctx, "say.unknown")
		return
	}
	h(ctx, x, a)
}

// commandHandler is what answers a command, nil for an unknown one.
func commandHandler(name, sub string) handler {
	if name == libraryCommand {
		return libraryHandler(sub)
	}
	return map[string]handler{
		askCommand: answerQuestion, sourcesCommand: findSources, searchCommand: searchWords, articlesCommand: showArticles,
		citeCommand: citeArticle, helpCommand: showHelp, privacyCommand: showPrivacy, settingsCommand: showSettings, collectCommand: collect,
	}[name]
}

// The names of actions. They stand in the messages that were sent, so none may change its meaning.
const (
	actMore       = "more"       // card, number: one of an answer's passages
	actContext    = "context"    // passage, number: the passages around it
	actCite       = "cite"       // passage: a citation of it
	actCiteStyle  = "style"      // passage or article; the style is chosen
	actShare      = "share"      // card, number: the answer for all
	actHelpful    = "good"       // card
	actUnhelpful  = "bad"        // card: opens the form
	actExpected   = "expected"   // card: the form
	actDelete     = "delete"     // card, asker
	actDiscuss    = "discuss"    // card
	actSearchPage = "search"     // card, number
	actPassage    = "passage"    // the passage is chosen
	actArticles   = "articles"   // number: a page of the list
	actArticle    = "article"    // the article is chosen
	actSetting    = "set"        // which; the value is chosen or the argument
	actUnanswered = "unanswered" // number: a page of the list
	actSaid       = "said"       // what people said of answers
	actClear      = "clear"      // deletes that list
	actForget     = "forget"     // deletes what is held about the asker
	actReveal     = "reveal"     // card: answers the question of a mention
	actCorrect    = "correct"    // article of the server's library: opens the form
	actCorrected  = "corrected"  // article: the form
	actRemove     = "remove"     // article: asks whether it is meant
	actRemoved    = "removed"    // article: it is
	actKeep       = "keep"       // it is not
	actLibrary    = "library"    // number: a page of the server's library
	actOpen       = "open"       // the article of the server's library is chosen
)

// actionHandler is what answers a button, a menu or a form, nil for an unknown one.
func actionHandler(name string) handler {
	return map[string]handler{
		actMore: showPassage, actContext: showContext, actCite: citePassage, actCiteStyle: citeInStyle, actShare: shareAnswer,
		actHelpful: noteHelpful, actUnhelpful: askExpected, actExpected: noteUnhelpful, actDelete: deleteAnswer, actDiscuss: openThread,
		actSearchPage: turnSearch, actPassage: openPassage, actArticles: turnArticles, actArticle: openArticle,
		actSetting: changeSetting, actUnanswered: showUnanswered, actSaid: showSaid, actClear: clearUnanswered, actForget: forget, actReveal: revealAnswer,
		actCorrect: askCorrection, actCorrected: correct, actRemove: askRemoval, actRemoved: removeArticle, actKeep: keepArticle,
		actLibrary: turnLibrary, actOpen: openOwn,
	}[name]
}
