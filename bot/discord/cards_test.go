package discord_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/corpus/library"
	"footnote/retrieval"
)

var update = flag.Bool("update", false, "rewrite testdata/cards")

// TestCards holds every card as it is sent to the files in testdata/cards, which can be looked at with
// footnote preview.
func TestCards(t *testing.T) {
	b := answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) {
		if q.Question == "Who paid for it?" {
			return missed(q.Question), nil
		}
		if q.Question == "What is it?" {
			return retrieval.Answer{}, &retrieval.QuestionError{Problem: retrieval.CommonWords, Text: q.Question}
		}
		return found(q.Question), nil
	})
	_, _, library := openedLibrary(t, library.Room{})
	r := ready(t, b, library, func(o *discord.Options) {
		o.Now = func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }
		o.Limits = discord.Limits{UserBurst: 100}
	})
	manager := discordtest.By(moderator, manageServer)
	keep := func(name string, i *discordtest.Interaction) discordtest.Message {
		t.Helper()
		m := r.reply(i)
		body := m.Body
		if i.AwaitAck().Ephemeral() || i.AwaitAck().Type == 7 {
			body = ephemeral(t, body)
		}
		golden(t, name, body)
		return m
	}
	press := func(name string, m discordtest.Message, label string, changes ...discordtest.Change) discordtest.Message {
		t.Helper()
		return keep(name, r.server.Press(id(t, m, label), append(changes, discordtest.On(m))...))
	}

	answer := keep("answer", r.server.Command("ask", question("When was Office 39 founded?"), inThreadedChannel))
	press("more", answer, "More passages")
	press("context", answer, "Context")
	press("helpful", answer, "Helpful")
	press("form", answer, "Not helpful")
	form, _ := r.server.Press(id(t, answer, "Not helpful"), discordtest.On(answer)).AwaitAck().Form()
	keep("thanks", r.server.Submit(form, map[string]string{"expected": "Its founder's name"}))
	press("discuss", answer, "Discuss in a thread", inThreadedChannel)
	golden(t, "discuss-hello", r.server.AwaitMessages(1)[0].Body)
	press("delete-refused", answer, "Delete", discordtest.By(stranger, "0"))
	private := keep("answer-private", r.server.Command("ask", discordtest.Options{"question": "When was Office 39 founded?", "private": true}))
	press("shared", private, "Share with all")
	keep("not-found", r.server.Command("ask", question("Who paid for it?")))
	list := keep("search", r.server.Command("search", discordtest.Options{"words": "gold"}))
	keep("passage", r.server.Choose(discordtest.StringSelect, "f1:passage", []string{menuOf(t, list, "f1:passage").Options[0].Value}, discordtest.On(list)))
	keep("search-none", r.server.Command("search", discordtest.Options{"words": `"platinum coins"`}))
	keep("articles", r.server.Command("articles", nil))
	keep("article", r.server.Command("articles", discordtest.Options{"article": "office"}))
	cited := keep("cite", r.server.Command("cite", discordtest.Options{"article": "office"}))
	keep("cite-bibtex", r.server.Choose(discordtest.StringSelect, menuOf(t, cited, "f1:style").CustomID, []string{"bibtex"}, discordtest.On(cited)))
	keep("help", r.server.Command("help", nil))
	keep("privacy", r.server.Command("privacy", nil))
	panel := keep("settings", r.server.Command("settings", nil, manager))
	press("unanswered", panel, "Unanswered questions (1)", manager)
	press("said", panel, "What people said", manager)
	keep("not-found-ru", r.server.Command("ask", question("Who paid for it?"), discordtest.In("ru")))
	keep("help-fr", r.server.Command("help", nil, discordtest.In("fr")))
	keep("settings-es", r.server.Command("settings", nil, manager, discordtest.In("es-ES")))
	for _, l := range []string{"es-ES", "fr", "ru"} {
		keep("answer-"+l[:2], r.server.Command("ask", question("When was Office 39 founded?"), discordtest.In(l)))
	}
	keep("refused", r.server.Command("ask", question("What is it?")))
	press("settings-private", panel, "Make answers private", manager)
	r.server.Say(discordtest.Said{Content: mention + "When was Office 39 founded?"})
	golden(t, "mention-private", r.server.AwaitMessages(2)[1].Body)
}

// ephemeral marks a message as one that its reader alone sees, for the picture.
func ephemeral(t *testing.T, body []byte) []byte {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(body, &m); err != nil {
		t.Fatal(err)
	}
	if m["title"] == nil {
		m["flags"] = 64
	}
	body, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func golden(t *testing.T, name string, body []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, body, "", " "); err != nil {
		t.Fatal(err)
	}
	b.WriteByte('\n')
	// The loopback's IDs depend on the order of what goes on beside each other.
	text := regexp.MustCompile(`14000000\d{11}`).ReplaceAll(b.Bytes(), []byte("1400000000000000000"))
	path := filepath.Join("testdata", "cards", name+".json")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, want) {
		t.Errorf("%s has changed; go test -run TestCards -update rewrites it\ngot\n%s\nwant\n%s", path, text, want)
	}
}
