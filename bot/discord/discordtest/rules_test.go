package discordtest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"footnote/bot/discord/discordtest"
)

const api = "https://discord.com/api/v9"

// call makes a REST call with the bot's token and returns status and Discord's code.
func call(t *testing.T, s *discordtest.Server, method, path, body string) (status, code int) {
	t.Helper()
	return callAs(t, s, "Bot "+discordtest.Token, method, path, body)
}

func callAs(t *testing.T, s *discordtest.Server, auth, method, path, body string) (status, code int) {
	t.Helper()
	r, err := http.NewRequest(method, api+path, bytes.NewBufferString(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", auth)
	r.Header.Set("Content-Type", "application/json")
	resp, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var e struct{ Code int }
	_ = json.Unmarshal(b, &e) // a list has no code
	return resp.StatusCode, e.Code
}

// bodies of messages, commands and callbacks: want is a part of the violation, "" for none.
type bodyCase struct{ name, body, want string }

const quiet = `"allowed_mentions":{"parse":[]}`

func x(n int) string { return strings.Repeat("x", n) }

func msg(rest string) string { return "{" + quiet + "," + rest + "}" }

func row(components string) string {
	return msg(`"content":"a","components":[{"type":1,"components":[` + components + `]}]`)
}

func button(id string) string {
	return fmt.Sprintf(`{"type":2,"style":1,"label":"More","custom_id":%q}`, id)
}

func command(rest string) string { return `[{"name":"ask","description":"Ask",` + rest + `}]` }

func option(name, rest string) string {
	return fmt.Sprintf(`{"type":3,"name":%q,"description":"d"%s}`, name, rest)
}

var messageCases = []bodyCase{
	{"content", msg(`"content":"hello"`), ""},
	{"embed", msg(`"embeds":[{"title":"t","description":"d","footer":{"text":"f"},"fields":[{"name":"n","value":"v"}]}]`), ""},
	{"button and link", row(button("a") + `,{"type":2,"style":5,"label":"Open","url":"https://example.org"}`), ""},
	{"2000 units", msg(`"content":"` + strings.Repeat("é", 2000) + `"`), ""},
	{"2001 units", msg(`"content":"` + x(2001) + `"`), "2001 units"},
	{"1001 emoji are 2002 units", msg(`"content":"` + strings.Repeat("😀", 1001) + `"`), "2002 units"},
	{"no JSON", `{`, "not decodable"},
	{"empty", msg(`"content":" "`), "is empty"},
	{"empty embed", msg(`"embeds":[{}]`), "embed is empty"},
	{"mentions allowed by omission", `{"content":"a"}`, "allowed_mentions is missing"},
	{"mentions allowed", `{"content":"a","allowed_mentions":{"parse":["everyone"]}}`, "an empty list is wanted"},
	{"unknown key", msg(`"content":"a","contnet":"b"`), "unknown key"},
	{"unknown key in an embed", msg(`"embeds":[{"title":"a","text":"b"}]`), "unknown key"},
	{"title too long", msg(`"embeds":[{"title":"` + x(257) + `"}]`), "257 units"},
	{"description too long", msg(`"embeds":[{"description":"` + x(4097) + `"}]`), "4097 units"},
	{"footer too long", msg(`"embeds":[{"title":"a","footer":{"text":"` + x(2049) + `"}}]`), "2049 units"},
	{"field too long", msg(`"embeds":[{"fields":[{"name":"a","value":"` + x(1025) + `"}]}]`), "1025 units"},
	{"field without value", msg(`"embeds":[{"fields":[{"name":"a"}]}]`), "value is missing"},
	{"26 fields", msg(`"embeds":[{"fields":[` + strings.TrimSuffix(strings.Repeat(`{"name":"a","value":"b"},`, 26), ",") + `]}]`), "26 entries"},
	{"6001 in all", msg(`"embeds":[{"description":"` + x(4000) + `"},{"description":"` + x(2001) + `"}]`), "6001 units in all"},
	{"11 embeds", msg(`"embeds":[` + strings.TrimSuffix(strings.Repeat(`{"title":"a"},`, 11), ",") + `]`), "11 entries"},
	{"embed with a bad address", msg(`"embeds":[{"title":"a","url":"article 7"}]`), "no web address"},
	{"6 rows", msg(`"content":"a","components":[` + strings.TrimSuffix(strings.Repeat(`{"type":1,"components":[`+button("a")+`]},`, 6), ",") + `]`), "6 entries"},
	{"6 buttons", row(button("1") + "," + button("2") + "," + button("3") + "," + button("4") + "," + button("5") + "," + button("6")), "6 entries"},
	{"empty row", row(""), "without components"},
	{"same custom_id", row(button("a") + "," + button("a")), "twice"},
	{"long custom_id", row(button(x(101))), "101 units"},
	{"button without custom_id", row(`{"type":2,"style":1,"label":"a"}`), "custom_id is missing"},
	{"link without address", row(`{"type":2,"style":5,"label":"a"}`), "url is missing"},
	{"long link", row(`{"type":2,"style":5,"label":"a","url":"https://example.org/` + x(500) + `"}`), "units"},
	{"long label", row(`{"type":2,"style":1,"custom_id":"a","label":"` + x(81) + `"}`), "81 units"},
	{"nothing on the button", row(`{"type":2,"style":1,"custom_id":"a"}`), "neither label nor emoji"},
	{"button outside of a row", msg(`"content":"a","components":[` + button("a") + `]`), "outside of a row"},
	{"menu", row(`{"type":3,"custom_id":"m","options":[{"label":"a","value":"a"},{"label":"b","value":"b"}]}`), ""},
	{"menu without options", row(`{"type":3,"custom_id":"m","options":[]}`), "no options"},
	{"menu with a value twice", row(`{"type":3,"custom_id":"m","options":[{"label":"a","value":"a"},{"label":"b","value":"a"}]}`), "twice"},
	{"menu that wants too many", row(`{"type":3,"custom_id":"m","max_values":2,"options":[{"label":"a","value":"a"}]}`), "of 1 options"},
	{"menu of channels", row(`{"type":8,"custom_id":"m"}`), ""},
	{"menu of channels with options", row(`{"type":8,"custom_id":"m","options":[{"label":"a","value":"a"}]}`), "Discord fills"},
	{"v2", msg(`"flags":32768,"components":[{"type":10,"content":"text"}]`), ""},
	{"v2 with content", msg(`"flags":32768,"content":"a","components":[{"type":10,"content":"text"}]`), "together with content"},
	{"v2 with too much text", msg(`"flags":32768,"components":[{"type":10,"content":"` + x(4001) + `"}]`), "4001 units"},
}

var commandCases = []bodyCase{
	{"options", command(`"options":[` + option("question", `,"required":true`) + "," + option("article", `,"autocomplete":true`) + `]`), ""},
	{"name in Cyrillic", `[{"name":"вопрос","description":"d"}]`, ""},
	{"menu command", `[{"type":3,"name":"Find sources"}]`, ""},
	{"default_member_permissions as text", command(`"default_member_permissions":"32"`), ""},
	{"upper case", `[{"name":"Ask","description":"d"}]`, `name "Ask"`},
	{"space", `[{"name":"my ask","description":"d"}]`, `name "my ask"`},
	{"long name", `[{"name":"` + x(33) + `","description":"d"}]`, "33 units"},
	{"no description", `[{"name":"ask"}]`, "description is missing"},
	{"long description", `[{"name":"ask","description":"` + x(101) + `"}]`, "101 units"},
	{"option's name", command(`"options":[` + option("Q Q", "") + `]`), `name "Q Q"`},
	{"option twice", command(`"options":[` + option("q", "") + "," + option("q", "") + `]`), "twice"},
	{"subcommand", command(`"options":[{"type":1,"name":"a","description":"d","options":[` + option("q", "") + `]}]`), ""},
	{"subcommand beside an option", command(`"options":[{"type":1,"name":"a","description":"d"},` + option("q", "") + `]`), "subcommands beside options"},
	{"option of a subcommand twice", command(`"options":[{"type":1,"name":"a","description":"d","options":[` + option("q", "") + "," + option("q", "") + `]}]`), "twice"},
	{"required after optional", command(`"options":[` + option("a", "") + "," + option("b", `,"required":true`) + `]`), "required after"},
	{"choices and autocomplete", command(`"options":[` + option("a", `,"autocomplete":true,"choices":[{"name":"a","value":"b"}]`) + `]`), "choices together"},
	{"command twice", `[{"name":"ask","description":"d"},{"name":"ask","description":"d"}]`, "twice"},
	{"unknown key", command(`"colour":1`), "unknown key"},
}

var callbackCases = []bodyCase{
	{"defer", `{"type":5,"data":{"flags":64}}`, ""},
	{"defer without data", `{"type":5}`, ""},
	{"message", `{"type":4,"data":{"content":"a",` + quiet + `}}`, ""},
	{"message without data", `{"type":4}`, "allowed_mentions is missing"},
	{"no choices", `{"type":8,"data":{"choices":[]}}`, ""},
	{"choices missing", `{"type":8,"data":{}}`, "choices are missing"},
	{"choice's name", `{"type":8,"data":{"choices":[{"name":"` + x(101) + `","value":"a"}]}}`, "101 units"},
	{"choice without name", `{"type":8,"data":{"choices":[{"name":"","value":"a"}]}}`, "0 units"},
	{"26 choices", `{"type":8,"data":{"choices":[` + strings.TrimSuffix(strings.Repeat(`{"name":"a","value":"b"},`, 26), ",") + `]}}`, "26 entries"},
	{"modal's title", `{"type":9,"data":{"custom_id":"m","title":"` + x(46) + `","components":[{"type":1,"components":[{"type":4,"custom_id":"t","label":"l","style":1}]}]}}`, "46 units"},
	{"modal with a button", `{"type":9,"data":{"custom_id":"m","title":"t","components":[` + button("b") + `]}}`, "outside of a row or a label"},
	{"modal with a strange input", `{"type":9,"data":{"custom_id":"m","title":"t","components":[{"type":1,"components":[{"type":4,"custom_id":"t","label":"l","style":7}]}]}}`, "style 7"},
	{"modal with a label", `{"type":9,"data":{"custom_id":"m","title":"t","components":[{"type":18,"label":"l","component":{"type":4,"custom_id":"t","style":1}}]}}`, ""},
	{"unknown type", `{"type":77}`, "type 77"},
	{"unknown key", `{"type":5,"dta":{}}`, "unknown key"},
}

func TestBodies(t *testing.T) {
	s := discordtest.New(t)
	connect(t, s)
	interaction := func() string {
		i := s.Command("ask", nil)
		return "/interactions/" + i.ID + "/" + i.Token + "/callback"
	}
	for _, group := range []struct {
		name, method string
		path         func() string
		cases        []bodyCase
	}{
		{"message", "POST", func() string { return "/channels/" + discordtest.ChannelID + "/messages" }, messageCases},
		{"commands", "PUT", func() string { return "/applications/" + discordtest.BotID + "/commands" }, commandCases},
		{"callback", "POST", interaction, callbackCases},
	} {
		for _, tt := range group.cases {
			t.Run(group.name+"/"+tt.name, func(t *testing.T) {
				s.Advance(time.Second) // beyond the limit of 50 calls a second
				status, code := call(t, s, group.method, group.path(), tt.body)
				violations := strings.Join(s.Violations(), "\n")
				if tt.want != "" {
					if status != 400 || code != 50035 || !strings.Contains(violations, tt.want) {
						t.Errorf("status %d, code %d, violations %q; want 400, 50035, %q", status, code, violations, tt.want)
					}
					return
				}
				// Of the responses, only those that fit a command are taken.
				wrongKind := group.name == "callback" && strings.Contains(violations, "answered with type 8")
				if (status >= 300 || violations != "") && !wrongKind {
					t.Errorf("status %d, code %d, violations %q; want none", status, code, violations)
				}
			})
		}
	}
}

// connect identifies with a plain websocket and returns it after READY.
func connect(t *testing.T, s *discordtest.Server) *websocket.Conn {
	t.Helper()
	ws := dial(t, s)
	send(t, ws, `{"op":2,"d":{"token":"`+discordtest.Token+`","intents":4609,"properties":{}}}`)
	if got := receive(t, ws); !strings.Contains(got, `"READY"`) {
		t.Fatalf("identify was answered with %s", got)
	}
	return ws
}

// dial returns a connection that has said HELLO.
func dial(t *testing.T, s *discordtest.Server) *websocket.Conn {
	t.Helper()
	resp, err := s.Client().Get(api + "/gateway")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var at struct{ URL string }
	if err := json.NewDecoder(resp.Body).Decode(&at); err != nil {
		t.Fatal(err)
	}
	ws, answer, err := s.Dialer().Dial(at.URL+"/?v=9&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	t.Cleanup(func() { _ = ws.Close() })
	if got := receive(t, ws); !strings.Contains(got, `"op":10`) {
		t.Fatalf("instead of HELLO came %s", got)
	}
	return ws
}

func send(t *testing.T, ws *websocket.Conn, frame string) {
	t.Helper()
	if err := ws.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
		t.Fatal(err)
	}
}

// receive returns the next frame, or the close code as text.
func receive(t *testing.T, ws *websocket.Conn) string {
	t.Helper()
	if err := ws.SetReadDeadline(time.Now().Add(30 * time.Second)); err != nil {
		t.Fatal(err)
	}
	_, b, err := ws.ReadMessage()
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func TestGatewayRefuses(t *testing.T) {
	identify := func(token, rest string) string {
		return `{"op":2,"d":{"token":"` + token + `","properties":{},` + rest + `}}`
	}
	good := identify(discordtest.Token, `"intents":1`)
	tests := []struct{ name, first, second, want string }{
		{"no JSON", `{`, "", "4002"},
		{"empty frame", "", "", "4002"},
		{"too large", `{"op":1,"d":"` + x(5000) + `"}`, "", "4002"},
		{"other token", identify("other", `"intents":1`), "", "4004"},
		{"privileged intent", identify(discordtest.Token, `"intents":32768`), "", "4014"},
		{"unknown intent", identify(discordtest.Token, `"intents":1073741824`), "", "4013"},
		{"shard", identify(discordtest.Token, `"intents":1,"shard":[2,2]`), "", "4010"},
		{"identified twice", good, good, "4005"},
		{"before identify", `{"op":3,"d":{}}`, "", "4003"},
		{"unknown opcode", good, `{"op":99}`, "4001"},
		{"unknown session", `{"op":6,"d":{"token":"` + discordtest.Token + `","session_id":"x","seq":1}}`, "", `"op":9`},
		{"heartbeat", `{"op":1,"d":null}`, "", `"op":11`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := discordtest.New(t)
			ws := dial(t, s)
			send(t, ws, tt.first)
			got := receive(t, ws)
			if tt.second != "" {
				send(t, ws, tt.second)
				got = receive(t, ws)
			}
			if !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %s", got, tt.want)
			}
		})
	}
}

func TestSequenceBeyondTheSession(t *testing.T) {
	s := discordtest.New(t)
	first := connect(t, s)
	_ = first.UnderlyingConn().Close()
	s.AwaitConn(1).AwaitClosed()
	ws := dial(t, s)
	send(t, ws, `{"op":6,"d":{"token":"`+discordtest.Token+`","session_id":"session-1400000000000000001","seq":99}}`)
	if got := receive(t, ws); !strings.Contains(got, "4007") {
		t.Errorf("got %q, want 4007", got)
	}
}

func TestInteractionRules(t *testing.T) {
	const deferred = `{"type":5}`
	callback := func(i *discordtest.Interaction) string { return "/interactions/" + i.ID + "/" + i.Token + "/callback" }
	original := func(i *discordtest.Interaction) string {
		return "/webhooks/" + discordtest.BotID + "/" + i.Token + "/messages/@original"
	}
	tests := []struct {
		name         string
		do           func(*testing.T, *discordtest.Server, *discordtest.Interaction) (int, int)
		status, code int
	}{
		{"acknowledged late", func(t *testing.T, s *discordtest.Server, i *discordtest.Interaction) (int, int) {
			s.Advance(4 * time.Second)
			return call(t, s, "POST", callback(i), deferred)
		}, 404, 10062},
		{"acknowledged twice", func(t *testing.T, s *discordtest.Server, i *discordtest.Interaction) (int, int) {
			call(t, s, "POST", callback(i), deferred)
			return call(t, s, "POST", callback(i), deferred)
		}, 400, 40060},
		{"edited before acknowledged", func(t *testing.T, s *discordtest.Server, i *discordtest.Interaction) (int, int) {
			return call(t, s, "PATCH", original(i), msg(`"content":"a"`))
		}, 404, 10015},
		{"edited", func(t *testing.T, s *discordtest.Server, i *discordtest.Interaction) (int, int) {
			call(t, s, "POST", callback(i), deferred)
			return call(t, s, "PATCH", original(i), msg(`"content":"a"`))
		}, 200, 0},
		{"edited after 15 minutes", func(t *testing.T, s *discordtest.Server, i *discordtest.Interaction) (int, int) {
			call(t, s, "POST", callback(i), deferred)
			s.Advance(16 * time.Minute)
			return call(t, s, "PATCH", original(i), msg(`"content":"a"`))
		}, 401, 50027},
		{"read before answered", func(t *testing.T, s *discordtest.Server, i *discordtest.Interaction) (int, int) {
			call(t, s, "POST", callback(i), deferred)
			return call(t, s, "GET", original(i), "")
		}, 404, 10008},
		{"followed up", func(t *testing.T, s *discordtest.Server, i *discordtest.Interaction) (int, int) {
			call(t, s, "POST", callback(i), deferred)
			return call(t, s, "POST", "/webhooks/"+discordtest.BotID+"/"+i.Token, msg(`"content":"a"`))
		}, 200, 0},
		{"token of nobody", func(t *testing.T, s *discordtest.Server, i *discordtest.Interaction) (int, int) {
			return callAs(t, s, "Bot nobody", "POST", "/channels/1/messages", msg(`"content":"a"`))
		}, 401, 0},
		{"commands of another application", func(t *testing.T, s *discordtest.Server, i *discordtest.Interaction) (int, int) {
			return call(t, s, "GET", "/applications/77/commands", "")
		}, 403, 20012},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := discordtest.New(t)
			connect(t, s)
			if status, code := tt.do(t, s, s.Command("ask", nil)); status != tt.status || code != tt.code {
				t.Errorf("status %d, code %d; want %d, %d", status, code, tt.status, tt.code)
			}
		})
	}
}

