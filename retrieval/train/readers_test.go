package main

import (
	"bytes"
	"testing"
)

// TestReaders: no question is lost because its answer is not in a passage, as where a key stands in a title.
func TestReaders(t *testing.T) {
	s, err := loadReaders()
	if err != nil {
		t.Fatal(err)
	}
	data, err := readersFiles.ReadFile("readers/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if n, lines := len(s.Questions), bytes.Count(data, []byte("\n")); n != lines {
		t.Errorf("%d of %d questions are left", n, lines)
	}
	titles := make(map[string]bool)
	for _, a := range s.Collection.Articles {
		if a.Title == "" || titles[a.Title] {
			t.Errorf("%s has the title %q", a.Source, a.Title)
		}
		titles[a.Title] = true
	}
}
