package discordtest

import (
	"embed"
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// The recorded interactions: each file of interactions holds the type, the data and the message of
// one, each file of contexts what Discord puts around it in one way of reaching the bot. "{{name}}"
// stands for what only the test knows.
//
//go:embed testdata/interactions/*.json testdata/contexts/*.json
var recordings embed.FS

// Recorded are the names of the recorded interactions, and RecordedContexts those of the contexts in
// which each can be replayed.
func Recorded() []string { return names("testdata/interactions") }

// RecordedContexts are the ways of reaching the bot: server, thread, direct message, and those of
// people who have installed the bot for themselves.
func RecordedContexts() []string { return names("testdata/contexts") }

func names(folder string) []string {
	files, err := fs.Glob(recordings, folder+"/*.json")
	if err != nil {
		return nil // the pattern is a constant
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(path.Base(f), ".json")
	}
	return files
}

// Recording is one interaction as Discord sends it, without ID and token.
type Recording struct {
	Type int `json:"type"`
	// Command, CustomID and Options name what it is of; Options are in order.
	Command, CustomID string
	Options           []string
	event             map[string]any
}

// Recording returns a recorded interaction in a context; values replace the "{{name}}" in it.
func (s *Server) Recording(name, context string, values map[string]string) Recording {
	s.t.Helper()
	event := map[string]any{}
	maps.Copy(event, s.recorded("contexts/"+context, values))
	maps.Copy(event, s.recorded("interactions/"+name, values))
	kind := number(event["type"])
	if kind != kindComponent && kind != kindModal {
		delete(event, "message")
	}
	r := Recording{Type: kind, event: event}
	data, _ := event["data"].(map[string]any)
	r.Command, _ = data["name"].(string)
	r.CustomID, _ = data["custom_id"].(string)
	r.Options = optionNames("", data["options"])
	return r
}

// optionNames are the names of options; those of a subcommand follow its name after a space.
func optionNames(before string, v any) (names []string) {
	options, _ := v.([]any)
	for _, o := range options {
		if option, ok := o.(map[string]any); ok {
			name, _ := option["name"].(string)
			names = append(names, before+name)
			names = append(names, optionNames(before+name+" ", option["options"])...)
		}
	}
	return names
}

func (s *Server) recorded(name string, values map[string]string) map[string]any {
	s.t.Helper()
	b, err := recordings.ReadFile("testdata/" + name + ".json")
	if err != nil {
		s.t.Fatalf("discordtest: %v", err)
	}
	text := string(b)
	for _, k := range slices.Sorted(maps.Keys(values)) {
		text = strings.ReplaceAll(text, "{{"+k+"}}", values[k])
	}
	if _, rest, left := strings.Cut(text, "{{"); left {
		s.t.Fatalf("discordtest: %s: no value for %q", name, "{{"+rest[:min(len(rest), 20)])
	}
	var o map[string]any
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		s.t.Fatalf("discordtest: %s: %v", name, err)
	}
	return o
}

// Replay sends a recorded interaction, changed, with an ID and a token of its own.
func (s *Server) Replay(r Recording, changes ...Change) *Interaction {
	recorded := func(event map[string]any) {
		id, token := event["id"], event["token"]
		clear(event)
		maps.Copy(event, r.event)
		event["id"], event["token"] = id, token
	}
	return s.interact(r.Type, nil, append([]Change{recorded}, changes...))
}
