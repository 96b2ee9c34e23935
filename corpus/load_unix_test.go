//go:build unix

package corpus_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"footnote/corpus"
)

// TestLoadUnreadable: a file that may not be read is named, and the others are read.
func TestLoadUnreadable(t *testing.T) {
	if os.Geteuid() == 0 { // who may read everything
		asNobody(t)
		return
	}
	dir := folder(t, map[string]string{"good.txt": "A text that anybody may read.", "secret.txt": "Secret."})
	path := filepath.Join(dir, "secret.txt")
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	got, problems := load(t, corpus.LoadOptions{}, dir)
	equal(t, "articles", sources(got, dir), []string{"good.txt"})
	if len(problems) != 1 || problems[0].Path != path || !strings.Contains(problems[0].Reason.Error(), "permission denied") {
		t.Errorf("problems %v, want %s: permission denied", problems, path)
	}
}

// asNobody runs the test as a user whom permissions bind, from a copy of its binary that this user may read.
func asNobody(t *testing.T) {
	t.Helper()
	base, err := os.MkdirTemp("/tmp", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(base) })
	data, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(base, "corpus.test")
	if err := os.WriteFile(program, data, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(base, 0o777); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-test.run", "^"+t.Name()+"$", "-test.v")
	cmd.Dir, cmd.Env = base, append(os.Environ(), "TMPDIR="+base)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Errorf("as another user: %v\n%s", err, out)
	}
}

func pipe(t *testing.T, dir string) string {
	path := filepath.Join(dir, "a.txt")
	if err := syscall.Mkfifo(path, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
