package corpus

import (
	"context"
)

// File is a file or a web page as it came.
type File struct {
	// Name is a path or an address, for messages and in want of a better title.
	Name string
	// Type is the MIME type that a server gave, or "".
	Type string
	// URL is the address that it was fetched from, or "".
	URL  string
	Data []byte
}

// FileReader reads more formats than this package itself. It is safe for concurrent use.
type FileReader interface {
	// Reads tells from a file's name whether it may be of a format that is read.
	Reads(name string) bool
	// Read makes the articles of a file: one, or several of an archive, whose problems name what is wrong in it. The
	// error is one line that does not name the file.
	Read(ctx context.Context, f File) ([]*Article, []Problem, error)
}

// TextReader reads .txt and .md files, as Read does.
type TextReader struct{}

// Reads tells whether a file's name ends in .txt or .md.
func (TextReader) Reads(name string) bool { return parserOf(name) != nil }

// Read makes one article of a file.
func (TextReader) Read(_ context.Context, f File) ([]*Article, []Problem, error) {
	a, err := read(f.Name, f.Data)
	if err != nil {
		return nil, nil, err
	}
	return []*Article{a}, nil, nil
}

// errFormat is what is wrong with a file of another kind.
func errFormat(r FileReader) error {
	if _, own := r.(TextReader); own {
		return Refuse(UnknownFormat, `is neither ".txt" nor ".md"`)
	}
	return Refuse(UnknownFormat, "is of no format that can be read")
}
