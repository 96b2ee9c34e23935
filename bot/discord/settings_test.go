package discord_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/state"
	"footnote/retrieval"
)

func TestSettings(t *testing.T) {
	t.Parallel()
	st := state.NewMemory()
	r := ready(t, &fakeBot{}, func(o *discord.Options) { o.State = st })
	mustContain(t, r.says("settings", nil, true).Text(), "Only people who may manage")
	mustContain(t, r.says("settings", nil, true, discordtest.InDM).Text(), "belong to a server")
	manager := discordtest.By(moderator, manageServer)
	mustContain(t, r.says("settings", nil, true, discordtest.UserInstalled, manager).Text(), "belong to a server")

	panel := r.says("settings", nil, true, manager)
	mustContain(t, panel.Text(), "Channels: everywhere", "Mentions and replies to me: answered", "to everybody", "each person's own", "Records are kept: 90 days")
	choose := func(kind int, prefix string, values ...string) {
		t.Helper()
		i := r.server.Choose(kind, menuOf(t, panel, prefix).CustomID, values, discordtest.On(panel), manager)
		if ack := i.AwaitAck(); ack.Type != 7 {
			t.Errorf("%s: answered with type %d, want the panel updated", prefix, ack.Type)
		}
		panel = r.reply(i)
	}
	choose(discordtest.ChannelSelect, "f1:set:channels", "3000000000000000050", discordtest.ChannelID)
	mustContain(t, panel.Text(), "Channels: <#3000000000000000050> <#"+discordtest.ChannelID+">")
	if d := menuOf(t, panel, "f1:set:channels").Defaults; len(d) != 2 {
		t.Errorf("chosen channels in the menu: %+v", d)
	}
	_, panel = r.press(panel, "Stop answering mentions", manager)
	mustContain(t, panel.Text(), "Mentions and replies to me: not answered")
	_, panel = r.press(panel, "Make answers private", manager)
	mustContain(t, panel.Text(), "to the asker alone")
	choose(discordtest.StringSelect, "f1:set:retention", "7")
	mustContain(t, panel.Text(), "Records are kept: 7 days")
	choose(discordtest.StringSelect, "f1:set:retention", "12345")
	mustContain(t, panel.Text(), "Records are kept: 7 days")
	choose(discordtest.StringSelect, "f1:set:language", "fr")
	mustContain(t, panel.Text(), "Réglages de ce serveur", "Langue de mes messages : Français")
	choose(discordtest.StringSelect, "f1:set:language", "own")
	mustContain(t, panel.Text(), "Settings of this server")

	want := bot.Settings{Channels: []string{"3000000000000000050", discordtest.ChannelID}, Private: true, RetentionDays: 7}
	if got, err := st.Settings(t.Context(), discordtest.GuildID); err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("kept %+v, error %v; want %+v", got, err, want)
	}
	_, said := r.press(panel, "What people said", manager)
	mustContain(t, said.Text(), "Nobody has said anything")
	if err := st.AddFeedback(t.Context(), bot.Feedback{Card: "1", User: stranger, Server: discordtest.GuildID, Question: "Who *is* it?", Expected: "A @name"}); err != nil {
		t.Fatal(err)
	}
	_, said = r.press(panel, "What people said", manager)
	mustContain(t, said.Text(), `• Not helpful · Who \*is\* it? · expected: A \@name`)
	if strings.Contains(said.Text(), stranger) {
		t.Error("says who said it")
	}
	_, refused := r.press(said, "Back to the settings", discordtest.By(stranger, "2048"))
	mustContain(t, refused.Text(), "Only people who may manage")
	_, refused = r.press(panel, "Make answers public", discordtest.By(stranger, "2048"))
	mustContain(t, refused.Text(), "Only people who may manage")
}

// withSettings returns a run whose server has these settings.
func withSettings(t *testing.T, b *fakeBot, set bot.Settings) *run {
	t.Helper()
	st := state.NewMemory()
	if err := st.SetSettings(t.Context(), discordtest.GuildID, set); err != nil {
		t.Fatal(err)
	}
	return ready(t, b, func(o *discord.Options) { o.State = st })
}

func TestPrivateByDefault(t *testing.T) {
	t.Parallel()
	r := withSettings(t, &fakeBot{}, bot.Settings{Private: true, Mentions: true, RetentionDays: 30})
	for _, c := range []struct {
		name    string
		options discordtest.Options
		change  discordtest.Change
		want    bool
	}{
		{"nothing said", question("When?"), discordtest.InServer, true},
		{"asked for all", discordtest.Options{"question": "When?", "private": false}, discordtest.InServer, false},
		{"elsewhere", question("When?"), discordtest.InDM, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := r.server.Command("ask", c.options, c.change).AwaitAck().Ephemeral(); got != c.want {
				t.Errorf("ephemeral %v, want %v", got, c.want)
			}
		})
	}
}

