package discord

import (
	"context"
	"slices"

	"footnote/retrieval"
)

// shareAnswer posts a private answer for all, naming who shared it. The passage that was looked at comes first.
func shareAnswer(ctx context.Context, x *exchange, a action) {
	if !x.openHere() {
		x.tell(ctx, "answer.closed")
		return
	}
	_, v, ok := x.loadAnswer(ctx, a)
	if !ok {
		return
	}
	v.Citations = foremost(v.Citations, a.number(1))
	m := x.carded(ctx, x.log, query{id: x.in.ID, owner: x.owner(), l: x.l, discuss: x.mayDiscuss()}, v)
	m.Content = x.l.Say("answer.shared", "user", "<@"+digits(x.in.asker())+">")
	x.show(ctx, m, false)
}

// foremost puts the i-th citation first and numbers all anew.
func foremost(cs []retrieval.Citation, i int) []retrieval.Citation {
	cs = slices.Clone(cs)
	i = min(i, len(cs)-1)
	chosen := cs[i]
	cs = slices.Insert(slices.Delete(cs, i, i+1), 0, chosen)
	for n := range cs {
		cs[n].N = n + 1
	}
	return cs
}

// digits are the digits of an ID, which has nothing else.
func digits(id string) string {
	var d []byte
	for _, b := range []byte(id) {
		if '0' <= b && b <= '9' {
			d = append(d, b)
		}
	}
	return string(d)
}
