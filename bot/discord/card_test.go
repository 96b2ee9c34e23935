package discord_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/state"
	"footnote/corpus"
	"footnote/retrieval"
)

const (
	moderator = "4000000000000000077"
	stranger  = "4000000000000000088"
	// manageMessages and manageServer are permissions as Discord writes them.
	manageMessages, manageServer = "8192", "32"
)

// askHere asks and returns the answer's card.
func (r *run) askHere(options discordtest.Options, changes ...discordtest.Change) discordtest.Message {
	r.t.Helper()
	return r.server.Command("ask", options, changes...).AwaitAnswer()
}

// inThreadedChannel gives the bot what it needs to open threads in a text channel.
func inThreadedChannel(event map[string]any) {
	event["channel"] = map[string]any{"id": discordtest.ChannelID, "type": 0}
	event["app_permissions"] = "309237645312"
}

func TestAnswerCardButtons(t *testing.T) {
	t.Parallel()
	b := answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) {
		switch q.Question {
		case "missed":
			return missed(q.Question), nil
		case "nothing":
			return retrieval.Answer{Question: q.Question, Articles: 3}, nil
		case "one":
			a := found(q.Question)
			a.Citations = a.Citations[:1]
			return a, nil
		}
		return found(q.Question), nil
	})
	r := ready(t, b)
	for _, c := range []struct {
		name    string
		options discordtest.Options
		change  discordtest.Change
		want    string
	}{
		{"public", question("When?"), discordtest.InServer, "More passages, Context, Cite, Open the source, Helpful, Not helpful, Delete"},
		{"private", discordtest.Options{"question": "When?", "private": true}, discordtest.InServer, "More passages, Context, Cite, Share with all, Open the source, Helpful, Not helpful"},
		{"one passage", question("one"), discordtest.InServer, "Context, Cite, Open the source, Helpful, Not helpful, Delete"},
		{"not found", question("missed"), discordtest.InServer, "More passages, Context, Cite, Open the source, Delete"},
		{"nothing near", question("nothing"), discordtest.InServer, "Delete"},
		{"where threads can be opened", question("When?"), inThreadedChannel, "More passages, Context, Cite, Open the source, Helpful, Not helpful, Discuss in a thread, Delete"},
		{"in a thread", question("When?"), discordtest.InThread, "More passages, Context, Cite, Open the source, Helpful, Not helpful, Delete"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := labels(t, r.askHere(c.options, c.change)); got != c.want {
				t.Errorf("buttons %q, want %q", got, c.want)
			}
		})
	}
	r.server.Say(discordtest.Said{Content: "When?", Direct: true})
	if got, want := labels(t, r.server.AwaitMessages(1)[0]), "More passages, Context, Cite, Open the source, Helpful, Not helpful, Delete"; got != want {
		t.Errorf("direct message: buttons %q, want %q", got, want)
	}
}

func TestMoreTurnsPages(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	card := r.askHere(question("When?"))
	i, page := r.press(card, "More passages", discordtest.By(stranger, "0"))
	if ack := i.AwaitAck(); ack.Type != 4 || !ack.Ephemeral() {
		t.Errorf("type %d, ephemeral %v; want a new message for the reader alone", ack.Type, ack.Ephemeral())
	}
	mustContain(t, page.Text(), "When?", "**Coal was long sold to China.**", "Passage 2 of 3", "paragraph 3")
	if got, want := labels(t, page), "Previous, Next, Context, Cite, Open the source"; got != want {
		t.Errorf("buttons %q, want %q", got, want)
	}
	i, page = r.press(page, "Next")
	if ack := i.AwaitAck(); ack.Type != 7 {
		t.Errorf("type %d, want the page replaced", ack.Type)
	}
	mustContain(t, page.Text(), "Ships waited.", "Passage 3 of 3")
	page.Flags = 64
	_, page = r.press(page, "Previous")
	mustContain(t, page.Text(), "Passage 2 of 3")
	page.Flags = 64
	_, page = r.press(page, "Previous")
	mustContain(t, page.Text(), "Passage 1 of 3")
	if got, want := labels(t, page), "[Previous], Next, Context, Cite, Open the source"; got != want {
		t.Errorf("buttons of the first page %q, want %q", got, want)
	}
}

