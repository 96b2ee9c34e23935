package discord_test

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/corpus/library"
)

// TestLibraryCards holds the library's cards to the files in testdata/cards.
func TestLibraryCards(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{Articles: 1000, Bytes: 1 << 30})
	keep := func(name string, i *discordtest.Interaction) discordtest.Message {
		t.Helper()
		m := r.reply(i)
		if i.AwaitAck().Type == 5 {
			m = r.final(i)
		}
		body := m.Body
		if i.AwaitAck().Ephemeral() {
			body = ephemeral(t, body)
		}
		golden(t, name, body)
		return m
	}
	add := func(name string, options discordtest.Options, changes ...discordtest.Change) discordtest.Message {
		t.Helper()
		return keep(name, r.server.Command("library add", options, append(changes, manager)...))
	}
	blocked := r.server.Command("library add", discordtest.Options{"link": r.site.put("/locked", tides("Late"))}, manager)
	r.awaitText(blocked, "Fetching")
	golden(t, "library-progress", []byte(strings.ReplaceAll(string(r.reply(blocked).Body), strings.ReplaceAll(r.site.URL, ":", `\\:`), `https\\://harbour.example`)))
	card := add("library-added", discordtest.Options{"attachment": r.attach("tides.md", tides("Tides"))})
	keep("library-form", r.server.Press(id(t, card, "Correct"), discordtest.On(card), manager))
	keep("library-corrected", r.server.Submit("f1:corrected:"+strings.Split(id(t, card, "Correct"), ":")[2], map[string]string{"title": "Tides", "authors": "Ada Reed; Doe, Jane",
		"publisher": "Port Gazette", "published": "yesterday", "url": "https://example.org/tides"}, discordtest.On(card), manager))
	add("library-refused", discordtest.Options{"link": "http://127.0.0.2/"})
	add("library-refused-ru", discordtest.Options{"link": "http://127.0.0.2/"}, discordtest.In("ru"))
	add("library-several", discordtest.Options{"attachment": r.attach("moon.txt", "The moon draws the sea to and fro.\n"), "link": "http://127.0.0.2/"})
	keep("library-remove", r.server.Press(id(t, card, "Remove"), discordtest.On(card), manager))
	for n := range 9 {
		r.adds(discordtest.Options{"attachment": r.attach("a.md", tides(fmt.Sprintf("Report %d on the harbour", n+1)))})
	}
	indexed, err := r.library.Collection(t.Context(), discordtest.GuildID)
	if err != nil {
		t.Fatal(err)
	}
	r.bot.replace(indexed)
	keep("library-list", r.server.Command("library list", nil))
	keep("library-status", r.server.Command("library status", nil))
	keep("library-not-allowed", r.server.Command("library add", discordtest.Options{"link": "https://example.org"}))
	r.bot.replace(&corpus.Collection{})
	keep("empty", r.server.Command("ask", question("When does the tide turn?")))
	keep("empty-es", r.server.Command("ask", question("When does the tide turn?"), discordtest.In("es-ES")))
	close(r.site.locked)
	r.final(blocked)
}

// TestLibraryCountsPages: the card of a paged source says how many pages were read.
func TestLibraryCountsPages(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	r := withLibrary(t, library.Room{})
	var objects strings.Builder
	for n := range 3 {
		text := fmt.Sprintf("BT /F1 11 Tf 60 600 Td (The tide turned at noon on day %d of the harbour's year.) Tj ET", n+1)
		fmt.Fprintf(&objects, "%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 9 0 R >> >> >>\nendobj\n", n+3, n+6)
		fmt.Fprintf(&objects, "%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n", n+6, len(text), text)
	}
	paper := "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 3 /Kids [3 0 R 4 0 R 5 0 R] >>\nendobj\n" + objects.String() +
		"9 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
	m := r.adds(discordtest.Options{"attachment": r.server.Attach("days.pdf", "application/pdf", []byte(paper))})
	mustContain(t, m.Text(), "**Length:** 3 pages, ", "title inferred")
}
