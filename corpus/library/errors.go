package library

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"modernc.org/sqlite"
)

// What callers branch on. Each message says what a person can do.
var (
	// ErrNone means that the folder holds no library.
	ErrNone = errors.New("there is no library yet; footnote add PATH makes one")
	// ErrLocked means that another process writes.
	ErrLocked = errors.New("another footnote process writes to it")
	// ErrReadOnly means that the library was opened for reading, or that its folder cannot be written to.
	ErrReadOnly = errors.New("it cannot be written to; check who owns the folder and that its disk is not mounted read-only")
	// ErrFull means that the disk, a quota or a limit leaves no room; what was stored before is unharmed.
	ErrFull = errors.New("there is no room left to write to it; free some and try again, nothing that was stored is lost")
	// ErrDamaged means that the file does not hold what was written to it.
	ErrDamaged = errors.New("its file is damaged")
	// ErrNewer means that a newer footnote has written the file.
	ErrNewer = errors.New("a newer footnote has written it; install that version")
	// ErrForeign means that the file is an SQLite database of another program.
	ErrForeign = errors.New("its file belongs to another program; choose another folder with --data")
	// ErrNotFound means that there is no such article.
	ErrNotFound = errors.New("there is no such article; footnote list shows all")
)

const (
	adviceLocked  = "stop that process first, or put the files into a folder that it follows; reading goes on meanwhile"
	adviceDamaged = "nothing was changed; restore a backup with footnote restore FILE, " +
		"or save what can be read with footnote export DIR and import that under another --data"
)

// SQLite's primary result codes (https://www.sqlite.org/rescode.html), as far as they are told apart.
const (
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
)

// codeIOWrite and its like are the extended codes for writing that failed: on a file that may not grow, a quota, a
// disk that is going.
const (
	codeIOWrite    = codeIO | 3<<8
	codeIOFsync    = codeIO | 4<<8
	codeIOTruncate = codeIO | 6<<8
	codeIOShmSize  = codeIO | 19<<8
)

func isCode(err error, primary int) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == primary
}

// explain puts what a person can do before an error of the file system or of SQLite.
func (l *Library) explain(err error) error {
	var e *sqlite.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrReadOnly), errors.Is(err, ErrFull), errors.Is(err, ErrDamaged):
		return err // explained where it came up
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%w: %w", ErrFull, err)
	case errors.As(err, &e):
		return explainCode(e)
	}
	return err
}

func explainCode(e *sqlite.Error) error {
	switch e.Code() {
	case codeIOWrite, codeIOFsync, codeIOTruncate, codeIOShmSize:
		return fmt.Errorf("%w: %w", ErrFull, e)
	}
	switch e.Code() & 0xff {
	case codeFull:
		return fmt.Errorf("%w: %w", ErrFull, e)
	case codeReadOnly, codeCantOpen:
		return fmt.Errorf("%w: %w", ErrReadOnly, e)
	case codeCorrupt, codeNotADB:
		return damaged(e)
	}
	return e
}

// damage is an ErrDamaged with its cause. Its message says what to do.
type damage struct{ cause error }

func (d *damage) Error() string {
	return fmt.Sprintf("%v (%v); %s", ErrDamaged, finding(d.cause.Error()), adviceDamaged)
}

func (d *damage) Unwrap() []error { return []error{ErrDamaged, d.cause} }

// damaged is the damage that an error tells of.
func damaged(cause error) error {
	if errors.Is(cause, ErrDamaged) {
		return cause
	}
	return &damage{cause}
}

// unadvised is the error in one line without what to do about damage, for where something else is to be done.
func unadvised(err error) error {
	var d *damage
	if errors.As(err, &d) {
		err = d.cause
	}
	return finding(err.Error())
}

// finding is what an integrity check of SQLite or several checks have found, in one line.
func finding(text string) error {
	return errors.New(strings.Join(strings.Fields(text), " "))
}
