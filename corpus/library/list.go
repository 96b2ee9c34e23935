package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"footnote/corpus/feed"
	"footnote/corpus/fetch"
	"footnote/corpus/web"
)

// A followed list, a feed or a sitemap, is a row of folders with its address as the path. Its pages are places of that
// folder. A page that the list does not name any more stays: feeds name only what is new.

// following is the reading of one list.
type following struct {
	library *Library
	folder  folder
	known   map[string]place // by address
	done    func(Outcome)
	// failed is set where a page could not be got, which is tried again the next time.
	failed bool
}

// followList notes a list as one to be read again, and reads the pages that are new in it or have changed.
func (l *Library) followList(ctx context.Context, k link, page web.Page, report Report) error {
	f := following{library: l, folder: folder{k.list, k.collection, k.address}, known: map[string]place{}, done: report.counting(len(page.List.Entries))}
	if err := f.begin(ctx); err != nil {
		return err
	}
	err := l.options.Web.Follow(ctx, *page.List, f.wanted, func(found web.Found) error { return f.found(ctx, found) })
	if errors.Is(err, web.ErrMore) {
		report.outcome(Outcome{Change: Missing, Collection: k.collection, Location: k.address, Reason: fmt.Errorf("%w; the others are read the next time", err)})
		return nil
	}
	if err != nil || f.failed {
		return err
	}
	return f.note(ctx, page.Stamp) // from now on the server may be told that this version is known
}

// begin finds what is known of the list, and notes a new one.
func (f *following) begin(ctx context.Context) (err error) {
	if f.folder.number == 0 {
		if f.folder.number, err = f.library.folderNumber(ctx, f.folder.collection, f.folder.path); err != nil {
			return err
		}
	}
	if err := f.note(ctx, fetch.Stamp{}); err != nil {
		return err
	}
	places, err := f.library.places(ctx, "collection = ? AND folder = ?", f.folder.collection, f.folder.number)
	for _, p := range places {
		f.known[p.location] = p
	}
	return err
}

// note notes which version of the list was read.
func (f *following) note(ctx context.Context, version fetch.Stamp) error {
	at := reading{collection: f.folder.collection, location: f.folder.path, folder: f.folder.number}
	at.stamp.etag, at.stamp.lastModified = version.ETag, version.LastModified
	return f.library.change(ctx, func(s *storing) error { return s.setPlace(ctx, at, place{}) })
}

// wanted tells whether an entry is new or has changed.
func (f *following) wanted(e feed.Entry) (fetch.Stamp, bool) {
	p, known := f.known[e.URL]
	if known && (p.removed || p.stamp.modified == version(e)) {
		f.done(p.unchanged())
		return fetch.Stamp{}, false
	}
	return p.stamp.web(), true
}

// found stores an entry's page.
func (f *following) found(ctx context.Context, found web.Found) error {
	p, again := f.known[found.Entry.URL]
	f.failed = f.failed || found.Err != nil
	if found.Err != nil && !again {
		f.done(Outcome{Change: Refused, Collection: f.folder.collection, Location: found.Entry.URL, Reason: found.Err})
		return nil
	}
	r := reading{collection: f.folder.collection, name: found.Entry.URL, location: found.Entry.URL, folder: f.folder.number, stamp: p.stamp}
	r.stamp.modified = version(found.Entry)
	return f.library.storePage(ctx, f.library.readPage(ctx, r, found.Page, again, found.Err), Report{Outcome: f.done})
}

// version is what the list says of an entry's version, as a place's time of change. Where it says nothing, the page is
// not read again.
func version(e feed.Entry) int64 {
	h := fnv.New64a()
	h.Write([]byte(e.Version))
	return int64(h.Sum64())
}

// linksTime is how long the addresses of a collection other than Operator may take in one SyncLinks; those left are not
// asked in that one. A server's slow addresses hold up its own and not others'.
const linksTime = 10 * time.Minute

// SyncLinks asks the addresses that were added for new versions of their pages, and the lists for new pages. Those of
// Operator come first.
func (l *Library) SyncLinks(ctx context.Context, report Report) error {
	if l.writer == nil {
		return ErrReadOnly
	}
	places, err := l.places(ctx, "location LIKE 'http%://%' AND (folder IS NULL OR location = (SELECT path FROM folders WHERE number = folder))")
	if err != nil {
		return err
	}
	slices.SortStableFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(rank(a.collection), rank(b.collection)), cmp.Compare(a.collection, b.collection))
	})
	seen, spent := map[link]bool{}, map[string]time.Duration{}
	for _, p := range places {
		k := link{collection: p.collection, address: p.location, list: p.folder}
		if seen[k] || p.removed || p.collection != Operator && spent[p.collection] >= linksTime { // the members of an archive share an address
			continue
		}
		seen[k] = true
		k.known, k.again = p.stamp, true
		began := l.options.Now()
		if err := l.readLink(ctx, k, report); err != nil {
			return err
		}
		spent[p.collection] += l.options.Now().Sub(began)
	}
	return nil
}

// rank is 0 for Operator and 1 for all others.
func rank(collection string) int {
	if collection == Operator {
		return 0
	}
	return 1
}
