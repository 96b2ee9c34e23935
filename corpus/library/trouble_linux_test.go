package library_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"footnote/corpus/library"
)

// smallDisk is a file system of eight megabytes in memory. Only who may mount one can test on it.
func smallDisk(t *testing.T) string {
	t.Helper()
	disk := t.TempDir()
	if err := unix.Mount("tmpfs", disk, "tmpfs", 0, "size=8m"); err != nil {
		t.Skipf("no file system can be mounted here: %v", err)
	}
	t.Cleanup(func() { must(t, unix.Unmount(disk, 0)) })
	return disk
}

// fill writes a file until the disk is full.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	must(t, err)
	defer f.Close()
	for err == nil {
		_, err = f.Write(make([]byte, 1024))
	}
	if !errors.Is(err, unix.ENOSPC) {
		t.Fatal(err)
	}
}

// TestDiskFull fills a file system: what does not fit is refused as a whole, what was there stays and can be read, and
// with room again all goes on.
func TestDiskFull(t *testing.T) {
	disk := smallDisk(t)
	dir, other := filepath.Join(disk, "data"), filepath.Join(disk, "other")
	write(t, other, make([]byte, 6<<20))
	l, err := library.Open(t.Context(), dir, library.Options{})
	must(t, err)
	defer l.Close()
	var ids []string
	for i := 0; err == nil && i < 1000; i++ {
		var o library.Outcome
		if o, err = l.Add(t.Context(), library.Item{Name: "a.md", Data: generate(articleKey(i), 1)}); err == nil {
			ids = append(ids, o.ID)
		}
	}
	if !errors.Is(err, library.ErrFull) || len(ids) < 10 {
		t.Fatalf("%d articles, then %v", len(ids), err)
	}
	fill(t, filepath.Join(disk, "fill"))
	if err := l.Backup(t.Context(), filepath.Join(disk, "backup.db")); !errors.Is(err, library.ErrFull) {
		t.Errorf("backup: %v", err)
	}
	if _, err := os.Stat(filepath.Join(disk, "backup.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("half a backup is left: %v", err)
	}
	if got := len(held(t, l)); got != len(ids) {
		t.Errorf("%d articles are left, %d were acknowledged", got, len(ids))
	}
	second, err := library.Open(t.Context(), dir, library.Options{ReadOnly: true})
	must(t, err)
	if got := len(held(t, second)); got != len(ids) {
		t.Errorf("another process reads %d articles, %d were acknowledged", got, len(ids))
	}
	must(t, second.Close())
	must(t, os.Remove(other)) // the log and the file that it is written into need room for both
	must(t, l.Remove(t.Context(), library.Operator, ids[0]))
	if o := add(t, l, library.Operator, "a.md", text("Tides", "The tide turns at noon.")); o.Change != library.Added {
		t.Errorf("with room again: %v", o)
	}
}

// TestDiskThatIsReadOnly: a library on a file system that is mounted read-only can be read, and says why it cannot be
// written to.
func TestDiskThatIsReadOnly(t *testing.T) {
	disk := smallDisk(t)
	dir := filepath.Join(disk, "data")
	l, err := library.Open(t.Context(), dir, library.Options{})
	must(t, err)
	add(t, l, library.Operator, "a.md", text("Tides", "The tide turns at noon."))
	must(t, l.Close())
	must(t, unix.Mount("", disk, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""))
	if _, err := library.Open(t.Context(), dir, library.Options{}); !errors.Is(err, library.ErrReadOnly) {
		t.Errorf("opened for writing: %v", err)
	}
	l, err = library.Open(t.Context(), dir, library.Options{ReadOnly: true})
	must(t, err)
	defer l.Close()
	if got := titles(t, l, library.Operator); len(got) != 1 || got[0] != "Tides" {
		t.Errorf("titles %q", got)
	}
}
