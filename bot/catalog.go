package bot

import (
	"fmt"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/analysis"
)

// catalog finds articles by what people type of their titles.
type catalog struct{ entries []entry }

type entry struct {
	choice Choice
	title  string // as it is compared
}

func newCatalog(articles []*corpus.Article) *catalog {
	c := &catalog{entries: make([]entry, len(articles))}
	for i, a := range articles {
		c.entries[i] = entry{Choice{a.ID, label(a)}, comparable(a.Title)}
	}
	return c
}

// label is an article's title with its publisher and year, as far as they are known.
func label(a *corpus.Article) string {
	parts := []string{a.Title}
	if a.Publisher != "" {
		parts = append(parts, a.Publisher)
	}
	if len(a.Published) >= 4 {
		parts = append(parts, a.Published[:4])
	}
	return strings.Join(parts, " · ")
}

func comparable(title string) string {
	return analysis.Fold(strings.ToLower(strings.Join(strings.Fields(title), " ")))
}

func (c *catalog) suggest(typed string, limit int) []Choice {
	typed = comparable(typed)
	var begin, contain []Choice
	for _, e := range c.entries {
		switch at := strings.Index(e.title, typed); {
		case at == 0:
			begin = append(begin, e.choice)
		case at > 0:
			contain = append(contain, e.choice)
		}
	}
	all := append(begin, contain...)
	return all[:min(max(0, limit), len(all))]
}

// find is the ID of the one article that is meant: by its ID, its whole title, or a part that no
// other title has. "" stands for all articles and is returned as it is.
func (c *catalog) find(typed string) (string, error) {
	if strings.TrimSpace(typed) == "" {
		return "", nil
	}
	want := comparable(typed)
	var found []Choice
	for _, e := range c.entries {
		switch {
		case e.choice.ArticleID == typed, e.title == want:
			return e.choice.ArticleID, nil
		case strings.Contains(e.title, want):
			found = append(found, e.choice)
		}
	}
	switch len(found) {
	case 0:
		return "", &retrieval.QuestionError{Problem: fmt.Sprintf("No article here has %q in its title.", typed)}
	case 1:
		return found[0].ArticleID, nil
	default:
		return "", &retrieval.QuestionError{Problem: fmt.Sprintf("%d articles have %q in their titles, among them %q and %q. Type more of the title.", len(found), typed, found[0].Label, found[1].Label)}
	}
}
