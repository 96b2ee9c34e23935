package discord_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/locale"
	"footnote/corpus/archive/archivetest"
	"footnote/corpus/fetch"
	"footnote/corpus/formats"
	"footnote/corpus/library"
	"footnote/corpus/web"
)

// manager is a person who manages the server.
func manager(event map[string]any) { discordtest.By(moderator, manageServer)(event) }

// shelves is a run with a library and a web site.
type shelves struct {
	*run
	library *library.Library
	site    *site
}

// site is a web site by path; what is locked is given out only after unlock.
type site struct {
	*httptest.Server
	mu     sync.Mutex
	pages  map[string]string
	locked chan struct{}
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	text, ok := s.pages[r.URL.Path]
	s.mu.Unlock()
	if strings.HasPrefix(r.URL.Path, "/locked") {
		select {
		case <-s.locked:
		case <-r.Context().Done():
			return
		}
	}
	switch {
	case !ok:
		http.NotFound(w, r)
	case strings.HasSuffix(r.URL.Path, ".png"):
		w.Header().Set("Content-Type", "image/png")
	case strings.HasSuffix(r.URL.Path, ".xml"):
		w.Header().Set("Content-Type", "application/xml")
	default:
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
	}
	if ok {
		fmt.Fprint(w, text)
	}
}

func (s *site) put(path, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = text
	return s.URL + path
}

// withLibrary returns a run whose servers may keep articles.
func withLibrary(t *testing.T, room library.Room, changes ...func(*discord.Options)) *shelves {
	t.Helper()
	l, s, options := openedLibrary(t, room)
	return &shelves{ready(t, &fakeBot{}, append([]func(*discord.Options){options}, changes...)...), l, s}
}

// openedLibrary is a library with the option that lets servers keep articles in it, and a site to add from.
func openedLibrary(t *testing.T, room library.Room) (*library.Library, *site, func(*discord.Options)) {
	t.Helper()
	s := &site{pages: map[string]string{}, locked: make(chan struct{})}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	client := fetch.New(fetch.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, MaxBytes: 1 << 20})
	reader := formats.New(formats.Options{})
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	l, err := library.Open(t.Context(), t.TempDir(), library.Options{Reader: reader, Room: room, MaxFileBytes: 1 << 20,
		Web: web.New(web.Options{Client: client, Formats: reader}), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l, s, func(o *discord.Options) {
		o.Library = discord.LibraryOptions{Store: l, Files: client, MaxFileBytes: 1 << 20, Room: room}
	}
}

// tides is an article of two passages.
func tides(title string) string {
	return "---\nauthors: [Ada Reed]\npublished: 2017-07-12\n---\n# " + title + "\n\nThe tide turns at noon in the port of Veldring.\n"
}

func (r *shelves) attach(name, text string) discordtest.Attachment {
	return r.server.Attach(name, "text/plain; charset=utf-8", []byte(text))
}

// adds runs /library add and returns what is shown in the end.
func (r *shelves) adds(options discordtest.Options, changes ...discordtest.Change) discordtest.Message {
	r.t.Helper()
	i := r.server.Command("library add", options, append([]discordtest.Change{manager}, changes...)...)
	return r.final(i)
}

// final is the reply once it shows no progress any more.
func (r *shelves) final(i *discordtest.Interaction) discordtest.Message {
	r.t.Helper()
	all, err := locale.Load()
	if err != nil {
		r.t.Fatal(err)
	}
	for range 3000 {
		m := r.reply(i)
		if !slices.ContainsFunc(all.Languages(), func(l *locale.Language) bool { return strings.Contains(m.Text(), "\n"+l.Say("library.progress")+"\n") }) {
			return m
		}
		time.Sleep(10 * time.Millisecond)
	}
	r.t.Fatal("the import never ended")
	return discordtest.Message{}
}

// titles are those of a server's articles.
func (r *shelves) titles(server string) []string {
	r.t.Helper()
	entries, err := r.library.Articles(context.Background(), server)
	if err != nil {
		r.t.Fatal(err)
	}
	titles := []string{}
	for _, e := range entries {
		titles = append(titles, e.Title)
	}
	return titles
}

func TestLibraryAddsAFile(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{})
	i := r.server.Command("library add", discordtest.Options{"attachment": r.attach("tides.md", tides("Tides"))}, manager)
	m := r.final(i)
	mustContain(t, m.Text(), "Tides", "**Added.**", "**Authors:** Ada Reed", "**Publisher:** not known", "**Published:** 2017-07-12", "**Length:** 1 passage")
	if i.AwaitAck().Ephemeral() {
		t.Error("for the asker alone, although answers of the server are for all")
	}
	if got := labels(t, m); got != "Correct, Remove" {
		t.Errorf("buttons %q", got)
	}
	if got := r.titles(discordtest.GuildID); !slices.Equal(got, []string{"Tides"}) {
		t.Errorf("the server has %q", got)
	}
	mustContain(t, r.log.String(), "library changed", "user="+moderator, "server="+discordtest.GuildID, "change=added")
	if strings.Contains(r.log.String(), "Tides") || strings.Contains(r.log.String(), "tides.md") {
		t.Error("the log holds what people wrote")
	}
	mustContain(t, r.adds(discordtest.Options{"attachment": r.attach("again.md", tides("Tides"))}).Text(), "**Already here**")
	untitled := r.adds(discordtest.Options{"attachment": r.attach("the_port.txt", "The harbour of Veldring froze in 1974, and ships waited.\n")})
	mustContain(t, untitled.Text(), "title inferred")
}

