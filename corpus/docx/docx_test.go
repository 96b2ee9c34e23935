package docx_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/archive/archivetest"
	"footnote/corpus/docx"
)

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`

const styles = `<w:styles ` + namespaces + `><w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Author"><w:name w:val="Author"/></w:style><w:style w:styleId="Date"><w:name w:val="Date"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="Eigene"><w:name w:val="My section"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Kreis"><w:name w:val="x"/><w:basedOn w:val="Kreis"/></w:style></w:styles>`

const numbers = `<w:numbering ` + namespaces + `><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`

const footnotes = `<w:footnotes ` + namespaces + `><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>Town archive, box 12.</w:t></w:r></w:p></w:footnote></w:footnotes>`

const core = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title>The lock</dc:title><dc:creator>Ann Lee;Bo Ek</dc:creator><dc:language>en-GB</dc:language><dcterms:created>2019-01-02T03:04:05Z</dcterms:created></cp:coreProperties>`

// word makes a Word file of a body, with other parts by name and content.
func word(t testing.TB, body string, others ...string) []byte {
	t.Helper()
	document := `<?xml version="1.0" encoding="UTF-8"?><w:document ` + namespaces + `><w:body>` + body + `</w:body></w:document>`
	return archivetest.Pack(t, append([]string{"word/document.xml", document}, others...)...)
}

