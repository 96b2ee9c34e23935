package library

import (
	"context"

	"footnote/corpus"
)

// AddAddress stores the page or the file that a web address has, or those of an archive. From then on SyncLinks asks
// it for new versions. It is for addresses that strangers name: nothing else than an http or https address is looked
// at, and a feed or a sitemap is refused rather than followed. Outcomes are refusals or on the disk; the error is
// ctx's or the library's own.
func (l *Library) AddAddress(ctx context.Context, collection, address string) ([]Outcome, error) {
	if l.writer == nil {
		return nil, ErrReadOnly
	}
	if !isAddress(address) {
		return []Outcome{{Change: Refused, Collection: collection, Location: address, Reason: corpus.Refuse(corpus.BadAddress, "is no http or https address")}}, nil
	}
	var outcomes []Outcome
	k := link{collection: collection, address: withoutFragment(address), single: true}
	err := l.readLink(ctx, k, Report{Outcome: func(o Outcome) { outcomes = append(outcomes, o) }})
	return outcomes, err
}
