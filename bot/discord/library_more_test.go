package discord_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/corpus/library"
)

// awaitText waits until the reply shows a text.
func (r *shelves) awaitText(i *discordtest.Interaction, want string) {
	r.t.Helper()
	for range 3000 {
		if strings.Contains(r.reply(i).Text(), want) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	r.t.Fatalf("the reply never says %q but %q", want, r.reply(i).Text())
}

// TestLibraryProgress: the reply says what is going on, waits are said with how many come first, a flood is refused, and
// neither another server's import nor a question waits for it.
func TestLibraryProgress(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{})
	var flood []*discordtest.Interaction
	add := func(n int) *discordtest.Interaction {
		return r.server.Command("library add", discordtest.Options{"link": r.site.put(fmt.Sprint("/locked", n), tides(fmt.Sprint("Article ", n)))}, manager)
	}
	for n := range 2 {
		flood = append(flood, add(n))
		r.awaitText(flood[n], fmt.Sprintf("/locked%d** …", n))
	}
	for n := 2; n < 10; n++ {
		flood = append(flood, add(n))
		flood[n].AwaitAck()
	}
	r.awaitText(flood[2], "Waiting: 1 import of this server comes first.")
	r.awaitText(flood[9], "Waiting: 8 imports of this server come first.")
	mustContain(t, r.says("library add", discordtest.Options{"link": "https://example.org"}, true, manager).Text(), "Ten imports of this server are under way already")
	mustContain(t, r.says("library status", nil, true, manager).Text(), "Imports under way: 10")

	elsewhere := func(event map[string]any) {
		discordtest.InGuild("2000000000000000077", "3000000000000000077")(event)
		event["authorizing_integration_owners"] = map[string]any{"0": "2000000000000000077"}
	}
	mustContain(t, r.adds(discordtest.Options{"attachment": r.attach("a.md", tides("Elsewhere"))}, elsewhere).Text(), "**Added.**")
	mustContain(t, r.ask(question("When?")).AwaitAnswer().Text(), "1974")

	close(r.site.locked)
	for _, i := range flood {
		mustContain(t, r.final(i).Text(), "**Added.**")
		if i.Edits() > 4 {
			t.Errorf("%d edits", i.Edits())
		}
	}
	mustContain(t, r.says("library status", nil, true, manager).Text(), "Imports under way: 0", "Articles: 10")
	if n := len(r.titles(discordtest.GuildID)); n != 10 {
		t.Errorf("%d articles", n)
	}
	if !slices.Contains(r.slept(), 2*time.Second) {
		t.Error("progress is not shown every two seconds")
	}
}

// TestLibraryStops: what takes too long, and what the end of the program cuts off, is said.
func TestLibraryStops(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, want string
		change     func(*discord.Options)
		stop       bool
	}{
		{"too long", "took too long, so I stopped", func(o *discord.Options) { o.Library.Time = 300 * time.Millisecond }, false},
		{"the end of the program", "I am being restarted", func(o *discord.Options) { o.Drain = 500 * time.Millisecond }, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := withLibrary(t, library.Room{}, c.change)
			defer close(r.site.locked)
			options := discordtest.Options{"link": r.site.put("/locked", tides("Late"))}
			if c.stop { // and not where a busy machine may have no time for the first
				options["attachment"] = r.attach("a.md", tides("In time"))
			}
			i := r.server.Command("library add", options, manager)
			i.AwaitAck()
			if c.stop {
				r.awaitText(i, "2/2 · Fetching")
				r.stop()
				mustContain(t, r.final(i).Text(), "**In time**: **Added.**")
			}
			mustContain(t, r.final(i).Text(), "Not finished", c.want)
		})
	}
}

func TestLibraryIsPrivateWhereTheServerIs(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{})
	panel := r.says("settings", nil, true, manager)
	r.press(panel, "Make answers private", manager)
	i := r.server.Command("library add", discordtest.Options{"attachment": r.attach("a.md", tides("Tides"))}, manager)
	if r.final(i); !i.AwaitAck().Ephemeral() {
		t.Error("an import is shown to all in a server whose answers are private")
	}
}

