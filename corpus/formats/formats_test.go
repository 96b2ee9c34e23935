package formats_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/archive/archivetest"
	"footnote/corpus/formats"
	"footnote/corpus/formats/hostiletest"
	"footnote/corpus/sandbox"
)

// TestMain lets the test's own binary be the child.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == formats.ChildCommand {
		os.Exit(formats.Child(os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

func newReader(t testing.TB) *formats.Reader {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return formats.New(formats.Options{Program: self})
}

// pack makes a ZIP file of names and contents.
func pack(t testing.TB, files ...string) string { return string(archivetest.Pack(t, files...)) }

const sentence = "The canal was dug between 1891 and 1896 by four thousand labourers."

func page() string {
	return `<!DOCTYPE html><html lang="en"><head><title>The lock</title></head><body><article><p>` + strings.Repeat(sentence+" ", 5) + `</p></article></body></html>`
}

func wordFile(t testing.TB, text string) string {
	return pack(t, "[Content_Types].xml", "<Types/>", "word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>`+text+`</w:t></w:r></w:p></w:body></w:document>`)
}

func book(t testing.TB, chapter string) string {
	return pack(t, "mimetype", "application/epub+zip", "META-INF/container.xml", `<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`,
		"b.opf", `<package><metadata><title>A book</title></metadata><manifest><item id="c" href="c.html"/></manifest><spine><itemref idref="c"/></spine></package>`, "c.html", chapter)
}

// paper is the smallest PDF file with a text; readers find its objects although it has no table of them.
func paper(text string) string {
	content := "BT /F1 11 Tf 60 600 Td (" + text + ") Tj ET"
	return fmt.Sprintf("%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n4 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%%%EOF\n", len(content), content)
}

// TestKinds: content counts before the server's word, and that before the name.
func TestKinds(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct {
		name string
		file corpus.File
		want string
	}{
		{"text", corpus.File{Name: "a.txt", Data: []byte(sentence)}, sentence},
		{"Markdown", corpus.File{Name: "a.md", Data: []byte("*" + sentence + "*")}, sentence},
		{"page", corpus.File{Name: "a.htm", Data: []byte(page())}, sentence},
		{"Word", corpus.File{Name: "a.docx", Data: []byte(wordFile(t, sentence))}, sentence},
		{"e-book", corpus.File{Name: "a.epub", Data: []byte(book(t, "<p>"+sentence))}, sentence},
		{"Word named as an archive", corpus.File{Name: "a.zip", Data: []byte(wordFile(t, sentence))}, sentence},
		{"e-book named as text", corpus.File{Name: "a.txt", Data: []byte(book(t, "<p>"+sentence))}, sentence},
		{"page by its type", corpus.File{Name: "https://a.example/lock", Type: "text/html; charset=utf-8", Data: []byte("<p>" + sentence)}, sentence},
		{"page by its start", corpus.File{Name: "https://a.example/lock", Data: []byte("\ufeff<?xml version='1.0'?><!-- x --> " + page())}, sentence},
		{"Markdown by its type", corpus.File{Name: "https://a.example/lock", Type: "text/markdown", Data: []byte("*" + sentence + "*")}, sentence},
		{"text by its type", corpus.File{Name: "https://a.example/lock", Type: "text/plain", Data: []byte("*" + sentence + "*")}, "*" + sentence + "*"},
		{"Markdown served as text", corpus.File{Name: "https://a.example/lock.md", Type: "text/plain", Data: []byte("*" + sentence + "*")}, sentence},
	} {
		t.Run(c.name, func(t *testing.T) {
			articles, problems, err := r.Read(t.Context(), c.file)
			if err != nil || len(problems) > 0 || len(articles) != 1 {
				t.Fatalf("%d articles, %v, %v", len(articles), problems, err)
			}
			if a := articles[0]; !strings.Contains(a.Text, c.want) || a.Source != c.file.Name || a.Title == "" {
				t.Errorf("%+v", a)
			}
		})
	}
}

func TestPDF(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext of poppler-utils is not installed")
	}
	articles, _, err := newReader(t).Read(t.Context(), corpus.File{Name: "a.bin", URL: "https://a.example/a", Data: []byte(paper(sentence))})
	if err != nil || articles[0].Text != sentence || articles[0].Blocks[0].Page != "1" || articles[0].URL != "https://a.example/a" {
		t.Fatalf("%+v, %v", articles, err)
	}
}

func TestRefused(t *testing.T) {
	r := newReader(t)
	for _, c := range []struct {
		name    string
		file    corpus.File
		problem string
	}{
		{"picture", corpus.File{Name: "a.png", Data: []byte("\x89PNG")}, `is a ".png" file, which cannot be read; known are .txt, .md, `},
		{"type", corpus.File{Name: "https://a.example/x", Type: "image/png", Data: []byte("\x89PNG")}, `is "image/png", which cannot be read`},
		{"no name", corpus.File{Name: "x", Data: []byte("x")}, "is of no format that can be read"},
		{"feed", corpus.File{Name: "x.xml", Type: "text/xml", Data: []byte(`<?xml version="1.0"?><rss></rss>`)}, "is a feed or a sitemap"},
		{"old Word file", corpus.File{Name: "x.doc", Data: []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....")}, "is protected by a password, or a Word file from before 2007"},
		{"spreadsheet", corpus.File{Name: "x.xlsx", Data: []byte(pack(t, "[Content_Types].xml", "", "xl/workbook.xml", ""))}, "is no Word file"},
		{"damaged", corpus.File{Name: "x.docx", Data: []byte("PK\x03\x04....")}, "is a damaged ZIP archive"},
		{"control characters", corpus.File{Name: "x.html", Data: []byte("<p>\x01\x02")}, "has no text"},
		{"UTF-16 text", corpus.File{Name: "x.txt", Data: []byte("\xff\xfea\x00")}, "is UTF-16 text"},
		{"NUL bytes", corpus.File{Name: "x.md", Data: []byte("a\x00b")}, "is a binary file"},
		{"empty archive", corpus.File{Name: "x.zip", Data: []byte(pack(t, "x.png", "x"))}, "is an archive without any file that can be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := r.Read(t.Context(), c.file)
			if err == nil || !strings.Contains(err.Error(), c.problem) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v, want %q", err, c.problem)
			}
			if corpus.ReasonOf(err) == "" {
				t.Errorf("%v has no reason that could be told in other words", err)
			}
		})
	}
}

func TestList(t *testing.T) {
	const rss = `<rss><channel><title>Post</title><item><link>/lock</link></item></channel></rss>`
	for _, f := range []corpus.File{
		{Name: "x", Type: "application/rss+xml", Data: []byte(rss)}, {Name: "x.xml", Type: "text/xml", Data: []byte("<?xml version='1.0'?><!-- a --> " + rss)},
		{Name: "x", Type: "application/json", Data: []byte(`{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{"id": "1", "url": "/lock"}]}`)},
	} {
		f.URL = "https://valley.example/feed"
		if !formats.IsList(f) {
			t.Errorf("%+v is no list", f)
		}
		l, err := newReader(t).List(t.Context(), f)
		if err != nil || l.Title != "Post" || len(l.Entries) != 1 || l.Entries[0].URL != "https://valley.example/lock" {
			t.Errorf("%+v, %v", l, err)
		}
	}
	if formats.IsList(corpus.File{Name: "a.txt", Data: []byte("About <rss>")}) {
		t.Error("a text about feeds is a list")
	}
}

func TestArchive(t *testing.T) {
	data := pack(t, "b.md", "# Bees\n\nBees fly.", "a/a.html", page(), "a/.hidden.txt", "Never.", "__MACOSX/b.md", "Never.", "x.png", "x",
		"../up.txt", "Never.", "con\x1btrol.txt", "Never.", "bad.docx", "PK", "inner.zip", pack(t, "c.txt", "Never."), "w.docx", wordFile(t, "Words."), "empty.txt", "")
	articles, problems, err := newReader(t).Read(t.Context(), corpus.File{Name: "all.zip", Data: []byte(data)})
	if err != nil {
		t.Fatal(err)
	}
	var sources, reasons []string
	for _, a := range articles {
		sources = append(sources, a.Source)
	}
	for _, p := range problems {
		reasons = append(reasons, p.String())
	}
	if want := []string{"all.zip/a/a.html", "all.zip/b.md", "all.zip/w.docx"}; !slices.Equal(sources, want) {
		t.Errorf("articles %q", sources)
	}
	if want := []string{
		`read article "all.zip/../up.txt": has ".." in its name`, `read article "all.zip/con\x1btrol.txt": has control characters in its name`,
		`read article "all.zip/inner.zip": is an archive in an archive; unpack it first`, `read article "all.zip/bad.docx": is a damaged ZIP archive, or none`,
		`read article "all.zip/empty.txt": is empty`,
	}; !slices.Equal(reasons, want) {
		t.Errorf("problems %q", reasons)
	}
}

// TestLoad: a folder of everything, through the same function as folders of text.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"a.html": page(), "b.docx": wordFile(t, "Words."), "c.txt": "Text.", "d.zip": pack(t, "e.txt", "Text.", "f.txt", "More."), "g.png": "x", "h.epub": "no book"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, problems, err := corpus.Load(t.Context(), []string{dir}, corpus.LoadOptions{Reader: newReader(t)})
	if err != nil {
		t.Fatal(err)
	}
	var sources []string
	for _, a := range c.Articles {
		sources = append(sources, strings.TrimPrefix(a.Source, dir+string(filepath.Separator)))
	}
	if want := []string{"a.html", "b.docx", "c.txt", "d.zip/f.txt"}; !slices.Equal(sources, want) || c.Ignored != 1 {
		t.Errorf("articles %q, %d ignored", sources, c.Ignored)
	}
	if len(problems) != 2 || !strings.Contains(problems[0].String(), `d.zip/e.txt": same text as`) || !strings.Contains(problems[1].String(), "h.epub") {
		t.Errorf("problems %v", problems)
	}
}

// TestHostile: what is slow or large is stopped in the child, and the reader goes on.
func TestHostile(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	slow := []byte("<html>" + strings.Repeat("<p>a<b>b<i>c</p>", 30_000))
	for _, c := range []struct {
		name   string
		limits sandbox.Limits
		file   corpus.File
		want   error
	}{
		{"time", sandbox.Limits{Time: 50 * time.Millisecond}, corpus.File{Name: "a.html", Data: slow}, sandbox.ErrTime},
		{"output", sandbox.Limits{Output: 1000}, corpus.File{Name: "a.docx", Data: []byte(wordFile(t, strings.Repeat("word ", 1000)))}, sandbox.ErrOutput},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := formats.New(formats.Options{Program: self, Limits: c.limits})
			if _, _, err := r.Read(t.Context(), c.file); !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			if _, _, err := r.Read(t.Context(), corpus.File{Name: "b.txt", Data: []byte("Text.")}); err != nil {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
}

// TestHostileFiles: each ends within its caps, with one line that says what is wrong with it.
func TestHostileFiles(t *testing.T) {
	_, missing := exec.LookPath("pdftotext")
	r := newReader(t)
	for _, f := range hostiletest.Files(t) {
		t.Run(f.Name, func(t *testing.T) {
			if f.PDF && missing != nil {
				t.Skip("pdftotext of poppler-utils is not installed")
			}
			articles, problems, err := r.Read(t.Context(), corpus.File{Name: f.Name, Data: []byte(f.Data)})
			said := []error{err}
			for _, p := range problems {
				said = append(said, p.Reason)
			}
			reason := fmt.Sprint(errors.Join(said...))
			switch {
			case f.Problem == "" && (reason != "<nil>" || len(articles) != 1):
				t.Errorf("%d articles, problem %q", len(articles), reason)
			case len(said) == 1 && strings.Contains(reason, "\n"), !strings.Contains(reason, f.Problem):
				t.Errorf("problem %q, want %q", reason, f.Problem)
			}
		})
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := newReader(t).Read(ctx, corpus.File{Name: "a.html", Data: []byte(page())}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if _, _, err := newReader(t).Read(ctx, corpus.File{Name: "a.zip", Data: []byte(pack(t, "a.html", page()))}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// FuzzRead reads anything as anything, in this process.
func FuzzRead(f *testing.F) {
	f.Add([]byte(page()), "a", "text/html")
	f.Add([]byte(pack(f, "a.md", "# b", "../c.txt", "d")), "a.zip", "")
	f.Add([]byte(book(f, "<p>a")), "a.epub", "")
	f.Add([]byte(wordFile(f, "a")), "a.docx", "application/zip")
	r := formats.New(formats.Options{})
	f.Fuzz(func(t *testing.T, data []byte, name, contentType string) {
		if bytes.HasPrefix(data, []byte("%PDF-")) || strings.HasSuffix(strings.ToLower(name), ".pdf") || strings.Contains(contentType, "pdf") {
			return // has fuzz targets of its own
		}
		articles, problems, err := r.Read(t.Context(), corpus.File{Name: name, Type: contentType, Data: data})
		if err != nil {
			if strings.ContainsRune(err.Error(), '\n') {
				t.Fatalf("error of several lines: %q", err)
			}
			return
		}
		for _, p := range problems {
			if strings.ContainsRune(p.String(), '\n') {
				t.Fatalf("problem of several lines: %q", p)
			}
		}
		for _, a := range articles {
			corpus.Split(a)
		}
	})
}
