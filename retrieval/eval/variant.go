package eval

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// Answerable is the set without the questions that nothing answers.
func (s *Set) Answerable() *Set {
	return s.Only(func(q Question) bool { return q.Answerable })
}

// OfKind is the set of the questions of one kind, or of all with "".
func (s *Set) OfKind(kind string) *Set {
	return s.Only(func(q Question) bool { return kind == "" || q.Kind == kind })
}

// Only is the set of the questions of which keep reports true.
func (s *Set) Only(keep func(Question) bool) *Set {
	return s.withQuestions(func(q Question) (Question, bool) { return q, keep(q) })
}

// Halves parts the questions by the article that they are about, and the articles by their titles: an article that
// several sets have is in the same half of each. Both halves search the whole collection. Each way of up to 32 parts
// the articles differently.
func (s *Set) Halves(way int) (first, second *Set) {
	half := func(which uint32) *Set {
		return s.Only(func(q Question) bool {
			h := fnv.New32a()
			h.Write([]byte(q.about))
			return h.Sum32()>>way%2 == which
		})
	}
	return half(0), half(1)
}

// ByPassage is the set with its questions naming passages: those of the articles, or passages, that they name which hold
// an answer. An answerable question of which no passage holds any is left out. A set of articles must be narrowed so before
// a ranking can be learned from it.
func (s *Set) ByPassage() *Set {
	out := newSet(nil)
	out.Collection = s.Collection
	first := make(map[string]string) // passage of each name
	for i, p := range s.Collection.Passages {
		id := strconv.Itoa(i)
		out.name(p, id)
		if name := s.names[p]; first[name] == "" {
			first[name] = id
		}
	}
	for _, q := range s.Questions {
		named := q
		q.WrittenFor, q.Relevant = first[q.WrittenFor], nil
		for _, p := range s.Collection.Passages {
			if q.Answerable && s.Relevant(named, p) && ContainsAnswer(p.Text(), q.Answers) {
				q.Relevant = append(q.Relevant, out.names[p])
			}
		}
		if q.Answerable == (len(q.Relevant) > 0) {
			out.Questions = append(out.Questions, q)
		}
	}
	return out
}

// Untitled is the set with every passage as an article of its own that has no title, as pasted notes are.
func (s *Set) Untitled() *Set {
	out := newSet(s.Questions)
	for i, p := range s.Collection.Passages {
		a := *p.Article
		a.ID, a.Title, a.Text = strconv.Itoa(i), "", p.Text()
		own := &corpus.Passage{Article: &a, End: len(a.Text)}
		for _, span := range p.Sentences {
			own.Sentences = append(own.Sentences, corpus.Span{Start: span.Start - p.Start, End: span.End - p.Start})
		}
		out.Collection.Articles = append(out.Collection.Articles, &a)
		out.Collection.Passages = append(out.Collection.Passages, own)
		out.name(own, s.names[p])
	}
	return out
}

// LowerCase is the set with the questions as people type them in a chat: in lower case, without a question mark.
func (s *Set) LowerCase() *Set {
	return s.withQuestions(func(q Question) (Question, bool) {
		q.Text = strings.TrimRight(strings.ToLower(q.Text), "? ")
		return q, true
	})
}

// Misspelt is the set with one random edit (a letter replaced, dropped or added, or two swapped) in one
// content word of four or more letters of each question. The same seed makes the same edits.
func (s *Set) Misspelt(seed uint64) *Set {
	r := rand.New(rand.NewPCG(seed, 0))
	a := analysis.New("en")
	return s.withQuestions(func(q Question) (Question, bool) {
		q.Text = misspell(r, a, q.Text)
		return q, true
	})
}

// Reworded is the set with one in two of the words of each question that are not names replaced by one of the stems that
// others gives for their stem, if any. The same seed makes the same choices.
func (s *Set) Reworded(others func(stem string) []string, seed uint64) *Set {
	r := rand.New(rand.NewPCG(seed, 0))
	a := analysis.New("en")
	known := make(map[string][]string)
	return s.withQuestions(func(q Question) (Question, bool) {
		tokens := a.Tokens(nil, q.Text)
		for i, t := range slices.Backward(tokens) {
			name := i > 0 && t.Kind&analysis.Capital != 0
			if t.Kind&(analysis.Stop|analysis.Number) != 0 || name || r.IntN(2) == 0 {
				continue
			}
			stems, ok := known[t.Term]
			if !ok {
				stems = others(t.Term)
				known[t.Term] = stems
			}
			if len(stems) > 0 {
				q.Text = q.Text[:t.Start] + stems[r.IntN(len(stems))] + q.Text[t.End:]
			}
		}
		return q, true
	})
}