func TestAddToLibrary(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{})
	collect := func(m discordtest.Said) discordtest.Message {
		return r.final(r.server.OnMessage("Add to library", m, manager))
	}
	mustContain(t, collect(discordtest.Said{Content: "No link here, only example.org and file:///etc/passwd"}).Text(), "neither a file nor a link")
	one := r.site.put("/one_(1)", tides("One"))
	two := r.site.put("/two", tides("Two")+"\nMore.\n")
	m := collect(discordtest.Said{Content: fmt.Sprintf("Read [this](%s), <%s>, or (%s).", two, one, one)})
	mustContain(t, m.Text(), "2 articles are in the library", "**One**: **Added.**", "**Two**: **Added.**")
	var many strings.Builder
	for n := range 6 {
		many.WriteString(r.site.put(fmt.Sprint("/n", n), tides(fmt.Sprint("Number ", n))) + "\n")
	}
	m = collect(discordtest.Said{Content: many.String(), Attachments: []discordtest.Attachment{r.attach("file.md", tides("File"))}})
	mustContain(t, m.Text(), "5 articles are in the library", "**File**", "2 more files or links were left out: I take 5 at once")
}

// formOf is the form in a response: its fields' values by their names.
func formOf(t *testing.T, i *discordtest.Interaction) (customID string, values map[string]string) {
	t.Helper()
	customID, ok := i.AwaitAck().Form()
	if !ok {
		t.Fatalf("no form but %s", i.AwaitAck().Data)
	}
	var form struct {
		Components []struct {
			Components []struct {
				CustomID string `json:"custom_id"`
				Value    string
			}
		}
	}
	if err := json.Unmarshal(i.AwaitAck().Data, &form); err != nil {
		t.Fatal(err)
	}
	values = map[string]string{}
	for _, row := range form.Components {
		values[row.Components[0].CustomID] = row.Components[0].Value
	}
	return customID, values
}

func TestLibraryCorrect(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{})
	card := r.adds(discordtest.Options{"attachment": r.attach("tides.md", tides("Tydes"))})
	form, values := formOf(t, r.server.Press(id(t, card, "Correct"), discordtest.On(card), manager))
	if got, want := fmt.Sprint(values), "map[authors:Ada Reed published:2017-07-12 publisher: title:Tydes url:]"; got != want {
		t.Errorf("the form has %s, want %s", got, want)
	}
	send := func(change map[string]string) discordtest.Message {
		t.Helper()
		for name, text := range change {
			values[name] = text
		}
		i := r.server.Submit(form, values, discordtest.On(card), manager)
		if ack := i.AwaitAck(); ack.Type != 6 {
			t.Errorf("answered with type %d, want the card changed in place", ack.Type)
		}
		return r.reply(i)
	}
	mustContain(t, send(map[string]string{"title": " Tides ", "authors": "Doe, Jane; Ada Reed ;", "publisher": "Port *Gazette*"}).Text(),
		"**Corrected.**", "\nTides\n", "Doe, Jane, Ada Reed", `Port \*Gazette\*`)
	m := send(map[string]string{"published": "yesterday", "url": "file:///etc/passwd", "publisher": "", "title": "Tides at noon"})
	mustContain(t, m.Text(), "**Corrected.**", "Tides at noon", "“yesterday” is no date, so it was not taken", `“file\:///etc/passwd” is no web address`,
		"**Publisher:** not known", "**Published:** 2017-07-12")
	mustContain(t, send(map[string]string{"title": " ", "published": "", "url": ""}).Text(), "needs a title", "Tides at noon", "**Published:** not known")
	values["title"], values["authors"] = "Tides at noon", "Doe, Jane; Ada Reed"
	mustContain(t, send(nil).Text(), "**Nothing was changed.**")
	if got := r.titles(discordtest.GuildID); !slices.Equal(got, []string{"Tides at noon"}) {
		t.Errorf("the server has %q", got)
	}
	russian := r.server.Submit(form, map[string]string{"title": "Tides at noon", "authors": "Doe, Jane; Ada Reed", "published": "вчера"}, discordtest.On(card), manager, discordtest.In("ru"))
	mustContain(t, r.reply(russian).Text(), "«вчера» — не дата")

	mustContain(t, r.reply(r.server.Press(form, discordtest.On(card), manager)).Text(), "do not know this command or button")
	i := r.server.Command("library edit", discordtest.Options{"article": "noon"}, manager)
	form, values = formOf(t, i)
	values["publisher"] = "Harbour Times"
	sent := r.server.Submit(form, values, manager)
	mustContain(t, r.reply(sent).Text(), "Harbour Times")
	if ack := sent.AwaitAck(); ack.Type != 5 || !ack.Ephemeral() {
		t.Errorf("a form that no card opened is answered with %+v", ack)
	}
	mustContain(t, r.says("library edit", discordtest.Options{"article": "nothing"}, true, manager).Text(), "No article here has “nothing” in its title")
}

