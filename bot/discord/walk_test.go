package discord_test

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
)

// spy keeps all that the bot sends: a call's path and body.
type spy struct {
	next http.RoundTripper

	mu   sync.Mutex
	sent []string
}

func (s *spy) RoundTrip(r *http.Request) (*http.Response, error) {
	text := r.URL.Path + " "
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		text += string(body)
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(strings.NewReader(string(body)))
	}
	s.mu.Lock()
	s.sent = append(s.sent, text)
	s.mu.Unlock()
	return s.next.RoundTrip(r)
}

// since is what was sent after the first n.
func (s *spy) since(n int) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.sent[n:])
}

func (s *spy) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sent)
}

// on has a run's requests pass the spy.
func (s *spy) on(o *discord.Options) {
	s.next = o.HTTPClient.Transport
	o.HTTPClient.Transport = s
}

// option is a command's option as it is registered; those of types 1 and 2 hold others.
type option struct {
	Type     int
	Name     string
	Required bool
	Choices  []struct{ Value any }
	Options  []option
}

// act is one thing that a person does in a place.
type act struct {
	name string
	// typed is what they type or choose: that it comes back tells them nothing.
	typed string
	do    func(...discordtest.Change) *discordtest.Interaction
}

// walk makes acts of all that is registered and of what was seen of other messages.
type walk struct {
	t      *testing.T
	server *discordtest.Server
	// texts is what is typed wherever text can be, and form what is written into forms.
	texts []string
	form  string
	// ids are custom_ids and values what menus offer, by the name of their action.
	ids, values map[string][]string
}

// acts are all ways to use all commands, options, completions, messages' commands, components and forms.
func (w *walk) acts() []act {
	var all []act
	for _, raw := range w.server.Commands() {
		var c option
		if err := json.Unmarshal(raw, &c); err != nil {
			w.t.Fatal(err)
		}
		switch c.Type {
		case 1:
			all = append(all, w.uses(c.Name, nil, c.Options)...)
		case 3:
			for _, text := range w.texts {
				all = append(all, act{"message command " + c.Name, text, func(changes ...discordtest.Change) *discordtest.Interaction {
					return w.server.OnMessage(c.Name, discordtest.Said{Content: text}, changes...)
				}})
			}
		default:
			w.t.Fatalf("command %q has a type that this test does not know: %d", c.Name, c.Type)
		}
	}
	return append(all, w.componentActs()...)
}

// uses are the ways to use a command or, below path, a part of it.
func (w *walk) uses(command string, path []option, options []option) []act {
	if len(options) > 0 && options[0].Type <= 2 {
		var all []act
		for _, o := range options {
			all = append(all, w.uses(command, append(slices.Clone(path), o), o.Options)...)
		}
		return all
	}
	needed := map[string]any{}
	for _, o := range options {
		if o.Required {
			needed[o.Name] = w.given(o)[0]
		}
	}
	all := []act{w.command(command, path, options, needed, "")}
	for _, o := range options {
		for _, v := range w.given(o) {
			with := maps.Clone(needed)
			with[o.Name] = v
			all = append(all, w.command(command, path, options, with, ""))
			if text, ok := v.(string); ok && len(o.Choices) == 0 {
				all = append(all, w.command(command, path, options, map[string]any{o.Name: text}, o.Name))
			}
		}
	}
	return all
}

// given are the values to try for an option.
func (w *walk) given(o option) []any {
	var all []any
	for _, c := range o.Choices {
		all = append(all, c.Value)
	}
	if len(all) > 0 {
		return all
	}
	switch o.Type {
	case 3:
		for _, text := range w.texts {
			all = append(all, text)
		}
		return all
	case 4, 10:
		return []any{1}
	case 5:
		return []any{true, false}
	case 6, 7, 8, 9, 11:
		return []any{discordtest.ChannelID}
	}
	w.t.Fatalf("option %q has a type that this test does not know: %d", o.Name, o.Type)
	return nil
}

