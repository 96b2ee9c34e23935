package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"footnote/corpus"
)

// Edits are a person's corrections of what was understood of an article. A nil field is as it was read. They hold for
// later versions of the article too.
type Edits struct {
	Title     *string   `json:"title,omitempty"`
	Authors   *[]string `json:"authors,omitempty"`
	Publisher *string   `json:"publisher,omitempty"`
	// Published is an ISO 8601 date: "2017", "2017-07" or "2017-07-12".
	Published *string `json:"published,omitempty"`
	URL       *string `json:"url,omitempty"`
	// Language is a BCP 47 tag such as "en".
	Language *string `json:"language,omitempty"`
}

// apply is d with the corrections.
func (e Edits) apply(d corpus.Details) corpus.Details {
	if e.Title != nil {
		d.Title, d.TitleInferred = *e.Title, false
	}
	if e.Authors != nil {
		d.Authors = *e.Authors
	}
	if e.Language != nil {
		d.Language, d.LanguageInferred = *e.Language, false
	}
	for _, f := range []struct{ to, from *string }{{&d.Publisher, e.Publisher}, {&d.Published, e.Published}, {&d.URL, e.URL}} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	return d
}

// normalise checks the corrections by the rules of a front matter.
func (e Edits) normalise() (Edits, error) {
	if e == (Edits{}) {
		return e, nil
	}
	if e.Title != nil && strings.TrimSpace(*e.Title) == "" {
		return e, errors.New("an article needs a title")
	}
	d, err := e.apply(corpus.Details{}).Normalise()
	if err != nil {
		return e, err
	}
	for _, f := range []struct {
		to   **string
		from string
	}{{&e.Title, d.Title}, {&e.Publisher, d.Publisher}, {&e.Published, d.Published}, {&e.URL, d.URL}, {&e.Language, d.Language}} {
		if *f.to != nil {
			*f.to = &f.from
		}
	}
	if e.Authors != nil {
		e.Authors = &d.Authors
	}
	return e, nil
}

// wrong are the names of the fields that normalise refuses.
func (e Edits) wrong() (names []string) {
	for _, f := range []struct {
		name string
		only Edits
	}{
		{"title", Edits{Title: e.Title}}, {"authors", Edits{Authors: e.Authors}}, {"publisher", Edits{Publisher: e.Publisher}},
		{"published", Edits{Published: e.Published}}, {"url", Edits{URL: e.URL}}, {"language", Edits{Language: e.Language}},
	} {
		if _, err := f.only.normalise(); err != nil {
			names = append(names, f.name)
		}
	}
	return names
}

// over is e with what it leaves open taken from before.
func (e Edits) over(before Edits) Edits {
	for _, f := range []struct{ to, from **string }{
		{&e.Title, &before.Title}, {&e.Publisher, &before.Publisher}, {&e.Published, &before.Published},
		{&e.URL, &before.URL}, {&e.Language, &before.Language},
	} {
		if *f.to == nil {
			*f.to = *f.from
		}
	}
	if e.Authors == nil {
		e.Authors = before.Authors
	}
	return e
}

// EditError is a correction that no article can have.
type EditError struct {
	// Fields are those that are wrong, by their JSON names in Edits.
	Fields []string
	error
}

func (e EditError) Unwrap() error { return e.error }

// Edit corrects an article's details, over earlier corrections. An EditError says what is wrong with the correction,
// ErrNotFound that there is no such article.
func (l *Library) Edit(ctx context.Context, collection, id string, e Edits) error {
	wrong := e.wrong()
	e, err := e.normalise()
	if err != nil {
		return EditError{wrong, err}
	}
	return l.changeEdits(ctx, collection, id, e.over)
}

// ResetEdits undoes all corrections of an article.
func (l *Library) ResetEdits(ctx context.Context, collection, id string) error {
	return l.changeEdits(ctx, collection, id, func(Edits) Edits { return Edits{} })
}

func (l *Library) changeEdits(ctx context.Context, collection, id string, change func(Edits) Edits) error {
	err := l.write(ctx, func(tx *sql.Tx) error {
		var number int64
		var text string
		err := tx.QueryRowContext(ctx, "SELECT number, edits FROM articles WHERE collection = ? AND id = ?", collection, id).Scan(&number, &text)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		var before Edits
		if err := json.Unmarshal([]byte(text), &before); err != nil {
			return damaged(err)
		}
		after, err := json.Marshal(change(before))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE articles SET edits = ?, changed = ? WHERE number = ?", string(after), l.options.Now().Unix(), number)
		if err == nil {
			_, err = storeAddress(ctx, tx, number)
		}
		return err
	})
	if err == nil {
		l.announce()
	}
	return err
}
