package discord_test

import (
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
	"footnote/corpus/library"
)

// TestLibraryLogHasNoText: whatever people name, attach, type or link, and whatever becomes of it, none of it is in the log.
func TestLibraryLogHasNoText(t *testing.T) {
	t.Parallel()
	r := withLibrary(t, library.Room{Articles: 2})
	card := r.adds(discordtest.Options{"attachment": r.attach("zebra.md", tides("Zebra"))})
	article := strings.Split(id(t, card, "Correct"), ":")[2]
	for name, options := range map[string]discordtest.Options{
		"refused address": {"link": "http://127.0.0.2/zebra"},
		"no page":         {"link": r.site.URL + "/zebra"},
		"no address":      {"link": "zebra://zebra"},
		"page":            {"link": r.site.put("/zebra.md", tides("A zebra"))},
		"no room":         {"attachment": r.attach("zebra2.md", tides("Zebra the third"))},
		"damaged":         {"attachment": r.server.Attach("zebra.pdf", "application/pdf", []byte("%PDF-1.7 zebra"))},
		"unknown format":  {"attachment": r.server.Attach("zebra.exe", "application/zebra", []byte("zebra"))},
		"lost attachment": {"attachment": discordtest.Attachment{ID: "1", Name: "zebra.md", URL: "https://cdn.invalid/zebra.md", Size: 9}},
	} {
		if text := r.adds(options).Text(); text == "" {
			t.Errorf("%s: nothing is shown", name)
		}
	}
	r.final(r.server.OnMessage("Add to library", discordtest.Said{Content: "zebra http://127.0.0.2/zebras"}, manager))
	r.final(r.server.Submit("f1:corrected:"+article, map[string]string{"title": "Zebra crossing", "published": "zebra", "url": "zebra"}, discordtest.On(card), manager))
	r.says("library remove", discordtest.Options{"article": "zebras of Veldring"}, true, manager)
	r.says("library list", nil, true, manager)
	r.server.Autocomplete("library edit", "article", "zebra", manager).AwaitAck()
	mustContain(t, r.log.String(), "library changed", "change=corrected", "change=refused")
	mustLack(t, strings.ToLower(r.log.String()), "zebra")
}