func TestLibraryAddsALink(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{})
	address := r.site.put("/tides", tides("Tides"))
	mustContain(t, r.adds(discordtest.Options{"link": " <" + address + "#part> "}).Text(), "**Added.**", "Tides")
	mustContain(t, r.adds(discordtest.Options{"link": address}).Text(), "**Already here**")
	r.site.put("/tides", strings.Replace(tides("Tides"), "noon", "one", 1))
	mustContain(t, r.adds(discordtest.Options{"link": address}).Text(), "**Replaced**")
	both := r.adds(discordtest.Options{"link": r.site.put("/moon", tides("The moon")), "attachment": r.attach("sun.md", tides("The sun")+"\nIt shines.\n")})
	mustContain(t, both.Text(), "2 articles are in the library", "**The moon**: **Added.**", "**The sun**: **Added.**")
	card := r.reply(r.server.Choose(discordtest.StringSelect, "f1:open", []string{menuOf(t, both, "f1:open").Options[0].Value}, discordtest.On(both), manager))
	mustContain(t, card.Text(), "**Authors:** Ada Reed")
	mustContain(t, r.says("library add", nil, true, manager).Text(), "nothing to add")
}

// TestLibraryNearCopy: a copy is kept, and said to be one.
func TestLibraryNearCopy(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{})
	var text strings.Builder
	for i := range 120 {
		fmt.Fprintf(&text, "Sentence %d tells of harbour %d and its %d ships. ", i, i*7, i*i)
	}
	r.adds(discordtest.Options{"attachment": r.attach("a.md", "# Harbours\n\n"+text.String())})
	m := r.adds(discordtest.Options{"attachment": r.attach("b.md", "# Harbours, reprinted\n\n"+text.String()+"All rights reserved.")})
	mustContain(t, m.Text(), "**Added.**", "nearly the same as “Harbours”")
}

func TestLibraryTakesArchives(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{})
	pack := archivetest.Pack(t, "a.md", tides("First"), "deep/b.md", tides("Second")+"\nMore.\n", "c.md", "a\x00b", "../../etc/d.md", tides("Third")+"\nOut.\n")
	m := r.adds(discordtest.Options{"attachment": r.server.Attach("pack.zip", "application/zip", pack)})
	mustContain(t, m.Text(), "2 articles are in the library", "**First**: **Added.**", "**Second**: **Added.**", "**c.md**: I cannot read this kind of file")
	if got := r.titles(discordtest.GuildID); !slices.Equal(got, []string{"First", "Second"}) {
		t.Errorf("the server has %q", got)
	}
}

