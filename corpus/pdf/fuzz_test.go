package pdf_test

import (
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/pdf"
)

// FuzzRead reads pages whose text is anything: nothing but what is on a page is quoted, and every part has a page.
func FuzzRead(f *testing.F) {
	needProgram(f)
	f.Add("a line-", "next line.", 11.0, 12.5, 30.0)
	f.Add("12", "xiv Title", 8.0, 40.0, 800.0)
	f.Fuzz(func(t *testing.T, first, second string, size, shift, y float64) {
		data := paper([][]mark{{{60, y, size, first}, {60 + shift, y - size, size, second}}, {{60, y, size, second}, {60, y - shift, size, first}}}, "")
		d, err := pdf.Read(t.Context(), data, pdf.Options{})
		if err != nil {
			if strings.ContainsRune(err.Error(), '\n') {
				t.Fatalf("error of several lines: %q", err)
			}
			return
		}
		for _, p := range d.Parts {
			if p.Page == "" || p.Text == "" || (p.Kind == corpus.Heading) != (p.Level > 0) {
				t.Fatalf("part %+v", p)
			}
		}
	})
}

// FuzzLabels: whatever follows /PageLabels, pages are read and have labels.
func FuzzLabels(f *testing.F) {
	needProgram(f)
	f.Add("<< /Nums [0 << /S /r >> 2 << /S /D /P (A-) /St 5 >>] >>", "<< /Kids [11 0 R 10 0 R] >>")
	f.Add("10 0 R", "[ ( \\( <1g> % x\n >> 1 0 R true")
	good := paper([][]mark{column(60, 600, 11, "Text one."), column(60, 600, 11, "Text two.")}, "/LabelsHere 1", "null")
	f.Fuzz(func(t *testing.T, tree, object string) {
		data := append(append([]byte{}, good...), "\n10 0 obj\n"+object+"\nendobj\n% /PageLabels "+strings.NewReplacer("\n", " ", "\r", " ").Replace(tree)...)
		d, err := pdf.Read(t.Context(), data, pdf.Options{})
		if err != nil {
			return
		}
		for _, p := range d.Parts {
			if p.Page == "" {
				t.Fatalf("part %+v", p)
			}
		}
	})
}
