package discord

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
)

// supervisor keeps the gateway up: one connection for each shard.
type supervisor struct {
	token   string
	options Options
	rest    *rest
	clock   clock
	log     *slog.Logger
	event   func(name string, data json.RawMessage)
}

// run connects again and again until ctx ends, which gives nil, or Discord refuses for good.
func (v *supervisor) run(ctx context.Context) error {
	err := v.keepUp(ctx)
	if ctx.Err() != nil {
		return nil // whatever failed last failed because of that
	}
	return err
}

// keepUp runs all shards. Where Discord recommends their number and wants more of them later, all
// are started anew.
func (v *supervisor) keepUp(ctx context.Context) error {
	starts := &starts{rest: v.rest, clock: v.clock, log: v.log}
	var ended error
	for running := 0; ; {
		want, err := v.shards(ctx, starts)
		if err != nil {
			return err
		}
		if want <= running {
			return ended
		}
		running = want
		v.log.Info("connecting to the gateway", "shards", running)
		ended = v.runShards(ctx, running, starts)
		if v.options.Shards > 0 || !errors.Is(ended, ErrShard) {
			return ended
		}
		starts.forget()
	}
}

func (v *supervisor) shards(ctx context.Context, starts *starts) (int, error) {
	if v.options.Shards > 0 {
		return v.options.Shards, nil
	}
	return starts.recommended(ctx)
}

// runShards runs shards until ctx ends or one of them ends for good, which ends the others.
func (v *supervisor) runShards(ctx context.Context, count int, starts *starts) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var running sync.WaitGroup
	for n := range count {
		s := &shard{supervisor: v, number: n, count: count, starts: starts, log: v.log}
		if count > 1 {
			s.log = v.log.With("shard", n)
		}
		running.Go(func() { cancel(s.keepUp(ctx)) })
	}
	running.Wait()
	return context.Cause(ctx)
}
