package discord

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	// openTimeout bounds the way from dialling to READY.
	openTimeout = 30 * time.Second
	// closeTimeout bounds the farewell; discordgo alone takes one second for it.
	closeTimeout = 3 * time.Second
)

var (
	// errInvalidSession: Discord has forgotten the session (op 9); a fresh one is due.
	errInvalidSession = errors.New("discord has ended the session")
	// errLost: the connection went down; the session can be resumed.
	errLost = errors.New("the gateway connection was lost")
)

// session is one gateway session: one identify and the resumes that follow it. discordgo cannot
// forget a session, so each gets its own discordgo.Session, which makes no other REST call.
type session struct {
	discord *discordgo.Session
	link    *link
	event   func(name string, data json.RawMessage)
	// down holds at most one notice that the connection has ended.
	down chan struct{}
	// greeted is set once READY has come; from then on the session can be resumed.
	greeted atomic.Bool
	// resumed is set once the current connection has resumed the session.
	resumed atomic.Bool
	// resumeAt is the address that READY named for resuming, "" before.
	resumeAt atomic.Pointer[string]
}

// intents are all that is asked for; none of them is privileged.
const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

func newSession(token, address string, o Options, event func(string, json.RawMessage)) (*session, error) {
	d, err := discordgo.New("Bot " + token)
	if err != nil {
		return nil, err
	}
	g := &session{discord: d, event: event, down: make(chan struct{}, 1),
		link: &link{silence: o.Silence, address: address}}
	d.Client = &http.Client{Transport: g.link}
	d.Dialer = g.link.dialer(o.Dialer)
	d.Identify.Intents = intents
	d.ShouldReconnectOnError = false
	d.StateEnabled = false
	d.SyncEvents = true // events keep their order; the dispatcher starts the goroutines
	d.LogLevel = -1     // it writes to the standard logger otherwise
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { g.receive(e) })
	d.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { g.notice() })
	return g, nil
}

func (g *session) receive(e *discordgo.Event) {
	switch e.Type {
	case "READY":
		g.greet(e.RawData)
	case "RESUMED":
		g.resumed.Store(true)
	}
	g.event(e.Type, e.RawData)
}

func (g *session) greet(data json.RawMessage) {
	var r struct {
		ResumeURL string `json:"resume_gateway_url"`
	}
	if tolerant(data, &r) == nil && r.ResumeURL != "" {
		g.resumeAt.Store(&r.ResumeURL)
	}
	g.greeted.Store(true)
	g.forbidIdentify()
}

// forbidIdentify makes every further identify of this session fail. discordgo v0.29.0 answers op 9
// with an identify at once, where Discord asks for a pause of 1 to 5 s, and has no switch for it;
// but it cannot encode a year of five digits. Within Open the encoder's error comes back. Later it
// is swallowed and an empty frame leaves instead of the identify, upon which Discord closes with
// 4002 and the session is resumed or, refused again, replaced.
func (g *session) forbidIdentify() {
	g.discord.Identify.Presence.Game.CreatedAt = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
}

func (g *session) notice() {
	select {
	case g.down <- struct{}{}:
	default:
	}
}

// live opens the connection, by identify the first time and by resume later, and returns when it
// has ended: nil if ctx ended, errInvalidSession if only a fresh session helps, otherwise why.
func (g *session) live(ctx context.Context) error {
	g.resumed.Store(false)
	if g.greeted.Load() {
		g.aimAtResume()
	}
	select { // what is left of the last connection
	case <-g.down:
	default:
	}
	if err := g.open(ctx); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		g.close()
		return nil
	case <-g.down:
		// The notice may be a late one of an earlier connection; then this one must end too, or
		// discordgo would refuse to open another. Otherwise nothing is left to abandon.
		g.abandon()
		return errLost
	}
}

// aimAtResume makes the next Open dial the address that READY named for resuming. discordgo keeps
// the first address until a dial fails, so one is made to fail before it reaches the network.
func (g *session) aimAtResume() {
	url := g.resumeAt.Load()
	if url == nil {
		return
	}
	g.link.setAddress(*url)
	g.link.setRefuse(true)
	defer g.link.setRefuse(false)
	// It can only fail, and that is the purpose.
	_ = g.discord.Open()
}

func (g *session) open(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	g.link.begin(ctx)
	stop := context.AfterFunc(ctx, g.link.cut)
	fresh := !g.greeted.Load()
	err := g.discord.Open()
	if !stop() && err == nil {
		err = context.Cause(ctx)
		g.abandon()
	}
	var unencodable *json.MarshalerError
	if errors.As(err, &unencodable) {
		return errInvalidSession
	}
	if err == nil && fresh && !g.greeted.Load() {
		// An identify was answered by something else than READY: op 9, most likely. discordgo
		// would identify again, and again, as fast as Discord refuses.
		g.abandon()
		return errInvalidSession
	}
	return err
}

// close says farewell with 1000, which ends the session at Discord too.
func (g *session) close() {
	t := time.AfterFunc(closeTimeout, g.link.cut)
	defer t.Stop()
	// The connection is gone either way.
	_ = g.discord.Close()
}

// abandon frees what discordgo holds of a connection that is of no more use.
func (g *session) abandon() {
	g.link.cut()
	g.close()
}
