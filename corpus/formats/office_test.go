package formats_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// openDocument is a flat OpenDocument text: small pages with a running head, Roman page numbers and no white between
// them and the text, two columns that are justified and hyphenated.
func openDocument(body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="two" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.5cm"/></style:section-properties></style:style>
<style:style style:name="just" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"/><style:text-properties fo:language="en" fo:country="GB" fo:hyphenate="true"/></style:style>
<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="14.8cm" fo:page-height="21cm" fo:margin="2cm" style:num-format="i"/><style:header-style/><style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"><style:header><text:p>The Valley Review</text:p></style:header><style:footer><text:p><text:page-number text:select-page="current">1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>` + body + `</office:text></office:body></office:document>`
}

// TestColumnsOfAWordProcessor: two columns in reading order, running heads and numbers left out, pages by their labels.
func TestColumnsOfAWordProcessor(t *testing.T) {
	w := newWorkshop(t)
	var body strings.Builder
	want := []string{"The", "lock"}
	for i := range 60 {
		text := fmt.Sprintf("Paragraph w%d says that the internationalisation of the well-known lock of the valley is “open”, as extraordinarily many representatives said it was, and that nobody’s boat has to wait for administrative responsibilities.", i)
		body.WriteString(`<text:p text:style-name="just">` + text + `</text:p>`)
		want = append(want, strings.Fields(text)...)
	}
	w.put("a.fodt", openDocument(`<text:h text:outline-level="1">The lock</text:h><text:section text:style-name="two" text:name="s">`+body.String()+`</text:section>`))
	w.office("a.fodt", "pdf")
	w.run("pdftotext", "-v")
	a := w.read("a.pdf")
	if got := strings.Fields(a.Text); !slices.Equal(got, want) {
		t.Errorf("%d words, want %d; read\n%s", len(got), len(want), a.Text)
	}
	var pages []string
	for _, b := range a.Blocks {
		first, _, _ := strings.Cut(b.Page, "–")
		pages = append(pages, first)
	}
	if pages = slices.Compact(pages); !slices.Equal(pages[:3], []string{"i", "ii", "iii"}) {
		t.Errorf("pages %q", pages)
	}
}

// TestChangesOfAWordProcessor: what was deleted is left out and what was inserted is there; of a field its result.
func TestChangesOfAWordProcessor(t *testing.T) {
	w := newWorkshop(t)
	const by = `<office:change-info><dc:creator>Ann Lee</dc:creator><dc:date>2020-01-01T00:00:00</dc:date></office:change-info>`
	w.put("a.fodt", openDocument(`<text:tracked-changes><text:changed-region text:id="d"><text:deletion>`+by+`<text:p>never by machines, </text:p></text:deletion></text:changed-region>
<text:changed-region text:id="i"><text:insertion>`+by+`</text:insertion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">The lock</text:h><text:p>It was dug <text:change text:change-id="d"/><text:change-start text:change-id="i"/>by hand<text:change-end text:change-id="i"/>, as page <text:page-number text:select-page="current">i</text:page-number> says.</text:p>`))
	w.office("a.fodt", "docx")
	if got, want := w.read("a.docx").Text, "The lock\n\nIt was dug by hand, as page i says."; got != want {
		t.Errorf("read %q, want %q", got, want)
	}
}
