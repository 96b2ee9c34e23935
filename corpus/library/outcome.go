package library

import (
	"errors"
	"fmt"
	"io/fs"
)

// Change says what became of a file.
type Change string

// The values of Change.
const (
	// Added is a new article.
	Added Change = "added"
	// Unchanged is an article that the library has already.
	Unchanged Change = "unchanged"
	// Replaced is a new version of an article.
	Replaced Change = "replaced"
	// Moved is an article that was read elsewhere before, with the same bytes.
	Moved Change = "moved"
	// Removed is an article whose file is gone from a followed folder.
	Removed Change = "removed"
	// Missing is a file that is gone, or a folder that cannot be read, while the library keeps what it had of it.
	Missing Change = "missing"
	// Refused is a file that could not be read. What the library had from it before, it keeps.
	Refused Change = "refused"
)

// Outcome is what became of one file.
type Outcome struct {
	Change Change
	// Collection is the one that has the article, or would have had it.
	Collection string
	// Location is the file's absolute path, an address, or the name of what was sent.
	Location string
	// ID and Title are the article's, where there is one.
	ID, Title string
	// CopyOf is the ID of an article that this one repeats nearly or whole, or "".
	CopyOf string
	// SameAs is where the article was read already that a new file has the text of, or "".
	SameAs string
	// Reason is set for Refused and Missing. Its message is one line and does not repeat the location.
	Reason error

	hash  []byte // of what was read
	first bool   // nothing was read at the location before
}

// String is the outcome in one line for people.
func (o Outcome) String() string {
	switch {
	case o.Reason != nil:
		return fmt.Sprintf("%s %q: %v", o.Change, o.Location, o.Reason)
	case o.SameAs != "":
		return fmt.Sprintf("%s %s %q, %q is a copy of %q", o.Change, o.ID, o.Title, o.Location, o.SameAs)
	case o.CopyOf != "":
		return fmt.Sprintf("%s %s %q, a copy of %s", o.Change, o.ID, o.Title, o.CopyOf)
	}
	return fmt.Sprintf("%s %s %q", o.Change, o.ID, o.Title)
}

// bare takes the operation and the path off a file error, which the outcome names already.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// Report hears how long work goes on. Its functions may be nil; they are called from one goroutine at a time.
type Report struct {
	// Outcome is called for each file, once what became of it is on the disk.
	Outcome func(Outcome)
	// Progress is called as files are read.
	Progress func(done, total int)
}

func (r Report) outcome(o Outcome) {
	if r.Outcome != nil {
		r.Outcome(o)
	}
}

// counting is outcome with progress out of total.
func (r Report) counting(total int) func(Outcome) {
	done := 0
	return func(o Outcome) {
		r.outcome(o)
		if done++; r.Progress != nil {
			r.Progress(done, total)
		}
	}
}
