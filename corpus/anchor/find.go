package anchor

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/corpus"
)

// Finder tells which article a quotation is from. It holds a second copy of the articles' words, is immutable and safe for
// concurrent use.
type Finder struct {
	collection *corpus.Collection
	folded     []string
	passages   map[*corpus.Article][]*corpus.Passage
}

// NewFinder prepares a collection for look-ups, which takes about 25 ms a megabyte.
func NewFinder(c *corpus.Collection) *Finder {
	f := &Finder{collection: c, passages: map[*corpus.Article][]*corpus.Passage{}}
	for _, a := range c.Articles {
		f.folded = append(f.folded, folded(a.Text))
	}
	for _, p := range c.Passages {
		f.passages[p.Article] = append(f.passages[p.Article], p)
	}
	return f
}

// Origin says whether a quotation is in the articles.
type Origin uint8

const (
	// Absent quotations are not in these articles.
	Absent Origin = iota
	// Verbatim quotations are, but perhaps for letter case, quotation marks, dashes, white space and the
	// punctuation at their ends.
	Verbatim
	// Differing quotations are much like a place in an article.
	Differing
)

// Finding is the result of a look-up.
type Finding struct {
	Origin Origin
	// Places are where a verbatim quotation stands, at most MaxFound, in the collection's order; for a differing one
	// the place that is most like it.
	Places []Place
	// Differences lead through a differing quotation and its place; nil for others.
	Differences []Segment
	// Similarity is the share of the quotation's letters that are in the article, in [0, 1].
	Similarity float64
}

// Place is a stretch of an article's text.
type Place struct {
	Article *corpus.Article
	Span    corpus.Span
	// Passage holds the span's beginning; nil where that is in a heading, a caption or the like.
	Passage *corpus.Passage
}

// Text is the place, byte for byte as the article has it.
func (p Place) Text() string { return p.Article.Text[p.Span.Start:p.Span.End] }

const (
	// MaxFound is how many places of a verbatim quotation are listed.
	MaxFound = 10
	// MaxWords is how many words a quotation may have to be found though it differs.
	MaxWords = 5000
	// minWords is how many it must have for that; fewer would be like many a place.
	minWords = 4
	// leastAlike is the least similarity of a differing quotation, above what other places reach (see leastSimilar).
	leastAlike = 0.6
)

// Find looks a quotation up, as people paste it. It is brought into NFC first.
func (f *Finder) Find(quotation string) Finding {
	quotation = norm.NFC.String(strings.ToValidUTF8(quotation, " "))
	needle := strings.TrimFunc(folded(quotation), notWord)
	if needle == "" {
		return Finding{}
	}
	if places := f.verbatim(needle); len(places) > 0 {
		return Finding{Origin: Verbatim, Places: places, Similarity: 1}
	}
	words := wordsOf(quotation)
	if len(words) < minWords || len(words) > MaxWords {
		return Finding{}
	}
	return f.differing(quotation, words, needle)
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) }

// verbatim lists the places of a folded quotation.
func (f *Finder) verbatim(needle string) []Place {
	var places []Place
	for i, a := range f.collection.Articles {
		var words []word
		for _, at := range wholeWords(f.folded[i], needle, MaxFound-len(places)) {
			if words == nil {
				words = wordsOf(a.Text)
			}
			first := strings.Count(f.folded[i][:at], " ")
			last := first + strings.Count(needle, " ")
			places = append(places, f.place(a, corpus.Span{Start: words[first].start, End: words[last].end}))
		}
	}
	return places
}

// wholeWords are up to limit positions at which a needle stands without a letter or digit directly beside it.
func wholeWords(text, needle string, limit int) []int {
	var found []int
	for at := 0; len(found) < limit; {
		i := strings.Index(text[at:], needle)
		if i < 0 {
			break
		}
		i += at
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		behind, _ := utf8.DecodeRuneInString(text[i+len(needle):])
		if notWord(before) && notWord(behind) {
			found = append(found, i)
		}
		at = i + len(needle)
	}
	return found
}

func (f *Finder) place(a *corpus.Article, span corpus.Span) Place {
	passages := f.passages[a]
	i, _ := slices.BinarySearchFunc(passages, span.Start, func(p *corpus.Passage, at int) int {
		return cmp.Compare(p.End, at+1)
	})
	p := Place{Article: a, Span: span}
	if i < len(passages) && passages[i].Start <= span.Start {
		p.Passage = passages[i]
	}
	return p
}

// candidate is a place in an article's folded text.
type candidate struct {
	article int
	place
}

// differing returns the place that is most like the quotation, if one is enough so.
func (f *Finder) differing(quotation string, words []word, needle string) Finding {
	var best Finding
	candidates := f.candidates(needle)
	for _, c := range candidates {
		if 2*c.votes < candidates[0].votes {
			break
		}
		a := f.collection.Articles[c.article]
		found := wordsOf(a.Text)
		at := strings.Count(f.folded[c.article][:min(max(0, c.at), len(f.folded[c.article]))], " ")
		al := align(words, found, at)
		if al.similarity < leastAlike || al.similarity <= best.Similarity || al.first >= al.end {
			continue
		}
		span := corpus.Span{Start: found[al.first].start, End: found[al.end-1].end}
		best = Finding{Differing, []Place{f.place(a, span)}, segments(quotation, words, a.Text, found, al), al.similarity}
	}
	return best
}

// candidates are the likeliest places of a folded quotation in all articles, best first.
func (f *Finder) candidates(needle string) []candidate {
	var list []candidate
	s := newSeeds(needle)
	for i, text := range f.folded {
		for _, p := range s.places(text, 0, 2) {
			list = append(list, candidate{i, p})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.votes, a.votes) })
	return list[:min(maxPlaces, len(list))]
}
