// Package eval measures how well questions are answered: whether the right passage comes first,
// whether the right sentence is marked, and whether "not found" is said when it should be.
//
// A set is two JSON Lines files, or a folder of articles and one file:
//
//	passages.jsonl   {"id", "title", "text", "doc_id"}
//	questions.jsonl  {"id", "question", "relevant": [ids], "answers": [strings], "answerable"}
//
// Passages with the same doc_id are one article's, in the order of the file. Where articles are given
// instead of passages, relevant holds article names and a hit is any passage of such an article.
package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"footnote/corpus"
)

// Set is a collection and the questions to ask it.
type Set struct {
	Collection *corpus.Collection
	Questions  []Question
	// names are the IDs by which questions name the passages, passages how many have each.
	names    map[*corpus.Passage]string
	passages map[string]int
}

func newSet(questions []Question) *Set {
	return &Set{Questions: questions, Collection: &corpus.Collection{}, names: make(map[*corpus.Passage]string), passages: make(map[string]int)}
}

// name makes questions find passage p under an ID.
func (s *Set) name(p *corpus.Passage, id string) {
	s.names[p] = id
	s.passages[id]++
}

// Question is one line of a question file.
type Question struct {
	ID         string   `json:"id"`
	Text       string   `json:"question"`
	Relevant   []string `json:"relevant"`
	Answers    []string `json:"answers"`
	Answerable bool     `json:"answerable"`
	// WrittenFor is the passage that the question was written against, where nothing answers it.
	WrittenFor string `json:"written_for"`
	Kind       string `json:"kind"`

	line  int
	about string // the title of the article with its first relevant passage, or of that it was written for
}

// maxLine bounds a line of a set's files, in bytes.
const maxLine = 16 << 20

// ReadQuestions reads a question file. All broken lines are reported, each by name and line.
func ReadQuestions(name string, r io.Reader) ([]Question, error) {
	var questions []Question
	err := readLines(name, r, func(line int, data []byte) error {
		q := Question{line: line}
		if err := decode(data, &q); err != nil {
			return err
		}
		switch {
		case strings.TrimSpace(q.Text) == "":
			return errors.New(`"question" is empty`)
		case q.Answerable && len(q.Relevant) == 0:
			return errors.New(`answerable, but "relevant" is empty`)
		}
		questions = append(questions, q)
		return nil
	})
	if err == nil && len(questions) == 0 {
		err = fmt.Errorf("read questions %q: no question in it", name)
	}
	return questions, err
}

func decode(data []byte, v any) error {
	err := json.Unmarshal(data, v)
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		return fmt.Errorf("not JSON: %w (byte %d)", err, syntax.Offset)
	}
	return err
}

// readLines calls f for each line that is not blank and joins its errors.
func readLines(name string, r io.Reader, f func(line int, data []byte) error) error {
	var errs []error
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	n := 0
	for lines.Scan() {
		n++
		data := lines.Bytes()
		if n == 1 {
			data = []byte(strings.TrimPrefix(string(data), "\ufeff"))
		}
		if strings.TrimSpace(string(data)) == "" {
			continue
		}
		if err := f(n, data); err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", name, n, err))
		}
	}
	if err := lines.Err(); err != nil {
		errs = append(errs, fmt.Errorf("%s:%d: %w", name, n+1, err))
	}
	return errors.Join(errs...)
}

// settle notes what each question is about.
func (s *Set) settle() {
	titles := make(map[string]string)
	for p, name := range s.names {
		titles[name] = p.Article.Title
	}
	for i := range s.Questions {
		q := &s.Questions[i]
		q.about = titles[q.WrittenFor]
		if len(q.Relevant) > 0 {
			q.about = titles[q.Relevant[0]]
		}
	}
}

// check reports questions whose relevant names the set does not have, and a set without any answerable question.
func (s *Set) check(name string) error {
	var errs []error
	answerable := 0
	for _, q := range s.Questions {
		if q.Answerable {
			answerable++
		}
		for _, id := range q.Relevant {
			if s.passages[id] == 0 {
				errs = append(errs, fmt.Errorf("%s:%d: relevant %q is not in the set", name, q.line, id))
			}
		}
	}
	if answerable == 0 {
		errs = append(errs, fmt.Errorf("%s: no answerable question in it", name))
	}
	return errors.Join(errs...)
}

// Relevant reports whether the passage is one that the question names.
func (s *Set) Relevant(q Question, p *corpus.Passage) bool {
	name := s.names[p]
	for _, id := range q.Relevant {
		if id == name {
			return true
		}
	}
	return false
}