func TestWrongKindOfResponse(t *testing.T) {
	s := discordtest.New(t)
	connect(t, s)
	i := s.Autocomplete("ask", "article", "a")
	status, code := call(t, s, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", `{"type":5}`)
	if v := s.Violations(); status != 400 || code != 50035 || len(v) != 1 {
		t.Errorf("status %d, code %d, violations %q", status, code, v)
	}
}

func TestSchemaFindsWhatTheRulesDoNot(t *testing.T) {
	if _, err := os.Stat("../../../../shared/discord/openapi.json"); err != nil {
		t.Skip("Discord's description is not here: ", err)
	}
	s := discordtest.New(t)
	status, code := call(t, s, "POST", "/channels/1/messages", msg(`"embeds":[{"title":"a","color":99999999}]`))
	if v := s.Violations(); status != 400 || code != 50035 || len(v) != 1 {
		t.Errorf("status %d, code %d, violations %q", status, code, v)
	}
}

func TestOtherHostsAreRefused(t *testing.T) {
	s := discordtest.New(t)
	if resp, err := s.Client().Get("https://example.org/"); err == nil {
		_ = resp.Body.Close()
		t.Error("the client reached another host")
	}
	if c, err := s.Dialer().NetDialContext(t.Context(), "tcp", "127.0.0.1:1"); err == nil {
		_ = c.Close()
		t.Error("the dialer reached another host")
	}
}
