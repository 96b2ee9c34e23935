// Package pdf reads PDF files through pdftotext of poppler-utils, which runs as a child process with limits.
//
// [Read] makes a [corpus.Draft] of a file: paragraphs in reading order with the labels of their pages, headings told
// by the size of their letters.
//
// What binds:
//   - pdftotext says where each word stands, column by column; lines, paragraphs and headings are put together here.
//   - A page's label is the number printed on it, else the one that the file gives it, else its place in the file,
//     counted from 1. Where others have a label and it has none, it is "PDF 1" and so on, for there would be two of 1.
//   - Running heads and feet, and page numbers, are no text. What is hyphenated at a line's end is put together,
//     unless the file has the same word with its hyphen elsewhere.
//   - The title and the author are the file's own, unless they are the name of a program or a file. The file's date
//     is not a date of publication.
package pdf

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/corpus/sandbox"
)

// Bounds of a file.
const (
	MaxBytes = 50 << 20
	MaxPages = 2000
)

// Options of Read; the zero value means the defaults.
type Options struct {
	// Program is the path of pdftotext; by default it is looked up where programs are.
	Program string
	// Time is the longest that pdftotext may take, 60 seconds by default.
	Time time.Duration
	// Memory is the most that pdftotext may take, in bytes, 512 MiB by default.
	Memory int64
}

// maxOutput is the most that pdftotext may write. It takes some 100 bytes for a word.
const maxOutput = 256 << 20

// Read reads a PDF file. The errors are ctx's, or one line that does not name the file.
func Read(ctx context.Context, data []byte, o Options) (corpus.Draft, error) {
	if err := check(data); err != nil {
		return corpus.Draft{}, err
	}
	doc, err := o.extract(ctx, data)
	if err != nil {
		return corpus.Draft{}, reason(err)
	}
	if !doc.hasText() {
		return corpus.Draft{}, corpus.Refuse(corpus.NoText, "is a scan without a text layer (pages: %d); run a program for text recognition over it first", len(doc.pages))
	}
	labels := doc.dropRunning(fileLabels(data, len(doc.pages)))
	return corpus.Draft{Details: doc.details(), Parts: doc.parts(labels)}, nil
}

func check(data []byte) error {
	switch {
	case len(data) > MaxBytes:
		return corpus.Refuse(corpus.TooLarge, "is too large for a PDF file: %s", corpus.Over(int64(len(data)), MaxBytes))
	case !bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return corpus.Refuse(corpus.Damaged, "is no PDF file")
	}
	return nil
}

// extract runs pdftotext.
func (o Options) extract(ctx context.Context, data []byte) (*document, error) {
	program, err := exec.LookPath(cmp.Or(o.Program, "pdftotext"))
	if err != nil {
		return nil, errMissing
	}
	doc := &document{}
	err = sandbox.Run(ctx, sandbox.Command{
		Path: program, Args: []string{"pdftotext", "-enc", "UTF-8", "-bbox-layout", "-l", strconv.Itoa(MaxPages + 1), "-", "-"},
		Env: []string{"LC_ALL=C.UTF-8"}, Input: bytes.NewReader(data),
		Limits: sandbox.Limits{Time: cmp.Or(o.Time, time.Minute), Memory: cmp.Or(o.Memory, int64(512<<20)), Output: maxOutput},
	}, func(r io.Reader) error { return doc.scan(r) })
	if err == nil && len(doc.pages) == 0 {
		err = errDamaged
	}
	return doc, err
}

var (
	errMissing = corpus.Refuse(corpus.NoProgram, "is a PDF file, for which pdftotext is needed, and it is not installed; on Debian and Ubuntu: apt install poppler-utils")
	errOther   = corpus.Refuse(corpus.NoProgram, "is a PDF file, for which pdftotext of poppler-utils is needed; the one installed is another program of the name")
	errDamaged = corpus.Refuse(corpus.Damaged, "is a damaged PDF file")
	errPages   = corpus.Refuse(corpus.TooLarge, "has more than %d pages", MaxPages)
)

// reason says in words what pdftotext says in its own.
func reason(err error) error {
	var failure *sandbox.Failure
	if !errors.As(err, &failure) {
		return err
	}
	switch {
	case strings.Contains(failure.Message, "ncorrect password"):
		return corpus.Refuse(corpus.Protected, "is protected by a password; save it without one")
	case strings.Contains(failure.Message, "Usage: pdftotext"):
		return errOther
	case failure.Status == 3:
		return corpus.Refuse(corpus.Protected, "does not allow its text to be copied")
	}
	return errDamaged
}