// TestSourceButton: the button opens the article at the sentence, where it has an address that Discord takes.
func TestSourceButton(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://example.org/39": "https://example.org/39#:~:text=It%20was%20founded%20in%201974.", "": "", "javascript:alert(1)": "", "http://localhost/x": "",
		"https://example.org/" + strings.Repeat("long", 90): "https://example.org/" + strings.Repeat("long", 90) + "#:~:text=It%20was%20founded%20in%201974.",
	} {
		r := ready(t, answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) {
			a := found(q.Question)
			a.Citations[0].Passage.Article.URL = address
			return a, nil
		}))
		got := ""
		for _, c := range components(t, r.askHere(question("When?"))) {
			got += c.URL
		}
		if got != want {
			t.Errorf("%q: the button opens %q, want %q", address, got, want)
		}
	}
}

func TestContext(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	card := r.askHere(question("When?"))
	_, page := r.press(card, "Context")
	mustContain(t, page.Text(), "Office 39", "**It was founded in 1974.**", "> Coal was long sold to China. That trade has ended.", "Passage 1 of 4 of the article")
	if got, want := labels(t, page), "[Earlier in the article], Later in the article, Cite"; got != want {
		t.Errorf("buttons %q, want %q", got, want)
	}
	page.Flags = 64
	_, page = r.press(page, "Later in the article")
	mustContain(t, page.Text(), "Workers are posted abroad.", "**It was founded in 1974.**", "Passage 2 of 4 of the article")
	page.Flags = 64
	_, page = r.press(page, "Later in the article")
	page.Flags = 64
	_, page = r.press(page, "Later in the article")
	mustContain(t, page.Text(), "Little else is known of gold.", "Passage 4 of 4 of the article")
	if strings.Contains(page.Text(), "**") {
		t.Errorf("something is bold although the passage is not shown:\n%s", page.Text())
	}
}

func TestShare(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	private := discordtest.Options{"question": "When?", "private": true}
	card := r.askHere(private)
	_, page := r.press(card, "More passages")
	i, shared := r.press(page, "Share with all")
	if ack := i.AwaitAck(); ack.Type != 4 || ack.Ephemeral() {
		t.Errorf("type %d, ephemeral %v; want a message for all", ack.Type, ack.Ephemeral())
	}
	mustContain(t, shared.Text(), "Shared by <@"+discordtest.UserID+">.", "When?", "> **Coal was long", "2. [Office 39]")
	if got, want := labels(t, shared), "More passages, Context, Cite, Open the source, Helpful, Not helpful, Delete"; got != want {
		t.Errorf("buttons %q, want %q", got, want)
	}
	_, refused := r.press(card, "Share with all", discordtest.By(stranger, "0"))
	mustContain(t, refused.Text(), "private to somebody else")
}

// TestFolded: the articles that say the same are named on the card, on its pages, and where it is made again from what was kept.
func TestFolded(t *testing.T) {
	t.Parallel()
	r := ready(t, answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) {
		a := found(q.Question)
		copies := []*corpus.Passage{a.Citations[2].Passage}
		a.Citations = a.Citations[:2]
		a.Citations[0].Also, a.Citations[1].Also = copies, copies
		return a, nil
	}))
	also := "\n-# Also in " + found("").Citations[2].Passage.Article.Title + " · "
	card := r.askHere(discordtest.Options{"question": "When?", "private": true})
	mustContain(t, card.Text(), also)
	_, page := r.press(card, "More passages")
	mustContain(t, page.Text(), also)
	_, shared := r.press(page, "Share with all")
	mustContain(t, shared.Text(), also)
}

func TestFeedback(t *testing.T) {
	t.Parallel()
	st := state.NewMemory()
	r := ready(t, &fakeBot{}, func(o *discord.Options) { o.State = st })
	card := r.askHere(question("When?"))
	_, thanks := r.press(card, "Helpful")
	mustContain(t, thanks.Text(), "Thank you")
	form, ok := r.server.Press(id(t, card, "Not helpful"), discordtest.On(card), discordtest.By(stranger, "0")).AwaitAck().Form()
	if !ok {
		t.Fatal("no form was opened")
	}
	i := r.server.Submit(form, map[string]string{"expected": " The year of the flood "}, discordtest.By(stranger, "0"))
	mustContain(t, r.reply(i).Text(), "not helpful")
	list, err := st.Feedback(t.Context(), discordtest.GuildID, 10)
	if err != nil || len(list) != 2 {
		t.Fatalf("feedback %+v, error %v; want two entries", list, err)
	}
	for _, f := range list {
		if f.Helpful != (f.User == discordtest.UserID) || f.Question != "When?" || !f.Helpful && f.Expected != "The year of the flood" {
			t.Errorf("recorded %+v", f)
		}
	}
}