func TestLibraryRemove(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{})
	card := r.adds(discordtest.Options{"attachment": r.attach("tides.md", tides("Tides"))})
	i, sure := r.press(card, "Remove", manager)
	mustContain(t, sure.Text(), "Remove “Tides” from the library of this server?")
	if !i.AwaitAck().Ephemeral() {
		t.Error("the question is shown to all")
	}
	sure.Flags = 64
	_, kept := r.press(sure, "Keep it", manager)
	mustContain(t, kept.Text(), "Nothing was removed")
	if got := r.titles(discordtest.GuildID); len(got) != 1 {
		t.Errorf("the server has %q", got)
	}
	cs := r.server.Autocomplete("library remove", "article", "tid", manager).AwaitAck().Choices()
	if len(cs) != 1 || !strings.HasPrefix(cs[0][0], "Tides") {
		t.Fatalf("suggested %v", cs)
	}
	sure = r.says("library remove", discordtest.Options{"article": cs[0][1]}, true, manager)
	sure.Flags = 64
	_, gone := r.press(sure, "Yes, remove it", manager)
	mustContain(t, gone.Text(), "**Removed.**")
	if got := r.titles(discordtest.GuildID); len(got) != 0 {
		t.Errorf("the server has %q", got)
	}
	mustContain(t, r.log.String(), "change=removed", "user="+moderator)
	for _, label := range []string{"Correct", "Remove"} {
		_, m := r.press(card, label, manager)
		mustContain(t, m.Text(), "not in the library of this server, or no longer")
	}
	_, m := r.press(sure, "Yes, remove it", manager)
	mustContain(t, m.Text(), "no longer")
	if cs := r.server.Autocomplete("library remove", "article", "", manager).AwaitAck().Choices(); len(cs) != 0 {
		t.Errorf("suggested after the removal: %v", cs)
	}
}

func TestLibraryListAndStatus(t *testing.T) {
	t.Parallel()
	room := library.Room{Articles: 12, Bytes: 64 << 10}
	r := withLibrary(t, room)
	mustContain(t, r.says("library list", nil, true).Text(), "nothing here yet")
	mustContain(t, r.says("library status", nil, true).Text(), "Articles: 0 of 12", "Size: 0 B of 64.0 KiB", "Last added or changed: never", "those who may manage the server")
	for n := range 12 {
		if _, err := r.library.Add(t.Context(), library.Item{Collection: discordtest.GuildID, Name: "a.md", Data: []byte(tides(fmt.Sprintf("Number %02d", n)))}); err != nil {
			t.Fatal(err)
		}
	}
	first := r.says("library list", nil, true)
	mustContain(t, first.Text(), `1\. Number 00 · added 2026-03-01`, `10\. Number 09`, "12 articles · Page 1 of 2")
	first.Flags = 64
	_, second := r.press(first, "Next")
	mustContain(t, second.Text(), `11\. Number 10`, "Page 2 of 2")
	card := r.reply(r.server.Choose(discordtest.StringSelect, "f1:open", []string{menuOf(t, second, "f1:open").Options[1].Value}, discordtest.On(second)))
	mustContain(t, card.Text(), "Number 11", "**Authors:** Ada Reed")
	mustContain(t, r.says("library status", nil, true).Text(), "Articles: 12 of 12", "draw on now: 0", "<t:1772366400:f>", "Imports under way: 0")
	indexed, err := r.library.Collection(t.Context(), discordtest.GuildID)
	if err != nil {
		t.Fatal(err)
	}
	r.bot.replace(indexed)
	mustContain(t, r.says("library status", nil, true).Text(), "draw on now: 12")
	mustContain(t, r.adds(discordtest.Options{"attachment": r.attach("b.md", tides("One too many"))}).Text(), "Not added", "library of this server is full")
	small := withLibrary(t, library.Room{Bytes: 100})
	mustContain(t, small.adds(discordtest.Options{"attachment": small.attach("b.md", tides("Too large"))}).Text(), "library of this server is full")
}

