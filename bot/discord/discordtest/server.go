// Package discordtest is a loopback Discord, REST and gateway, for tests of a bot that speaks to
// Discord with a real client. It refuses what Discord refuses, with Discord's status and code.
//
// A Server is started by New. The bot reaches it through Client and Dialer, which refuse every
// other host. The test makes events with Command, Autocomplete, Press, Choose, Submit, OnMessage and
// Say, or replays recorded ones (Recording, Replay), in any way of reaching the bot (Contexts,
// RecordedContexts). It waits for their outcome with the Await functions, which block on what
// happens and not on time, and causes trouble with Set, Fail and the methods of Conn.
//
// Every session gets the events of its shard, so several bots with one token can be tried; a session
// without a connection gets them when it is resumed. Discord's limits hold: 50 calls a second, 120
// payloads a minute, missing heartbeats, 3 s and 15 minutes for an interaction.
//
// Every body that the bot sends is checked against the rules in this package (rules*.go) and,
// where Discord's own description lies beside the repository (../shared/discord/openapi.json),
// against the schema of its operation. A violation is answered with 400 and code 50035, is kept,
// and fails the test when it ends, unless the test has asked for it with Violations.
package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// What exists in this Discord.
const (
	// Token is the bot's token.
	Token = "loopback.token.for-tests"
	// BotID is the bot's user and application.
	BotID = "1000000000000000001"
	// GuildID is a server with the bot in it, ChannelID a text channel there.
	GuildID, ChannelID = "2000000000000000001", "3000000000000000001"
	// DMChannelID is the direct conversation of the bot with UserID.
	DMChannelID = "3000000000000000002"
	// UserID is a person.
	UserID = "4000000000000000001"
	// DefaultPermissions are those that the bot's invitation asks for: view channels, send messages,
	// also in threads, open threads, embed links, read the message history.
	DefaultPermissions = "309237730304"
)

// Server is a loopback Discord. Its methods are safe for concurrent use; those that wait or fail
// the test must be called from the test's goroutine.
type Server struct {
	t         testing.TB
	http      *httptest.Server
	transport *http.Transport
	schema    *schema
	// sockets counts the goroutines of gateway connections.
	sockets sync.WaitGroup

	mu sync.Mutex
	// changed is closed and replaced whenever something below changes.
	changed  chan struct{}
	lastID   int64
	skew     time.Duration
	knobs    Knobs
	faults   []*Fault
	requests []Request
	// bodies counts those that could be checked against the description.
	bodies     int
	violations []string
	conns      []*Conn
	// refused counts connections to the gateway that got 503.
	refused  int
	sessions []*session
	// pausing are the times of op 9 by shard, identified those of identifies by max_concurrency group.
	pausing, identified map[int]time.Time
	// spent are the times of the REST calls that count for the limit of the last second.
	spent []time.Time
	// posted are the times of the messages of the last seconds by channel.
	posted map[string][]time.Time
	// threads are names by ID.
	threads map[string]string
	// uploads are the CDN's files by path, fetched counts those that were given out.
	uploads  map[string]upload
	fetched  int
	acts     map[string]*Interaction
	commands []json.RawMessage
	messages []Message
}

