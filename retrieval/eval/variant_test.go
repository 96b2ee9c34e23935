package eval_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/retrieval/eval"
)

// shared is where the public question sets lie, beside a checkout; they are not part of the project.
const shared = "../../../shared/eval"

// load reads a set of shared, or skips the test where it is missing.
func load(t testing.TB, name string, change ...func([]byte) []byte) *eval.Set {
	t.Helper()
	open := func(file string) string {
		data, err := os.ReadFile(filepath.Join(shared, name, file))
		if err != nil {
			t.Skipf("the public question sets are not here: %v", err)
		}
		for _, f := range change {
			data = f(data)
		}
		return string(data)
	}
	s, err := eval.NewPassageSet("passages.jsonl", strings.NewReader(open("passages.jsonl")), "questions.jsonl", strings.NewReader(open("questions.jsonl")))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// without leaves every second article out of the index.
func without(s *eval.Set) *eval.Set {
	return s.Without(func(article int) bool { return article%2 == 1 })
}