func para(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

// lines shows parts one a line, with their kinds.
func lines(parts []corpus.Part) []string {
	var list []string
	for _, p := range parts {
		switch p.Kind {
		case corpus.Heading:
			list = append(list, strings.Repeat("#", p.Level)+" "+p.Text)
		case corpus.Aside:
			list = append(list, "aside: "+p.Text)
		default:
			list = append(list, p.Text)
		}
	}
	return list
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"headings by name, outline and base", para("Titel", "The lock") + para("berschrift1", "History") + para("Eigene", "Digging") + para("Kreis", "It was dug."),
			[]string{"# The lock", "# History", "## Digging", "It was dug."}},
		{"outline level of the paragraph itself", `<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Deep</w:t></w:r></w:p>`, []string{"### Deep"}},
		{"runs, tabs, breaks, hyphens", `<w:p><w:r><w:t>A</w:t><w:tab/><w:t xml:space="preserve">b </w:t></w:r><w:r><w:t>c</w:t><w:br/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t><w:softHyphen/><w:t>f</w:t><w:br w:type="page"/><w:t>g</w:t></w:r></w:p>`,
			[]string{"A b c\nd\u2011ef g"}},
		{"tracked changes", `<w:p><w:ins><w:r><w:t>New</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t xml:space="preserve"> here</w:t></w:r></w:moveTo></w:p>`,
			[]string{"New here"}},
		{"hidden text", `<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>!</w:t></w:r></w:p>`, []string{"Seen!"}},
		{"struck text", `<w:p><w:r><w:t xml:space="preserve">The fee is </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>40</w:t></w:r><w:r><w:t xml:space="preserve"> 55 </w:t></w:r><w:r><w:rPr><w:dstrike/></w:rPr><w:t>marks</w:t></w:r><w:r><w:rPr><w:strike w:val="false"/></w:rPr><w:t xml:space="preserve"> euros</w:t></w:r></w:p>`, []string{"The fee is 55 euros"}},
		{"struck item", item("1", "0", "Third") + strings.Replace(item("1", "0", "Fourth"), "<w:t>", "<w:rPr><w:strike/></w:rPr><w:t>", 1) + item("1", "0", "Fifth"), []string{"3. Third", "5. Fifth"}},
		{"struck part of a field", `<w:p><w:r><w:rPr><w:strike/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Table 4</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>!</w:t></w:r></w:p>`, []string{"Table 4!"}},
		{"fields", `<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>99</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>table 4</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>, today</w:t></w:r></w:fldSimple></w:p>`,
			[]string{"See table 4, today"}},
		{"lists", item("1", "0", "Third") + item("1", "1", "A point") + item("1", "0", "Fourth") + item("9", "0", "Unknown list") + para("", "After."),
			[]string{"3. Third", "• A point", "4. Fourth", "• Unknown list", "After."}},
		{"table", `<w:tbl><w:tr><w:tc>` + para("", "Year") + `</w:tc><w:tc>` + para("", "Boats") + `</w:tc></w:tr><w:sdt><w:sdtContent><w:tr><w:tc>` + para("", "1896") + `</w:tc><w:tc>` + para("", "two") + para("", "hundred") + `<w:tbl><w:tr><w:tc>` + para("", "inner") + `</w:tc></w:tr></w:tbl></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>`,
			[]string{"Year | Boats", "1896 | two hundred inner"}},
		{"footnotes at the section's end", `<w:p><w:r><w:t>The town paid.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> And paid.</w:t></w:r></w:p>` + para("", "More.") + para("berschrift1", "Now"),
			[]string{"The town paid. And paid.", "More.", "Town archive, box 12.", "# Now"}},
		{"text box once", `<w:p><w:r><w:t>Out</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>` + para("", "Box") + `</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + para("", "Box") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>side</w:t></w:r></w:p>`,
			[]string{"Box", "Outside"}},
		{"formula", `<w:p><w:r><w:t xml:space="preserve">So </w:t></w:r><m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath></w:p>`, []string{"So E=mc²"}},
		{"links and content controls", `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:p><w:hyperlink><w:r><w:t>Link</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>`, []string{"Link"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := docx.Read(word(t, c.body, "word/styles.xml", styles, "word/numbering.xml", numbers, "word/footnotes.xml", footnotes))
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(d.Parts); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func item(list, level, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func TestDetails(t *testing.T) {
	d, err := docx.Read(word(t, para("", "Text."), "docProps/core.xml", core))
	if err != nil {
		t.Fatal(err)
	}
	want := corpus.Details{Title: "The lock", Authors: []string{"Ann Lee", "Bo Ek"}, Language: "en-GB"}
	if !reflect.DeepEqual(d.Details, want) {
		t.Errorf("got %+v, want %+v", d.Details, want)
	}
	d, err = docx.Read(word(t, para("Titel", "By its style")+para("", "Text."), "word/styles.xml", styles))
	if err != nil || d.Details.Title != "By its style" {
		t.Errorf("title %q, %v", d.Details.Title, err)
	}
	d, err = docx.Read(word(t, para("Titel", "On peat")+para("Author", "Cy Orr and Di Poe")+para("Date", "May 2015")+para("", "Text.")+para("Date", "3 June 2016"), "word/styles.xml", styles, "docProps/core.xml", core))
	if err != nil || !reflect.DeepEqual(d.Details.Authors, []string{"Cy Orr", "Di Poe"}) || d.Details.Published != "2015-05" {
		t.Errorf("details %+v, %v", d.Details, err)
	}
	if got, want := lines(d.Parts), []string{"# On peat", "aside: Cy Orr and Di Poe", "aside: May 2015", "Text.", "3 June 2016"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestMainPart: the text may stand in a part of another name.
func TestMainPart(t *testing.T) {
	rels := `<Relationships xmlns="x"><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/text/doc2.xml"/></Relationships>`
	data := bytes.ReplaceAll(word(t, para("", "Decoy.")), []byte("word/document.xml"), []byte("word/documenu.xml"))
	if _, err := docx.Read(data); err == nil || !strings.Contains(err.Error(), "no main document part") {
		t.Errorf("error %v", err)
	}
	d, err := docx.Read(word(t, para("", "Decoy."), "_rels/.rels", rels, "text/doc2.xml", `<w:document `+namespaces+`><w:body>`+para("", "True.")+`</w:body></w:document>`))
	if err != nil || !reflect.DeepEqual(lines(d.Parts), []string{"True."}) {
		t.Errorf("%q, %v", lines(d.Parts), err)
	}
}

func TestHostile(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString(`<!DOCTYPE x [<!ENTITY a0 "ha">`)
	for i := range 30 {
		fmt.Fprintf(&bomb, `<!ENTITY a%d "&a%d;&a%d;">`, i+1, i, i)
	}
	bomb.WriteString(`]><w:document ` + namespaces + `><w:body><w:p><w:r><w:t>&a30;</w:t></w:r></w:p></w:body></w:document>`)
	for _, c := range []struct {
		name    string
		data    []byte
		problem string
	}{
		{"entity bomb", word(t, "", "_rels/.rels", rels("x.xml"), "x.xml", bomb.String()), "document type definition"},
		{"unknown entity", word(t, para("", "&lol;")), "invalid character entity"},
		{"deep nesting", word(t, strings.Repeat("<w:sdt>", 10_000)), "nests its elements more than 256 deep"},
		{"bomb by ratio", zipBomb(t, docx.MaxPartBytes+1), "unpacks to more than 48 MiB"},
		{"truncated XML", word(t, "<w:p><w:r>", "_rels/.rels", rels("x.xml"), "x.xml", "<w:document><w:p>"), "unexpected EOF"},
		{"password", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), "is protected by a password"},
		{"no archive", []byte("hello"), "is a damaged ZIP archive, or none"},
		{"no Word file", word(t, "")[:10], "is a damaged ZIP archive, or none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := docx.Read(c.data)
			if err == nil || !strings.Contains(err.Error(), c.problem) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v, want %q", err, c.problem)
			}
		})
	}
}

// zipBomb makes a Word file whose text unpacks to more than size bytes, without packing so many.
func zipBomb(t *testing.T, size int) []byte {
	t.Helper()
	var piece, all bytes.Buffer
	f, err := flate.NewWriter(&piece, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	f.Write(bytes.Repeat([]byte("a"), 1<<20))
	f.Flush() // what follows may start anew at a whole byte
	z := zip.NewWriter(&all)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "word/document.xml", Method: zip.Deflate, UncompressedSize64: uint64(size>>20+1) << 20, CompressedSize64: uint64(piece.Len() * (size>>20 + 1))})
	if err != nil {
		t.Fatal(err)
	}
	for range size>>20 + 1 {
		w.Write(piece.Bytes())
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return all.Bytes()
}

func rels(target string) string {
	return `<Relationships xmlns="x"><Relationship Type="x/officeDocument" Target="` + target + `"/></Relationships>`
}

// TestNoteOnce: a long note that is referred to often does not multiply.
func TestNoteOnce(t *testing.T) {
	body := "<w:p><w:r><w:t>x</w:t></w:r>" + strings.Repeat(`<w:r><w:footnoteReference w:id="2"/></w:r>`, 1000) + "</w:p>"
	d, err := docx.Read(word(t, body, "word/footnotes.xml", footnotes))
	if err != nil || len(d.Parts) != 2 {
		t.Errorf("%d parts, %v", len(d.Parts), err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(para("Titel", "a")+item("1", "0", "b"), styles, numbers, footnotes)
	f.Add(`<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:r><w:fldChar w:fldCharType="end"/></w:r>`, "", "", "")
	f.Fuzz(func(t *testing.T, body, styles, numbers, notes string) {
		d, err := docx.Read(word(t, body, "word/styles.xml", styles, "word/numbering.xml", numbers, "word/footnotes.xml", notes))
		if err != nil {
			if strings.ContainsRune(err.Error(), '\n') {
				t.Fatalf("error of several lines: %q", err)
			}
			return
		}
		size := 0
		for _, p := range d.Parts {
			if strings.TrimSpace(p.Text) == "" || (p.Kind == corpus.Heading) != (p.Level > 0) {
				t.Fatalf("part %+v", p)
			}
			size += len(p.Text)
		}
		if size > 8*(len(body)+len(notes)) {
			t.Fatalf("%d bytes of text from %d", size, len(body)+len(notes))
		}
	})
}
