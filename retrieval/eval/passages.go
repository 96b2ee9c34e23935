package eval

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"footnote/corpus"
)

type passageLine struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
	DocID string `json:"doc_id"`

	line int
}

// NewPassageSet reads a set whose passages are given. Names are for messages.
func NewPassageSet(passagesName string, passages io.Reader, questionsName string, questions io.Reader) (*Set, error) {
	lines, err := readPassages(passagesName, passages)
	qs, qerr := ReadQuestions(questionsName, questions)
	if err := errors.Join(err, qerr); err != nil {
		return nil, err
	}
	s := newSet(qs)
	for _, doc := range group(lines) {
		s.addArticle(doc)
	}
	s.settle()
	return s, s.check(questionsName)
}

func readPassages(name string, r io.Reader) ([]passageLine, error) {
	var lines []passageLine
	seen := make(map[string]int)
	err := readLines(name, r, func(line int, data []byte) error {
		p := passageLine{line: line}
		if err := decode(data, &p); err != nil {
			return err
		}
		switch {
		case p.ID == "":
			return errors.New(`"id" is missing`)
		case strings.TrimSpace(p.Text) == "":
			return errors.New(`"text" is empty`)
		case seen[p.ID] > 0:
			return fmt.Errorf("id %q stands in line %d already", p.ID, seen[p.ID])
		}
		seen[p.ID] = line
		lines = append(lines, p)
		return nil
	})
	if err == nil && len(lines) == 0 {
		err = fmt.Errorf("read passages %q: no passage in it", name)
	}
	return lines, err
}

// group gathers the passages of each document, in the order of their first lines.
func group(lines []passageLine) [][]passageLine {
	var docs [][]passageLine
	at := make(map[string]int)
	for _, p := range lines {
		key := p.DocID
		if key == "" {
			key = "\x00" + p.ID
		}
		i, ok := at[key]
		if !ok {
			i = len(docs)
			at[key] = i
			docs = append(docs, nil)
		}
		docs[i] = append(docs[i], p)
	}
	return docs
}

// addArticle makes one article of a document's passages, each passage as it was given.
func (s *Set) addArticle(doc []passageLine) {
	texts := make([]string, len(doc))
	for i, p := range doc {
		texts[i] = strings.TrimSpace(strings.TrimPrefix(p.Text, "\ufeff"))
	}
	a := &corpus.Article{ID: doc[0].ID, Source: doc[0].DocID, Text: strings.Join(texts, "\n\n")}
	a.Title = doc[0].Title
	a.Language = corpus.DetectLanguage(texts)
	a.LanguageInferred = a.Language != ""
	start := 0
	for i, text := range texts {
		p := &corpus.Passage{Article: a, Start: start, End: start + len(text), Ordinal: i}
		p.Locator.Paragraph = i + 1
		for _, sentence := range corpus.Sentences(text, a.Language) {
			p.Sentences = append(p.Sentences, corpus.Span{Start: start + sentence.Start, End: start + sentence.End})
		}
		s.Collection.Passages = append(s.Collection.Passages, p)
		s.name(p, doc[i].ID)
		start += len(text) + len("\n\n")
	}
	s.Collection.Articles = append(s.Collection.Articles, a)
}

// NewArticleSet makes a set of a collection whose questions name articles by their file names
// without extension.
func NewArticleSet(c *corpus.Collection, questionsName string, questions io.Reader) (*Set, error) {
	qs, err := ReadQuestions(questionsName, questions)
	if err != nil {
		return nil, err
	}
	s := newSet(qs)
	s.Collection = c
	for _, p := range c.Passages {
		base := filepath.Base(p.Article.Source)
		s.name(p, strings.TrimSuffix(base, filepath.Ext(base)))
	}
	s.settle()
	return s, s.check(questionsName)
}
