package archive_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"footnote/corpus/archive"
	"footnote/corpus/archive/archivetest"
)

func TestRead(t *testing.T) {
	a, err := archive.Open(archivetest.Pack(t, "b.txt", "bees", "a/", "", "a/a.txt", "ants"), archive.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(a.Names()); got != "[a/a.txt b.txt]" {
		t.Errorf("names %s", got)
	}
	if data, err := a.Read("a/a.txt"); err != nil || string(data) != "ants" {
		t.Errorf("read %q, %v", data, err)
	}
	if _, err := a.Read("c.txt"); !errors.Is(err, archive.ErrNotFound) || a.Has("c.txt") {
		t.Errorf("error %v", err)
	}
}

func TestLimits(t *testing.T) {
	var many []string
	for i := range 5001 {
		many = append(many, fmt.Sprint(i), "")
	}
	zeros := strings.Repeat("\x00", 2<<20)
	var total []string
	for i := range 10 {
		total = append(total, fmt.Sprint(i), zeros[:1<<20])
	}
	for _, c := range []struct {
		name    string
		data    []byte
		problem string
	}{
		{"bomb by count", archivetest.Pack(t, many...), "is an archive of 5001 entries, the limit is 5000"},
		{"bomb by count of forged directory", bytes.Repeat([]byte("PK\x01\x02"), 30000), "is an archive of 30000 entries"},
		{"bomb by ratio", archivetest.Pack(t, "0", zeros), `"0" unpacks to more than 1 MiB`},
		{"bomb by ratio with a lying header", lying(t, archivetest.Pack(t, "0", zeros), 2<<20), ``},
		{"bomb by sum", archivetest.Pack(t, total...), "unpacks to more than 4 MiB in all"},
		{"truncated", archivetest.Pack(t, "a", "ants")[:40], "is a damaged ZIP archive, or none"},
		{"empty", nil, "is a damaged ZIP archive, or none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := readAll(c.data)
			if err == nil || !strings.Contains(err.Error(), c.problem) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v, want %q", err, c.problem)
			}
		})
	}
}

// lying writes another size into the header wherever the true one stands.
func lying(t *testing.T, data []byte, size uint32) []byte {
	t.Helper()
	is := []byte{byte(size), byte(size >> 8), byte(size >> 16), byte(size >> 24)}
	if !bytes.Contains(data, is) {
		t.Fatal("the size stands nowhere")
	}
	return bytes.ReplaceAll(data, is, []byte{9, 0, 0, 0})
}

func readAll(data []byte) error {
	a, err := archive.Open(data, archive.Limits{EntryBytes: 1 << 20, TotalBytes: 4 << 20})
	if err != nil {
		return err
	}
	for _, name := range a.Names() {
		if _, err := a.Read(name); err != nil {
			return err
		}
	}
	return nil
}

// TestCountsAcrossReads: an entry that is read twice counts twice.
func TestCountsAcrossReads(t *testing.T) {
	a, err := archive.Open(archivetest.Pack(t, "a", strings.Repeat("a", 600)), archive.Limits{TotalBytes: 1000})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Read("a"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Read("a"); err == nil {
		t.Error("read more than the limit")
	}
}

func TestPassword(t *testing.T) {
	data := archivetest.Pack(t, "a", "ants")
	i := bytes.LastIndex(data, []byte("PK\x01\x02"))
	data[i+8] |= 1
	if err := readAll(data); err == nil || !strings.Contains(err.Error(), `"a" is protected by a password`) {
		t.Errorf("error %v", err)
	}
}

func TestCheckName(t *testing.T) {
	for _, name := range []string{"../a", "a/../../b", "/etc/passwd", `..\a`, `c:\a`, `\a`, "a\x00b", "a\nb", "a\x1b[2Jb", "\xff", "..", strings.Repeat("a", 2000)} {
		if archive.CheckName(name) == nil {
			t.Errorf("%q passes", name)
		}
	}
	for _, name := range []string{"a", "a/b.html", "für/alle …/x.md", "a..b/c", "One: a beginning.html"} {
		if err := archive.CheckName(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(archivetest.Pack(f, "a", "ants", "b/c", strings.Repeat("x", 3000)))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := archive.Open(data, archive.Limits{EntryBytes: 1 << 16, TotalBytes: 1 << 18})
		if err != nil {
			return
		}
		read := 0
		for _, name := range a.Names() {
			content, err := a.Read(name)
			if len(content) > 1<<16 || err != nil && content != nil {
				t.Fatalf("%d bytes, %v", len(content), err)
			}
			read += len(content)
		}
		if read > 1<<18 {
			t.Fatalf("%d bytes in all", read)
		}
	})
}