func TestChannels(t *testing.T) {
	t.Parallel()
	b := &fakeBot{}
	r := withSettings(t, b, bot.Settings{Channels: []string{"3000000000000000050"}, Mentions: true, RetentionDays: 30})
	i := r.server.Command("ask", discordtest.Options{"question": "When?", "private": false})
	if i.AwaitAnswer(); !i.AwaitAck().Ephemeral() {
		t.Error("answered for all in a channel where that is not wanted")
	}
	if got := labels(t, i.AwaitAnswer()); strings.Contains(got, "Share") {
		t.Errorf("buttons %q: sharing is offered where it is not wanted", got)
	}
	key := strings.Split(id(t, i.AwaitAnswer(), "Helpful"), ":")[2]
	mustContain(t, r.reply(r.server.Press("f1:share:"+key+":0")).Text(), "In this channel answers are for the asker alone")
	listed := func(e map[string]any) {
		e["channel_id"], e["channel"] = "3000000000000000051", map[string]any{"id": "3000000000000000051", "type": 11, "parent_id": "3000000000000000050"}
	}
	if r.server.Command("ask", question("When?"), listed).AwaitAck().Ephemeral() {
		t.Error("answered privately in a thread of a channel that is listed")
	}
	self := "<@" + discordtest.BotID + "> "
	r.server.Dispatch("THREAD_CREATE", map[string]any{"id": "3000000000000000052", "type": 11, "parent_id": "3000000000000000050"})
	r.server.Say(discordtest.Said{Content: self + "not here"})
	r.server.Say(discordtest.Said{Content: self + "in the channel", Channel: "3000000000000000050"})
	r.server.Say(discordtest.Said{Content: self + "in its thread", Channel: "3000000000000000052"})
	r.server.Say(discordtest.Said{Content: "alone", Direct: true})
	r.server.AwaitMessages(3)
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}
	for _, m := range r.server.Messages() {
		if m.Channel == discordtest.ChannelID {
			t.Errorf("answered in a channel that is not listed: %s", m.Text())
		}
	}
	if n := len(r.server.Messages()); n != 3 {
		t.Errorf("%d messages answered, want 3", n)
	}
}

func TestMentionsOff(t *testing.T) {
	t.Parallel()
	r := withSettings(t, &fakeBot{}, bot.Settings{RetentionDays: 30})
	r.server.Say(discordtest.Said{Content: "<@" + discordtest.BotID + "> When?"})
	r.server.Say(discordtest.Said{Content: "And?", ReplyTo: discordtest.BotID})
	r.server.Say(discordtest.Said{Content: "When?", Direct: true})
	r.server.AwaitMessages(1)
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}
	if m := r.server.Messages(); len(m) != 1 || m[0].Channel != discordtest.DMChannelID {
		t.Errorf("%d messages answered, want the direct one alone", len(m))
	}
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	b := answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) {
		if q.Question == "refused" {
			return retrieval.Answer{}, &retrieval.QuestionError{Problem: retrieval.NoWords}
		}
		return missed(q.Question), nil
	})
	r := ready(t, b)
	for locale, says := range map[string]string{"en-GB": "Not found in 3 articles", "es-419": "No encontrado en 3 artículos", "fr": "Introuvable dans 3 articles",
		"ru": "Не найдено в 3 статьях", "ja": "Not found in 3 articles", "": "Not found in 3 articles"} {
		mustContain(t, r.askHere(question("When?"), discordtest.In(locale)).Text(), says)
	}
	mustContain(t, r.askHere(question("refused"), discordtest.In("ru")).Text(), "В вопросе нет слов")
	mustContain(t, r.says("help", nil, true, discordtest.In("fr")).Text(), "**/demander**", "Trouver les sources")
	r.server.Dispatch("GUILD_CREATE", map[string]any{"id": discordtest.GuildID, "preferred_locale": "es-ES", "threads": []any{}})
	r.server.Say(discordtest.Said{Content: "<@" + discordtest.BotID + "> When?"})
	mustContain(t, r.server.AwaitMessages(1)[0].Text(), "No encontrado", "párrafo 2")

	fixed := withSettings(t, b, bot.Settings{Language: "ru", RetentionDays: 30})
	mustContain(t, fixed.askHere(question("When?"), discordtest.In("fr")).Text(), "Не найдено в 3 статьях", "абзац 2")
	mustContain(t, fixed.askHere(question("When?"), discordtest.In("fr"), discordtest.InDM).Text(), "Introuvable")
}

