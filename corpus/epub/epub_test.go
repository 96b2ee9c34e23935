package epub_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/archive/archivetest"
	"footnote/corpus/epub"
)

const container = `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

const metadata = `<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"><dc:title>The lock</dc:title>
<dc:creator opf:role="aut">Ann Lee</dc:creator><dc:creator opf:role="ill">Di Poe</dc:creator><dc:creator>Bo Ek;Cy Orr</dc:creator><dc:publisher>Valley Press</dc:publisher>
<dc:date opf:event="modification">2020-01-01</dc:date><dc:date opf:event="publication">1998-05</dc:date><dc:language>en-GB</dc:language>
<dc:identifier>urn:isbn:1</dc:identifier><dc:identifier>https://valley.example/books/1</dc:identifier></metadata>`

// book makes an e-book of chapters, with other entries by name and content. The table of contents names the chapters.
func book(t testing.TB, chapters []string, others ...string) []byte {
	t.Helper()
	var manifest, spine, nav strings.Builder
	files := []string{"mimetype", "application/epub+zip", "META-INF/container.xml", container}
	for i, c := range chapters {
		fmt.Fprintf(&manifest, `<item id="c%d" href="text/c%%20%d.xhtml" media-type="application/xhtml+xml"/>`, i, i)
		fmt.Fprintf(&spine, `<itemref idref="c%d"/>`, i)
		fmt.Fprintf(&nav, `<li><a href="text/c%%20%d.xhtml#x">Chapter %d</a></li>`, i, i)
		files = append(files, fmt.Sprintf("OEBPS/text/c %d.xhtml", i), c)
	}
	opf := `<package xmlns="http://www.idpf.org/2007/opf">` + metadata + `<manifest><item id="nav" href="nav.xhtml" properties="nav"/>` + manifest.String() + `</manifest><spine><itemref idref="nav"/>` + spine.String() + `</spine></package>`
	files = append(files, "OEBPS/book.opf", opf, "OEBPS/nav.xhtml", `<html xmlns:epub="x"><body><nav epub:type="toc"><ol>`+nav.String()+`</ol></nav></body></html>`)
	return archivetest.Pack(t, append(files, others...)...)
}

func xhtml(body string) string {
	return `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>` + body + `</body></html>`
}

