package discord

import (
	"encoding/json"
	"fmt"
	"reflect"

	"footnote/bot/locale"
)

// Intents are the gateway intents that Serve asks for, as Discord's bit set. None is privileged.
const Intents = int(intents)

// Refusal returns what Serve would end with after this error of the gateway: ErrToken, ErrIntents,
// ErrShard or ErrVersion, wrapped. It is nil where the error may pass by itself.
func Refusal(err error) error { return final(err) }

// CompareCommands compares the commands that Discord holds, as the JSON list of its REST API with
// all localisations, with those that Serve registers. It returns the names of those that are missing
// or differ, and of those that Serve would remove.
func CompareCommands(held []byte) (stale, foreign []string, err error) {
	var have []command
	if err := json.Unmarshal(held, &have); err != nil {
		return nil, nil, fmt.Errorf("decode the commands: %w", err)
	}
	languages, err := locale.Load()
	if err != nil {
		return nil, nil, err
	}
	type key struct {
		kind int
		name string
	}
	rest := map[key]command{}
	for _, c := range normal(have) {
		rest[key{int(c.Type), c.Name}] = c
	}
	for _, want := range normal(commands(languages)) {
		k := key{int(want.Type), want.Name}
		if got, ok := rest[k]; !ok || !reflect.DeepEqual(got, want) {
			stale = append(stale, want.Name)
		}
		delete(rest, k)
	}
	for _, c := range normal(have) {
		if _, left := rest[key{int(c.Type), c.Name}]; left {
			foreign = append(foreign, c.Name)
		}
	}
	return stale, foreign, nil
}
