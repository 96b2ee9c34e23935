package library_test

import (
	"runtime"
	"slices"
	"testing"
	"weak"

	"footnote/corpus"
	"footnote/corpus/library"
)

func collection(t *testing.T, l *library.Library, names ...string) *corpus.Collection {
	t.Helper()
	c, err := l.Collection(t.Context(), names...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// of are the article with an ID and its passages, nil where there is none.
func of(c *corpus.Collection, id string) (article *corpus.Article, passages []*corpus.Passage) {
	for _, a := range c.Articles {
		if a.ID == id {
			article = a
		}
	}
	for _, p := range c.Passages {
		if p.Article == article {
			passages = append(passages, p)
		}
	}
	return article, passages
}

func TestCollectionKeepsWhatHasNotChanged(t *testing.T) {
	l := open(t, t.TempDir(), library.Options{})
	one := add(t, l, "", "one.md", text("One", "The first of the bridges.")).ID
	two := add(t, l, "", "two.md", text("Two", "The second of the bridges.")).ID
	before := collection(t, l, library.Operator)
	article, passages := of(before, one)
	if len(passages) != 1 {
		t.Fatalf("%d passages", len(passages))
	}
	for _, c := range []struct {
		name   string
		change func() error
		kept   map[string]bool
	}{
		{"nothing", func() error { return nil }, map[string]bool{one: true, two: true}},
		{"another article", func() error { add(t, l, "", "three.md", text("Three", "The third.")); return nil }, map[string]bool{one: true, two: true}},
		{"the same text elsewhere", func() error { add(t, l, "77", "one.md", text("One", "The first of the bridges.")); return nil }, map[string]bool{one: true, two: true}},
		{"another title", func() error { return l.Edit(t.Context(), library.Operator, two, library.Edits{Title: ptr("Deux")}) }, map[string]bool{one: true}},
		{"and back", func() error { return l.ResetEdits(t.Context(), library.Operator, two) }, map[string]bool{one: true}},
		{"removed", func() error { return l.Remove(t.Context(), library.Operator, two) }, map[string]bool{one: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := c.change(); err != nil {
				t.Fatal(err)
			}
			after := collection(t, l, library.Operator)
			for _, id := range []string{one, two} {
				a, p := of(before, id)
				b, q := of(after, id)
				if kept := a == b && slices.Equal(p, q); kept != c.kept[id] {
					t.Errorf("%q is the same: %v", a.Title, kept)
				}
			}
			before = after
		})
	}
	if a, p := of(before, one); a != article || !slices.Equal(p, passages) {
		t.Error("an article that never changed is another one in the end")
	}
	if a, _ := of(collection(t, l, "77"), one); a == nil || a == article {
		t.Error("an article of another collection is missing, or is the operator's")
	}
	if a, _ := of(collection(t, l, library.Operator, "77"), one); a != article {
		t.Error("with two collections it is not the first one's article")
	}
	runtime.KeepAlive(before)
}

func ptr(s string) *string { return &s }

// TestRemovedIsGoneFromMemory holds the library to keeping nothing of an article that nobody answers from any more.
func TestRemovedIsGoneFromMemory(t *testing.T) {
	l := open(t, t.TempDir(), library.Options{})
	kept := add(t, l, "", "kept.md", text("Kept", "This one stays.")).ID
	removed := add(t, l, "", "removed.md", text("Removed", "This one goes.")).ID
	c := collection(t, l, library.Operator)
	article, passages := of(c, removed)
	gone, part := weak.Make(article), weak.Make(passages[0])
	if err := l.Remove(t.Context(), library.Operator, removed); err != nil {
		t.Fatal(err)
	}
	after := collection(t, l, library.Operator)
	runtime.KeepAlive(c)
	runtime.GC()
	if gone.Value() != nil || part.Value() != nil {
		t.Error("a removed article is still in memory")
	}
	if a, _ := of(after, kept); a == nil {
		t.Error("the other article is gone")
	}
}
