package pdf_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// mark is a piece of text on a page: its left end and baseline in points from the lower left corner, and its size.
type mark struct {
	x, y, size float64
	text       string
}

// paper makes a PDF file: Helvetica on pages of A4. The catalog gets extra entries; objects gets more objects, which
// are numbered from 10.
func paper(pages [][]mark, catalog string, objects ...string) []byte {
	list := []string{"", "<< /Type /Catalog /Pages 2 0 R " + catalog + " >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
	for len(list) < 10 {
		list = append(list, "null")
	}
	list = append(list, objects...)
	var kids []string
	for _, p := range pages {
		list = append(list, stream("", []byte(content(p))))
		list = append(list, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>", len(list)-1))
		kids = append(kids, fmt.Sprintf("%d 0 R", len(list)-1))
	}
	list[2] = fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(kids), strings.Join(kids, " "))
	return write(list, "")
}

func content(marks []mark) string {
	var b strings.Builder
	for _, m := range marks {
		text := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(m.text)
		fmt.Fprintf(&b, "BT /F1 %g Tf %g %g Td (%s) Tj ET\n", m.size, m.x, m.y, text)
	}
	return b.String()
}

// stream is a stream object with compressed data.
func stream(head string, data []byte) string {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	z.Write(data)
	z.Close()
	return fmt.Sprintf("<< %s /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream", head, packed.Len(), packed.String())
}

// write writes objects with their table and trailer; the one at index 0 is not written.
func write(objects []string, trailer string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects))
	for i, o := range objects[1:] {
		table += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", table, len(objects), trailer, at)
	return b.Bytes()
}

// column sets lines of text below each other.
func column(x, y, size float64, lines ...string) []mark {
	var marks []mark
	for i, l := range lines {
		marks = append(marks, mark{x, y - float64(i)*size*1.2, size, l})
	}
	return marks
}

func join(lists ...[]mark) []mark {
	var all []mark
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}