func (s *Set) withQuestions(change func(Question) (Question, bool)) *Set {
	c := *s
	c.Questions = nil
	for _, q := range s.Questions {
		if q, ok := change(q); ok {
			c.Questions = append(c.Questions, q)
		}
	}
	return &c
}

// Swapped is the set of the answerable questions with one name or number replaced by one from a
// question of the other set, so that nothing answers them any more. Questions with neither are left out.
func (s *Set) Swapped(other *Set, seed uint64) *Set {
	r := rand.New(rand.NewPCG(seed, 0))
	a := analysis.New("en")
	var names, numbers []string
	for _, q := range other.Questions {
		for _, t := range nameTokens(a, q.Text) {
			if t.Kind&analysis.Number != 0 {
				numbers = append(numbers, q.Text[t.Start:t.End])
			} else {
				names = append(names, q.Text[t.Start:t.End])
			}
		}
	}
	return s.withQuestions(func(q Question) (Question, bool) {
		tokens := nameTokens(a, q.Text)
		if !q.Answerable || len(tokens) == 0 || len(names) == 0 || len(numbers) == 0 {
			return q, false
		}
		t := tokens[r.IntN(len(tokens))]
		pool := names
		if t.Kind&analysis.Number != 0 {
			pool = numbers
		}
		foreign := pool[r.IntN(len(pool))]
		if strings.Contains(q.Text, foreign) {
			return q, false
		}
		q.Text = q.Text[:t.Start] + foreign + q.Text[t.End:]
		q.Answerable, q.Relevant, q.Answers = false, nil, nil
		return q, true
	})
}

// nameTokens are the words of a question, but for its first, that are capitalised or have a digit.
func nameTokens(a *analysis.Analyser, question string) []analysis.Token {
	tokens := a.Tokens(nil, question)
	return slices.DeleteFunc(tokens[min(1, len(tokens)):], func(t analysis.Token) bool {
		return t.Kind&analysis.Stop != 0 || t.Kind&(analysis.Capital|analysis.Number) == 0
	})
}

func misspell(r *rand.Rand, a *analysis.Analyser, question string) string {
	long := slices.DeleteFunc(a.Tokens(nil, question), func(t analysis.Token) bool {
		other := strings.ContainsFunc(question[t.Start:t.End], func(r rune) bool { return !unicode.IsLetter(r) })
		return other || t.Kind&analysis.Stop != 0 || utf8.RuneCountInString(t.Word) < 4
	})
	if len(long) == 0 {
		return question
	}
	t := long[r.IntN(len(long))]
	return question[:t.Start] + string(edit(r, []rune(question[t.Start:t.End]))) + question[t.End:]
}

func edit(r *rand.Rand, word []rune) []rune {
	at := r.IntN(len(word))
	letter := word[r.IntN(len(word))] // of the word's own alphabet
	if word[0] < utf8.RuneSelf {
		letter = 'a' + rune(r.IntN(26))
	}
	switch r.IntN(4) {
	case 0:
		word[at] = letter
	case 1:
		word = slices.Delete(word, at, at+1)
	case 2:
		word = slices.Insert(word, at, letter)
	default:
		at = min(at, len(word)-2)
		word[at], word[at+1] = word[at+1], word[at]
	}
	return word
}

// Without is the set with the articles of which leaves reports true taken out of the collection. The
// questions that only they answer stay, as ones that nothing answers; those that nothing answered before are dropped.
func (s *Set) Without(leaves func(article int) bool) *Set {
	out := newSet(nil)
	gone := make(map[*corpus.Article]bool)
	for i, a := range s.Collection.Articles {
		if gone[a] = leaves(i); !gone[a] {
			out.Collection.Articles = append(out.Collection.Articles, a)
		}
	}
	for _, p := range s.Collection.Passages {
		if !gone[p.Article] {
			out.Collection.Passages = append(out.Collection.Passages, p)
			out.name(p, s.names[p])
		}
	}
	for _, q := range s.Answerable().Questions {
		q.Relevant = slices.DeleteFunc(slices.Clone(q.Relevant), func(id string) bool { return out.passages[id] == 0 })
		q.Answerable = len(q.Relevant) > 0
		out.Questions = append(out.Questions, q)
	}
	return out
}
