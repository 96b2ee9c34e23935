// Package discord answers questions asked in Discord: with commands, by mentioning the bot, in direct
// messages and in replies to the bot's own messages; in servers, threads, direct messages and wherever
// a user has brought it along.
//
// Serve is the whole of it. Below it stand
//   - a supervisor that keeps gateway sessions up (supervisor.go, shard.go, starts.go) by package gateway,
//   - a dispatcher that starts one goroutine for each event and recovers its panics (dispatch.go),
//   - the handlers of commands, buttons, menus and forms, which interact.go lists, and of messages (talk.go);
//     an exchange (exchange.go) is one interaction under way and has the ways to answer it,
//   - the commands for a server's own articles (library*.go), which wait their turn in a queue (library_queue.go),
//   - the REST calls with their own retry (rest.go, calls.go),
//   - pages: pure functions from what is to be shown to a Message (render.go, pager.go and others).
//
// Decisions that bind the package:
//   - The gateway is spoken by package gateway, not by discordgo v0.29.0, whose session loop ends
//     the process on a frame "null", re-identifies at once and for ever, and cannot be stopped
//     while it connects. discordgo is used for the REST calls and the types.
//   - Events are decoded here, tolerantly: a field of an unexpected type costs that field alone.
//   - discordgo's retries are switched off: they ignore contexts.
//   - All that a button needs stands in its custom_id (action.go) and, for what does not fit there, in a card in
//     bot.State (card.go), so that buttons go on working after a restart.
//   - What one reader presses never changes what another sees: it is shown to the reader alone, unless it is theirs. The card
//     of an article that is corrected changes for all, as it would be wrong otherwise.
//   - Articles come from the bot of the place where something is asked (own.go), whatever a button, a menu or a card
//     names: what another server may search is not found. A card of another server is answered as an unknown one.
//   - Nothing that a person types reaches the library but web addresses and corrections; files come from Discord. Who
//     may change it is asked at every step.
//   - The log holds IDs and no text that people have written.
//   - Every message sent forbids all mentions, by its type.
//   - Foreign text is escaped where it enters a message, and nowhere else.
//   - No privileged intent is asked for. Mentions, direct messages and replies to the bot carry
//     their content without one.
package discord

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"footnote/bot"
	"footnote/bot/locale"
	"footnote/bot/state"
	"footnote/retrieval"
)

// Bot is what Serve puts questions to. *bot.Bot implements it. It must be safe for concurrent use.
type Bot interface {
	Ask(context.Context, bot.Request) (retrieval.Answer, error)
	// Catalog is what Ask answers from.
	Catalog() *bot.Catalog
}

// Bots gives the bot of what may be searched in a place: a server, or "" for direct messages and for servers that the
// bot is not in. It is asked anew for each event, may wait until ctx ends, and must be safe for concurrent use.
type Bots func(ctx context.Context, server string) (Bot, error)

// Options of Serve. Token and Bots are required; the zero value of the others means their default.
type Options struct {
	// Token is the bot's token, without the word "Bot". It is sent to Discord only.
	Token string
	// Bots is the only way to articles: what is shown of them in a place comes from the place's own bot.
	Bots Bots
	// State keeps settings, cards, feedback and unanswered questions; the default forgets them at the end.
	State bot.State
	// Library is where servers keep articles of their own.
	Library LibraryOptions
	// Limits are how often people may ask.
	Limits Limits
	// HTTPClient makes the REST calls; the default has a timeout of 15 s for each attempt.
	HTTPClient *http.Client
	// Dialer opens the gateway's connection; the default observes the environment's proxies.
	Dialer *websocket.Dialer
	// Logger gets what an operator needs to know; the default discards it.
	Logger *slog.Logger
	// Ready is called once, when Discord has accepted the bot for the first time. It must not block.
	Ready func()

	// Shards is over how many gateway connections the bot's servers are spread; 0 means as many as
	// Discord recommends.
	Shards int
	// Servers is told where the bot is and where it was removed; the default is State.
	Servers Servers

	// LeftGrace is how long the data of a server are kept after the bot was removed from it, so that a mistake can
	// be taken back; the default is a week.
	LeftGrace time.Duration
	// AnswerTimeout bounds one question; the default is one minute.
	AnswerTimeout time.Duration
	// Drain bounds how long Serve waits, once its context has ended, for questions under way; the
	// default is 10 s. Questions are cancelled at four fifths of it, to leave time to say so.
	Drain time.Duration
	// Silence is how long the gateway may say nothing before its connection counts as dead; the
	// default is 90 s, about two of Discord's heartbeat intervals.
	Silence time.Duration

	// Now, Sleep and Random stand in for the clock, for waiting (until the time is over or the
	// context ends, whose error it returns) and for a random number in [0, 1).
	Now    func() time.Time
	Sleep  func(context.Context, time.Duration) error
	Random func() float64
}

