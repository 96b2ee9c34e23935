package retrieval

// A text names whom it is about once and goes on with "she" or "the company". So a sentence is also weighed by what it says
// beside names, and names count that were given before it.

// weighPlain fills in what the candidate's i-th sentence says beside names, and which names it may speak of. Sentences
// must be weighed in order.
func (x *examiner) weighPlain(i int, v *sentenceVector) {
	s := &x.found[i]
	var plain, near, plains, told, names float32
	for c := range s.has {
		w := x.q.concepts[c].weight
		if x.q.concepts[c].isName() {
			x.told[c] = max(x.told[c], s.has[c])
			told += w * x.told[c]
			names += w
			continue
		}
		plain += w * s.has[c]
		near += w * max(s.has[c], s.near[c])
		plains += w
	}
	v[sPlain], v[sPlainNear], v[sTold] = share(plain, plains), share(near, plains), shareOrAll(told, names)
	v[sPlainMeaning] = share(s.pull.plain, x.sense.plainLength*x.lengths[i])
}

// beginTelling forgets the names that the sentences before have given. Those of the title are known.
func (x *examiner) beginTelling() {
	for c := range x.told {
		x.told[c] = 0
		if x.titled[c] {
			x.told[c] = 1
		}
	}
}
