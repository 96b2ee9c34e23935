// Package hostiletest makes files for tests that try to take a reader's time or memory, or to lead it astray.
package hostiletest

import (
	"fmt"
	"strings"
	"testing"

	"footnote/corpus/archive/archivetest"
)

// File is a hostile file.
type File struct {
	// Name says what is hostile about it, and ends as files of its format do.
	Name string
	Data string
	// Problem is part of what is said of it, or "" where it is harmless in the end and is read.
	Problem string
	// PDF is set where pdftotext is needed to find the problem.
	PDF bool
}

// Files are hostile files of every format.
func Files(t testing.TB) []File {
	t.Helper()
	var all []File
	for _, list := range [][]File{archives(t), packed(t), papers(), pages(), texts()} {
		all = append(all, list...)
	}
	return all
}

func archives(t testing.TB) []File {
	zip := func(files ...string) string { return string(archivetest.Pack(t, files...)) }
	var many []string
	for i := range 5001 {
		many = append(many, fmt.Sprint(i, ".txt"), "")
	}
	zeros := strings.Repeat("\x00", 9<<20)
	return []File{
		{Name: "bomb by ratio.zip", Data: zip("a.txt", zeros), Problem: "unpacks to more than 8 MiB"},
		{Name: "bomb by count.zip", Data: zip(many...), Problem: "is an archive of 5001 entries, the limit is 5000"},
		{Name: "bomb nested.zip", Data: zip("a.zip", zip("b.zip", zip("c.txt", zeros))), Problem: "is an archive in an archive"},
		{Name: "names with steps upwards.zip", Data: zip("../../up.txt", "Never."), Problem: `has ".." in its name`},
		{Name: "names with control characters.zip", Data: zip("con\x1b[2Jtrol\n.txt", "Never."), Problem: "has control characters in its name"},
		{Name: "truncated.zip", Data: zip("a.txt", zeros)[:200], Problem: "is a damaged ZIP archive"},
	}
}

const wordNames = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// packed are Word files and e-books.
func packed(t testing.TB) []File {
	word := func(document string) string {
		return string(archivetest.Pack(t, "[Content_Types].xml", "<Types/>", "word/document.xml", document))
	}
	book := func(contents, chapter string) string {
		return string(archivetest.Pack(t, "mimetype", "application/epub+zip", "META-INF/container.xml", `<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`,
			"b.opf", contents+`<package><manifest><item id="c" href="c.html"/></manifest><spine><itemref idref="c"/></spine></package>`, "c.html", chapter))
	}
	entities := entityBomb()
	return []File{
		{Name: "entity bomb.docx", Data: word(entities + `<w:document ` + wordNames + `><w:body><w:p><w:r><w:t>&a30;</w:t></w:r></w:p></w:body></w:document>`), Problem: "document type definition"},
		{Name: "deep nesting.docx", Data: word(`<w:document ` + wordNames + `><w:body>` + strings.Repeat("<w:sdt>", 100_000)), Problem: "nests its elements more than 256 deep"},
		{Name: "entity bomb.epub", Data: book("", entities+"<p>&a30;</p>"), Problem: ""},
		{Name: "entity bomb in the package.epub", Data: book(entities, "<p>Text.</p>"), Problem: ""},
		{Name: "deep nesting.epub", Data: book("", strings.Repeat("<div>", 20_000)), Problem: "nests its elements more than 512 deep"},
		{Name: "bomb by ratio.epub", Data: book("", strings.Repeat(" ", 9<<20)), Problem: "unpacks to more than 8 MiB"},
	}
}

// entityBomb declares entities of XML each of which is two of the one before.
func entityBomb() string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE x [<!ENTITY a0 "ha">`)
	for i := range 30 {
		fmt.Fprintf(&b, `<!ENTITY a%d "&a%d;&a%[2]d;">`, i+1, i)
	}
	return b.String() + "]>"
}

// papers are PDF files. Readers of PDF find objects without a table of them.
func papers() []File {
	const head = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
	const tail = "trailer\n<< /Root 1 0 R >>\n%%EOF\n"
	page := "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 4 0 R >> >> >>\nendobj\n"
	drawn := "4 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream\nendobj\n"
	return []File{
		{Name: "loop of pages.pdf", PDF: true, Data: head + "2 0 obj\n<< /Type /Pages /Count 100000 /Kids [2 0 R 2 0 R] >>\nendobj\n" + tail, Problem: "is a damaged PDF file"},
		{Name: "loop of drawing.pdf", PDF: true, Data: head + page + drawn + tail, Problem: "is a scan without a text layer"},
		{Name: "deep nesting.pdf", PDF: true, Data: head + page + "4 0 obj\n" + strings.Repeat("[", 100_000), Problem: "PDF file"},
		{Name: "truncated.pdf", PDF: true, Data: (head + page)[:90], Problem: "is a damaged PDF file"},
	}
}

func pages() []File {
	return []File{
		{Name: "ten megabytes of divisions.html", Data: strings.Repeat("<div>", 2<<20), Problem: "is too large for a web page"},
		{Name: "soup of divisions.html", Data: strings.Repeat("<div>x</div></p>", 35_000), Problem: "has more than 60000 elements"},
		{Name: "nested tables.html", Data: strings.Repeat("<table><tr><td>x", 100_000), Problem: "nests its elements more than 512 deep"},
		{Name: "nested links.html", Data: strings.Repeat("<a><b>x", 100_000), Problem: "nests its elements more than 512 deep"},
		{Name: "unclosed tags.html", Data: strings.Repeat("<p ", 1<<18), Problem: "has no text"},
		{Name: "attributes.html", Data: "<p " + strings.Repeat("a=b ", 1<<17) + ">x"},
		{Name: "UTF-16.html", Data: wide("<p>The tide turns at noon.")},
	}
}

func texts() []File {
	return []File{
		{Name: "quadratic emphasis.md", Data: strings.Repeat("*a_ ", 30_000)},
		{Name: "quadratic brackets.md", Data: strings.Repeat("[", 100_000) + strings.Repeat("![", 50_000)},
		{Name: "quadratic quotations.md", Data: strings.Repeat(">", 100_000) + "x"},
		{Name: "nested list.md", Data: nestedList(5000)},
		{Name: "nine megabytes.txt", Data: strings.Repeat("word ", 9<<20/5+1), Problem: "is too large for text: 9 MiB, the limit is 8 MiB"},
		{Name: "aliases of front matter.md", Data: "---\ntitle: &a [x, x]\nauthors: [*a, *a]\n---\n\nText.\n", Problem: "front matter"},
		{Name: "UTF-16.txt", Data: wide("The tide turns at noon."), Problem: "is UTF-16 text"},
		{Name: "NUL bytes.txt", Data: strings.Repeat("\x00", 1<<20), Problem: "is a binary file"},
	}
}

// nestedList is a list of Markdown that goes up and down.
func nestedList(items int) string {
	var b strings.Builder
	for i := range items {
		b.WriteString(strings.Repeat(" ", i%200) + "- a\n")
	}
	return b.String()
}

// wide is ASCII text as UTF-16 with a byte order mark.
func wide(s string) string {
	b := []byte{0xff, 0xfe}
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return string(b)
}
