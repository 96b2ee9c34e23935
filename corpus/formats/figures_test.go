package formats_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"footnote/corpus"
	"footnote/corpus/corpustest"
	"footnote/corpus/formats"

	"golang.org/x/text/unicode/norm"
)

// workshop makes files with the programs of this machine in a folder of its own. A test without a program is skipped.
type workshop struct {
	*testing.T
	dir string
}

func newWorkshop(t *testing.T) workshop {
	t.Helper()
	if testing.Short() {
		t.Skip("other programs take long to start")
	}
	return workshop{t, t.TempDir()}
}

func (w workshop) path(name string) string { return filepath.Join(w.dir, name) }

func (w workshop) put(name, content string) {
	w.Helper()
	if err := os.WriteFile(w.path(name), []byte(content), 0o600); err != nil {
		w.Fatal(err)
	}
}

func (w workshop) get(name string) []byte {
	w.Helper()
	data, err := os.ReadFile(w.path(name))
	if err != nil {
		w.Fatal(err)
	}
	return data
}

// run runs a program in the folder and gives what it prints.
func (w workshop) run(program string, args ...string) string {
	w.Helper()
	if _, err := exec.LookPath(program); err != nil {
		w.Skipf("%s is not installed", program)
	}
	ctx, stop := context.WithTimeout(w.Context(), 2*time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir, cmd.WaitDelay = w.dir, time.Second
	out, err := cmd.Output()
	if err != nil {
		w.Skipf("%s does not run here: %v", program, err)
	}
	return string(out)
}

// office has LibreOffice make a file of another.
func (w workshop) office(from, ext string) {
	w.Helper()
	w.run("soffice", "-env:UserInstallation=file://"+filepath.ToSlash(w.path("profile")), "--headless", "--convert-to", ext, "--outdir", w.dir, w.path(from))
	made := strings.TrimSuffix(from, filepath.Ext(from)) + "." + ext
	if _, err := os.Stat(w.path(made)); err != nil {
		w.Skipf("LibreOffice makes no %s here: %v", ext, err)
	}
}

// read is the article in a file.
func (w workshop) read(name string) *corpus.Article {
	w.Helper()
	a, err := formats.New(formats.Options{}).ReadFile(w.Context(), name, w.get(name))
	if err != nil {
		w.Fatal(err)
	}
	return a
}

// manuscript is a document of many chapters with all that such documents have, as pandoc's Markdown. Each chapter has
// its own words, and a word of the form w12 in each of its paragraphs.
func manuscript(chapters int) string {
	var b strings.Builder
	b.WriteString("---\ntitle: The lock of the valley\nauthor: [Ann Lee, Bo Ek]\nlang: en-GB\n---\n")
	for i := range chapters {
		fmt.Fprintf(&b, "\n# Chapter %d: how lock %[1]d was built\n", i+1)
		for j := range 6 {
			fmt.Fprintf(&b, "\nParagraph w%d says that *four thousand* labourers dug it in %d, most of whom had come from the hill villages in the north, where %d harvests had failed. “We know every stone of it,” said Marta Lindqvist; its gate **still works**, and nobody’s boat has to wait — as it’s done in Åbo, Köln and Привольное.\n", 6*i+j, 1700+6*i+j, j+2)
		}
		fmt.Fprintf(&b, "\nThe town paid.[^%d] See [the harbour](https://harbour.example/%[1]d) for its water (H~2~O).\n\n- One gate of oak number %[1]d\n- Two gates of iron\n    - the upper\n    - the lower\n\n1. The water comes in.\n2. The boat rises.\n\n> “A lock is patience,” the keeper of lock %[1]d wrote.\n\n## What it costs\n\n| Year | Boats | Crowns |\n|------|-------|--------|\n| 18%02[1]d | 210 | 4,100 |\n| 20%02[1]d | 2,310 | 81,000 |\n\n[^%[1]d]: Town archive, box %[1]d.\n", i+1)
	}
	return b.String()
}

// wordsOf are the words of a text, without marks.
func wordsOf(text string) []string {
	return strings.FieldsFunc(norm.NFKC.String(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// around is a page with what pages have around their text.
func around(text string) string {
	return `<!DOCTYPE html><html lang="en"><head><title>The lock of the valley | The Valley Post</title></head><body>
<div class="cookie-consent" role="dialog"><p>We and our 842 partners store cookies, to show you advertising, and to measure it.</p><button>Accept all</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article>` + text + `</article></main>
<aside class="related"><h3>Related articles</h3><ul><li><a href="/a">Who pays for the bridges of the county?</a></li><li><a href="/b">The ten best walks along the water</a></li></ul></aside>
<footer><p>© 2026 The Valley Post. All rights reserved. <a href="/privacy">Privacy</a></p></footer></body></html>`
}

// TestFigures compares the words of files that other programs make with what other programs read in them.
func TestFigures(t *testing.T) {
	pandocReads := func(w workshop, name string) string { return w.run("pandoc", "-s", "-t", "plain", "--wrap=none", name) }
	for _, c := range []struct {
		name, file string
		make       func(w workshop)
		reference  func(w workshop, name string) string
		atLeast    float64
	}{
		{"page of pandoc", "a.html", func(w workshop) { w.put("a.html", around(w.run("pandoc", "-t", "html", "a.md"))) },
			func(w workshop, _ string) string { return w.run("pandoc", "-t", "plain", "--wrap=none", "a.md") }, 0.95},
		{"e-book of pandoc", "a.epub", func(w workshop) { w.run("pandoc", "a.md", "-o", "a.epub") }, pandocReads, 0.99},
		{"e-book of LibreOffice", "a.epub", func(w workshop) { w.run("pandoc", "a.md", "-o", "a.odt"); w.office("a.odt", "epub") }, pandocReads, 0.99},
		{"Word file of pandoc", "a.docx", func(w workshop) { w.run("pandoc", "a.md", "-o", "a.docx") }, pandocReads, 0.99},
		{"Word file of LibreOffice", "a.docx", func(w workshop) { w.run("pandoc", "a.md", "-o", "a.odt"); w.office("a.odt", "docx") }, pandocReads, 0.99},
		{"PDF of LibreOffice", "a.pdf", func(w workshop) { w.run("pandoc", "a.md", "-o", "a.odt"); w.office("a.odt", "pdf") },
			func(w workshop, name string) string { return w.run("pdftotext", "-q", name, "-") }, 0.98},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorkshop(t)
			w.put("a.md", manuscript(12))
			c.make(w)
			a := w.read(c.file)
			f1 := corpustest.WordF1(wordsOf(a.Text), wordsOf(c.reference(w, c.file)))
			t.Logf("word F1 %.4f", f1)
			if f1 < c.atLeast {
				t.Errorf("word F1 %.4f, want %.2f at least; read\n%s", f1, c.atLeast, a.Text)
			}
		})
	}
}

// TestPageNumbers wants the page of each paragraph of a book as pdftotext finds it.
func TestPageNumbers(t *testing.T) {
	w := newWorkshop(t)
	w.put("a.md", manuscript(12))
	w.run("pandoc", "a.md", "-o", "a.odt")
	w.office("a.odt", "pdf")
	pages := map[string]string{}
	for i, page := range strings.Split(w.run("pdftotext", "-q", "a.pdf", "-"), "\f") {
		for _, word := range wordsOf(page) {
			pages[word] = fmt.Sprint(i + 1)
		}
	}
	a := w.read("a.pdf")
	checked := 0
	for _, b := range a.Blocks {
		words := wordsOf(a.Text[b.Start:b.End])
		if len(words) < 2 || words[0] != "Paragraph" {
			continue
		}
		checked++
		if got, _, _ := strings.Cut(b.Page, "–"); got != pages[words[1]] {
			t.Errorf("%s is on page %s, want %s", words[1], b.Page, pages[words[1]])
		}
	}
	if checked != 72 || len(pages["w71"]) < 2 { // so that it has ten pages at least
		t.Errorf("%d paragraphs, the last on page %s", checked, pages["w71"])
	}
}
