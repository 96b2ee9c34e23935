// Package formats reads articles in every format that footnote knows: text, Markdown, HTML, PDF, EPUB, Word files, and
// ZIP archives of these.
//
// A [Reader] tells the format, by a file's content before its name, and hands the file to the package that reads it.
// It is a [corpus.FileReader].
//
// What binds:
//   - What a stranger can make slow or large is read in a child process with limits: this same program, which [Child]
//     turns into a reader of one file. Text and Markdown are read in this process, as their readers are bounded.
//   - Only the draft of an article comes back from the child; the article is made here, by the rules for all.
//   - An archive's entries are articles of their own. What is wrong with one is a problem of that entry alone.
package formats

import (
	"context"
	"errors"
	"mime"
	"path/filepath"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/corpus/feed"
	"footnote/corpus/pdf"
	"footnote/corpus/sandbox"
)

// Options of New.
type Options struct {
	// Program is the file of this program, which calls Child when its only argument is ChildCommand. Where it is ""
	// everything is read in this process, which fits for files that can be trusted.
	Program string
	// Limits are those of the child process; where one is 0, it is 60 seconds, 512 MiB or 64 MiB.
	Limits sandbox.Limits
	// PDF are the options of reading PDF files.
	PDF pdf.Options
}

// Reader reads files. It is safe for concurrent use.
type Reader struct{ options Options }

// New makes a Reader.
func New(o Options) *Reader {
	if o.Limits.Time == 0 {
		o.Limits.Time = time.Minute
	}
	if o.Limits.Memory == 0 {
		o.Limits.Memory = 512 << 20
	}
	if o.Limits.Output == 0 {
		o.Limits.Output = 64 << 20
	}
	return &Reader{o}
}

// Extensions are the endings of the names of files that are read, in the order in which people are told them.
func Extensions() []string {
	return []string{".txt", ".md", ".html", ".htm", ".xhtml", ".pdf", ".epub", ".docx", ".zip"}
}

// Reads tells by a file's name whether it may be of a format that is read.
func (r *Reader) Reads(name string) bool { return kindOfName(name) != unknown }

// Read reads a file: one article, or those of an archive.
func (r *Reader) Read(ctx context.Context, f corpus.File) ([]*corpus.Article, []corpus.Problem, error) {
	if kindOf(f) == zipArchive {
		return r.readArchive(ctx, f)
	}
	a, err := r.ReadOne(ctx, f)
	if err != nil {
		return nil, nil, err
	}
	return []*corpus.Article{a}, nil, nil
}

// ReadOne reads a file that is one article. The error is one line that does not name the file.
func (r *Reader) ReadOne(ctx context.Context, f corpus.File) (*corpus.Article, error) {
	kind := kindOf(f)
	switch kind {
	case text, markdown:
		return readText(ctx, f, kind)
	case zipArchive:
		return nil, errors.New("is an archive of several files")
	case list:
		return nil, corpus.Refuse(corpus.ListsOnly, "is a feed or a sitemap, which lists articles and is none")
	case pdfFile:
		d, err := pdf.Read(ctx, f.Data, r.options.PDF)
		if err != nil {
			return nil, err
		}
		return article(f, d)
	case unknown:
		return nil, refusal(f)
	}
	a, err := r.ask(ctx, kind, f)
	if err != nil {
		return nil, err
	}
	return article(f, a.Draft)
}

// IsList tells whether a file is a feed or a sitemap, which List reads.
func IsList(f corpus.File) bool { return kindOf(f) == list }

// List reads a feed or a sitemap. The error is one line that does not name the file.
func (r *Reader) List(ctx context.Context, f corpus.File) (feed.List, error) {
	a, err := r.ask(ctx, list, f)
	return a.List, err
}

// ReadFile is ReadOne for a file of a name alone.
func (r *Reader) ReadFile(ctx context.Context, name string, data []byte) (*corpus.Article, error) {
	return r.ReadOne(ctx, corpus.File{Name: name, Data: data})
}

// article makes the article of a draft. An address that it was fetched from is its own unless it declares another.
func article(f corpus.File, d corpus.Draft) (*corpus.Article, error) {
	if corpus.Address(d.Details.URL) == "" {
		d.Details.URL = f.URL
	}
	return corpus.NewArticle(f.Name, d.Details, d.Parts)
}

// maxText is the largest text, in bytes; it takes up to forty times as much memory while it is read. A long book is 2 MB,
// and an archive's entries have the same bound.
const maxText = 8 << 20

// readText reads text and Markdown, whatever the name says: a server's word counts for more.
func readText(ctx context.Context, f corpus.File, k kind) (*corpus.Article, error) {
	if len(f.Data) > maxText {
		return nil, corpus.Refuse(corpus.TooLarge, "is too large for text: %s whatever --max-file-size says; split it", corpus.Over(int64(len(f.Data)), maxText))
	}
	named := f
	if kindOfName(f.Name) != k {
		named.Name += string(k)
	}
	list, _, err := corpus.TextReader{}.Read(ctx, named)
	if err != nil {
		return nil, err
	}
	a := list[0]
	a.Source = f.Name
	if a.URL == "" {
		a.URL = corpus.Address(f.URL)
	}
	return a, nil
}

// refusal says why a file of no known format is not read.
func refusal(f corpus.File) error {
	if mediaType, _, err := mime.ParseMediaType(f.Type); err == nil && mediaType != "application/octet-stream" {
		return corpus.Refuse(corpus.UnknownFormat, "is %q, which cannot be read", mediaType)
	}
	if ext := filepath.Ext(f.Name); ext != "" && len(ext) < 10 {
		return corpus.Refuse(corpus.UnknownFormat, "is a %q file, which cannot be read; known are %s", ext, strings.Join(Extensions(), ", "))
	}
	return corpus.Refuse(corpus.UnknownFormat, "is of no format that can be read; known are %s", strings.Join(Extensions(), ", "))
}