func (o Options) withDefaults() Options {
	if o.HTTPClient == nil {
		o.HTTPClient = &http.Client{Timeout: 15 * time.Second}
	}
	if o.Dialer == nil {
		o.Dialer = &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: 15 * time.Second}
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Ready == nil {
		o.Ready = func() {}
	}
	if o.State == nil {
		o.State = state.NewMemory()
	}
	if o.Servers == nil {
		o.Servers = o.State
	}
	o.Limits = o.Limits.withDefaults()
	o.Library = o.Library.withDefaults()
	o.LeftGrace = orDuration(o.LeftGrace, 7*24*time.Hour)
	o.AnswerTimeout = orDuration(o.AnswerTimeout, time.Minute)
	o.Drain = orDuration(o.Drain, 10*time.Second)
	o.Silence = orDuration(o.Silence, 90*time.Second)
	return o
}

func orDuration(d, otherwise time.Duration) time.Duration {
	if d <= 0 {
		return otherwise
	}
	return d
}

// service is one run of Serve.
type service struct {
	options Options
	log     *slog.Logger
	rest    *rest
	jobs    *dispatcher
	// serving ends when Serve is to end; hurry ends later, when questions under way must stop too.
	serving, hurry context.Context
	// self is the bot's own user ID, "" until the first READY.
	self  atomic.Pointer[string]
	ready sync.Once
	where whereabouts

	languages *locale.Set
	admission *admission
	turns     *turns
	places    *places
	keeping   batch[bot.Pending]
	retiring  batch[string]
	crowd     crowd
	imports   *imports
	shelves   *shelves
}

// Serve connects to Discord and answers until ctx ends. Then it takes no new question, lets those
// under way finish within Options.Drain, closes the gateway and returns nil. Trouble with the
// network is waited out. What only a person can mend ends it with an error that says what to do:
// ErrToken, ErrIntents or ErrShard.
func Serve(ctx context.Context, o Options) error {
	o = o.withDefaults()
	token, err := cleanToken(o.Token)
	if err != nil {
		return err
	}
	languages, err := locale.Load()
	if err != nil {
		return err
	}
	clock := newClock(o)
	client, err := newREST(token, o.HTTPClient, clock)
	if err != nil {
		return err
	}
	serving, stopServing := context.WithCancel(ctx)
	defer stopServing()
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	hurry, cancelQuestions := context.WithCancel(work)
	defer cancelQuestions()
	s := &service{options: o, log: o.Logger, rest: client, jobs: newDispatcher(work, o.Logger), serving: serving, hurry: hurry,
		where: whereabouts{in: map[string]struct{}{}}, languages: languages, admission: newAdmission(o.Limits),
		turns: newTurns(o.Limits.Workers), places: newPlaces(), imports: newImports(), shelves: newShelves(serving, o.Library.Store)}
	v := &supervisor{token: token, options: o, rest: client, clock: clock, log: o.Logger, event: s.event}
	return s.run(ctx, v, stopServing, cancelQuestions, stopWork)
}

// run keeps the gateway up until ctx ends or Discord refuses the bot for good, then winds down. The
// gateway is closed last, so that the bot is not shown as gone while it still answers.
func (s *service) run(ctx context.Context, v *supervisor, stopServing, cancelQuestions, stopWork func()) error {
	line, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	defer hangUp()
	ended := make(chan error, 1)
	go func() { ended <- v.run(line) }()

	var err error
	refused := false
	select {
	case <-ctx.Done():
	case err = <-ended:
		refused = true
	}
	stopServing() // also where Discord has refused the bot
	s.log.Info("stopping: no new question is taken")
	s.jobs.drain(s.options.Drain, cancelQuestions)
	stopWork()
	hangUp()
	if !refused {
		err = <-ended
	}
	return err
}

// cleanToken refuses what cannot be a token before it is sent anywhere.
func cleanToken(token string) (string, error) {
	t := strings.TrimPrefix(strings.TrimSpace(token), "Bot ")
	if t == "" {
		return "", fmt.Errorf("%w: no token was given", ErrToken)
	}
	if strings.ContainsFunc(t, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", fmt.Errorf("%w: it holds a character that no token has", ErrToken)
	}
	return t, nil
}
