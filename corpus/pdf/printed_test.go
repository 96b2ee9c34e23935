package pdf_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPrinted reads what a browser prints: words and page numbers.
func TestPrinted(t *testing.T) {
	needProgram(t)
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("Chromium is not installed")
	}
	if testing.Short() {
		t.Skip("a browser takes long to start")
	}
	dir := t.TempDir()
	var page, words strings.Builder
	page.WriteString("<html lang=en><title>The lock</title><style>@page{size:A5} div{font:10pt serif;column-count:2;text-align:justify;break-after:page} p{break-inside:avoid}</style><h1>The lock</h1><div>")
	words.WriteString("The lock ")
	for i := range 58 {
		text := fmt.Sprintf("Paragraph w%d says that the lock of the valley is “open”, as it was on every day of the year before, and that nobody’s boat has to wait.", i)
		if i%12 == 11 {
			page.WriteString("</div><div>")
		}
		page.WriteString("<p>" + strings.Replace(text, "lock", "<b>lock</b>", 1) + "</p>")
		words.WriteString(text + " ")
	}
	if err := os.WriteFile(filepath.Join(dir, "a.html"), []byte(page.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--print-to-pdf="+filepath.Join(dir, "a.pdf"), filepath.Join(dir, "a.html"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("Chromium does not run here: %v: %.300s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "a.pdf"))
	if err != nil {
		t.Skip("Chromium prints nothing here")
	}
	d := read(t, data)
	var got []string
	for _, p := range d.Parts {
		got = append(got, strings.Fields(p.Text)...)
		if want := pageOf(t, dir, firstWord(p.Text)); want != "" && p.Page != want {
			t.Errorf("page %s, want %s: %q", p.Page, want, p.Text)
		}
	}
	want := strings.Fields(words.String())
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("from word %d on\n got %q\nwant %q", i, got[min(i, len(got)):min(i+12, len(got))], want[min(i, len(want)):min(i+12, len(want))])
		}
	}
}

// firstWord is the word that names a paragraph of TestPrinted, or "".
func firstWord(text string) string {
	if fields := strings.Fields(text); len(fields) > 1 && strings.HasPrefix(fields[1], "w") {
		return fields[1]
	}
	return ""
}

// pageOf asks pdftotext for single pages on which page a word is.
func pageOf(t *testing.T, dir, word string) string {
	t.Helper()
	for page := 1; word != "" && page < 50; page++ {
		n := fmt.Sprint(page)
		out, err := exec.CommandContext(t.Context(), "pdftotext", "-q", "-f", n, "-l", n, filepath.Join(dir, "a.pdf"), "-").Output()
		if err != nil {
			return ""
		}
		if strings.Contains(string(out), word+" ") {
			return n
		}
	}
	return ""
}
