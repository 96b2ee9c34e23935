package discord

import (
	"context"
	"fmt"
	"runtime/debug"

	"footnote/corpus"
	"footnote/corpus/fetch"
	"footnote/corpus/library"
)

// imported waits for its turn, adds what is wanted and says what became of it.
func (x *exchange) imported(ctx context.Context, place *importPlace, wanted []source, left int) Message {
	limited, cancel := context.WithTimeout(ctx, x.options.Library.Time)
	defer cancel()
	defer context.AfterFunc(x.hurry, cancel)()
	shown := x.showProgress(limited)
	outcomes, err := x.importAll(limited, place, wanted, shown)
	shown.end()
	if err != nil {
		return x.importFailed(limited, outcomes, err)
	}
	return x.importPage(ctx, outcomes, left)
}

// importAll adds one source after the other. What was added before an error stays.
func (x *exchange) importAll(ctx context.Context, place *importPlace, wanted []source, shown *progress) ([]library.Outcome, error) {
	shown.say(x.waitNote(place.ahead))
	leave, err := place.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var all []library.Outcome
	for i, s := range wanted {
		outcomes, err := x.importOne(ctx, s, func(stage string) {
			shown.say(countNote(i, len(wanted)) + x.l.Say(stage, "name", escapeTo(oneLine(s.name()), maxSourceTitle)))
		})
		for _, o := range outcomes {
			x.audit(o)
		}
		if all = append(all, outcomes...); err != nil {
			return all, err
		}
	}
	return all, nil
}

// countNote counts where there are several.
func countNote(i, total int) string {
	if total == 1 {
		return ""
	}
	return fmt.Sprintf("%d/%d · ", i+1, total)
}

// waitNote says how many of the server's imports come before.
func (x *exchange) waitNote(ahead int) string {
	if ahead == 0 {
		return x.l.Say("library.starting")
	}
	return x.l.Say("library.waiting", "n", ahead)
}

// importOne adds one source, with a panic as an error.
func (x *exchange) importOne(ctx context.Context, s source, stage func(string)) (outcomes []library.Outcome, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	if s.file != nil {
		return x.importFile(ctx, *s.file, stage)
	}
	stage("library.fetching")
	return x.options.Library.Store.AddAddress(ctx, x.in.server(), s.address)
}

// importFile adds an attached file.
func (x *exchange) importFile(ctx context.Context, file attachment, stage func(string)) ([]library.Outcome, error) {
	stage("library.fetching")
	name := fileName(file.Name)
	got, err := x.fetchFile(ctx, file)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return []library.Outcome{{Change: library.Refused, Location: name, Reason: err}}, nil
	}
	stage("library.reading")
	return x.options.Library.Store.AddAll(ctx, library.Item{Collection: x.in.server(), Name: name, Type: got.Type, Data: got.Data})
}

// fetchFile gets an attached file, unless its size tells already that it will not do.
func (x *exchange) fetchFile(ctx context.Context, file attachment) (corpus.File, error) {
	switch most := x.options.Library.MaxFileBytes; {
	case file.Size <= 0:
		return corpus.File{}, corpus.Refuse(corpus.NoText, "is empty")
	case file.Size > most:
		return corpus.File{}, corpus.Refuse(corpus.TooLarge, "is larger than %s", corpus.Size(most))
	}
	page, err := x.options.Library.Files.Get(ctx, fetch.Request{Address: file.URL})
	return page.File, err
}

// audit logs who changed the library, by ID, and no text of the article.
func (x *exchange) audit(o library.Outcome) {
	x.log.Info("library changed", "server", x.in.server(), "user", x.in.asker(), "change", o.Change, "article", o.ID,
		"reason", corpus.ReasonOf(o.Reason))
}
