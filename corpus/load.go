package corpus

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
)

// DefaultMaxFileBytes is the largest file that Load reads unless told otherwise. A long book is 2 MB.
const DefaultMaxFileBytes = 64 << 20

// LoadOptions of Load; the zero value means the defaults.
type LoadOptions struct {
	// MaxFileBytes is the size in bytes above which a file is not read; 0 means DefaultMaxFileBytes.
	MaxFileBytes int64
	// Reader reads the files; nil reads .txt and .md files.
	Reader FileReader
	// Progress is called as files are read, from one goroutine at a time, with ascending done.
	Progress func(done, total int)
}

// Problem is a file or folder that could not be read, or that adds nothing.
type Problem struct {
	Path string
	// Reason does not repeat the path. Its message is one line.
	Reason error
}

// String is the problem in one line, the path quoted.
func (p Problem) String() string { return fmt.Sprintf("read article %q: %v", p.Path, p.Reason) }

// Load reads the articles at the paths, files or folders, and splits them into passages. In folders it takes the
// files that the reader reads at any depth, sorted by name, follows links, and passes over hidden files and folders; it
// counts the files of other kinds in Collection.Ignored. Every file is read once, by whichever path comes
// first, so the result depends on the paths and the files alone.
//
// What cannot be read is returned as problems, in the order of the files, and does not keep the others from being read.
// The error is ctx's; nothing else makes Load fail.
func Load(ctx context.Context, paths []string, o LoadOptions) (*Collection, []Problem, error) {
	if o.Reader == nil {
		o.Reader = TextReader{}
	}
	list := List(ctx, paths, o.Reader)
	results, err := readAll(ctx, list.Found, o)
	if err == nil {
		err = ctx.Err() // the walk may have been cut short
	}
	if err != nil {
		return nil, nil, err
	}
	c := &Collection{Ignored: list.Ignored}
	problems := c.collect(list.Found, results)
	return c, problems, nil
}

// result is what became of a file.
type result struct {
	articles []*Article
	passages []*Passage
	problems []Problem
	err      error
}

// readAll reads the files in parallel. Its result has their order.
func readAll(ctx context.Context, files []Found, o LoadOptions) ([]result, error) {
	results := make([]result, len(files))
	var mu sync.Mutex
	done := 0
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			results[i] = readEntry(ctx, f, o)
			mu.Lock()
			defer mu.Unlock()
			if done++; o.Progress != nil {
				o.Progress(done, len(files))
			}
			return ctx.Err()
		})
	}
	return results, g.Wait()
}

func readEntry(ctx context.Context, f Found, o LoadOptions) result {
	if f.Err != nil {
		return result{err: f.Err}
	}
	limit := o.MaxFileBytes
	if limit == 0 {
		limit = DefaultMaxFileBytes
	}
	data, err := readFile(ctx, f.Path, limit)
	if err != nil {
		return result{err: bare(err)}
	}
	articles, problems, err := o.Reader.Read(ctx, File{Name: f.Path, Data: data})
	if err != nil || ctx.Err() != nil {
		return result{err: err}
	}
	r := result{articles: articles, problems: problems}
	for _, a := range articles {
		r.passages = append(r.passages, Split(a)...)
	}
	return r
}

// collect adds the articles read, each text once.
func (c *Collection) collect(files []Found, results []result) []Problem {
	var problems []Problem
	byID := map[string]*Article{}
	for i, r := range results {
		if r.err != nil {
			problems = append(problems, Problem{files[i].Path, r.err})
		}
		problems = append(problems, r.problems...)
		double := map[*Article]bool{}
		for _, a := range r.articles {
			if first := byID[a.ID]; first != nil {
				double[a] = true
				problems = append(problems, Problem{a.Source, fmt.Errorf("same text as %q, counted once", first.Source)})
				continue
			}
			byID[a.ID] = a
			c.Articles = append(c.Articles, a)
		}
		for _, p := range r.passages {
			if !double[p.Article] {
				c.Passages = append(c.Passages, p)
			}
		}
	}
	return problems
}
