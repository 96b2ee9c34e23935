// Package web gets articles from addresses: a page, a file, or what a feed or a sitemap lists.
//
// [Reader.Get] gets what one address has, [Reader.Follow] what a list lists.
//
// What binds:
//   - An address that a person named is got as it is; what a list names only if robots.txt allows it, one page after
//     the other with a pause between, up to a number of pages.
//   - A list in a list is followed once, as an index of sitemaps needs it.
//   - What a page does not say of itself is taken from the list that led to it, and nothing else.
package web

import (
	"context"
	"errors"
	"fmt"
	"time"

	"footnote/corpus"
	"footnote/corpus/feed"
	"footnote/corpus/fetch"
	"footnote/corpus/formats"
)

// Options of New; Client and Formats have to be set.
type Options struct {
	Client  *fetch.Client
	Formats *formats.Reader
	// Pause is the time between two pages of a list, 1 second by default.
	Pause time.Duration
	// MaxPages is how many pages of a list are got, 500 by default.
	MaxPages int
	// Sleep waits; nil means the system's clock.
	Sleep func(ctx context.Context, d time.Duration) error
}

// Reader reads from the web. It is safe for concurrent use.
type Reader struct{ options Options }

// New makes a Reader.
func New(o Options) *Reader {
	if o.Pause == 0 {
		o.Pause = time.Second
	}
	if o.MaxPages == 0 {
		o.MaxPages = 500
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	return &Reader{o}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// Page is what an address has: articles, or a list of them.
type Page struct {
	// File is what was got, with the address after all redirects.
	File     corpus.File
	Articles []*corpus.Article
	// Problems are those of an archive's entries.
	Problems []corpus.Problem
	// List is set where the address has a feed or a sitemap.
	List *feed.List
	// Stamp is for the next time, Unchanged set where nothing has changed since the last; all else is empty then.
	Stamp     fetch.Stamp
	Unchanged bool
}

// Get gets what an address has. The error is ctx's, or one line that does not repeat the address.
func (r *Reader) Get(ctx context.Context, q fetch.Request) (Page, error) {
	got, err := r.options.Client.Get(ctx, q)
	if err != nil {
		return Page{}, err
	}
	page := Page{File: got.File, Stamp: got.Stamp, Unchanged: got.Unchanged}
	switch {
	case got.Unchanged:
	case formats.IsList(got.File):
		list, err := r.options.Formats.List(ctx, got.File)
		if err != nil {
			return Page{}, err
		}
		page.List = &list
	default:
		page.Articles, page.Problems, err = r.options.Formats.Read(ctx, got.File)
	}
	return page, err
}

// Found is what became of an entry of a list.
type Found struct {
	Entry feed.Entry
	Page  Page
	// Err is why the page could not be got, or nil.
	Err error
}

// Wanted tells whether an entry is to be got, and what is known of it.
type Wanted func(feed.Entry) (known fetch.Stamp, wanted bool)

// Follow gets the entries of a list that are wanted, in its order, and hands each to found. It ends with the first
// error of found, with ctx's, or with ErrMore after the most pages that it gets at once.
func (r *Reader) Follow(ctx context.Context, l feed.List, wanted Wanted, found func(Found) error) error {
	f := &following{Reader: r, wanted: wanted, found: found, seen: map[string]bool{}}
	if err := f.entries(ctx, l.Entries); err != nil {
		return err
	}
	for _, address := range l.Lists {
		if err := f.list(ctx, address); err != nil {
			return err
		}
	}
	return nil
}

// ErrMore is the outcome of following a list that has more pages than are got at once.
var ErrMore = errors.New("lists more pages than are read at once")

// following is a list being followed.
type following struct {
	*Reader
	wanted Wanted
	found  func(Found) error
	seen   map[string]bool
	pages  int
}

// list follows a list that an index names.
func (f *following) list(ctx context.Context, address string) error {
	page, err := f.next(ctx, fetch.Request{Address: address, Robots: true})
	switch {
	case errors.Is(err, ErrMore) || ctx.Err() != nil:
		return err
	case err == nil && page.List == nil:
		err = errors.New("is no sitemap, though an index of sitemaps names it")
	}
	if err != nil {
		return f.found(Found{Entry: feed.Entry{URL: address}, Err: err})
	}
	return f.entries(ctx, page.List.Entries)
}

func (f *following) entries(ctx context.Context, list []feed.Entry) error {
	for _, e := range list {
		known, wanted := f.wanted(e)
		if !wanted || f.seen[e.URL] {
			continue
		}
		f.seen[e.URL] = true
		page, err := f.next(ctx, fetch.Request{Address: e.URL, Known: known, Robots: true})
		if errors.Is(err, ErrMore) || ctx.Err() != nil {
			return err
		}
		if err == nil && page.List != nil {
			err = fmt.Errorf("is a list itself, of %d pages", len(page.List.Entries))
			page = Page{}
		}
		for _, a := range page.Articles {
			complete(&a.Details, e.Details)
		}
		if err := f.found(Found{Entry: e, Page: page, Err: err}); err != nil {
			return err
		}
	}
	return nil
}

// next gets a page after a pause.
func (f *following) next(ctx context.Context, q fetch.Request) (Page, error) {
	if f.pages == f.options.MaxPages {
		return Page{}, ErrMore
	}
	if f.pages++; f.pages > 1 {
		if err := f.options.Sleep(ctx, f.options.Pause); err != nil {
			return Page{}, err
		}
	}
	return f.Get(ctx, q)
}

// complete fills in what a page does not say of itself.
func complete(d *corpus.Details, listed corpus.Details) {
	if d.Title == "" || d.TitleInferred && listed.Title != "" {
		d.Title, d.TitleInferred = listed.Title, false
	}
	if len(d.Authors) == 0 {
		d.Authors = listed.Authors
	}
	if d.Publisher == "" {
		d.Publisher = listed.Publisher
	}
	if d.Published == "" {
		d.Published = listed.Published
	}
}
