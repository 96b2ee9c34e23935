package discord

import (
	"context"
	"errors"
	"strings"

	"footnote/bot/locale"
	"footnote/corpus"
	"footnote/corpus/library"
)

// maxReason is what a reason that has no text of ours may take, in units.
const maxReason = 200

// reason says in a person's language why something was not taken.
func reason(l *locale.Language, err error) string {
	if errors.Is(err, library.ErrRoom) {
		return l.Say("library.no_room")
	}
	key := map[corpus.Reason]string{
		corpus.TooLarge: "library.too_large", corpus.UnknownFormat: "library.unknown_format", corpus.NoText: "library.no_text",
		corpus.NoProgram: "library.no_program", corpus.Protected: "library.protected", corpus.Damaged: "library.damaged", corpus.TooSlow: "library.too_slow",
		corpus.ListsOnly: "library.lists_only", corpus.BadAddress: "library.bad_address", corpus.NotFound: "library.not_found",
		corpus.Unreachable: "library.unreachable",
	}[corpus.ReasonOf(err)]
	if key != "" {
		return l.Say(key)
	}
	return l.Say("library.other_reason", "reason", codeSpan(err.Error(), maxReason))
}

// codeSpan shows text letter by letter within a line.
func codeSpan(text string, limit int) string {
	return "`" + cutTo(strings.ReplaceAll(oneLine(text), "`", "'"), limit) + "`"
}

// importFailed says why an import came to no end, and what was added before.
func (x *exchange) importFailed(ctx context.Context, before []library.Outcome, err error) Message {
	var text string
	switch {
	case x.hurry.Err() != nil:
		x.log.Warn("import cut off by stopping", "error", err)
		text = x.l.Say("library.restarting")
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		x.log.Warn("import took too long", "limit", x.options.Library.Time)
		text = x.l.Say("library.too_long")
	case errors.Is(err, library.ErrFull):
		x.log.Error("import failed", "error", err)
		text = x.l.Say("library.disk_full")
	default:
		x.log.Error("import failed", "error", err)
		text = x.l.Say("library.failed") + " " + x.l.Say("say.reference", "id", x.in.ID)
	}
	if lines := outcomeLines(x.l, before); len(lines) > 0 {
		text += "\n\n" + fitLines(lines, maxDescription/2)
	}
	return embed(x.l.Say("library.stopped"), text, "")
}