// TestLibraryHostileInputs: none of these adds anything, reads a file of this machine or asks an address that is not public.
func TestLibraryHostileInputs(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{})
	file := func(name, contentType, text string, change func(*discordtest.Attachment)) discordtest.Options {
		a := r.server.Attach(name, contentType, []byte(text))
		if change != nil {
			change(&a)
		}
		return discordtest.Options{"attachment": a}
	}
	link := func(address string) discordtest.Options { return discordtest.Options{"link": address} }
	r.site.put("/picture.png", "\x89PNG")
	r.site.put("/feed.xml", `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><link>https://example.org/a</link></item></channel></rss>`)
	r.site.put("/large", strings.Repeat("The tide. ", 1<<18))
	const noAddress, notAllowed = "is no web address", "not one that I may ask"
	for _, c := range []struct {
		name    string
		options discordtest.Options
		want    string
	}{
		{"a file's address", link("file:///etc/passwd"), noAddress},
		{"a path", link("/etc/passwd"), noAddress},
		{"a relative path", link("../../etc/passwd"), noAddress},
		{"a Windows path", link(`C:\Windows\win.ini`), noAddress},
		{"a home", link("~/.ssh/id_rsa"), noAddress},
		{"a script", link("javascript:alert(1)"), noAddress},
		{"another scheme", link("gopher://example.org/"), noAddress},
		{"no server", link("http:///etc/passwd"), noAddress},
		{"an option", link("--collection=operator"), noAddress},
		{"loopback by name of IPv6", link("http://[::1]/"), notAllowed},
		{"loopback in IPv6", link("http://[::ffff:127.0.0.2]/"), notAllowed},
		{"another loopback", link("http://127.8.8.8/"), notAllowed},
		{"a short loopback", link("http://0/"), ""},
		{"the metadata service", link("http://169.254.169.254/latest/meta-data/"), notAllowed},
		{"the metadata service in IPv6", link("http://[fd00:ec2::254]/"), notAllowed},
		{"mapped metadata", link("http://[::ffff:a9fe:a9fe]/"), notAllowed},
		{"a private network", link("http://10.0.0.1/"), notAllowed},
		{"a link-local address", link("http://[fe80::1]/"), notAllowed},
		{"a number for an address", link("http://2130706433/"), ""},
		{"an octal address", link("http://0177.0.0.1/"), ""},
		{"another port", link("http://93.184.215.14:22/"), notAllowed},
		{"a password", link("http://ada:secret@example.org/"), notAllowed},
		{"nothing there", link(r.site.URL + "/none"), "nothing at this address"},
		{"a picture", link(r.site.URL + "/picture.png"), "cannot read this kind of file"},
		{"a feed", link(r.site.URL + "/feed.xml"), "a feed or a sitemap"},
		{"a page that is too large", link(r.site.URL + "/large"), "too large"},

		{"an empty file", file("a.md", "text/plain", "", nil), "holds no text"},
		{"a blank file", file("a.md", "text/plain", " \n\n ", nil), "holds no text"},
		{"a file that Discord says is too large", file("a.md", "text/plain", "x", func(a *discordtest.Attachment) { a.Size = 2 << 20 }), "too large"},
		{"a file that is larger than Discord says", file("a.md", "text/plain", strings.Repeat("x ", 1<<20), func(a *discordtest.Attachment) { a.Size = 10 }), "too large"},
		{"a picture by its type", file("a.md", "image/png", "\x89PNG", nil), "cannot read this kind of file"},
		{"a binary file", file("a.txt", "text/plain", "a\x00b", nil), "cannot read this kind of file"},
		{"a name that leads out", file("../../../../etc/passwd", "text/plain", "\x00", nil), "**passwd**: I cannot read"},
		{"a name of dots", file("..", "text/plain", "\x00", nil), "**attachment**: "},
		{"a damaged archive", file("a.docx", "application/zip", "PK\x03\x04....", nil), "damaged"},
		{"a file at a path", file("a.md", "text/plain", "x", func(a *discordtest.Attachment) { a.URL = "file:///etc/passwd" }), notAllowed},
		{"a file at loopback", file("a.md", "text/plain", "x", func(a *discordtest.Attachment) { a.URL = "http://[::1]/a.md" }), notAllowed},
		{"a file that is no longer there", file("a.md", "text/plain", "x", func(a *discordtest.Attachment) { a.URL += "0" }), "nothing at this address"},
		{"a feed in a file", file("feed.xml", "application/xml", `<?xml version="1.0"?><rss><channel></channel></rss>`, nil), "a feed or a sitemap"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := r.adds(c.options).Text()
			mustContain(t, text, c.want)
			if strings.Contains(text, "root:") || strings.Contains(text, "went wrong") {
				t.Errorf("says %q", text)
			}
			if got := r.titles(discordtest.GuildID); len(got) != 0 {
				t.Fatalf("the server has %q", got)
			}
		})
	}
	if strings.Contains(r.log.String(), "panicked") {
		t.Errorf("a handler panicked:\n%s", r.log)
	}
}

