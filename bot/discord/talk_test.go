package discord_test

import (
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
)

func TestMessages(t *testing.T) {
	t.Parallel()
	self := "<@" + discordtest.BotID + ">"
	tests := []struct {
		name string
		said discordtest.Said
		// asked is the question that should arrive, "" for none.
		asked string
		says  string
	}{
		{"mention", discordtest.Said{Content: self + " When was it founded?"}, "When was it founded?", "1974"},
		{"mention in the middle, old form", discordtest.Said{Content: "Tell me <@!" + discordtest.BotID + "> when?"}, "Tell me   when?", "1974"},
		{"mention with another", discordtest.Said{Content: self + " who is <@77>?"}, "who is <@77>?", "1974"},
		{"mention without text", discordtest.Said{Content: self + " "}, "", "Ask me a question"},
		{"direct message", discordtest.Said{Content: "When?", Direct: true}, "When?", "1974"},
		{"direct message without text", discordtest.Said{Direct: true}, "", "Ask me a question"},
		{"reply to the bot", discordtest.Said{Content: "And when?", ReplyTo: discordtest.BotID}, "And when?", "1974"},
		{"in a thread", discordtest.Said{Content: self + " When?", Channel: "3000000000000000077"}, "When?", "1974"},
	}
	b := &fakeBot{}
	r := ready(t, b)
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			asked, typed := len(b.requests()), r.count("POST", "/typing")
			id := r.server.Say(tt.said)
			m := r.server.AwaitMessages(i + 1)[i]
			mustContain(t, m.Text(), tt.says)
			checkReply(t, m, id, tt.said)
			got := ""
			for _, q := range b.requests()[asked:] {
				got += q.Question
			}
			if got != tt.asked {
				t.Errorf("asked %q, want %q", got, tt.asked)
			}
			if typing := r.count("POST", "/typing") > typed; typing != (tt.asked != "") {
				t.Errorf("typing shown: %v", typing)
			}
		})
	}
}

func checkReply(t *testing.T, m discordtest.Message, id string, said discordtest.Said) {
	t.Helper()
	if m.Reference.MessageID != id || m.Reference.FailIfNotExists == nil || *m.Reference.FailIfNotExists {
		t.Errorf("reference %+v, want a soft one to %s", m.Reference, id)
	}
	want := said.Channel
	switch {
	case said.Direct:
		want = discordtest.DMChannelID
	case want == "":
		want = discordtest.ChannelID
	}
	if m.Channel != want {
		t.Errorf("answered in %s, want %s", m.Channel, want)
	}
}

func TestMessagesThatAreNotForTheBot(t *testing.T) {
	t.Parallel()
	self := "<@" + discordtest.BotID + ">"
	b := &fakeBot{}
	r := ready(t, b)
	for _, said := range []discordtest.Said{
		{Content: "just talking"},
		{Content: self + " I am a bot", Author: "4000000000000000009", Bot: true},
		{Content: self + " I am you", Author: discordtest.BotID},
		{Content: self + " I am a webhook", Author: "4000000000000000008", Webhook: true},
		{Content: "to somebody else", ReplyTo: "4000000000000000007"},
		{Content: self, Type: 6},
		{Content: "<@" + strings.Repeat("9", 19) + "> hello"},
	} {
		r.server.Say(said)
	}
	r.server.Say(discordtest.Said{Content: self + " the last one"})
	r.server.AwaitMessages(1)
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}
	if got := b.requests(); len(got) != 1 || got[0].Question != "the last one" {
		t.Errorf("asked %+v, want the last one alone", got)
	}
	if got := r.server.Messages(); len(got) != 1 {
		t.Errorf("%d messages posted, want 1", len(got))
	}
}

func TestLostAnswerIsNotPostedTwice(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	r.server.Fail(discordtest.Fault{Method: "POST", Path: "/messages", Handled: true})
	r.server.Say(discordtest.Said{Content: "When?", Direct: true})
	r.server.AwaitMessages(1)
	r.server.AwaitRequest(func(q discordtest.Request) bool { return strings.HasSuffix(q.Path, "/messages") && q.Status == 200 })
	if n := len(r.server.Messages()); n != 1 {
		t.Errorf("%d messages, want 1", n)
	}
}

func TestMayNotEmbed(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	r.server.Fail(discordtest.Fault{Method: "POST", Path: "/messages", Status: 400,
		Header: map[string]string{"Content-Type": "application/json"}, Body: `{"message":"Cannot send an empty message","code":50006}`})
	r.server.Say(discordtest.Said{Content: "<@" + discordtest.BotID + "> When?"})
	mustContain(t, r.server.AwaitMessages(1)[0].Text(), "Embed Links")
}