// lines shows parts one a line, with their kinds and pages.
func lines(parts []corpus.Part) []string {
	var list []string
	for _, p := range parts {
		s := p.Text
		if p.Kind == corpus.Heading {
			s = strings.Repeat("#", p.Level) + " " + s
		}
		if p.Page != "" {
			s = "[" + p.Page + "] " + s
		}
		list = append(list, s)
	}
	return list
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name     string
		chapters []string
		want     []string
	}{
		{"headings of their own", []string{xhtml("<h1>One</h1><p>a</p><h2>Two</h2><p>b</p>"), xhtml("<h1>Three</h1><p>c</p>")},
			[]string{"# One", "a", "## Two", "b", "# Three", "c"}},
		{"headings of the contents", []string{xhtml("<p>a</p>"), xhtml("<p>CHAPTER 1</p><p>b</p>")}, []string{"# Chapter 0", "a", "# CHAPTER 1", "b"}},
		{"empty elements", []string{xhtml(`<h1>One</h1><p>a<a id="x"/>b</p><div/><script src="x"/><p>c</p>`)}, []string{"# One", "ab", "c"}},
		{"pages and notes", []string{xhtml(`<h1>One</h1><p>a<a epub:type="noteref" href="#n">1</a><span epub:type="pagebreak" title="xii"/></p><p>b</p>`), xhtml(`<h1>Two</h1><p>c</p>`)},
			[]string{"# One", "a", "[xii] b", "[xii] # Two", "[xii] c"}},
		{"lists and tables", []string{xhtml(`<h1>One</h1><ol start="4"><li>a</li><li><p>b</p><p>c</p></li></ol><table><tr><th>x</th><td>y</td></tr></table>`)},
			[]string{"# One", "4. a", "5. b", "c", "x | y"}},
		{"latin-1", []string{strings.Replace(xhtml("<h1>One</h1><p>caf\xe9</p>"), "utf-8", "iso-8859-1", 1)}, []string{"# One", "café"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := epub.Read(book(t, c.chapters))
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(d.Parts); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestDetails(t *testing.T) {
	d, err := epub.Read(book(t, []string{xhtml("<p>a</p>")}))
	if err != nil {
		t.Fatal(err)
	}
	want := corpus.Details{Title: "The lock", Authors: []string{"Ann Lee", "Bo Ek", "Cy Orr"}, Publisher: "Valley Press", Published: "1998-05", URL: "https://valley.example/books/1", Language: "en-GB"}
	if !reflect.DeepEqual(d.Details, want) {
		t.Errorf("got %+v", d.Details)
	}
}

// TestEPUB2: the table of contents of older books.
func TestEPUB2(t *testing.T) {
	opf := `<package>` + metadata + `<manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/><item id="a" href="a.html"/><item id="b" href="b.html"/><item id="gone" href="gone.html"/></manifest><spine toc="ncx"><itemref idref="a"/><itemref idref="gone"/><itemref idref="b"/><itemref idref="a"/></spine></package>`
	ncx := `<!DOCTYPE ncx PUBLIC "x" "y"><ncx><navMap><navPoint><navLabel><text>First</text></navLabel><content src="a.html"/><navPoint><navLabel><text>Second</text></navLabel><content src="b.html#x"/></navPoint></navPoint></navMap></ncx>`
	d, err := epub.Read(archivetest.Pack(t, "META-INF/container.xml", container, "OEBPS/book.opf", opf, "OEBPS/toc.ncx", ncx, "OEBPS/a.html", "<p>a&nbsp;b", "OEBPS/b.html", "<p>c"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := lines(d.Parts), []string{"# First", "a\u00a0b", "# Second", "c"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHostile(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString(`<!DOCTYPE x [<!ENTITY a0 "ha">`)
	for i := range 30 {
		fmt.Fprintf(&bomb, `<!ENTITY a%d "&a%d;&a%d;">`, i+1, i, i)
	}
	for _, c := range []struct {
		name    string
		data    []byte
		problem string
	}{
		{"no container", archivetest.Pack(t, "a", "b"), "is no e-book"},
		{"package missing", archivetest.Pack(t, "META-INF/container.xml", container), "no such entry"},
		{"deep nesting", book(t, []string{strings.Repeat("<div>", 10_000)}), `"OEBPS/text/c 0.xhtml" nests its elements more than 512 deep`},
		{"bomb by ratio", book(t, []string{strings.Repeat(" ", 9<<20)}), `"OEBPS/text/c 0.xhtml" unpacks to more than 8 MiB`},
		{"encrypted", book(t, []string{"\x8a\x00"}, "META-INF/encryption.xml", `<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/text/c%200.xhtml"/></CipherData></EncryptedData></encryption>`), "is protected by DRM"},
		{"pictures only", book(t, []string{xhtml(`<img src="x.jpg" alt="x"/>`)}), "has no text"},
		{"entity bomb in the package", archivetest.Pack(t, "META-INF/container.xml", container, "OEBPS/book.opf", bomb.String()+`]><package><metadata><title>&a30;</title></metadata></package>`), "has no text"},
		{"steps upwards", archivetest.Pack(t, "META-INF/container.xml", strings.Replace(container, "OEBPS/book.opf", "../../../etc/passwd", 1)), "no such entry"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := epub.Read(c.data)
			if err == nil || !strings.Contains(err.Error(), c.problem) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v, want %q", err, c.problem)
			}
		})
	}
}

// TestWordF1 measures the words found against those that went in.
func TestWordF1(t *testing.T) {
	var chapters []string
	var want []string
	for i := range 30 {
		body := fmt.Sprintf("<h1>Chapter %d</h1>", i)
		want = append(want, "Chapter", fmt.Sprint(i))
		for j := range 40 {
			text := fmt.Sprintf("Paragraph %d of chapter %d says that the <em>lock</em> is “open” &amp; that nobody&#8217;s boat waits.", j, i)
			body += "<p>" + text + "</p>"
			want = append(want, strings.Fields(strings.NewReplacer("<em>", "", "</em>", "", "&amp;", "&", "&#8217;", "’").Replace(text))...)
		}
		chapters = append(chapters, xhtml(body))
	}
	d, err := epub.Read(book(t, chapters))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range d.Parts {
		got = append(got, strings.Fields(p.Text)...)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%d words, want %d", len(got), len(want))
	}
}

func FuzzRead(f *testing.F) {
	f.Add(xhtml("<h1>One</h1><p>a</p>"), metadata, `<item id="a" href="a.html"/>`)
	f.Add(`<?xml encoding="utf-16"?><p/>`, "", "")
	f.Fuzz(func(t *testing.T, chapter, metadata, items string) {
		opf := `<package>` + metadata + `<manifest><item id="c" href="c.html"/>` + items + `</manifest><spine><itemref idref="c"/></spine></package>`
		d, err := epub.Read(archivetest.Pack(t, "META-INF/container.xml", container, "OEBPS/book.opf", opf, "OEBPS/c.html", chapter))
		if err != nil {
			if strings.ContainsRune(err.Error(), '\n') {
				t.Fatalf("error of several lines: %q", err)
			}
			return
		}
		for _, p := range d.Parts {
			if p.Text == "" || (p.Kind == corpus.Heading) != (p.Level > 0) {
				t.Fatalf("part %+v", p)
			}
		}
	})
}
