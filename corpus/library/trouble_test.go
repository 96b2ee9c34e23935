//go:build unix

package library_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"footnote/corpus/library"
)

// full adds articles until the library's files may not grow any more, and prints how many were acknowledged.
func full(dir string) error {
	ctx := context.Background()
	l, err := library.Open(ctx, dir, library.Options{})
	if err != nil {
		return err
	}
	limit := syscall.Rlimit{Cur: 400 << 10, Max: 400 << 10}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	for i := range 1000 {
		_, err := l.Add(ctx, library.Item{Name: "a.md", Data: generate(articleKey(i), 1)})
		if errors.Is(err, library.ErrFull) {
			fmt.Println("full", i)
			return nil
		}
		if err != nil {
			return err
		}
	}
	return errors.New("never full")
}

// refused prints what happens to somebody who may only read the folder.
func refused(dir string) error {
	ctx := context.Background()
	_, err := library.Open(ctx, dir, library.Options{})
	fmt.Println(errors.Is(err, library.ErrReadOnly), err)
	l, err := library.Open(ctx, dir, library.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	c, err := l.Collection(ctx, library.Operator)
	if err != nil {
		return err
	}
	fmt.Println(len(c.Articles))
	return nil
}

func TestNoRoomLeft(t *testing.T) {
	dir := t.TempDir()
	out, err := child(t.Context(), "full", dir).Output()
	var acknowledged int
	if _, scan := fmt.Sscanf(string(out), "full %d", &acknowledged); scan != nil || err != nil || acknowledged == 0 {
		t.Fatalf("the child says %q, %v", out, err)
	}
	l := open(t, dir, library.Options{})
	if found := held(t, l); len(found) != acknowledged {
		t.Errorf("%d articles are left, %d were acknowledged", len(found), acknowledged)
	}
	if o := add(t, l, library.Operator, "a.md", generate("k5000", 1)); o.Change != library.Added {
		t.Errorf("with room again: %v", o)
	}
}

func TestFolderThatCannotBeWrittenTo(t *testing.T) {
	base := t.TempDir()
	dir := filepath.Join(base, "data")
	l, err := library.Open(t.Context(), dir, library.Options{})
	must(t, err)
	add(t, l, library.Operator, "a.md", text("Tides", "The tide turns at noon."))
	must(t, l.Close())
	must(t, filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Chmod(path, 0o555))
	}))
	t.Cleanup(func() { must(t, os.Chmod(dir, 0o755)) })
	cmd := child(t.Context(), "refused", dir)
	if os.Getuid() == 0 {
		asNobody(t, cmd, base)
	}
	out, err := cmd.Output()
	if err != nil || !strings.HasPrefix(string(out), "true open library") || !strings.HasSuffix(string(out), "\n1\n") || !strings.Contains(string(out), "cannot be written to") {
		t.Errorf("the child says %q, %v", out, err)
	}
}

func TestNobodyElseMayRead(t *testing.T) {
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o755))
	l := open(t, dir, library.Options{})
	add(t, l, library.Operator, "a.md", text("Tides", "The tide turns at noon."))
	files, err := os.ReadDir(dir)
	must(t, err)
	for _, f := range files {
		if info, err := f.Info(); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has the mode %v, %v", f.Name(), info.Mode(), err)
		}
	}
	if len(files) < 3 {
		t.Errorf("only %d files", len(files))
	}
}

// asNobody makes the child one whom permissions bind, from a copy of the test binary that it may read.
func asNobody(t *testing.T, cmd *exec.Cmd, base string) {
	t.Helper()
	data, err := os.ReadFile(os.Args[0])
	must(t, err)
	cmd.Path = filepath.Join(base, "library.test")
	must(t, os.WriteFile(cmd.Path, data, 0o755))
	must(t, errors.Join(os.Chmod(base, 0o755), os.Chmod(filepath.Dir(base), 0o755))) // both are the test's own
	for folder := filepath.Dir(base); folder != filepath.Dir(folder); folder = filepath.Dir(folder) {
		if info, err := os.Stat(folder); err != nil || info.Mode().Perm()&0o005 != 0o005 {
			t.Skipf("nobody cannot reach %s", folder)
		}
	}
	cmd.Dir = base
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
}

// TestDamage overwrites parts of a library's file. Whatever is hit, the library says so or gives what was stored, and
// the file stays as it is.
func TestDamage(t *testing.T) {
	made := t.TempDir()
	l, err := library.Open(t.Context(), made, library.Options{})
	must(t, err)
	for i := range 12 {
		add(t, l, library.Operator, "a.md", generate(articleKey(i), 1))
	}
	must(t, l.Close())
	data, err := os.ReadFile(filepath.Join(made, "library.db"))
	must(t, err)
	detected := 0
	damages := map[string]func([]byte) []byte{
		"cut short": func(b []byte) []byte { return b[:len(b)/2] },
		"no header": func(b []byte) []byte { copy(b, "no database at all"); return b },
		"a text changed": func(b []byte) []byte {
			return []byte(strings.Replace(string(b), "This is version 1", "This is version 2", 1))
		},
	}
	for i := range 60 {
		damages[fmt.Sprintf("200 bytes of part %d", i)] = func(b []byte) []byte {
			at := i * (len(b) - 200) / 60
			for j := range 200 {
				b[at+j] ^= 0x55
			}
			return b
		}
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			bad := damage(slices.Clone(data))
			write(t, filepath.Join(dir, "library.db"), bad)
			err := readAll(t, dir)
			if err != nil {
				detected++
				if !errors.Is(err, library.ErrDamaged) && !errors.Is(err, library.ErrForeign) && !errors.Is(err, library.ErrNewer) {
					t.Errorf("error %v", err)
				}
				if strings.Contains(err.Error(), "\n") {
					t.Errorf("error of more than one line: %q", err)
				}
			}
			after, err := os.ReadFile(filepath.Join(dir, "library.db"))
			if err != nil || string(after) != string(bad) {
				t.Errorf("the file was changed, %v", err)
			}
		})
	}
	if detected < len(damages)/2 {
		t.Errorf("only %d of %d damages were noticed", detected, len(damages))
	}
}

// readAll reads everything in a library that may be damaged.
func readAll(t *testing.T, dir string) error {
	t.Helper()
	l, err := library.Open(t.Context(), dir, library.Options{})
	if err != nil {
		return err
	}
	defer l.Close()
	entries, err := l.Articles(t.Context(), library.Operator)
	if err != nil {
		return err
	}
	for _, e := range entries {
		_, original, err := l.Original(t.Context(), library.Operator, e.ID)
		if err != nil {
			return err
		}
		identify(t, original)
	}
	_, err = l.Collection(t.Context(), library.Operator)
	return err
}
