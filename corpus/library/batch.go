package library

import (
	"context"
	"database/sql"
	"iter"
)

// storeAll stores what was read from some files in one transaction.
func (l *Library) storeAll(ctx context.Context, files [][]reading, instead int64) ([]Outcome, error) {
	var outcomes []Outcome
	err := l.change(ctx, func(s *storing) error {
		outcomes = nil
		for _, file := range files {
			o, err := s.storeFile(ctx, file, instead)
			if err != nil {
				return err
			}
			outcomes = append(outcomes, o...)
		}
		return nil
	})
	return outcomes, err
}

// change runs f in a transaction and tells the listeners if articles changed in it.
func (l *Library) change(ctx context.Context, f func(*storing) error) error {
	var s storing
	err := l.write(ctx, func(tx *sql.Tx) error {
		s = storing{tx: tx, now: l.options.Now().Unix(), room: l.options.Room}
		return f(&s)
	})
	if err != nil {
		return err
	}
	if s.touched {
		l.announce()
	}
	if s.dropped {
		return l.forget(ctx)
	}
	return nil
}

// A transaction is ended after so many files or bytes: each waits for the disk, and what was read is held until then.
const (
	batchFiles = 64
	batchBytes = 8 << 20
)

// ingest reads the files and stores them in batches. done is called for each once it is on the disk.
func (l *Library) ingest(ctx context.Context, tasks []task, done func(Outcome)) error {
	return l.storeBatches(ctx, inOrder(ctx, tasks, l.readFile), done)
}

func (l *Library) storeBatches(ctx context.Context, files iter.Seq[[]reading], done func(Outcome)) error {
	var batch [][]reading
	size := 0
	flush := func() error {
		outcomes, err := l.storeAll(ctx, batch, 0)
		if err != nil {
			return err
		}
		for _, o := range outcomes {
			done(o)
		}
		batch, size = batch[:0], 0
		return nil
	}
	for file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		batch = append(batch, file)
		for _, r := range file {
			size += len(r.data)
		}
		if len(batch) >= batchFiles || size >= batchBytes {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if len(batch) == 0 {
		return ctx.Err()
	}
	return flush()
}