func TestTooManyQuestions(t *testing.T) {
	t.Parallel()
	b := &fakeBot{}
	clock := newHandClock()
	refusals := make(refusalLog, 10)
	r := ready(t, b, func(o *discord.Options) {
		o.Logger = slog.New(refusals)
		o.Now, o.Limits = clock.Now, discord.Limits{UserEvery: 10 * time.Second, UserBurst: 2, ServerEvery: time.Second, ServerBurst: 4}
	})
	person := func(n int) discordtest.Change { return discordtest.By(fmt.Sprint(4000000000000000100+n), "0") }
	refused := func(says string, change discordtest.Change) {
		t.Helper()
		i := r.server.Command("ask", question("When?"), change)
		mustContain(t, r.reply(i).Text(), says)
		if !i.AwaitAck().Ephemeral() {
			t.Error("refused for all to see")
		}
	}
	r.askHere(question("1"), person(1))
	r.askHere(question("2"), person(1))
	refused("a lot at once. Please try again in 10 seconds.", person(1))
	r.askHere(question("3"), person(2))
	r.askHere(question("4"), person(2))
	refused("Many people here are asking just now. Please try again in 1 second.", person(3))
	r.askHere(question("5"), discordtest.InGuild("2000000000000000009", "3000000000000000009"), person(3))
	mustContain(t, r.says("help", nil, true, person(1)).Text(), "How to use me")
	for range 3 {
		r.server.Say(discordtest.Said{Content: "<@" + discordtest.BotID + "> When?", Author: "4000000000000000101"})
	}
	mustContain(t, r.server.AwaitMessages(1)[0].Text(), "a lot at once")
	for range 2 + 3 { // the clock may not move before all mentions were weighed
		<-refusals
	}
	clock.move(30 * time.Second)
	r.askHere(question("6"), person(1))
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}
	if got := len(b.requests()); got != 6 {
		t.Errorf("%d questions asked, want 6", got)
	}
	if n := len(r.server.Messages()); n > 1 {
		t.Errorf("%d refusals posted to a channel, want one", n)
	}
}

// refusalLog is a log that keeps a line for each question not taken, and nothing else.
type refusalLog chan string

func (refusalLog) Enabled(context.Context, slog.Level) bool { return true }
func (l refusalLog) WithAttrs([]slog.Attr) slog.Handler     { return l }
func (l refusalLog) WithGroup(string) slog.Handler          { return l }

func (l refusalLog) Handle(_ context.Context, r slog.Record) error {
	if strings.HasPrefix(r.Message, "question not taken") {
		l <- r.Message
	}
	return nil
}

// TestServersTakeTurns: where questions of one server queue up, another's comes next.
func TestServersTakeTurns(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	b := answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) {
		<-release
		return found(q.Question), nil
	})
	r := ready(t, b, func(o *discord.Options) { o.Limits.Workers = 1 })
	var flood []*discordtest.Interaction
	for n := range 20 {
		flood = append(flood, r.ask(question(fmt.Sprint("flood ", n))))
		flood[n].AwaitAck()
	}
	other := r.server.Command("ask", question("other"), discordtest.InGuild("2000000000000000009", "3000000000000000009"))
	other.AwaitAck()
	r.awaitQueue(b)
	close(release)
	other.AwaitAnswer()
	for _, i := range flood {
		i.AwaitAnswer()
	}
	var order []string
	for _, q := range b.requests() {
		order = append(order, q.Question)
	}
	at := strings.Index(strings.Join(order, "|"), "other")
	if before := strings.Count(strings.Join(order, "|")[:max(at, 0)], "|"); at < 0 || before > 3 {
		t.Errorf("%d questions of the flood came before: %q", before, order)
	}
}

// awaitQueue blocks until a first question is under way; those acknowledged before queue up behind it.
func (r *run) awaitQueue(b *fakeBot) {
	r.t.Helper()
	for range 3000 {
		if len(b.requests()) > 0 {
			time.Sleep(50 * time.Millisecond) // the others have only to take their places
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	r.t.Fatal("no question was ever asked")
}

// TestSettingsTakeNoForeignChannel: what is no ID would make Discord refuse the panel for ever.
func TestSettingsTakeNoForeignChannel(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	manager := discordtest.By(moderator, manageServer)
	panel := r.says("settings", nil, true, manager)
	i := r.server.Choose(discordtest.StringSelect, "f1:set:channels", []string{"x", "", discordtest.ChannelID}, discordtest.On(panel), manager)
	mustContain(t, r.reply(i).Text(), "Channels: <#"+discordtest.ChannelID+">")
}
