package discordtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"time"
)

// Request is one REST call of the bot.
type Request struct {
	Method string
	// Path has no version and no query: "/channels/1/messages".
	Path string
	Body json.RawMessage
	// Status and Code are what the call was answered with; Status is 0 where the connection was cut.
	Status, Code int
}

func (r Request) String() string { return fmt.Sprintf("%s %s %d", r.Method, r.Path, r.Status) }

// Requests returns the calls answered so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// failure is Discord's answer to a call that it refuses.
type failure struct {
	status, code int
	message      string
}

var (
	errUnauthorized       = &failure{401, 0, "401: Unauthorized"}
	errUnknownChannel     = &failure{404, 10003, "Unknown Channel"}
	errUnknownWebhook     = &failure{404, 10015, "Unknown Webhook"}
	errUnknownMessage     = &failure{404, 10008, "Unknown Message"}
	errUnknownInteraction = &failure{404, 10062, "Unknown interaction"}
	errAcknowledged       = &failure{400, 40060, "Interaction has already been acknowledged."}
	errWebhookToken       = &failure{401, 50027, "Invalid Webhook Token"}
	errThreadExists       = &failure{400, 160004, "A thread has already been created for this message"}
	errForm               = &failure{400, 50035, "Invalid Form Body"}
	errApplication        = &failure{403, 20012, "You are not authorized to perform this action on this application"}
)

// operation answers one call: a value to encode, nil for 204, or a failure.
type operation func(r *http.Request, body []byte) (any, *failure)

// route is one of Discord's operations. Its path is spelled as in Discord's own description.
type route struct {
	method, path string
	// open routes need no bot token: they carry one of their own.
	open  bool
	check func([]byte) []string
	do    operation
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	for _, name := range []string{"gateway", "resume"} {
		mux.HandleFunc("/"+name, s.gateway(name))
		mux.HandleFunc("/"+name+"/", s.gateway(name))
	}
	mux.HandleFunc("GET /attachments/{channel_id}/{attachment_id}/{name}", s.cdn)
	hook := "/webhooks/{webhook_id}/{webhook_token}"
	for _, r := range []route{
		{"GET", "/gateway", true, nil, s.getGateway},
		{"GET", "/gateway/bot", false, nil, s.getGateway},
		{"GET", "/users/@me", false, nil, s.getUser},
		{"GET", "/users/@me/guilds", false, nil, s.getGuilds},
		{"GET", "/applications/@me", false, nil, s.getApplication},
		{"GET", "/applications/{application_id}/commands", false, nil, s.getCommands},
		{"PUT", "/applications/{application_id}/commands", false, checkCommands, s.putCommands},
		{"POST", "/interactions/{interaction_id}/{interaction_token}/callback", true, checkCallback, s.postCallback},
		{"GET", hook + "/messages/@original", true, nil, s.getOriginal},
		{"PATCH", hook + "/messages/@original", true, checkMessage, s.patchOriginal},
		{"DELETE", hook + "/messages/@original", true, nil, s.deleteOriginal},
		{"PATCH", hook + "/messages/{message_id}", true, checkMessage, s.patchFollowup},
		{"DELETE", hook + "/messages/{message_id}", true, nil, s.deleteFollowup},
		{"POST", hook, true, checkMessage, s.postFollowup},
		{"POST", "/channels/{channel_id}/messages", false, checkMessage, s.postMessage},
		{"POST", "/channels/{channel_id}/messages/{message_id}/threads", false, checkThread, s.postThread},
		{"DELETE", "/channels/{channel_id}/messages/{message_id}", false, nil, s.deleteMessage},
		{"POST", "/channels/{channel_id}/typing", false, nil, s.postTyping},
	} {
		mux.HandleFunc(r.method+" /api/v9"+r.path, s.serve(r))
		mux.HandleFunc(r.method+" /api/v10"+r.path, s.serve(r))
	}
	mux.HandleFunc("/", s.serve(route{do: s.unknown}))
	return mux
}

var version = regexp.MustCompile(`^/api/v\d+`)

// serve is what all operations have in common: faults, the token, the checks and the record.
func (s *Server) serve(r route) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(io.LimitReader(req.Body, 25<<20))
		if err != nil {
			return // the bot has hung up
		}
		done := Request{Method: req.Method, Path: version.ReplaceAllString(req.URL.Path, ""), Body: body}
		time.Sleep(s.knob().Latency)
		fault := s.fault(done.Method, done.Path)
		if fault != nil && !fault.Handled {
			done.Status = fault.Status
			s.record(done)
			fault.answer(w)
			return
		}
		if wait, global := s.admit(r, done.Path); wait > 0 {
			done.Status = http.StatusTooManyRequests
			s.record(done)
			tooMany(w, wait, global)
			return
		}
		value, refused := s.perform(r, req, done)
		switch {
		case fault != nil:
			done.Status = fault.Status
		case refused != nil:
			done.Status, done.Code = refused.status, refused.code
		case value == nil:
			done.Status = http.StatusNoContent
		default:
			done.Status = http.StatusOK
		}
		s.record(done)
		if fault != nil {
			fault.answer(w)
			return
		}
		write(w, done.Status, value, refused)
	}
}