func TestDelete(t *testing.T) {
	t.Parallel()
	st := state.NewMemory()
	r := ready(t, &fakeBot{}, func(o *discord.Options) { o.State = st })
	for _, c := range []struct {
		name    string
		by      discordtest.Change
		deletes bool
	}{
		{"the asker", discordtest.By(discordtest.UserID, "0"), true},
		{"a moderator", discordtest.By(moderator, manageMessages), true},
		{"an administrator", discordtest.By(moderator, "8"), true},
		{"somebody else", discordtest.By(stranger, "2048"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			card := r.askHere(question("When?"))
			i := r.server.Press(id(t, card, "Delete"), discordtest.On(card), c.by)
			if !c.deletes {
				mustContain(t, r.reply(i).Text(), "Only the person who asked")
				return
			}
			i.AwaitAck()
			r.server.AwaitRequest(func(q discordtest.Request) bool {
				return q.Method == http.MethodDelete && strings.Contains(q.Path, i.Token) && q.Status == http.StatusNoContent
			})
		})
	}
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}
	if h, err := st.Held(t.Context(), discordtest.UserID); err != nil || h.Cards != 1 {
		t.Errorf("%d cards are kept, error %v; want that of the answer which stays", h.Cards, err)
	}
}

func TestDiscuss(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	card := r.askHere(question(strings.Repeat("When? ", 40)), inThreadedChannel)
	i := r.server.Press(id(t, card, "Discuss in a thread"), discordtest.On(card), inThreadedChannel)
	mustContain(t, i.AwaitAnswer().Text(), "The thread is open: <#"+card.ID+">")
	if name := r.server.Threads()[card.ID]; !strings.HasPrefix(name, "About: When?") {
		t.Errorf("the thread is named %q", name)
	}
	hello := r.server.AwaitMessages(1)[0]
	if hello.Channel != card.ID {
		t.Errorf("greeted in %s, want the thread", hello.Channel)
	}
	again := r.server.Press(id(t, card, "Discuss in a thread"), discordtest.On(card), inThreadedChannel)
	mustContain(t, again.AwaitAnswer().Text(), "could not open a thread")
}

// TestButtonsAfterRestart: what another process has kept is enough for all buttons.
func TestButtonsAfterRestart(t *testing.T) {
	t.Parallel()
	st := state.NewMemory()
	keep := func(o *discord.Options) { o.State = st }
	s := discordtest.New(t)
	first := start(t, s, &fakeBot{}, keep)
	s.AwaitReady(1)
	card := first.askHere(discordtest.Options{"question": "When?", "private": true})
	if err := first.finish(); err != nil {
		t.Fatal(err)
	}
	second := start(t, s, &fakeBot{}, keep)
	s.AwaitReady(2)
	for label, says := range map[string]string{"More passages": "Coal was long", "Context": "Passage 1 of 4 of the article", "Cite": "Doe", "Share with all": "Shared by", "Helpful": "Thank you"} {
		_, m := second.press(card, label)
		mustContain(t, m.Text(), says)
	}
}

func TestExpiredAndChanged(t *testing.T) {
	t.Parallel()
	b := &fakeBot{}
	clock := newHandClock()
	r := ready(t, b, func(o *discord.Options) { o.Now = clock.Now })
	card := r.askHere(question("When?"))
	clock.move(91 * 24 * time.Hour)
	for _, label := range []string{"More passages", "Helpful", "Not helpful"} {
		_, m := r.press(card, label)
		mustContain(t, m.Text(), "no longer hold")
	}
	_, m := r.press(card, "Context")
	mustContain(t, m.Text(), "Passage 1 of 4 of the article")
	b.replace(&corpus.Collection{})
	for _, label := range []string{"Context", "Cite"} {
		_, m := r.press(card, label)
		mustContain(t, m.Text(), "no longer here")
	}
}

