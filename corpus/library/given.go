package library

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"sync"
	"weak"
)

// given knows the articles that Collection has given and that are still in use. It keeps none of them in memory, so
// that what was removed is gone as soon as nobody answers from it any more.
type given struct {
	mu       sync.Mutex
	articles map[givenKey]givenArticle
}

type givenKey struct{ collection, id string }

type givenArticle struct {
	version [sha256.Size]byte
	weak.Pointer[splitArticle]
}

// recall is the article of a record as it was given before, or nil where it is not known so.
func (g *given) recall(r *record) *splitArticle {
	g.mu.Lock()
	known := g.articles[givenKey{r.collection, r.id}]
	g.mu.Unlock()
	a := known.Value()
	if a == nil || known.version != r.version() {
		return nil
	}
	return a
}

// remember notes the articles of the parts, and forgets those that nobody uses.
func (g *given) remember(parts []part) {
	g.mu.Lock()
	defer g.mu.Unlock()
	maps.DeleteFunc(g.articles, func(_ givenKey, a givenArticle) bool { return a.Value() == nil })
	if g.articles == nil {
		g.articles = make(map[givenKey]givenArticle, len(parts))
	}
	for i := range parts {
		r, a := &parts[i].record, parts[i].splitArticle
		key := givenKey{r.collection, r.id}
		if g.articles[key].Value() != a {
			g.articles[key] = givenArticle{r.version(), weak.Make(a)}
		}
	}
}

// version tells apart all that may change of an article of one ID, which is the hash of its text.
func (r *record) version() (sum [sha256.Size]byte) {
	h := sha256.New()
	for _, s := range []string{r.location, r.details, r.edits, r.blocks} {
		_ = binary.Write(h, binary.LittleEndian, int64(len(s)))
		h.Write([]byte(s))
	}
	return [sha256.Size]byte(h.Sum(nil))
}
