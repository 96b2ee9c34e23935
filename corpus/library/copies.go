package library

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// Copies says which articles repeat one another: nearly the same text, such as a report that several papers print, or
// the same address. An answer may fold them into one source.
type Copies struct{ groups map[string][]string }

// Of lists the IDs of the other articles that repeat the one with this ID, sorted.
func (c Copies) Of(id string) []string {
	group := slices.Clone(c.groups[id])
	return slices.DeleteFunc(group, func(other string) bool { return other == id })
}

// Copies finds the copies among the articles of the named collections.
func (l *Library) Copies(ctx context.Context, names ...string) (Copies, error) {
	var found []fingerprint
	for _, name := range names {
		list, err := l.fingerprints(ctx, name)
		if err != nil {
			return Copies{}, err
		}
		found = append(found, list...)
	}
	slices.SortFunc(found, func(a, b fingerprint) int { return cmp.Compare(a.id, b.id) })
	return group(slices.CompactFunc(found, func(a, b fingerprint) bool { return a.id == b.id })), nil
}

// group joins all that share an address or a band in which they prove to be alike.
func group(list []fingerprint) Copies {
	parent := make([]int, len(list))
	for i := range parent {
		parent[i] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			i = parent[i]
		}
		return i
	}
	seen := map[string][]int{}
	meet := func(key string, i int, alike func(a, b fingerprint) bool) {
		for _, j := range seen[key] {
			if a, b := root(i), root(j); a != b && alike(list[i], list[j]) {
				parent[max(a, b)] = min(a, b)
			}
		}
		seen[key] = append(seen[key], i)
	}
	for i, f := range list {
		if f.address != "" {
			meet(f.address, i, func(a, b fingerprint) bool { return true })
		}
		for n := range bands {
			if f.long {
				meet(fmt.Sprint(n, " ", f.signature.band(n)), i, func(a, b fingerprint) bool { return a.signature.share(b.signature) >= copyShare })
			}
		}
	}
	members := map[int][]string{}
	for i, f := range list {
		members[root(i)] = append(members[root(i)], f.id)
	}
	c := Copies{groups: map[string][]string{}}
	for _, ids := range members {
		for _, id := range ids {
			if len(ids) > 1 {
				c.groups[id] = ids
			}
		}
	}
	return c
}
