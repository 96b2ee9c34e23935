package library

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// WatchOptions of Watch; the zero value means the defaults.
type WatchOptions struct {
	// Settle is how long a folder must be quiet before it is read, so that files are read whole; the default is half a
	// second. A folder that is never quiet is read after four times as long.
	Settle time.Duration
	// Every is how often everything is read again without being told to, for file systems that tell nothing, such as
	// those of other machines; the default is a minute. Folders that are away are looked for after each four
	// times Settle.
	Every time.Duration
	// Links is how often addresses are asked for new versions after the first time; the default is an hour.
	Links time.Duration
	// Report hears what changed. A file that cannot be read is reported once for each reason.
	Report Report
	// Trouble is called where a folder cannot be watched; it is then read at intervals only.
	Trouble func(error)
}

// Watch keeps the library in step with its folders and files until ctx ends, whose error it returns.
func (l *Library) Watch(ctx context.Context, o WatchOptions) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch folders: %w", err)
	}
	defer watcher.Close()
	o.Settle, o.Every, o.Links = cmp.Or(o.Settle, time.Second/2), cmp.Or(o.Every, time.Minute), cmp.Or(o.Links, time.Hour)
	if o.Trouble == nil {
		o.Trouble = func(error) {}
	}
	w := watching{library: l, watcher: watcher, options: o, said: map[spot]string{}, watched: map[string]bool{}}
	ctx, stop := context.WithCancel(ctx)
	var links sync.WaitGroup
	defer links.Wait()
	defer stop()
	links.Go(func() { w.follow(ctx) }) // beside, as servers may be slow
	return w.run(ctx)
}

// watching is one run of Watch.
type watching struct {
	library *Library
	watcher *fsnotify.Watcher
	options WatchOptions
	watched map[string]bool // by path: tried and reported where it failed
	away    []string        // followed folders that could not be read

	mu   sync.Mutex
	said map[spot]string // the reason reported last
}

// spot is where something is read: two collections may have the same file or address.
type spot struct{ collection, location string }

// follow asks addresses for new versions, again and again until ctx ends.
func (w *watching) follow(ctx context.Context) {
	links := time.NewTicker(w.options.Links)
	defer links.Stop()
	for { // at once too, as a process that is started often may never run for as long
		if err := w.library.SyncLinks(ctx, w.reporting()); err != nil && ctx.Err() == nil {
			w.options.Trouble(fmt.Errorf("ask addresses for new versions: %w", err))
		}
		select {
		case <-ctx.Done():
			return
		case <-links.C:
		}
	}
}

func (w *watching) run(ctx context.Context) error {
	every := time.NewTicker(w.options.Every)
	defer every.Stop()
	look := time.NewTicker(4 * w.options.Settle)
	defer look.Stop()
	quiet := time.NewTimer(0) // the first reading is due at once
	defer quiet.Stop()
	var since time.Time // of the first event that is not dealt with
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-w.watcher.Events:
			if since.IsZero() {
				since = time.Now()
			}
			if time.Since(since) < 4*w.options.Settle {
				quiet.Reset(w.options.Settle)
			}
			continue
		case err := <-w.watcher.Errors: // events were lost
			w.options.Trouble(fmt.Errorf("watch folders: %w", err))
			quiet.Reset(w.options.Settle)
			continue
		case <-look.C:
			if !w.isBack() {
				continue
			}
		case <-every.C:
		case <-quiet.C:
		}
		since = time.Time{}
		if err := w.sync(ctx); err != nil {
			return err
		}
	}
}

// sync watches what there is now before it reads it, so that nothing slips between.
func (w *watching) sync(ctx context.Context) error {
	paths, err := w.paths(ctx)
	if err != nil {
		return err
	}
	for _, p := range paths {
		// Adding a path again does nothing, unless it is another file by now.
		if err := w.watcher.Add(p); err != nil && !w.watched[p] {
			w.options.Trouble(fmt.Errorf("watch %q: %w", p, err))
		}
		w.watched[p] = true
	}
	return w.library.Sync(ctx, w.reporting())
}

// isBack tells whether a folder that was away is there again, which no event tells.
func (w *watching) isBack() bool {
	return slices.ContainsFunc(w.away, func(path string) bool {
		_, err := os.ReadDir(path)
		return err == nil
	})
}

func (w *watching) reporting() Report {
	return Report{Outcome: w.report, Progress: w.options.Report.Progress}
}

// paths lists the folders to watch, at any depth, and the files that were added by themselves.
func (w *watching) paths(ctx context.Context) ([]string, error) {
	folders, err := w.library.folders(ctx)
	if err != nil {
		return nil, err
	}
	var out []string
	w.away = nil
	for _, f := range folders {
		if isAddress(f.path) {
			continue
		}
		found, err := walkFolder(ctx, f.path, w.library.options.Reader)
		if err != nil {
			w.away = append(w.away, f.path)
			continue
		}
		out = append(out, found.folders...)
		w.forget(spot{f.collection, f.path})
	}
	files, err := w.library.places(ctx, filesAlone)
	for _, f := range files {
		out = append(out, f.location)
	}
	return out, err
}

// forget lets what was said of a spot be said again.
func (w *watching) forget(at spot) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.said, at)
}

func (w *watching) report(o Outcome) {
	w.mu.Lock()
	defer w.mu.Unlock()
	at := spot{o.Collection, o.Location}
	if o.Change == Unchanged {
		delete(w.said, at)
		return
	}
	reason := fmt.Sprint(o.Reason)
	if o.Reason != nil && w.said[at] == reason {
		return
	}
	w.said[at] = reason
	w.options.Report.outcome(o)
}