// Knobs change how the server behaves; the zero value is Discord on a good day.
type Knobs struct {
	// Heartbeat is the interval that HELLO asks for; 0 means Discord's 41.25 s.
	Heartbeat time.Duration
	// NoHello keeps silent after a connection is made, NoReady after an identify, NoAck after a heartbeat.
	NoHello, NoReady, NoAck bool
	// RefuseIdentify is the close code that answers an identify or a resume, 0 for none.
	RefuseIdentify int
	// InvalidIdentify is how many identifies are answered with op 9.
	InvalidIdentify int
	// ResumeDown answers connections to the address for resuming with 503, GatewayDown those to any.
	ResumeDown, GatewayDown bool
	// RefuseResume answers every resume with op 9.
	RefuseResume bool
	// StartsSpent, if not 0, is for how long no session start is left.
	StartsSpent time.Duration
	// Shards is the recommended number of shards; 0 means 1. MinShards is the number below which
	// Discord refuses an identify with 4011.
	Shards, MinShards int
	// MaxConcurrency is how many shards may identify within 5 s; 0 means 1.
	MaxConcurrency int
	// Guilds are the servers that the bot is in; nil means GuildID alone.
	Guilds []string
	// RealTime holds the bot to Discord's pauses: at least 1 s after op 9, 5 s between two identifies
	// of one max_concurrency group. It is off where a test shortens the bot's pauses.
	RealTime bool
	// ChannelLimit is how many messages may be posted to one channel within 5 s; 0 means any number.
	// Discord's own is 5.
	ChannelLimit int
	// CheckOneIn has one body in so many checked against Discord's description, where a test measures
	// time and the checking would take most of it; 0 means all. The rules of this package always hold.
	CheckOneIn int
	// Latency is added to each REST call.
	Latency time.Duration
	// Permissions are the bot's in its servers, as Discord writes them; "" means DefaultPermissions.
	Permissions string
	// Endpoint is the application's address for interactions; where it has one, the gateway gets none.
	Endpoint any
	// AllowedIntents are the privileged intents that the application was given.
	AllowedIntents int
}

// New starts a Server that is closed at the end of the test, which then fails if there were violations.
func New(t testing.TB) *Server {
	t.Helper()
	s := &Server{t: t, changed: make(chan struct{}), lastID: 1400000000000000000,
		pausing: map[int]time.Time{}, identified: map[int]time.Time{},
		posted: map[string][]time.Time{}, threads: map[string]string{}, uploads: map[string]upload{},
		acts: map[string]*Interaction{},
		// Discord speaks HTTP/2; here many kept connections stand for its one.
		transport: &http.Transport{MaxIdleConnsPerHost: 2000}}
	var err error
	if s.schema, err = sharedSchema(); err != nil {
		t.Fatalf("discordtest: %v", err)
	}
	s.http = httptest.NewServer(s.routes())
	t.Cleanup(func() {
		s.Close()
		for _, v := range s.Violations() {
			t.Errorf("discordtest: Discord would refuse this: %s", v)
		}
	})
	return s
}

// Close ends all connections and waits for the server's goroutines. It may be called more than once.
func (s *Server) Close() {
	s.mu.Lock()
	conns := s.conns
	s.mu.Unlock()
	for _, c := range conns {
		c.Drop()
	}
	s.http.CloseClientConnections()
	s.http.Close()
	s.transport.CloseIdleConnections()
	s.sockets.Wait()
}

// CloseIdle closes the connections for REST calls that are not in use.
func (s *Server) CloseIdle() { s.transport.CloseIdleConnections() }

// Set changes knobs.
func (s *Server) Set(change func(*Knobs)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.knobs)
}

func (s *Server) knob() Knobs {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.knobs
}

// Advance moves Discord's clock on, for its limits of 3 s and 15 minutes.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skew += d
}

// Violations returns what Discord would have refused since the last call, and forgets it.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.violations
	s.violations = nil
	return v
}

// Forget drops what was kept of requests, interactions and messages, for tests that measure memory.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests, s.messages, s.acts = nil, nil, map[string]*Interaction{}
	for _, n := range s.sessions {
		n.forgotten += len(n.events)
		n.events = nil
	}
}

// Messages returns the messages that the bot has posted to channels.
func (s *Server) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Message(nil), s.messages...)
}

// violate keeps a violation. The caller holds mu.
func (s *Server) violate(format string, args ...any) {
	s.violations = append(s.violations, fmt.Sprintf(format, args...))
	s.notify()
}

// notify wakes everyone who waits. The caller holds mu.
func (s *Server) notify() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// id returns a new snowflake. The caller holds mu.
func (s *Server) id() string {
	s.lastID++
	return strconv.FormatInt(s.lastID, 10)
}

// now is Discord's clock. The caller holds mu.
func (s *Server) now() time.Time { return time.Now().Add(s.skew) }

// GatewayURL is the address that GET /gateway names.
func (s *Server) GatewayURL() string { return s.gatewayURL("gateway") }

// gatewayURL is where to connect for an identify, or with path "resume" for a resume.
func (s *Server) gatewayURL(path string) string {
	return "ws" + strings.TrimPrefix(s.http.URL, "http") + "/" + path
}