// command is one use of a command: its completion where an option is focused.
func (w *walk) command(name string, path, options []option, values map[string]any, focused string) act {
	var given []any
	for _, o := range options {
		if v, ok := values[o.Name]; ok {
			given = append(given, map[string]any{"type": o.Type, "name": o.Name, "value": v, "focused": o.Name == focused})
		}
	}
	what := "/" + name
	for _, p := range slices.Backward(path) {
		given = []any{map[string]any{"type": p.Type, "name": p.Name, "options": given}}
	}
	for _, p := range path {
		what += " " + p.Name
	}
	fill := func(event map[string]any) {
		data := event["data"].(map[string]any)
		data["options"] = given
		data["resolved"] = map[string]any{"attachments": map[string]any{discordtest.ChannelID: map[string]any{
			"id": discordtest.ChannelID, "filename": "empty.txt", "size": 0, "url": "https://cdn.discordapp.com/empty.txt"}}}
	}
	do := func(changes ...discordtest.Change) *discordtest.Interaction {
		return w.server.Command(name, nil, append(changes, fill)...)
	}
	if focused != "" {
		what = "completion of " + what
		do = func(changes ...discordtest.Change) *discordtest.Interaction {
			return w.server.Autocomplete(name, focused, "", append(changes, fill)...)
		}
	}
	return act{what, fmt.Sprint(values), do}
}

// componentActs press, choose and send all that was seen, by one who may forge what they press.
func (w *walk) componentActs() []act {
	var all []act
	var offered []string
	for _, name := range slices.Sorted(maps.Keys(w.values)) {
		offered = append(offered, w.values[name]...)
	}
	for _, name := range slices.Sorted(maps.Keys(w.ids)) {
		for _, id := range w.ids[name] {
			all = append(all, w.pressing(id))
			if name != "bad" && name != "correct" { // opens a form, which cannot answer a form
				all = append(all, act{"form " + id, id + " " + w.form, func(changes ...discordtest.Change) *discordtest.Interaction {
					return w.server.Submit(id, map[string]string{"expected": w.form}, changes...)
				}})
			}
		}
		id, values := w.ids[name][0], offered
		if w.values[name] == nil { // no menu
			values = values[:min(len(values), 1)]
		}
		for _, v := range values {
			all = append(all, act{"menu " + id, id + " " + v, func(changes ...discordtest.Change) *discordtest.Interaction {
				return w.server.Choose(discordtest.StringSelect, id, []string{v}, changes...)
			}})
		}
	}
	return all
}

func (w *walk) pressing(id string) act {
	return act{"button " + id, id, func(changes ...discordtest.Change) *discordtest.Interaction {
		return w.server.Press(id, changes...)
	}}
}

// Bounds of what is remembered of the messages seen.
const (
	maxIDsOfAnAction = 4
	maxValuesOfAMenu = 3
)

// see remembers the components of what was sent. It says whether any was new.
func (w *walk) see(sent []string) (fresh bool) {
	for _, text := range sent {
		_, body, _ := strings.Cut(text, " ")
		for _, id := range customIDs([]byte(body)) {
			name := actionOf(id)
			if name != "" && len(w.ids[name]) < maxIDsOfAnAction && !slices.Contains(w.ids[name], id) {
				w.ids[name] = append(w.ids[name], id)
				fresh = true
			}
		}
		for _, menu := range menus([]byte(body)) {
			name := actionOf(menu.CustomID)
			for _, o := range menu.Options {
				if len(w.values[name]) < maxValuesOfAMenu && !slices.Contains(w.values[name], o.Value) {
					w.values[name] = append(w.values[name], o.Value)
				}
			}
		}
	}
	return fresh
}

// menus are those in a body.
func menus(body []byte) (all []component) {
	var m struct {
		Components []component `json:"components"`
		Data       struct {
			Components []component `json:"components"`
		} `json:"data"`
	}
	if json.Unmarshal(body, &m) != nil {
		return nil // not every call has a body
	}
	for _, row := range slices.Concat(m.Components, m.Data.Components) {
		for _, c := range row.Components {
			if len(c.Options) > 0 {
				all = append(all, c)
			}
		}
	}
	return all
}
