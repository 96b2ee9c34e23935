package main

import (
	"embed"
	"io/fs"

	"footnote/corpus"
	"footnote/retrieval/eval"
)

//go:embed readers/articles readers/questions.jsonl
var readersFiles embed.FS

// loadReaders reads the set that the program carries.
func loadReaders() (*eval.Set, error) {
	names, err := fs.Glob(readersFiles, "readers/articles/*")
	if err != nil {
		return nil, err
	}
	var articles []*corpus.Article
	for _, name := range names {
		data, err := readersFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		a, err := corpus.Read(name, data)
		if err != nil {
			return nil, err
		}
		articles = append(articles, a)
	}
	questions, err := readersFiles.Open("readers/questions.jsonl")
	if err != nil {
		return nil, err
	}
	defer questions.Close()
	s, err := eval.NewArticleSet(corpus.NewCollection(articles), "readers/questions.jsonl", questions)
	if err != nil {
		return nil, err
	}
	return s.ByPassage(), nil
}
