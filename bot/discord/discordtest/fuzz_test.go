package discordtest_test

import (
	"encoding/json"
	"testing"

	"footnote/bot/discord/discordtest"
)

func FuzzCheckMessage(f *testing.F) {
	for _, c := range messageCases {
		f.Add([]byte(c.body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if discordtest.CheckMessage(body) != nil {
			return
		}
		var m struct {
			Content         string
			Embeds          []json.RawMessage
			AllowedMentions struct{ Parse []string } `json:"allowed_mentions"`
		}
		if err := json.Unmarshal(body, &m); err != nil {
			t.Fatalf("accepted, but not decodable: %v", err)
		}
		if len(m.AllowedMentions.Parse) > 0 || len(m.Embeds) > 10 || len([]rune(m.Content)) > 2000 {
			t.Fatalf("accepted: %s", body)
		}
	})
}