func write(w http.ResponseWriter, status int, value any, refused *failure) {
	if refused != nil {
		value = map[string]any{"message": refused.message, "code": refused.code}
	}
	if value == nil {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value) // the bot may have hung up
}

func (s *Server) perform(r route, req *http.Request, done Request) (any, *failure) {
	if !r.open && r.path != "" && req.Header.Get("Authorization") != "Bot "+Token {
		return nil, errUnauthorized
	}
	var problems []string
	if r.check != nil {
		problems = r.check(done.Body)
		if s.sampled() {
			if problem := s.schema.check(done.Method, r.path, done.Body); problem != "" {
				problems = append(problems, problem)
			}
		}
	} else if len(done.Body) > 0 && done.Method == http.MethodGet {
		problems = []string{"a GET with a body"}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(problems) > 0 {
		for _, p := range problems {
			s.violate("%s %s: %s", done.Method, r.path, p)
		}
		return nil, errForm
	}
	return r.do(req, done.Body)
}

// sampled says whether this body's turn has come to be checked against Discord's description.
func (s *Server) sampled() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bodies++
	return s.bodies%max(s.knobs.CheckOneIn, 1) == 0
}

func (s *Server) record(r Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r)
	s.notify()
}

// The operations below are called with mu held.

func (s *Server) unknown(r *http.Request, _ []byte) (any, *failure) {
	s.violate("%s %s: no such operation", r.Method, r.URL.Path)
	return nil, &failure{404, 0, "404: Not Found"}
}

func (s *Server) getGateway(*http.Request, []byte) (any, *failure) {
	left, reset := 999, int64(0)
	if d := s.knobs.StartsSpent; d > 0 {
		left, reset = 0, d.Milliseconds()
		s.knobs.StartsSpent = 0
	}
	return map[string]any{"url": s.gatewayURL("gateway"), "shards": max(s.knobs.Shards, 1),
		"session_start_limit": map[string]any{"total": 1000, "remaining": left, "reset_after": reset, "max_concurrency": s.concurrency()}}, nil
}

func (s *Server) getUser(*http.Request, []byte) (any, *failure) { return person(BotID, true), nil }

func (s *Server) getApplication(*http.Request, []byte) (any, *failure) {
	return map[string]any{"id": BotID, "name": "footnote", "description": "", "flags": 0, "bot_public": true,
		"bot_require_code_grant": false, "verify_key": "", "interactions_endpoint_url": s.knobs.Endpoint,
		"integration_types_config": map[string]any{"0": map[string]any{}, "1": map[string]any{}}}, nil
}

func (s *Server) getCommands(r *http.Request, _ []byte) (any, *failure) {
	if r.PathValue("application_id") != BotID {
		return nil, errApplication
	}
	return append([]json.RawMessage{}, s.commands...), nil
}

// putCommands keeps commands as Discord does, which adds details of its own.
func (s *Server) putCommands(r *http.Request, body []byte) (any, *failure) {
	if r.PathValue("application_id") != BotID {
		return nil, errApplication
	}
	var commands []map[string]any
	if json.Unmarshal(body, &commands) != nil {
		return nil, errForm
	}
	s.commands = nil
	for _, c := range commands {
		c["id"], c["application_id"], c["version"] = s.id(), BotID, s.id()
		c["nsfw"], c["dm_permission"] = false, true
		if _, given := c["default_member_permissions"]; !given {
			c["default_member_permissions"] = nil
		}
		if c["type"] == nil {
			c["type"] = 1
		}
		b, err := json.Marshal(c)
		if err != nil {
			return nil, errForm
		}
		s.commands = append(s.commands, b)
	}
	return s.commands, nil
}

// Hold makes Discord hold these commands, as if registered earlier.
func (s *Server) Hold(commands ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.commands = nil
	for _, c := range commands {
		s.commands = append(s.commands, json.RawMessage(c))
	}
}

// Commands returns the commands that Discord holds.
func (s *Server) Commands() []json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commands)
}

func (s *Server) postTyping(r *http.Request, _ []byte) (any, *failure) {
	if r.PathValue("channel_id") == "" {
		return nil, errUnknownChannel
	}
	return nil, nil
}
