package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/locale"
)

// exchange is one interaction under way: what was asked, by whom, and the ways to answer. The first of
// show, update, open, choices, deferAnswer and deferNothing is the first response; Discord takes only one.
type exchange struct {
	*service
	in  interaction
	log *slog.Logger
	// l is the language to answer in.
	l        *locale.Language
	settings bot.Settings
	// deferred says that an answer was announced, answered that one was sent.
	deferred, answered bool
}

func (s *service) newExchange(ctx context.Context, log *slog.Logger, in interaction) *exchange {
	x := &exchange{service: s, in: in, log: log}
	if discordgo.InteractionType(in.Type) != discordgo.InteractionApplicationCommandAutocomplete { // which is answered from memory alone
		x.settings = s.settingsOf(ctx, log, in.server())
	}
	x.l = s.language(x.settings, in.Locale)
	return x
}

// settingsTimeout is how long reading settings may hold up an answer.
const settingsTimeout = time.Second

// settingsOf are a server's settings. Where they cannot be read, questions are answered nevertheless, and
// privately: the server may want that.
func (s *service) settingsOf(ctx context.Context, log *slog.Logger, server string) bot.Settings {
	if server == "" {
		return bot.DefaultSettings()
	}
	ctx, cancel := context.WithTimeout(ctx, settingsTimeout)
	defer cancel()
	set, err := s.options.State.Settings(ctx, server)
	if err != nil {
		log.Error("settings cannot be read", "server", server, "error", err)
		set = bot.DefaultSettings()
		set.Private = true
	}
	return set
}

// language is what a server has chosen, otherwise the one that a locale asks for.
func (s *service) language(set bot.Settings, wanted string) *locale.Language {
	if l, ok := s.languages.Lookup(set.Language); ok {
		return l
	}
	return s.languages.For(wanted)
}

// openHere says whether answers for all may be given in the channel.
func (x *exchange) openHere() bool {
	return openIn(x.settings, x.in.ChannelID, x.in.Channel.Parent)
}

// openIn says whether a server's settings let the bot answer for all in a channel or in its parent's threads.
func openIn(set bot.Settings, channel, parent string) bool {
	return len(set.Channels) == 0 || slices.Contains(set.Channels, channel) || parent != "" && slices.Contains(set.Channels, parent)
}

// private says whether the answer is for the asker alone: as they chose, otherwise as the server's settings
// say, and always where answers for all are not wanted.
func (x *exchange) private() bool {
	return !x.openHere() || x.in.Data.flag(optionPrivate, x.settings.Private)
}

// shown is a message as a first response.
type shown struct {
	Message
	Flags int `json:"flags,omitempty"`
}

func flags(private bool) int {
	if private {
		return flagEphemeral
	}
	return 0
}

// show answers with a new message.
func (x *exchange) show(ctx context.Context, m Message, private bool) bool {
	return x.first(ctx, callback{discordgo.InteractionResponseChannelMessageWithSource, shown{m, flags(private)}})
}

// tell answers the asker alone with one of our texts.
func (x *exchange) tell(ctx context.Context, key string, values ...any) bool {
	return x.show(ctx, saying(x.l.Say(key, values...)), true)
}

// update replaces the message that the pressed button stands below.
func (x *exchange) update(ctx context.Context, m Message) bool {
	return x.first(ctx, callback{discordgo.InteractionResponseUpdateMessage, m})
}

// turn shows m to the asker alone: in place of the message with the button where that is theirs
// alone already, otherwise in a new one, so that nobody's view changes under their eyes.
func (x *exchange) turn(ctx context.Context, m Message) bool {
	if x.in.onEphemeral() {
		return x.update(ctx, m)
	}
	return x.show(ctx, m, true)
}

// open opens a form.
func (x *exchange) open(ctx context.Context, f discordgo.InteractionResponseData) bool {
	form := struct {
		CustomID   string                       `json:"custom_id"`
		Title      string                       `json:"title"`
		Components []discordgo.MessageComponent `json:"components"`
	}{f.CustomID, f.Title, f.Components}
	return x.first(ctx, callback{discordgo.InteractionResponseModal, form})
}

// deferAnswer says that an answer is under way; edit gives it.
func (x *exchange) deferAnswer(ctx context.Context, private bool) bool {
	return x.deferTo(ctx, private, nil)
}

// deferTo is deferAnswer for a question, which the next start answers if this process is killed before edit.
func (x *exchange) deferTo(ctx context.Context, private bool, a *asked) bool {
	data := struct {
		Flags int `json:"flags,omitempty"`
	}{flags(private)}
	// Beside each other, since Discord waits 3 s only.
	var kept sync.WaitGroup
	kept.Go(func() {
		x.keep(ctx, pending{Application: x.in.Application, Token: x.in.Token, Locale: x.in.Locale, Asked: a})
	})
	ours := x.first(ctx, callback{discordgo.InteractionResponseDeferredChannelMessageWithSource, data})
	kept.Wait()
	x.deferred = ours
	if !ours {
		x.settle(ctx, x.log, x.in.ID, nil)
		return false
	}
	x.crowd.yield(ctx)
	return true
}

// deferNothing says that the button was seen, and changes nothing.
func (x *exchange) deferNothing(ctx context.Context) bool {
	return x.first(ctx, callback{Type: discordgo.InteractionResponseDeferredMessageUpdate})
}

// edit gives the answer that deferAnswer announced.
func (x *exchange) edit(ctx context.Context, m Message) {
	x.answered = true
	posting, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	err := x.rest.edit(posting, x.in, m)
	if err != nil {
		x.log.Error("answer not delivered", "error", err)
	}
	x.settle(ctx, x.log, x.in.ID, err)
}

// fail logs what went wrong and tells the asker under which reference.
func (x *exchange) fail(ctx context.Context, what string, err error) {
	x.log.Error(what, "error", err)
	x.show(ctx, failure(x.l, "say.failed", x.in.ID), true)
}

// collapse tells the asker of a handler that has panicked, unless they have their answer.
func (x *exchange) collapse(ctx context.Context, p any) {
	x.log.Error("handler panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
	switch m := failure(x.l, "say.failed", x.in.ID); {
	case x.answered, discordgo.InteractionType(x.in.Type) == discordgo.InteractionApplicationCommandAutocomplete:
	case x.deferred:
		x.edit(ctx, m)
	default:
		x.show(ctx, m, true)
	}
}

// failure is one of our texts with the ID under which the log holds the cause.
func failure(l *locale.Language, key, id string) Message {
	return saying(l.Say(key) + " " + l.Say("say.reference", "id", id))
}

// first sends the first response and says whether the interaction is ours to go on with.
func (x *exchange) first(ctx context.Context, c callback) bool {
	x.answered = c.Type != discordgo.InteractionResponseDeferredChannelMessageWithSource
	x.crowd.come()
	defer x.crowd.served()
	ctx, cancel := context.WithTimeout(ctx, ackTimeout)
	defer cancel()
	err := x.rest.respond(ctx, x.in, c)
	var e *restError
	switch {
	case err == nil:
		return true
	case hasCode(err, codeAcknowledged):
		// On a later try it was an earlier try of ours, whose answer was lost. On the first it was
		// another process with the same token, which answers.
		if errors.As(err, &e) && e.tries > 1 {
			return true
		}
		x.log.Warn("interaction was answered by another process with this token")
	case hasCode(err, codeUnknownInteraction):
		x.log.Error("interaction ran out before it was acknowledged", "error", err)
	default:
		x.log.Error("interaction not acknowledged", "error", err)
	}
	return false
}
