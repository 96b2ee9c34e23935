package library

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Sync reads the followed folders again, and the files that were added by themselves. In a folder what is new is added,
// what changed replaced, what moved found again, and what is gone removed. A file that was added by itself is
// kept when it is gone, and so is everything from a folder that cannot be read. SyncLinks is for addresses.
func (l *Library) Sync(ctx context.Context, report Report) error {
	if l.writer == nil {
		return ErrReadOnly
	}
	folders, err := l.folders(ctx)
	if err != nil {
		return err
	}
	for _, f := range folders {
		if isAddress(f.path) {
			continue
		}
		if err := l.syncFolder(ctx, f, report); err != nil {
			return err
		}
	}
	return l.syncFiles(ctx, report)
}

// SyncFolder reads one followed folder again. ErrNotFound means that it is not followed.
func (l *Library) SyncFolder(ctx context.Context, which Folder, report Report) error {
	folders, err := l.folders(ctx)
	if err != nil {
		return err
	}
	for _, f := range folders {
		if f.collection == which.Collection && f.path == which.Path {
			return l.syncFolder(ctx, f, report)
		}
	}
	return ErrNotFound
}

func (l *Library) syncFolder(ctx context.Context, f folder, report Report) error {
	w, err := walkFolder(ctx, f.path, l.options.Reader)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		report.outcome(Outcome{Change: Missing, Collection: f.collection, Location: f.path, Reason: fmt.Errorf("%w; its articles stay", err)})
		return nil
	}
	for _, o := range w.refused {
		o.Collection = f.collection
		report.outcome(o)
	}
	places, err := l.places(ctx, "collection = ?", f.collection)
	if err != nil {
		return err
	}
	byPath := map[string][]place{}
	for _, p := range places {
		byPath[p.location] = append(byPath[p.location], p)
	}
	var tasks []task
	for _, file := range w.files {
		known := byPath[file.path]
		if len(known) == 0 || !known[0].stamp.isAsStamped(file.info) {
			tasks = append(tasks, task{collection: f.collection, path: file.path, folder: f.number})
			continue
		}
		for _, p := range known {
			report.outcome(p.unchanged())
		}
	}
	return l.syncChanges(ctx, f, tasks, gone(places, w, f), report)
}

// syncChanges reads what is new or changed, and then removes what is gone: a file that moved is found again first.
func (l *Library) syncChanges(ctx context.Context, f folder, tasks []task, gone []place, report Report) error {
	hashes := map[string]bool{}
	for _, p := range gone {
		hashes[string(p.hash)] = true
	}
	done := report.counting(len(tasks))
	err := l.ingest(ctx, tasks, func(o Outcome) {
		if o.Change == Unchanged && o.first && hashes[string(o.hash)] {
			o.Change, o.SameAs = Moved, ""
		}
		done(o)
	})
	if err != nil || len(gone) == 0 {
		return err
	}
	var removed []Outcome
	err = l.change(ctx, func(s *storing) error {
		removed = nil
		for _, p := range gone {
			o, err := s.withdraw(ctx, p)
			if err != nil {
				return err
			}
			removed = append(removed, o...)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, o := range removed {
		report.outcome(o)
	}
	return nil
}

// gone lists the places of the folder that the walk did not find and would have found.
func gone(places []place, w *walk, f folder) []place {
	there := map[string]bool{}
	for _, file := range w.files {
		there[file.path] = true
	}
	var out []place
	for _, p := range places {
		if p.folder == f.number && !there[p.location] && !w.hides(p.location) {
			out = append(out, p)
		}
	}
	return out
}

// hides tells whether a path lies where the walk could not look.
func (w *walk) hides(path string) bool {
	for _, o := range w.refused {
		if path == o.Location || strings.HasPrefix(path, o.Location+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// filesAlone are the places that are files which no folder holds.
const filesAlone = "folder IS NULL AND location NOT LIKE 'http%://%'"

// syncFiles reads the files again that were added by themselves.
func (l *Library) syncFiles(ctx context.Context, report Report) error {
	places, err := l.places(ctx, filesAlone)
	if err != nil {
		return err
	}
	var tasks []task
	seen := map[task]bool{} // the members of an archive share a file
	for _, p := range places {
		info, err := os.Stat(p.location)
		t := task{collection: p.collection, path: p.location}
		switch {
		case seen[t]:
			continue
		case err != nil:
			report.outcome(Outcome{Change: Missing, Collection: p.collection, Location: p.location, Reason: fmt.Errorf("%w; its articles stay", bare(err))})
		case p.stamp.isAsStamped(info):
			report.outcome(p.unchanged())
		default:
			tasks = append(tasks, t)
		}
		seen[t] = true
	}
	return l.ingest(ctx, tasks, report.counting(len(tasks)))
}
