package discord_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
	"footnote/corpus/citation"
	"footnote/corpus/library"
)

// TestRecordedInteractions replays every recorded interaction in every way of reaching the bot. Each
// gets one first response that Discord takes, and none ends in an error of ours.
func TestRecordedInteractions(t *testing.T) {
	t.Parallel()
	all := discordtest.Recorded()
	contexts := discordtest.RecordedContexts()
	if len(all) < 40 || len(contexts) != 5 {
		t.Fatalf("%d interactions and %d contexts are recorded", len(all), len(contexts))
	}
	for _, context := range contexts {
		t.Run(context, func(t *testing.T) {
			t.Parallel()
			r := withLibrary(t, library.Room{})
			r.awaitLog("commands are registered")
			replayed, own := recorded{}, r.libraryValues()
			for _, name := range all {
				values := r.replayValues(context)
				maps.Copy(values, own)
				recording := r.server.Recording(name, context, values)
				replayed.add(recording)
				i := r.server.Replay(recording)
				if i.AwaitAck().Type == 5 {
					r.final(i)
				}
				if i.Acks() != 1 {
					t.Errorf("%s: %d first responses", name, i.Acks())
				}
			}
			for _, bad := range []string{"level=ERROR", "panicked", "event not understood", "not delivered"} {
				if strings.Contains(r.log.String(), bad) {
					t.Errorf("the log says %q:\n%s", bad, r.log)
				}
			}
			replayed.covers(t, r.server)
		})
	}
}

// libraryValues are what the recordings of the library leave open: articles of the server's, and the address of a file.
func (r *shelves) libraryValues() map[string]string {
	r.t.Helper()
	values := map[string]string{"attachment": r.attach("tides.md", tides("The moon")).URL}
	for n := range 11 { // two pages
		o, err := r.library.Add(r.t.Context(), library.Item{Collection: discordtest.GuildID, Name: "tides.md", Data: []byte(tides(fmt.Sprint("Tides ", n)))})
		if err != nil {
			r.t.Fatal(err)
		}
		values["own"] = o.ID
		if n == 0 {
			values["gone"] = o.ID // will be removed
		}
	}
	return values
}

// replayValues are what the other recordings leave open: the keys of a fresh answer and a fresh search.
func (r *run) replayValues(context string) map[string]string {
	r.t.Helper()
	fresh := map[string]string{"card": "none", "search": "none", "passage": "none", "message": "1399999999999999002",
		"article": "0123456789ab", "style": citation.Styles()[0].Key, "own": "none", "gone": "none", "attachment": "none"}
	for _, name := range []string{"ask", "search"} {
		i := r.server.Replay(r.server.Recording(name, context, fresh))
		for _, id := range customIDs(i.AwaitAnswer().Body) {
			switch parts := strings.Split(id, ":"); {
			case len(parts) < 3:
			case parts[1] == "more":
				fresh["card"] = parts[2]
			case parts[1] == "context":
				fresh["passage"] = parts[2]
			case parts[1] == "search":
				fresh["search"] = parts[2]
			}
		}
	}
	if fresh["card"] == "none" || fresh["passage"] == "none" {
		r.t.Fatalf("an answer without its buttons: %v", fresh)
	}
	return fresh
}

// recorded is what the recordings are of.
type recorded struct {
	// actions are the names in custom_ids, options "command option".
	commands, options, actions map[string]bool
}

func (c *recorded) add(r discordtest.Recording) {
	if c.commands == nil {
		c.commands, c.options, c.actions = map[string]bool{}, map[string]bool{}, map[string]bool{}
	}
	c.actions[actionOf(r.CustomID)] = true
	if r.Command == "" {
		return
	}
	c.commands[r.Command] = true
	for _, o := range r.Options {
		c.options[r.Command+" "+o] = true
	}
}

// covers wants a recording of every command and option that is registered, and of every button, menu
// and form that was sent.
func (c *recorded) covers(t *testing.T, s *discordtest.Server) {
	t.Helper()
	for _, raw := range s.Commands() {
		var command struct {
			Name    string
			Options []struct {
				Name    string
				Options []struct{ Name string }
			}
		}
		if err := json.Unmarshal(raw, &command); err != nil {
			t.Fatal(err)
		}
		if !c.commands[command.Name] {
			t.Errorf("no interaction of the command %q is recorded", command.Name)
		}
		for _, o := range command.Options {
			if !c.options[command.Name+" "+o.Name] {
				t.Errorf("no interaction with the option %q of %q is recorded", o.Name, command.Name)
			}
			for _, inner := range o.Options {
				if !c.options[command.Name+" "+o.Name+" "+inner.Name] {
					t.Errorf("no interaction with the option %q of %q is recorded", inner.Name, command.Name+" "+o.Name)
				}
			}
		}
	}
	sent := map[string]bool{}
	for _, q := range s.Requests() {
		for _, id := range customIDs(q.Body) {
			if name := actionOf(id); name != "" {
				sent[name] = true
			}
		}
	}
	if len(sent) < 5 {
		t.Errorf("only these components were sent: %v", slices.Sorted(maps.Keys(sent)))
	}
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		if !c.actions[name] {
			t.Errorf("no interaction of the component or form %q is recorded", name)
		}
	}
}

// actionOf is what a component does: the name in its custom_id, with the setting where it is for one.
func actionOf(id string) string {
	parts := strings.Split(id, ":")
	switch {
	case len(parts) < 2:
		return ""
	case parts[1] == "set" && len(parts) > 2:
		return "set " + parts[2]
	}
	return parts[1]
}

// customIDs are all in a body, at any depth.
func customIDs(body []byte) (ids []string) {
	var v any
	if json.Unmarshal(body, &v) != nil {
		return nil // not every call has a body
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if id, ok := v["custom_id"].(string); ok {
				ids = append(ids, id)
			}
			for _, k := range slices.Sorted(maps.Keys(v)) {
				walk(v[k])
			}
		case []any:
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(v)
	return ids
}
