package formats

import (
	"context"
	"path"
	"runtime"
	"strconv"
	"strings"

	"footnote/corpus"
	"footnote/corpus/archive"

	"golang.org/x/sync/errgroup"
)

// Unpack gives the files of an archive that are of a known format, in the order of their names, and what is wrong with
// others. Hidden files and files of other kinds are passed over, as in folders. The names start with the archive's.
// The error is one line that does not name the archive; it is none for a file that is no archive.
func (r *Reader) Unpack(ctx context.Context, f corpus.File) ([]corpus.File, []corpus.Problem, error) {
	if kindOf(f) != zipArchive {
		return []corpus.File{f}, nil, nil
	}
	a, err := archive.Open(f.Data, archive.Limits{})
	if err != nil {
		return nil, nil, err
	}
	var files []corpus.File
	var problems []corpus.Problem
	for _, name := range a.Names() {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if isHidden(name) || !r.Reads(name) {
			continue
		}
		entry := corpus.File{Name: f.Name + "/" + strings.ToValidUTF8(name, "\ufffd")}
		if entry.Data, err = readEntry(a, name); err != nil {
			problems = append(problems, corpus.Problem{Path: entry.Name, Reason: err})
			continue
		}
		files = append(files, entry)
	}
	return files, problems, nil
}

func readEntry(a *archive.Archive, name string) ([]byte, error) {
	if err := archive.CheckName(name); err != nil {
		return nil, err
	}
	data, err := a.Read(name)
	if err != nil { // names the entry, as its problem does
		return nil, corpus.Refuse(corpus.ReasonOf(err), "%s", strings.TrimPrefix(err.Error(), strconv.Quote(name)+" "))
	}
	if kindOf(corpus.File{Name: name, Data: data}) == zipArchive {
		return nil, corpus.Refuse(corpus.UnknownFormat, "is an archive in an archive; unpack it first")
	}
	return data, nil
}

// isHidden tells whether a file, or a folder that it is in, is hidden or made by a packing program.
func isHidden(name string) bool {
	for step := range strings.SplitSeq(path.Clean(name), "/") {
		if strings.HasPrefix(step, ".") && step != ".." || step == "__MACOSX" {
			return true
		}
	}
	return false
}

// readArchive reads the articles in an archive, several at a time.
func (r *Reader) readArchive(ctx context.Context, f corpus.File) ([]*corpus.Article, []corpus.Problem, error) {
	files, problems, err := r.Unpack(ctx, f)
	if err != nil {
		return nil, nil, err
	}
	read := make([]*corpus.Article, len(files))
	reasons := make([]error, len(files))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, entry := range files {
		g.Go(func() error {
			read[i], reasons[i] = r.ReadOne(ctx, entry)
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return nil, nil, err
	}
	var articles []*corpus.Article
	for i, a := range read {
		if reasons[i] != nil {
			problems = append(problems, corpus.Problem{Path: files[i].Name, Reason: reasons[i]})
			continue
		}
		articles = append(articles, a)
	}
	if len(articles)+len(problems) == 0 {
		return nil, nil, corpus.Refuse(corpus.UnknownFormat, "is an archive without any file that can be read")
	}
	return articles, problems, nil
}
