package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"footnote/corpus"
)

// Collection is the articles of the named collections, split into passages, each text once. It is in the order of the
// articles' IDs, so that the same articles make the same collection whatever became of them before.
//
// An article that has not changed since an earlier call, and that is still in use, is the same *corpus.Article in the
// same *corpus.Passages again. Only the texts of the others are read.
func (l *Library) Collection(ctx context.Context, names ...string) (*corpus.Collection, error) {
	parts, err := l.readParts(ctx, names)
	if err != nil {
		return nil, l.explain(err)
	}
	if err := split(ctx, parts); err != nil {
		return nil, err
	}
	l.given.remember(parts)
	c := &corpus.Collection{Articles: make([]*corpus.Article, len(parts))}
	passages := make([][]*corpus.Passage, len(parts))
	for i, p := range parts {
		c.Articles[i], passages[i] = &p.Article, p.passages
	}
	c.Passages = slices.Concat(passages...)
	return c, nil
}

// part is an article of a collection. The text of its record was read only where the article was not given before.
type part struct {
	record
	*splitArticle
}

// splitArticle is an article with its passages. They are in memory as long as anybody holds the article or one of the
// passages, which point to it.
type splitArticle struct {
	corpus.Article
	passages []*corpus.Passage
}

// readParts reads what the collections hold at one moment.
func (l *Library) readParts(ctx context.Context, names []string) ([]part, error) {
	tx, err := l.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	var records []record
	for _, name := range names {
		found, err := headsOf(ctx, tx, "collection = ?", name)
		if err != nil {
			return nil, err
		}
		records = append(records, found...)
	}
	slices.SortStableFunc(records, func(a, b record) int { return strings.Compare(a.id, b.id) })
	records = slices.CompactFunc(records, func(a, b record) bool { return a.id == b.id })
	parts := make([]part, len(records))
	missing := make(map[int64]*part)
	for i, r := range records {
		parts[i].record = r
		if parts[i].splitArticle = l.given.recall(&r); parts[i].splitArticle == nil {
			missing[r.number] = &parts[i]
		}
	}
	return parts, readTexts(ctx, tx, missing)
}

// readTexts reads the texts of parts, which are given by the numbers of their rows.
func readTexts(ctx context.Context, tx *sql.Tx, parts map[int64]*part) error {
	numbers := make([]int64, 0, len(parts))
	for n := range parts {
		numbers = append(numbers, n)
	}
	list, err := json.Marshal(numbers)
	if err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, "SELECT number, text FROM articles WHERE number IN (SELECT value FROM json_each(?))", string(list))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var number int64
		var text string
		if err := rows.Scan(&number, &text); err != nil {
			return err
		}
		parts[number].text = text
	}
	return rows.Err()
}

// split makes the articles and passages that are not there yet, on all cores.
func split(ctx context.Context, parts []part) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range parts {
		p := &parts[i]
		if p.splitArticle != nil {
			continue
		}
		group.Go(func() error {
			a, err := p.article()
			if err != nil {
				return err
			}
			p.splitArticle = &splitArticle{Article: *a}
			p.passages = corpus.Split(&p.Article)
			return ctx.Err()
		})
	}
	return group.Wait()
}