// TestLibraryIsOfAServer: elsewhere, and where there is none, the commands say so.
func TestLibraryIsOfAServer(t *testing.T) {
	t.Parallel()
	with, without := withLibrary(t, library.Room{}), ready(t, &fakeBot{})
	options := func(name string) discordtest.Options {
		return map[string]discordtest.Options{"library add": {"link": "https://example.org"}, "library remove": {"article": "x"}, "library edit": {"article": "x"}}[name]
	}
	for _, name := range []string{"library add", "library remove", "library edit", "library list", "library status"} {
		for _, in := range discordtest.Contexts()[2:] {
			mustContain(t, with.says(name, options(name), true, manager, in.Change).Text(), "belongs to a server where I am a member", "footnote add")
		}
		mustContain(t, without.says(name, options(name), true, manager).Text(), "keep no library")
	}
	said := discordtest.Said{Content: "https://example.org"}
	mustContain(t, with.reply(with.server.OnMessage("Add to library", said, manager, discordtest.InDM)).Text(), "belongs to a server")
	mustContain(t, without.reply(without.server.OnMessage("Add to library", said, manager)).Text(), "keep no library")
	for _, id := range []string{"f1:correct:x", "f1:corrected:x", "f1:remove:x", "f1:removed:x", "f1:library:0", "f1:open"} {
		mustContain(t, without.reply(without.server.Press(id, manager)).Text(), "keep no library")
	}
}

// TestLibraryOfAnotherServer: what one server has added, another neither sees nor changes.
func TestLibraryOfAnotherServer(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{})
	card := r.adds(discordtest.Options{"attachment": r.attach("tides.md", tides("Secret tides"))})
	elsewhere := func(event map[string]any) {
		discordtest.InGuild("2000000000000000077", "3000000000000000077")(event)
		event["authorizing_integration_owners"] = map[string]any{"0": "2000000000000000077"}
	}
	article := strings.Split(id(t, card, "Remove"), ":")[2]
	for name, i := range map[string]*discordtest.Interaction{
		"list":          r.server.Command("library list", nil, manager, elsewhere),
		"remove":        r.server.Command("library remove", discordtest.Options{"article": article}, manager, elsewhere),
		"edit":          r.server.Command("library edit", discordtest.Options{"article": "Secret tides"}, manager, elsewhere),
		"status":        r.server.Command("library status", nil, manager, elsewhere),
		"suggest":       r.server.Autocomplete("library remove", "article", "", manager, elsewhere),
		"open":          r.server.Choose(discordtest.StringSelect, "f1:open", []string{article}, manager, elsewhere),
		"correct":       r.server.Press("f1:correct:"+article, manager, elsewhere),
		"remove button": r.server.Press("f1:remove:"+article, manager, elsewhere),
		"removed":       r.server.Press("f1:removed:"+article, manager, elsewhere),
		"form":          r.server.Submit("f1:corrected:"+article, map[string]string{"title": "Mine"}, manager, elsewhere),
	} {
		ack := i.AwaitAck()
		text := string(ack.Data)
		if ack.Type == 5 || ack.Type == 6 {
			text += i.AwaitAnswer().Text()
		}
		if strings.Contains(strings.ReplaceAll(text, "“Secret tides” in its title", ""), "Secret") {
			t.Errorf("%s shows %s", name, text)
		}
	}
	if got := r.titles(discordtest.GuildID); !slices.Equal(got, []string{"Secret tides"}) {
		t.Errorf("the server has %q", got)
	}
}
