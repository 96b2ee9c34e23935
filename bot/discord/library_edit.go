package discord

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/locale"
	"footnote/corpus"
	"footnote/corpus/library"
)

// detail is one field of the form that corrects an article. Its name is the one in library.EditError.
type detail struct {
	name string
	// label is the key of its label, wrong of what is said where it cannot be so.
	label, wrong string
	most         int
	// of is the field's text, set puts a corrected text into edits.
	of  func(corpus.Details) string
	set func(*library.Edits, *string)
}

// authorsBetween stands between authors in the form: commas stand in names.
const authorsBetween = ";"

func details() []detail {
	return []detail{
		{"title", "library.form_title", "library.wrong_title", 300,
			func(d corpus.Details) string { return d.Title }, func(e *library.Edits, s *string) { e.Title = s }},
		{"authors", "library.form_authors", "library.wrong_authors", 1000,
			func(d corpus.Details) string { return strings.Join(d.Authors, authorsBetween+" ") }, setAuthors},
		{"publisher", "library.form_publisher", "library.wrong_publisher", 200,
			func(d corpus.Details) string { return d.Publisher }, func(e *library.Edits, s *string) { e.Publisher = s }},
		{"published", "library.form_published", "library.wrong_published", 40,
			func(d corpus.Details) string { return d.Published }, func(e *library.Edits, s *string) { e.Published = s }},
		{"url", "library.form_url", "library.wrong_url", maxAddress,
			func(d corpus.Details) string { return d.URL }, func(e *library.Edits, s *string) { e.URL = s }},
	}
}

func setAuthors(e *library.Edits, s *string) {
	if e.Authors = nil; s == nil {
		return
	}
	authors := []string{}
	for name := range strings.SplitSeq(*s, authorsBetween) {
		if name = strings.TrimSpace(name); name != "" {
			authors = append(authors, name)
		}
	}
	e.Authors = &authors
}

// shown is the field's text as the form shows it.
func (f detail) shown(d corpus.Details) string { return cutTo(oneLine(f.of(d)), f.most) }

// askCorrection answers the button Correct: it opens the form.
func askCorrection(ctx context.Context, x *exchange, a action) {
	if x.mayTend(ctx) {
		x.openCorrection(ctx, a.arg(0))
	}
}

// openCorrection opens the form of an article.
func (x *exchange) openCorrection(ctx context.Context, id string) {
	a, err := x.options.Library.Store.Article(ctx, x.in.server(), id)
	if x.missing(ctx, err) {
		return
	}
	x.open(ctx, correctionForm(x.l, a))
}

func correctionForm(l *locale.Language, a *corpus.Article) discordgo.InteractionResponseData {
	form := discordgo.InteractionResponseData{CustomID: do(actCorrected, a.ID).id(), Title: cutTo(l.Say("library.form"), maxModalTitle)}
	for _, f := range details() {
		form.Components = append(form.Components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{
			CustomID: f.name, Style: discordgo.TextInputShort, MaxLength: f.most, Required: f.name == "title",
			Label: cutTo(l.Say(f.label), maxInputLabel), Value: f.shown(a.Details),
		}}})
	}
	return form
}

// correct answers the form. What is right is kept and what is wrong is named, so that nobody types all of it again.
func correct(ctx context.Context, x *exchange, a action) {
	if !x.mayTend(ctx) {
		return
	}
	if discordgo.InteractionType(x.in.Type) != discordgo.InteractionModalSubmit { // a forged button, whose fields are all empty
		x.tell(ctx, "say.unknown")
		return
	}
	store, server, id := x.options.Library.Store, x.in.server(), a.arg(0)
	before, err := store.Article(ctx, server, id)
	if x.missing(ctx, err) {
		return
	}
	// The card that the button stood below shows the article to all who can see it, and has to be right for all.
	if x.in.Message.ID != "" && !x.deferNothing(ctx) || x.in.Message.ID == "" && !x.deferAnswer(ctx, true) {
		return
	}
	head, err := x.applyCorrections(ctx, before)
	var after *corpus.Article
	if err == nil {
		after, err = store.Article(ctx, server, id)
	}
	if err != nil {
		x.log.Error("article not corrected", "error", err)
		x.edit(ctx, failure(x.l, "library.failed", x.in.ID))
		return
	}
	x.edit(ctx, x.ownCard(after, head))
}

// applyCorrections changes what the form says otherwise than it did when it was opened, as far as it can be so, and says
// what it did.
func (x *exchange) applyCorrections(ctx context.Context, a *corpus.Article) (string, error) {
	var edits library.Edits
	typed := map[string]string{}
	for _, f := range details() {
		text := strings.TrimSpace(field(x.in.Data.Components, f.name))
		if text != f.shown(a.Details) {
			typed[f.name] = text
			f.set(&edits, &text)
		}
	}
	var lines []string
	var refused library.EditError
	err := x.edits(ctx, a.ID, edits)
	if errors.As(err, &refused) {
		for _, f := range details() {
			if slices.Contains(refused.Fields, f.name) {
				lines = append(lines, "• "+x.l.Say(f.wrong, "typed", escapeTo(oneLine(typed[f.name]), maxSourceTitle)))
				f.set(&edits, nil)
			}
		}
		err = x.edits(ctx, a.ID, edits)
	}
	head := "library.corrected"
	if edits == (library.Edits{}) {
		head = "library.nothing_corrected"
	}
	return strings.Join(append([]string{x.l.Say(head)}, lines...), "\n"), err
}

// edits makes corrections, if there are any.
func (x *exchange) edits(ctx context.Context, id string, e library.Edits) error {
	if e == (library.Edits{}) {
		return nil
	}
	err := x.options.Library.Store.Edit(ctx, x.in.server(), id, e)
	if err == nil {
		x.audit(library.Outcome{Change: "corrected", ID: id})
	}
	return err
}

// editNamed answers /library edit.
func editNamed(ctx context.Context, x *exchange, _ action) {
	if id, ok := x.ownArticle(ctx); ok {
		x.openCorrection(ctx, id)
	}
}
