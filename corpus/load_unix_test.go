//go:build unix

package corpus_test

import (
	"path/filepath"
	"syscall"
	"testing"
)

func pipe(t *testing.T, dir string) string {
	path := filepath.Join(dir, "a.txt")
	if err := syscall.Mkfifo(path, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
