package discord

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// The decoding of events and the memory of IDs have no exported surface that a fuzzer could reach
// fast enough, so they are tested from inside.

func FuzzEvents(f *testing.F) {
	for _, seed := range []string{
		`{"id":"1","token":"t","application_id":"2","type":2,"data":{"name":"ask","options":[{"name":"question","type":3,"value":"Why?"}]}}`,
		`{"id":"1","token":"t","application_id":"2","data":{"options":[null,{"name":"private","value":"yes"},{"focused":true}]}}`,
		`{"id":"1","channel_id":"2","content":"<@7> Why? <@!7>","author":{"id":"3"},"mentions":[{"id":"7"}],"referenced_message":null}`,
		`{"id":"1","channel_id":"2","guild_id":5,"author":{"id":"3","bot":"no"},"mentions":{}}`,
		`null`, `[]`, `{`, `{"id":`, `"text"`, `{"data":[]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if in, err := decodeInteraction(data); err == nil {
			if in.ID == "" || in.Token == "" || in.Application == "" {
				t.Fatalf("accepted without ID, token or application: %+v", in)
			}
			if name, typed := in.Data.focused(); name == "" && typed != "" {
				t.Fatalf("%q typed for no option", typed)
			}
			in.Data.flag(optionPrivate, true)
		}
		m, err := decodeMessage(data)
		if err != nil {
			return
		}
		if m.Author.Bot && m.asks("7") || m.asks(m.Author.ID) {
			t.Fatal("would answer a bot")
		}
		if q := m.question("7"); strings.Contains(q, "<@7>") && !strings.Contains(q, "<@7><@7>") || q != strings.TrimSpace(q) {
			t.Fatalf("question %q", q)
		}
	})
}

func TestTolerantDecoding(t *testing.T) {
	t.Parallel()
	in, err := decodeInteraction(json.RawMessage(`{"id":"1","token":"t","application_id":"2","type":"two","member":5,
		"data":{"name":"ask","options":[{"name":"question","value":7},{"name":"private","value":true}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	if in.Type != 0 || in.Data.Name != "ask" || in.Data.text(optionQuestion) != "" || !in.Data.flag(optionPrivate, true) {
		t.Errorf("decoded as %+v", in)
	}
}

func TestRecentForgetsTheOldestOnly(t *testing.T) {
	t.Parallel()
	var r recent
	for n := range 3 * recentIDs {
		id := fmt.Sprint(n)
		if !r.add(id) || r.add(id) {
			t.Fatalf("ID %d: not new once", n)
		}
		if r.add(fmt.Sprint(max(0, n-recentIDs+1))) {
			t.Fatalf("ID %d is forgotten after %d others", n-recentIDs+1, recentIDs-1)
		}
		if held := len(r.young) + len(r.old); held > 2*recentIDs {
			t.Fatalf("%d IDs are held", held)
		}
	}
}

// FuzzActions: what a button's ID is read as is written as the same ID, and a passage's name likewise.
func FuzzActions(f *testing.F) {
	for _, id := range []string{"f1:more:1400:2", "f1:context:0123456789ab.4.9.20", "f1:", "f1", "f2:more", "f1:set:language:own", ":::", "f1:more::"} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		a, ok := parseAction(id)
		if !ok {
			return
		}
		if a.id() != id {
			t.Fatalf("%q was read as %+v, which is %q", id, a, a.id())
		}
		if a.number(1) < 0 {
			t.Fatalf("a number below 0 in %q", id)
		}
		if r, ok := parseRef(a.arg(0)); ok {
			if again, ok := parseRef(r.String()); !ok || again != r || r.Start < 0 || r.Mark < 0 || r.MarkEnd < 0 {
				t.Fatalf("%q was read as %+v and then as %+v", a.arg(0), r, again)
			}
		}
	})
}
