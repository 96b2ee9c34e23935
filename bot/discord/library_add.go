package discord

import (
	"context"
	"strings"
)

// maxSources is how many files and links of one message are taken at once.
const maxSources = 5

// addArticles answers /library add.
func addArticles(ctx context.Context, x *exchange, _ action) {
	if !x.mayTend(ctx) {
		return
	}
	var wanted []source
	if file, ok := x.in.Data.Resolved.Attachments[x.in.Data.text(optionAttachment)]; ok {
		wanted = append(wanted, source{file: &file})
	}
	if typed := strings.TrimSpace(x.in.Data.text(optionLink)); typed != "" {
		address, ok := webAddress(typed)
		if !ok {
			x.tell(ctx, "library.no_address", "typed", escapeTo(oneLine(typed), maxSourceTitle))
			return
		}
		wanted = append(wanted, source{address: address})
	}
	if len(wanted) == 0 {
		x.tell(ctx, "library.nothing_given")
		return
	}
	x.take(ctx, wanted, 0)
}

// collect answers the menu command on a message: its files and links are wanted.
func collect(ctx context.Context, x *exchange, _ action) {
	if !x.mayTend(ctx) {
		return
	}
	m := x.in.Data.Resolved.Messages[x.in.Data.Target]
	var wanted []source
	for _, file := range m.Attachments {
		wanted = append(wanted, source{file: &file})
	}
	for _, address := range addresses(m.Content) {
		wanted = append(wanted, source{address: address})
	}
	if len(wanted) == 0 {
		x.tell(ctx, "library.nothing_here")
		return
	}
	first := wanted[:min(len(wanted), maxSources)]
	x.take(ctx, first, len(wanted)-len(first))
}

// take adds what is wanted to the server's library: acknowledges, shows how far it is, and ends with what became of it.
// left counts what was not taken because it was too much at once.
func (x *exchange) take(ctx context.Context, wanted []source, left int) {
	if !x.admit(ctx) {
		return
	}
	place, ok := x.imports.join(x.in.server())
	if !ok {
		x.tell(ctx, "library.flooded")
		return
	}
	defer place.quit()
	if !x.deferAnswer(ctx, x.private()) {
		return
	}
	x.edit(ctx, x.imported(ctx, place, wanted, left))
}
