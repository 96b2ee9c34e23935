package eval_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/retrieval/eval"
)

// shared is what may lie beside a checkout: public question sets and articles, which are not part of the project.
const shared = "../../../shared"

// load reads a public set, or skips the test where it is missing.
func load(t testing.TB, name string) *eval.Set {
	t.Helper()
	open := func(file string) string {
		data, err := os.ReadFile(filepath.Join(shared, "eval", name, file))
		if err != nil {
			t.Skipf("the public question sets are not here: %v", err)
		}
		return string(data)
	}
	s, err := eval.NewPassageSet("passages.jsonl", strings.NewReader(open("passages.jsonl")), "questions.jsonl", strings.NewReader(open("questions.jsonl")))
	if err != nil {
		t.Fatal(err)
	}
	return s
}