func TestForgedButtons(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	card := r.askHere(question("When?"))
	key := strings.Split(id(t, card, "Helpful"), ":")[2]
	for _, forged := range []string{"f1:more:" + key + ":-5", "f1:more:" + key + ":99999999999999999999", "f1:context:0123456789ab.9.9.9",
		"f1:context:0123456789ab.9.-1.x:1", "f1:context:::", "f1:cite", "f1:style:", "f1:delete", "f1:delete::", "f1:set:channels", "f1:set", "f1", "f1:", "f2:more:" + key,
		"f1:search:" + key + ":7", "f1:passage", "f1:article", "f1:articles:77", "f1:expected:none", "f1:discuss:none", "f1:share:" + key + ":99", "f1:unanswered:9999999"} {
		i := r.server.Press(forged, discordtest.On(card), discordtest.By(stranger, "0"))
		if m := r.reply(i); strings.Contains(m.Text(), "Something went wrong") || m.Text() == "" {
			t.Errorf("%s: %q", forged, m.Text())
		}
	}
	if strings.Contains(r.log.String(), "panicked") {
		t.Errorf("a forged button made it panic:\n%s", r.log)
	}
}

// brokenState fails at everything but settings.
type brokenState struct{ *state.Memory }

var errDisk = errors.New("disk on fire")

func (brokenState) SaveCard(context.Context, bot.Card) error { return errDisk }
func (brokenState) Card(context.Context, string, time.Time) (bot.Card, error) {
	return bot.Card{}, errDisk
}
func (brokenState) Settings(context.Context, string) (bot.Settings, error) {
	return bot.Settings{}, errDisk
}
func (brokenState) Held(context.Context, string) (bot.Holdings, error) {
	return bot.Holdings{}, errDisk
}
func (brokenState) DeleteUser(context.Context, string) (bot.Holdings, error) {
	return bot.Holdings{}, errDisk
}

func TestStateOutOfOrder(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{}, func(o *discord.Options) { o.State = brokenState{state.NewMemory()} })
	card := r.askHere(question("When?"))
	mustContain(t, card.Text(), "1974")
	if got, want := labels(t, card), "Context, Cite, Open the source"; got != want {
		t.Errorf("buttons %q, want those that need nothing kept: %q", got, want)
	}
	i := r.server.Press("f1:more:1:1")
	mustContain(t, r.reply(i).Text(), "Something went wrong", "Reference: "+i.ID)
	i = r.server.Command("privacy", nil)
	mustContain(t, r.reply(i).Text(), "Something went wrong", "Reference: "+i.ID)
	mustContain(t, r.log.String(), "disk on fire")
}

// panickyState panics at what is kept of an answer and of a person.
type panickyState struct{ *state.Memory }

func (panickyState) AddPending(context.Context, ...bot.Pending) error   { panic("no request") }
func (panickyState) SaveCard(context.Context, bot.Card) error           { panic("no card") }
func (panickyState) Held(context.Context, string) (bot.Holdings, error) { panic("no person") }

// TestHandlerPanics: whoever asked is told, once, and what was announced is not left "thinking".
func TestHandlerPanics(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{}, func(o *discord.Options) { o.State = panickyState{state.NewMemory()} })
	for _, c := range []struct {
		name    string
		options discordtest.Options
		ack     int
	}{{"ask", question("When?"), 5}, {"search", discordtest.Options{"words": "gold"}, 5}, {"privacy", nil, 4}} {
		t.Run(c.name, func(t *testing.T) {
			i := r.server.Command(c.name, c.options)
			mustContain(t, r.reply(i).Text(), "Something went wrong", "Reference: "+i.ID)
			if ack := i.AwaitAck(); ack.Type != c.ack || i.Acks() != 1 {
				t.Errorf("type %d, %d responses; want one of type %d", ack.Type, i.Acks(), c.ack)
			}
			r.awaitLog("request=" + i.ID + " panic=")
		})
	}
	mustContain(t, r.reply(r.server.Command("help", nil)).Text(), "How to use me")
}
