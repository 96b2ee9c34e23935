package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// Add stores an item. When it returns without an error, the article is on the disk, or the outcome says why it was
// refused.
func (l *Library) Add(ctx context.Context, i Item) (Outcome, error) {
	return l.storeOne(ctx, l.readItem(ctx, i), 0)
}

// AddAll is Add for an item that may be an archive: it tells what became of each file in it.
func (l *Library) AddAll(ctx context.Context, i Item) ([]Outcome, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return l.storeAll(ctx, [][]reading{l.unpack(ctx, l.received(i))}, 0)
}

// Replace puts an item in the place of an article, whose corrections stay. ErrNotFound means that there is no such article.
func (l *Library) Replace(ctx context.Context, collection, id string, i Item) (Outcome, error) {
	i.Collection = collection
	number, err := l.numberOf(ctx, collection, id)
	if err != nil {
		return Outcome{}, err
	}
	return l.storeOne(ctx, l.readItem(ctx, i), number)
}

func (l *Library) storeOne(ctx context.Context, r reading, instead int64) (Outcome, error) {
	if err := ctx.Err(); err != nil {
		return Outcome{}, err
	}
	outcomes, err := l.storeAll(ctx, [][]reading{{r}}, instead)
	if err != nil {
		return Outcome{}, err
	}
	return outcomes[0], nil
}

// AddPaths stores the files at the paths and the pages at the addresses, and follows folders, feeds and sitemaps. A
// folder's articles are read at any depth; from then on Sync reads it again, and SyncLinks what has an address. Each
// outcome is reported once it is on the disk; the error is ctx's or the library's own.
func (l *Library) AddPaths(ctx context.Context, collection string, paths []string, report Report) error {
	if l.writer == nil {
		return ErrReadOnly
	}
	var files []task
	var folders []string
	var links []link
	for _, path := range paths {
		if path == "" { // which would be the folder that the process stands in
			report.outcome(Outcome{Change: Refused, Location: path, Reason: errors.New("is empty; name a file, a folder or an address")})
			continue
		}
		if isAddress(path) {
			links = append(links, link{collection: collection, address: withoutFragment(path)})
			continue
		}
		if strings.Contains(path, "://") {
			report.outcome(Outcome{Change: Refused, Collection: collection, Location: path, Reason: errors.New("is no http or https address")})
			continue
		}
		abs, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		info, err := os.Stat(abs)
		switch {
		case err != nil:
			report.outcome(Outcome{Change: Refused, Collection: collection, Location: path, Reason: bare(err)})
		case info.IsDir():
			folders = append(folders, abs)
		default:
			files = append(files, task{collection: collection, path: abs})
		}
	}
	if err := l.ingest(ctx, files, report.counting(len(files))); err != nil {
		return err
	}
	for _, k := range links {
		if err := l.readLink(ctx, k, report); err != nil {
			return err
		}
	}
	for _, path := range folders {
		if err := l.follow(ctx, collection, path, report); err != nil {
			return err
		}
	}
	return nil
}
