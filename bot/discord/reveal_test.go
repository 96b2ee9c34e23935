package discord_test

import (
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/state"
)

const mention = "<@" + discordtest.BotID + "> "

// TestMentionWhereAnswersArePrivate: a mention shows its answer to nobody who has not pressed the button.
func TestMentionWhereAnswersArePrivate(t *testing.T) {
	t.Parallel()
	b := &fakeBot{}
	r := withSettings(t, b, bot.Settings{Private: true, Mentions: true, RetentionDays: 30})
	for n, said := range []discordtest.Said{
		{Content: mention + "When was it founded?"},
		{Content: "When was it founded?", ReplyTo: discordtest.BotID},
		{Content: mention + "When was it founded?", Channel: discordtest.ThreadID},
	} {
		r.server.Say(said)
		note := r.server.AwaitMessages(n + 1)[n]
		mustContain(t, note.Text(), "private in this server")
		if strings.Contains(note.Text(), "1974") || len(b.requests()) != 0 {
			t.Errorf("the answer is there for all: %s", note.Text())
		}
		if got, want := labels(t, note), "Show me the answer, Delete"; got != want {
			t.Errorf("buttons %q, want %q", got, want)
		}
	}
	note := r.server.Messages()[0]
	for n, by := range []string{discordtest.UserID, stranger} {
		i := r.server.Press(id(t, note, "Show me the answer"), discordtest.On(note), discordtest.By(by, "2048"))
		answer := i.AwaitAnswer()
		mustContain(t, answer.Text(), "When was it founded?", "**It was founded in 1974.**")
		if !i.AwaitAck().Ephemeral() || i.AwaitAck().Type != 5 || len(b.requests()) != n+1 {
			t.Errorf("type %d, ephemeral %v, %d questions asked", i.AwaitAck().Type, i.AwaitAck().Ephemeral(), len(b.requests()))
		}
		mustContain(t, labels(t, answer), "More passages", "Share with all")
	}
	_, refused := r.press(note, "Delete", discordtest.By(stranger, "2048"))
	mustContain(t, refused.Text(), "Only the person who asked")
	r.server.Say(discordtest.Said{Content: "When?", Direct: true})
	mustContain(t, r.server.AwaitMessages(4)[3].Text(), "1974")
}

// TestMentionWithoutState: where nothing can be kept, settings among it, nothing is shown for all either.
func TestMentionWithoutState(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{}, func(o *discord.Options) { o.State = brokenState{state.NewMemory()} })
	r.server.Say(discordtest.Said{Content: mention + "When?"})
	note := r.server.AwaitMessages(1)[0]
	mustContain(t, note.Text(), "Please ask me with /ask.")
	if got := labels(t, note); got != "" {
		t.Errorf("buttons %q that cannot work", got)
	}
}

// TestSettingsExplainPrivateMentions only where it applies.
func TestSettingsExplainPrivateMentions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name              string
		private, mentions bool
	}{{"private", true, true}, {"public", false, true}, {"no mentions", true, false}} {
		t.Run(c.name, func(t *testing.T) {
			r := withSettings(t, &fakeBot{}, bot.Settings{Private: c.private, Mentions: c.mentions, RetentionDays: 30})
			text := r.says("settings", nil, true, discordtest.By(moderator, manageServer)).Text()
			if got, want := strings.Contains(text, "short note with a button"), c.private && c.mentions; got != want {
				t.Errorf("explained %v, want %v:\n%s", got, want, text)
			}
		})
	}
}
