package discord

import (
	"strconv"
	"strings"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval"
)

// action is what a button, a menu or a form asks for. All of it stands in the component's custom_id, so
// that it is still understood after a restart: "f1:", the name, and arguments, joined by colons. A later
// version that means something else by a name counts up the prefix.
type action struct {
	name string
	args []string
}

const actionPrefix = "f1"

func do(name string, args ...string) action { return action{name, args} }

func (a action) id() string {
	return strings.Join(append([]string{actionPrefix, a.name}, a.args...), ":")
}

// parseAction reads a custom_id; ok is false where it is not one of ours.
func parseAction(id string) (a action, ok bool) {
	parts := strings.Split(id, ":")
	if len(parts) < 2 || parts[0] != actionPrefix {
		return action{}, false
	}
	return action{parts[1], parts[2:]}, true
}

// arg is the i-th argument, "" where there is none.
func (a action) arg(i int) string {
	if i >= len(a.args) {
		return ""
	}
	return a.args[i]
}

// number is the i-th argument as a number that is not negative; anything else is 0.
func (a action) number(i int) int {
	n, err := strconv.Atoi(a.arg(i))
	if err != nil {
		return 0
	}
	return max(n, 0)
}

// ref names a passage and the marked sentence in it. An article's ID belongs to its text, so the
// offsets stay right as long as there is an article with the ID.
type ref struct {
	Article string `json:"article"`
	Start   int    `json:"start"`
	// Mark and MarkEnd are the marked sentence, as offsets into the article's text.
	Mark    int `json:"mark"`
	MarkEnd int `json:"mark_end"`
}

func refOf(c retrieval.Citation) ref {
	return ref{c.Passage.Article.ID, c.Passage.Start, c.Sentence.Start, c.Sentence.End}
}

// String is the ref as it stands in a custom_id or a menu's value.
func (r ref) String() string {
	return strings.Join([]string{r.Article, strconv.Itoa(r.Start), strconv.Itoa(r.Mark), strconv.Itoa(r.MarkEnd)}, ".")
}

// parseRef reads what String wrote; ok is false for anything else.
func parseRef(s string) (r ref, ok bool) {
	parts := strings.Split(s, ".")
	if len(parts) != 4 {
		return ref{}, false
	}
	var n [3]int
	for i, p := range parts[1:] {
		v, err := strconv.Atoi(p)
		if err != nil || v < 0 {
			return ref{}, false
		}
		n[i] = v
	}
	return ref{parts[0], n[0], n[1], n[2]}, true
}

// resolve finds the passage; ok is false where its article is gone or cut differently now. A mark that does
// not lie in the passage marks nothing.
func (r ref) resolve(k *bot.Catalog) (c retrieval.Citation, ok bool) {
	for _, p := range k.Passages(r.Article) {
		if p.Start != r.Start {
			continue
		}
		c = retrieval.Citation{N: 1, Passage: p, Sentence: corpus.Span{Start: p.Start, End: p.Start}}
		if r.Start <= r.Mark && r.Mark < r.MarkEnd && r.MarkEnd <= p.End {
			c.Sentence = corpus.Span{Start: r.Mark, End: r.MarkEnd}
		}
		return c, true
	}
	return retrieval.Citation{}, false
}
