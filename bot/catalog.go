package bot

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"footnote/bot/search"
	"footnote/corpus"
	"footnote/retrieval"
)

// Catalog is a collection as front ends leaf through it: articles by name, their passages in order,
// and passages by words. It is immutable and safe for concurrent use.
type Catalog struct {
	collection *corpus.Collection
	entries    []entry
	byID       map[string]int
	// first is each article's first passage in the collection, last the one after its last.
	first, last []int
	// index is made at the first search: it takes as much memory as the articles.
	index func() *search.Index
}

// entry is an article as it is looked up.
type entry struct {
	choice Choice
	title  string // as it is compared
	words  []string
}

// NewCatalog prepares a collection.
func NewCatalog(c *corpus.Collection) *Catalog {
	n := len(c.Articles)
	k := &Catalog{collection: c, entries: make([]entry, n), byID: make(map[string]int, n), first: make([]int, n), last: make([]int, n),
		index: sync.OnceValue(func() *search.Index { return search.New(c) })}
	for i, a := range c.Articles {
		k.byID[a.ID] = i
		title := search.Fold(a.Title)
		k.entries[i] = entry{choiceOf(a), title, wordsOf(title)}
	}
	for i, p := range c.Passages {
		at, ok := k.byID[p.Article.ID]
		if !ok {
			continue
		}
		if k.last[at] == 0 {
			k.first[at] = i
		}
		k.last[at] = i + 1
	}
	return k
}

// Choice is one suggestion while a person types an article's name.
type Choice struct {
	ArticleID string
	// Title is the article's, and Note its publisher and year as far as they are known.
	Title, Note string
}

func choiceOf(a *corpus.Article) Choice {
	var known []string
	if a.Publisher != "" {
		known = append(known, a.Publisher)
	}
	if len(a.Published) >= 4 {
		known = append(known, a.Published[:4])
	}
	return Choice{a.ID, a.Title, strings.Join(known, " · ")}
}

// Label is the title, with publisher and year where they are known.
func (c Choice) Label() string {
	if c.Note == "" {
		return c.Title
	}
	return c.Title + " · " + c.Note
}

// Collection is what the catalog is of.
func (k *Catalog) Collection() *corpus.Collection { return k.collection }

// Article returns the article with this ID; ok is false where there is none.
func (k *Catalog) Article(id string) (a *corpus.Article, ok bool) {
	i, ok := k.byID[id]
	if !ok {
		return nil, false
	}
	return k.collection.Articles[i], true
}

// Titled says whether an article has exactly this title.
func (k *Catalog) Titled(title string) bool {
	return slices.ContainsFunc(k.collection.Articles, func(a *corpus.Article) bool { return a.Title == title })
}

// Passages are an article's passages in reading order, none for an unknown ID. The caller must not change them.
func (k *Catalog) Passages(articleID string) []*corpus.Passage {
	i, ok := k.byID[articleID]
	if !ok {
		return nil
	}
	return k.collection.Passages[k.first[i]:k.last[i]]
}

// Search lists the passages that match a query, best first: those from offset on, at most limit of
// them. total counts all.
func (k *Catalog) Search(q search.Query, offset, limit int) (page []search.Match, total int) {
	ix := k.index()
	all := ix.Find(q)
	page = all[min(max(offset, 0), len(all)):]
	page = page[:min(max(limit, 0), len(page))]
	ix.Mark(q, page)
	return page, len(all)
}

// A NameError says that the text typed for an article does not name one of them.
type NameError struct {
	Typed string
	// Matches are how many articles have Typed in their titles: none, or too many to choose.
	Matches int
	// Among are two of them.
	Among []string
}

func (e *NameError) Error() string {
	if e.Matches == 0 {
		return fmt.Sprintf("No article here has %q in its title.", e.Typed)
	}
	return fmt.Sprintf("%d articles have %q in their titles, among them %q and %q. Type more of the title.", e.Matches, e.Typed, e.Among[0], e.Among[1])
}

// As makes every NameError a *retrieval.QuestionError too: it is the asker's to mend.
func (e *NameError) As(target any) bool {
	if q, ok := target.(**retrieval.QuestionError); ok {
		*q = &retrieval.QuestionError{Problem: retrieval.NoArticle, Text: e.Typed}
		return true
	}
	return false
}

// Find is the ID of the one article that is meant: by its ID, its whole title, or a part that no
// other title has. "" stands for all articles and is returned as it is. The error is a *NameError.
func (k *Catalog) Find(typed string) (string, error) {
	want := search.Fold(typed)
	if want == "" {
		return "", nil
	}
	if _, ok := k.byID[typed]; ok {
		return typed, nil
	}
	var found []Choice
	for _, e := range k.entries {
		switch {
		case e.title == want:
			return e.choice.ArticleID, nil
		case strings.Contains(e.title, want):
			found = append(found, e.choice)
		}
	}
	switch len(found) {
	case 0:
		return "", &NameError{Typed: typed}
	case 1:
		return found[0].ArticleID, nil
	default:
		return "", &NameError{Typed: typed, Matches: len(found), Among: []string{found[0].Label(), found[1].Label()}}
	}
}
