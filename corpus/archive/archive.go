// Package archive opens ZIP files that come from strangers: e-books, Word files and collections of articles.
//
// [Open] reads the directory, [Archive.Read] unpacks an entry.
//
// What binds:
//   - What is unpacked is counted as it is unpacked; what the headers say of sizes is not believed.
//   - The limits hold for the archive as a whole, however often its entries are read.
//   - Names are only looked up and shown; nothing is ever written to a disk.
package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// Limits of an archive. The zero value means the defaults.
type Limits struct {
	// Entries is the most entries, 5,000 by default.
	Entries int
	// EntryBytes is the most that an entry unpacks to, 8 MiB by default.
	EntryBytes int64
	// TotalBytes is the most that all reading together unpacks, 64 MiB by default.
	TotalBytes int64
}

func (l Limits) filled() Limits {
	if l.Entries == 0 {
		l.Entries = 5000
	}
	if l.EntryBytes == 0 {
		l.EntryBytes = 8 << 20
	}
	if l.TotalBytes == 0 {
		l.TotalBytes = 64 << 20
	}
	return l
}

// ErrNotFound is the outcome of reading an entry that an archive does not have.
var ErrNotFound = errors.New("no such entry")

// Archive is a ZIP file. It is not safe for concurrent use.
type Archive struct {
	limits Limits
	files  map[string]*zip.File
	names  []string
	left   int64
}

// directoryMark opens every entry of a ZIP file's directory.
var directoryMark = []byte("PK\x01\x02")

// Open reads an archive's directory. The errors are one line without the file's name.
func Open(data []byte, limits Limits) (*Archive, error) {
	a := &Archive{limits: limits.filled(), files: map[string]*zip.File{}}
	a.left = a.limits.TotalBytes
	// A directory takes ten times its size in memory, so a hostile one is better not read. Archives that are
	// stored in the archive have marks too.
	if n := bytes.Count(data, directoryMark); n > 4*a.limits.Entries {
		return nil, a.tooMany(n)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, corpus.Refuse(corpus.Damaged, "is a damaged ZIP archive, or none")
	}
	if len(z.File) > a.limits.Entries {
		return nil, a.tooMany(len(z.File))
	}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, "/") && a.files[f.Name] == nil {
			a.files[f.Name] = f
			a.names = append(a.names, f.Name)
		}
	}
	slices.Sort(a.names)
	return a, nil
}

func (a *Archive) tooMany(n int) error {
	return corpus.Refuse(corpus.TooLarge, "is an archive of %d entries, the limit is %d", n, a.limits.Entries)
}

// Names are the names of the files in the archive, sorted, each once.
func (a *Archive) Names() []string { return a.names }

// Has tells whether the archive has a file of this name.
func (a *Archive) Has(name string) bool { return a.files[name] != nil }

// Read unpacks a file. The error wraps ErrNotFound where there is none of this name.
func (a *Archive) Read(name string) ([]byte, error) {
	f := a.files[name]
	switch {
	case f == nil:
		return nil, fmt.Errorf("%q: %w", name, ErrNotFound)
	case f.Flags&1 != 0:
		return nil, corpus.Refuse(corpus.Protected, "%q is protected by a password", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%q: %w", name, err)
	}
	defer r.Close()
	limit := min(a.limits.EntryBytes, a.left)
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	a.left -= int64(len(data))
	switch {
	case int64(len(data)) > limit && limit == a.limits.EntryBytes:
		return nil, corpus.Refuse(corpus.TooLarge, "%q unpacks to more than %d MiB", name, limit>>20)
	case int64(len(data)) > limit:
		return nil, corpus.Refuse(corpus.TooLarge, "unpacks to more than %d MiB in all", a.limits.TotalBytes>>20)
	case err != nil:
		return nil, fmt.Errorf("%q is damaged: %w", name, err)
	}
	return data, nil
}

// CheckName says what is wrong with an entry's name as the path of a file: steps upwards, control characters,
// an absolute path. Archives that people pack have none of these.
func CheckName(name string) error {
	steps := strings.FieldsFunc(name, func(r rune) bool { return r == '/' || r == '\\' })
	switch {
	case len(name) > 1000:
		return errors.New("has an overlong name")
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl):
		return errors.New("has control characters in its name")
	case slices.Contains(steps, ".."):
		return errors.New(`has ".." in its name`)
	case strings.IndexAny(name, `/\`) == 0 || len(steps) > 1 && strings.HasSuffix(steps[0], ":"):
		return errors.New("has an absolute path as its name")
	}
	return nil
}