// TestLibraryInEveryLanguage: what is refused, added and asked is said in the person's language.
func TestLibraryInEveryLanguage(t *testing.T) {
	t.Parallel()
	for locale, want := range map[string][3]string{
		"es-ES": {"**Añadido.**", "no hay nada en esta dirección", "¿Quitar «Tides»"},
		"fr":    {"**Ajouté.**", "il n'y a rien à cette adresse", "Retirer « Tides »"},
		"ru":    {"**Добавлено.**", "по этому адресу ничего нет", "Убрать «Tides»"},
	} {
		r := withLibrary(t, library.Room{})
		in := discordtest.In(locale)
		card := r.adds(discordtest.Options{"attachment": r.attach("a.md", tides("Tides"))}, in)
		mustContain(t, card.Text(), want[0])
		refused := r.server.Command("library add", discordtest.Options{"link": r.site.URL + "/none"}, manager, in)
		r.awaitText(refused, want[1])
		article := strings.Split(components(t, card)[1].CustomID, ":")[2]
		mustContain(t, r.reply(r.server.Press("f1:remove:"+article, manager, in)).Text(), want[2])
	}
}

// brokenLibrary panics where a file is added, and fails where anything is changed or listed.
type brokenLibrary struct{ discord.Library }

func (brokenLibrary) AddAll(context.Context, library.Item) ([]library.Outcome, error) {
	panic("a reader's mistake")
}

func (brokenLibrary) AddAddress(context.Context, string, string) ([]library.Outcome, error) {
	return nil, fmt.Errorf("%w: quota", library.ErrFull)
}

func (brokenLibrary) Edit(context.Context, string, string, library.Edits) error { return errDisk }
func (brokenLibrary) Remove(context.Context, string, string) error              { return errDisk }
func (brokenLibrary) Usage(context.Context, string) (library.Usage, error) {
	return library.Usage{}, errDisk
}

func (brokenLibrary) Articles(context.Context, string) ([]library.Entry, error) {
	return nil, errDisk
}

// TestLibraryTrouble: an error of the library, and a panic in it, are said with what to do, and logged.
func TestLibraryTrouble(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{}, func(o *discord.Options) { o.Library.Store = brokenLibrary{o.Library.Store} })
	o, err := r.library.Add(t.Context(), library.Item{Collection: discordtest.GuildID, Name: "a.md", Data: []byte(tides("Tides"))})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, want string
		act        *discordtest.Interaction
	}{
		{"a panic", "Reference: ", r.server.Command("library add", discordtest.Options{"attachment": r.attach("a.md", tides("Tides"))}, manager)},
		{"a full disk", "disk that I keep the library on is full", r.server.Command("library add", discordtest.Options{"link": "https://example.org"}, manager)},
		{"listing", "Reference: ", r.server.Command("library list", nil)},
		{"status", "Reference: ", r.server.Command("library status", nil)},
		{"naming", "Reference: ", r.server.Command("library remove", discordtest.Options{"article": "x"}, manager)},
		{"correcting", "Reference: ", r.server.Submit("f1:corrected:"+o.ID, map[string]string{"title": "T"}, manager)},
		{"removing", "Reference: ", r.server.Press("f1:removed:"+o.ID, manager)},
	} {
		mustContain(t, r.final(c.act).Text(), c.want)
	}
	if cs := r.server.Autocomplete("library edit", "article", "", manager).AwaitAck().Choices(); len(cs) != 0 {
		t.Errorf("suggested %v", cs)
	}
	mustContain(t, r.log.String(), "a reader's mistake", "disk on fire")
}

// TestLibraryAndPrivacy: what people add is the server's, which /privacy says, and nothing of it is held about them.
func TestLibraryAndPrivacy(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{})
	r.adds(discordtest.Options{"attachment": r.attach("a.md", tides("Tides"))})
	page := r.says("privacy", nil, true, manager)
	mustContain(t, page.Text(), "Articles that you add to a server's library", "I do not keep who added them", "About you I hold 0 records")
	r.reply(r.server.Press("f1:forget", discordtest.On(page), manager))
	if got := r.titles(discordtest.GuildID); !slices.Equal(got, []string{"Tides"}) {
		t.Errorf("the server has %q", got)
	}
}
