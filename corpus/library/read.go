package library

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"footnote/corpus"
)

// task is a file to be read.
type task struct {
	collection, path string
	// folder is the number of the followed folder that the file was found in, or 0.
	folder int64
}

// readFile reads a task's file: one article, or those of an archive. Whatever fails is in the readings.
func (l *Library) readFile(ctx context.Context, t task) []reading {
	r := reading{collection: t.collection, name: filepath.Base(t.path), location: t.path, folder: t.folder}
	r.data, r.stamp, r.err = l.load(t.path)
	return l.unpack(ctx, r)
}

// unpack makes a reading of each file in an archive, or of the one file that is none.
func (l *Library) unpack(ctx context.Context, r reading) []reading {
	u, ok := l.options.Reader.(Unpacker)
	if !ok || r.err != nil {
		return []reading{l.parse(ctx, r)}
	}
	files, problems, err := u.Unpack(ctx, corpus.File{Name: r.name, Type: r.mediaType, Data: r.data})
	if err == nil && len(files)+len(problems) == 0 {
		err = corpus.Refuse(corpus.UnknownFormat, "is an archive that holds no article")
	}
	if err != nil {
		r.err = err
		return []reading{l.parse(ctx, r)}
	}
	if len(files) == 1 && files[0].Name == r.name {
		return []reading{l.parse(ctx, r)}
	}
	var out []reading
	for _, f := range files {
		one := r
		one.mediaType = f.Type // r's is the archive's
		one.member, one.name, one.data = strings.TrimPrefix(f.Name, r.name+"/"), path.Base(f.Name), f.Data
		out = append(out, l.parse(ctx, one))
	}
	for _, p := range problems {
		one := r
		one.member, one.err, one.data = strings.TrimPrefix(p.Path, r.name+"/"), p.Reason, nil
		out = append(out, l.parse(ctx, one))
	}
	return out
}

func (l *Library) load(path string) ([]byte, stamp, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, stamp{}, bare(err)
	}
	s := l.stampOf(info)
	if !info.Mode().IsRegular() { // opening a pipe would wait for its other end
		return nil, s, fmt.Errorf("is %s, not a file", corpus.KindOf(info.Mode()))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, s, bare(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, l.options.MaxFileBytes+1))
	if err != nil {
		return nil, s, bare(err)
	}
	return data, s, l.checkSize(max(info.Size(), int64(len(data))))
}

func (l *Library) checkSize(size int64) error {
	if limit := l.options.MaxFileBytes; size > limit {
		return corpus.Refuse(corpus.TooLarge, "is too large: %s", corpus.Over(size, limit))
	}
	return nil
}

// parse makes the article of a reading's bytes.
func (l *Library) parse(ctx context.Context, r reading) reading {
	r.hash = sha256.Sum256(r.data)
	if r.err == nil && r.article == nil {
		r.article, r.err = l.readOne(ctx, r)
	}
	if r.err != nil {
		r.data = nil
	}
	return r
}

func (l *Library) readOne(ctx context.Context, r reading) (*corpus.Article, error) {
	f := corpus.File{Name: r.name, Type: r.mediaType, URL: r.url, Data: r.data}
	articles, problems, err := l.options.Reader.Read(ctx, f)
	switch {
	case err != nil:
		return nil, err
	case len(articles) == 1:
		return articles[0], nil
	case len(problems) > 0:
		return nil, problems[0].Reason
	}
	return nil, errors.New("holds not one article but several")
}

// inOrder gives the results of f for all items in their order. A few run at a time, and no more are ahead.
func inOrder[A, B any](ctx context.Context, items []A, f func(context.Context, A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()
		ahead := min(len(items), runtime.GOMAXPROCS(0)+1)
		results := make([]chan B, len(items))
		start := func(i int) {
			results[i] = make(chan B, 1)
			running.Go(func() { results[i] <- f(ctx, items[i]) })
		}
		for i := range ahead {
			start(i)
		}
		for i := range items {
			result := <-results[i]
			results[i] = nil
			if i+ahead < len(items) {
				start(i + ahead)
			}
			if !yield(result) {
				return
			}
		}
	}
}
