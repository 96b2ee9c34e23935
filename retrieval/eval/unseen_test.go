package eval_test

import (
	"testing"

	"footnote/retrieval/eval"
)

// unseen is the set in the repository that nothing is learned from and nothing was chosen by. Its questions name passages.
func unseen(t testing.TB) *eval.Set {
	t.Helper()
	return folderSet(t, "testdata/unseen")
}

// TestUnseen: each question's answer stands in a passage, so that none is lost where hits are passages.
func TestUnseen(t *testing.T) {
	s := unseen(t)
	if n := len(s.ByPassage().Questions); n != len(s.Questions) || n != 1079 {
		t.Errorf("%d of %d questions are left, want 1079", n, len(s.Questions))
	}
}
