package main

import (
	"embed"

	"footnote/corpus"
	"footnote/retrieval/eval"
)

//go:embed readers/articles readers/questions.jsonl
var readersFiles embed.FS

// loadReaders reads the set that the program carries.
func loadReaders() (*eval.Set, error) {
	c, err := corpus.ReadFS(readersFiles, "readers/articles/*")
	if err != nil {
		return nil, err
	}
	questions, err := readersFiles.Open("readers/questions.jsonl")
	if err != nil {
		return nil, err
	}
	defer questions.Close()
	s, err := eval.NewArticleSet(c, "readers/questions.jsonl", questions)
	if err != nil {
		return nil, err
	}
	return s.ByPassage(), nil
}
