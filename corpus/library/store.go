package library

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
)

// storing stores readings in one transaction.
type storing struct {
	tx  *sql.Tx
	now int64
	// room bounds what is stored.
	room Room
	// touched is set when an article was added, changed or removed.
	touched bool
	// dropped is set when bytes were deleted, of which the log still has a copy.
	dropped bool
}

// store stores one reading. instead is the number of the article that it replaces, or 0 where its place tells.
func (s *storing) store(ctx context.Context, r reading, instead int64) (Outcome, error) {
	p, err := s.placeOf(ctx, r)
	if err != nil {
		return Outcome{}, err
	}
	if p.removed && r.folder != 0 {
		return s.passOver(ctx, r, p)
	}
	if r.err != nil {
		return s.refuse(ctx, r, p)
	}
	before, err := s.known(ctx, "number = ?", cmp.Or(instead, p.article))
	if err != nil {
		return Outcome{}, err
	}
	same, err := s.same(ctx, r)
	if err != nil {
		return Outcome{}, err
	}
	stood := p
	o := Outcome{Collection: r.collection, Location: r.place(), ID: r.article.ID, Title: r.article.Title, hash: r.hash[:], first: p.number == 0}
	switch {
	case same != nil && (before == nil || same.number != before.number || instead == 0 && same.standsBefore(r, p)):
		o.Change, o.Title, p.article = Unchanged, same.title, same.number
		if o.first {
			o.SameAs = same.location
		}
	case same != nil:
		o.Change, p.article = Replaced, before.number // the same words under other details
		o.CopyOf, err = s.update(ctx, r, before)
	case before != nil && (before.places <= 1 && !before.sent || instead != 0):
		o.Change, p.article = Replaced, before.number
		o.CopyOf, err = s.update(ctx, r, before)
	default:
		o.Change = Added
		p.article, o.CopyOf, err = s.insert(ctx, r)
	}
	if errors.Is(err, ErrRoom) {
		r.err = err
		return s.refuse(ctx, r, stood)
	}
	if err == nil && o.Change != Unchanged {
		o.Title, err = s.titleOf(ctx, p.article) // as corrected
	}
	if err != nil {
		return o, err
	}
	return o, s.settle(ctx, r, p, before)
}

func (s *storing) titleOf(ctx context.Context, article int64) (string, error) {
	k, err := s.known(ctx, "number = ?", article)
	if k == nil || err != nil {
		return "", err
	}
	return k.title, nil
}

// settle notes where the article was read, and drops the one read there before if nothing holds it any more.
func (s *storing) settle(ctx context.Context, r reading, p place, before *known) error {
	if r.folder == 0 {
		kept := 1
		if r.location == "" {
			kept = 2
		}
		if _, err := s.tx.ExecContext(ctx, "UPDATE articles SET kept = max(kept, ?) WHERE number = ?", kept, p.article); err != nil {
			return err
		}
	}
	if r.location != "" {
		if err := s.setPlace(ctx, r, p); err != nil {
			return err
		}
	}
	if before == nil || before.number == p.article {
		return nil
	}
	_, err := s.dropIfLoose(ctx, before.number)
	return err
}

// storeFile stores what was read from one file, and removes what was in it before if it is an archive.
func (s *storing) storeFile(ctx context.Context, file []reading, instead int64) ([]Outcome, error) {
	r := file[0]
	if r.change != "" {
		return []Outcome{{Change: r.change, Collection: r.collection, Location: r.place(), Reason: r.err}}, nil
	}
	var outcomes []Outcome
	members := map[string]bool{}
	for _, r := range file {
		o, err := s.store(ctx, r, instead)
		if err != nil {
			return nil, err
		}
		outcomes = append(outcomes, o)
		members[r.member] = true
	}
	if r.location == "" || r.member == "" && r.err != nil { // then what was in it before stays
		return outcomes, nil
	}
	places, err := queryPlaces(ctx, s.tx, "collection = ? AND location = ?", r.collection, r.location)
	for _, p := range places {
		if err != nil || members[p.member] {
			continue
		}
		var removed []Outcome
		removed, err = s.withdraw(ctx, p)
		outcomes = append(outcomes, removed...)
	}
	return outcomes, err
}

// refuse notes at the reading's place why it was refused. A file that never was an article and that no followed folder
// holds has no place.
func (s *storing) refuse(ctx context.Context, r reading, p place) (Outcome, error) {
	o := Outcome{Change: Refused, Collection: r.collection, Location: r.place(), Reason: r.err}
	if r.location == "" || p.number == 0 && r.folder == 0 {
		return o, nil
	}
	return o, s.setPlace(ctx, r, p)
}
