package discord

import (
	"context"
	"errors"
	"time"
)

// sweepEvery is how often what has expired is deleted.
const sweepEvery = time.Hour

// sweep deletes what has expired, at the start and then every sweepEvery, until ctx ends.
func (s *service) sweep(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		switch err := s.sweepOnce(ctx); {
		case err == nil:
			s.log.Debug("what has expired is deleted")
		case ctx.Err() == nil:
			s.log.Error("what has expired is not deleted", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (s *service) sweepOnce(ctx context.Context) error {
	now := s.rest.clock.now()
	gone, err := s.options.State.PurgeLeft(ctx, now.Add(-s.options.LeftGrace))
	if len(gone) > 0 {
		s.log.Info("deleted the data of servers that were left", "servers", gone)
	}
	return errors.Join(err, s.options.State.Purge(ctx, now))
}
