package pdf_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/pdf"
)

// needProgram skips a test where pdftotext is not installed.
func needProgram(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext of poppler-utils is not installed")
	}
}

func read(t *testing.T, data []byte) corpus.Draft {
	t.Helper()
	needProgram(t)
	d, err := pdf.Read(t.Context(), data, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// lines shows parts one a line, with their kinds and pages.
func lines(parts []corpus.Part) []string {
	var list []string
	for _, p := range parts {
		s := p.Text
		if p.Kind == corpus.Heading {
			s = strings.Repeat("#", p.Level) + " " + s
		}
		list = append(list, "["+p.Page+"] "+s)
	}
	return list
}

var (
	left = []string{
		"The canal was dug between 1891 and 1896", "by four thousand labourers, most of whom", "had come from the hill villages in the",
		"north, where two harvests had failed, and", "who were glad of work that was paid every", "week, if badly, and of the bread that the",
		"company sold to them at what it called a", "fair price, which few people be-",
	}
	right = []string{
		"lieved even then. Its first lock still works", "and is opened by hand every morning at six", "when the boats with vegetables arrive.",
		"Engineers say that the well-known western", "wall, which leans by eleven centimetres,", "will have to be replaced before the end of", "the decade. The town has put aside a third",
		"of the money, and hopes for the rest.",
	}
)

func TestTwoColumns(t *testing.T) {
	d := read(t, paper([][]mark{join(column(60, 770, 22, "The lock of the valley"), column(60, 720, 11, left...), column(320, 720, 11, right...))}, ""))
	want := []string{"[1] # The lock of the valley",
		"[1] " + strings.TrimSuffix(strings.Join(left, " "), "-") + strings.Join(right[:3], " "),
		"[1] " + strings.Join(right[3:], " ")}
	got := lines(d.Parts)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// book is pages with running heads at both sides and page numbers from a number on.
func book(pages, from int) [][]mark {
	var list [][]mark
	for i := range pages {
		head := mark{60, 800, 9, fmt.Sprintf("%d", from+i) + "   ANN LEE"}
		if i%2 == 1 {
			head = mark{300, 800, 9, "THE LOCK OF THE VALLEY   " + fmt.Sprintf("%d", from+i)}
		}
		text := []string{fmt.Sprintf("On day number %d the lock was opened by hand, as it had been on every", i), "morning since the flood, and nobody in the town remembered otherwise."}
		list = append(list, join([]mark{head}, column(60, 600, 11, text...)))
	}
	return list
}

func TestRunningHeadsAndPrintedNumbers(t *testing.T) {
	d := read(t, paper(book(6, 123), ""))
	if len(d.Parts) != 6 {
		t.Fatalf("parts %q", lines(d.Parts))
	}
	for i, p := range d.Parts {
		if p.Page != fmt.Sprint(123+i) || !strings.HasPrefix(p.Text, fmt.Sprintf("On day number %d", i)) || strings.Contains(p.Text, "LOCK OF") {
			t.Errorf("part %d: %+v", i, p)
		}
	}
}

func TestLabels(t *testing.T) {
	bare := func(pages int) [][]mark {
		var list [][]mark
		for i := range pages {
			list = append(list, column(60, 600, 11, fmt.Sprintf("Page with the word w%d on it and a stop.", i)))
		}
		return list
	}
	// roman numbers at the foot of the first pages, then a chapter's first page without number, then Arabic ones
	mixed := bare(8)
	for i, label := range []string{"i", "ii", "iii", "", "1", "2", "", "4"} {
		mixed[i] = append(mixed[i], mark{290, 40, 9, label})
	}
	tree := `<< /Nums [0 << /S /r >> 2 << /S /D /P (A-) /St 5 >> 4 11 0 R ] >>`
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"none", paper(bare(3), ""), "1 2 3"},
		{"of the file, direct", paper(bare(6), "/PageLabels "+tree, "null", "<< /P <FEFF00C4> /S /A >>"), "i ii A-5 A-6 ÄA ÄB"},
		{"of the file, by reference and kids", paper(bare(3), "/PageLabels 10 0 R", "<< /Kids [11 0 R 10 0 R] >>", "<< /Nums [0 << /S /D /St 7 >>] >>"), "7 8 9"},
		{"of the file, in a stream of objects", paper(bare(3), "/X 1", stream("/Type /ObjStm /N 2 /First 11", []byte("50 0 51 25 << /PageLabels 51 0 R >> << /Nums [0 << /S /D /St 31 >>] >>"))), "31 32 33"},
		{"of the file, in letters of another encoding", paper(bare(2), "/PageLabels << /Nums [0 << /P <41E42D> /S /D >>] >>"), "A-1 A-2"},
		{"of the file, protected", paper(bare(2), "/PageLabels "+tree+" /X /Encrypt"), "1 2"},
		{"printed", paper(mixed, ""), "i ii iii PDF 4 1 2 3 4"},
		{"printed before those of the file", paper(mixed, "/PageLabels << /Nums [0 << /P (x) /S /D >>] >>"), "i ii iii x4 1 2 3 4"},
		{"n of m", paper(func() [][]mark {
			list := bare(3)
			for i := range list {
				list[i] = append(list[i], mark{290, 40, 9, fmt.Sprintf("Page %d of 3", i+1)})
			}
			return list
		}(), ""), "1 2 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, c.data)
			var got []string
			for _, p := range d.Parts {
				got = append(got, p.Page)
				if !strings.HasPrefix(p.Text, "Page with the word") || !strings.HasSuffix(p.Text, "stop.") {
					t.Errorf("part %+v", p)
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %q, want %s", got, c.want)
			}
		})
	}
}

// TestNarrowGap: columns that stand close together, at heights that differ, between lines from side to side.
func TestNarrowGap(t *testing.T) {
	sides := func(y float64) []mark { return join(column(60, y, 11, left...), column(282, y-6, 11, right...)) }
	d := read(t, paper([][]mark{join(column(60, 780, 11, "This line goes from one side of the page to the other, above both of the columns."), sides(755),
		column(60, 645, 11, "This line goes from one side of the page to the other, between all of the columns."), sides(620))}, ""))
	var texts []string
	for _, p := range d.Parts {
		texts = append(texts, p.Text)
	}
	whole := strings.TrimSuffix(strings.Join(left, " "), "-") + strings.Join(right, " ")
	want := "This line goes from one side of the page to the other, above both of the columns. " + whole + " This line goes from one side of the page to the other, between all of the columns. " + whole
	if got := strings.Join(texts, " "); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestNoteMarks: numbers of notes in the text are left out, powers are not.
func TestNoteMarks(t *testing.T) {
	d := read(t, paper([][]mark{{{60, 600, 11, "The lock was paid by the town,"}, {208, 604, 6, "12"}, {218, 600, 11, "which had 10"}, {283, 604, 6, "6"}, {288, 600, 11, "stones."}}}, ""))
	if got := lines(d.Parts); len(got) != 1 || !strings.Contains(got[0], "town, which") || !strings.Contains(got[0], "6") {
		t.Errorf("got %q", got)
	}
}

// TestPowers: a line with something larger or smaller in it goes on as the others do.
func TestPowers(t *testing.T) {
	d := read(t, paper([][]mark{join(column(60, 600, 11, "The lock was paid by the town, which had no more than", "some of the stones that were needed for it at that", "time, as people said when it was built in the year."),
		[]mark{{335, 600, 15, "S"}, {346, 604, 7, "n"}})}, ""))
	if got := lines(d.Parts); len(got) != 1 {
		t.Errorf("got %q", got)
	}
}

func TestSections(t *testing.T) {
	prose := []string{"The canal was dug between 1891 and 1896 by labourers, most of whom had come", "from the hills, where harvests had failed, and who were glad of the work."}
	d := read(t, paper([][]mark{join(column(60, 780, 20, "The lock"), column(60, 740, 11, "2.1 How it was built"), column(60, 715, 11, prose...),
		column(60, 670, 11, "RESULTS"), column(60, 645, 11, prose...), column(60, 600, 11, "1. Boats"), column(60, 575, 11, "2. Bread"))}, ""))
	want := []string{"[1] # The lock", "[1] ## 2.1 How it was built", "[1] " + strings.Join(prose, " "), "[1] ## RESULTS", "[1] " + strings.Join(prose, " "), "[1] 1. Boats", "[1] 2. Bread"}
	if got := lines(d.Parts); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestOverPages: a paragraph that goes on over a page's end, with a note at its foot, has both pages.
func TestOverPages(t *testing.T) {
	d := read(t, paper([][]mark{
		join(column(60, 150, 11, "The town paid for the lock in three years, as the council of that time had prom-"), column(60, 110, 8, "1 Town archive, box 12.")),
		column(60, 760, 11, "ised, and the bank, which had doubted it, sent a clock for the lock's house.", "It stands there still."),
	}, ""))
	want := []string{"[1–2] The town paid for the lock in three years, as the council of that time had promised, and the bank, which had doubted it, sent a clock for the lock's house. It stands there still.", "[1] 1 Town archive, box 12."}
	if got := lines(d.Parts); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestHyphens(t *testing.T) {
	for _, c := range []struct{ name, first, second, want string }{
		{"divided word", "The boats with vege-", "tables arrive at six in the morning.", "The boats with vegetables arrive at six in the morning."},
		{"hyphen of the word itself", "He is well-known. The wall is a well-", "known and leaning one.", "He is well-known. The wall is a well-known and leaning one."},
		{"before a capital", "They were Anglo-", "Saxon by birth, as it seemed.", "They were Anglo-Saxon by birth, as it seemed."},
		{"range of years", "It took from 1914-", "18 to be built and paid.", "It took from 1914- 18 to be built and paid."},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, paper([][]mark{column(60, 600, 11, c.first, c.second)}, ""))
			if len(d.Parts) != 1 || d.Parts[0].Text != c.want {
				t.Errorf("got %q, want %q", lines(d.Parts), c.want)
			}
		})
	}
}

func TestParagraphsAndHeadings(t *testing.T) {
	d := read(t, paper([][]mark{join(
		column(60, 780, 24, "The lock"), column(60, 740, 16, "What it costs"),
		column(60, 700, 11, "The canal was dug between 1891 and 1896 by labourers, most of whom had come", "from the hills, where harvests had failed.", "Its first lock still works, and is opened by hand every morning at six o'clock."),
		column(60, 600, 11, "A paragraph further down, which stands alone on its page."),
	)}, ""))
	want := []string{"[1] # The lock", "[1] ## What it costs",
		"[1] The canal was dug between 1891 and 1896 by labourers, most of whom had come from the hills, where harvests had failed.",
		"[1] Its first lock still works, and is opened by hand every morning at six o'clock.", "[1] A paragraph further down, which stands alone on its page."}
	if got := lines(d.Parts); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestDetails(t *testing.T) {
	for _, c := range []struct {
		name, info string
		want       corpus.Details
	}{
		{"declared", "/Title (On locks) /Author (Ann Lee; Bo Ek) /CreationDate (D:20170712)", corpus.Details{Title: "On locks", Authors: []string{"Ann Lee", "Bo Ek"}}},
		{"several in one", "/Author (Ingmar Tveit and Rosa Lund, Bo Ek)", corpus.Details{Authors: []string{"Ingmar Tveit", "Rosa Lund", "Bo Ek"}}},
		{"by a program", "/Title (Microsoft Word - draft7.doc) /Author (alee)", corpus.Details{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := strings.Split(string(paper([][]mark{column(60, 600, 11, "Text.")}, "")), "trailer\n<<")
			d := read(t, []byte(list[0]+"trailer\n<< /Info << "+c.info+" >>"+list[1]))
			if !reflect.DeepEqual(d.Details, c.want) {
				t.Errorf("got %+v", d.Details)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	needProgram(t)
	good := paper([][]mark{column(60, 600, 11, "Text.")}, "")
	locked := write([]string{"", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 0 /Kids [] >>", "<< /Filter /Standard /V 1 /R 2 /P -4 /O (" + strings.Repeat("o", 32) + ") /U (" + strings.Repeat("u", 32) + ") >>"},
		"/Encrypt 3 0 R /ID [(0123456789abcdef) (0123456789abcdef)]")
	loop := write([]string{"", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 100000 /Kids [2 0 R 2 0 R] >>"}, "")
	for _, c := range []struct {
		name    string
		data    []byte
		options pdf.Options
		problem string
	}{
		{"no PDF", []byte("hello"), pdf.Options{}, "is no PDF file"},
		{"too large", make([]byte, pdf.MaxBytes+1), pdf.Options{}, "is too large for a PDF file: 52428801 bytes, the limit is 52428800 bytes"},
		{"scan", paper([][]mark{nil, nil}, ""), pdf.Options{}, "is a scan without a text layer (pages: 2); run"},
		{"password", locked, pdf.Options{}, "is protected by a password; save it without one"},
		{"truncated", good[:len(good)/3], pdf.Options{}, "is a damaged PDF file"},
		{"loop of pages", loop, pdf.Options{}, "is a damaged PDF file"},
		{"too many pages", paper(make([][]mark, pdf.MaxPages+1), ""), pdf.Options{}, "has more than 2000 pages"},
		{"not installed", good, pdf.Options{Program: "/nowhere/pdftotext"}, "apt install poppler-utils"},
		{"too long", good, pdf.Options{Time: time.Nanosecond}, "took too long to read"},
		{"too much memory", good, pdf.Options{Memory: 1 << 20}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := pdf.Read(t.Context(), c.data, c.options)
			if err == nil || !strings.Contains(err.Error(), c.problem) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v, want %q", err, c.problem)
			}
		})
	}
}

// TestLoops: files whose objects lead back to themselves.
func TestLoops(t *testing.T) {
	needProgram(t)
	page := func(contents, resources string, objects ...string) []byte {
		list := append([]string{"", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + contents + " /Resources << " + resources + " >> >>"}, objects...)
		return write(list, "")
	}
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"form that draws itself", page("5 0 R", "/XObject << /X 4 0 R >>", "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> /Length 12 >>\nstream\n/X Do /X Do \nendstream", stream("", []byte("/X Do")))},
		{"length of itself", page("4 0 R", "", "<< /Length 4 0 R >>\nstream\nBT ET\nendstream")},
		{"array of itself", page("4 0 R", "", "[4 0 R 4 0 R 4 0 R]")},
		{"reference to itself", page("4 0 R", "", "4 0 R")},
		{"nested arrays", page(strings.Repeat("[", 100_000), "")},
		{"pages that are their own parents", write([]string{"", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Parent 2 0 R /Count 2 /Kids [3 0 R 2 0 R] >>", "<< /Type /Page /Parent 3 0 R >>"}, "")},
		{"bomb of flate", page("4 0 R", "", stream("", make([]byte, 30<<20)))},
		{"table that leads to itself", []byte("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer << /Size 1 /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF")},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := pdf.Read(t.Context(), c.data, pdf.Options{Time: 20 * time.Second})
			if err == nil && len(d.Parts) == 0 || err != nil && (strings.Contains(err.Error(), "\n") || errors.Is(err, context.DeadlineExceeded)) {
				t.Errorf("%d parts, %v", len(d.Parts), err)
			}
		})
	}
}

// TestFlippedBytes: a damaged file is read or refused, and never hangs.
func TestFlippedBytes(t *testing.T) {
	needProgram(t)
	good := paper(book(3, 5), "/PageLabels << /Nums [0 << /S /D >>] >>")
	for i := 0; i < len(good); i += len(good) / 40 {
		bad := append([]byte{}, good...)
		bad[i] ^= 0x5a
		if d, err := pdf.Read(t.Context(), bad, pdf.Options{Time: 20 * time.Second}); err != nil && strings.Contains(err.Error(), "\n") || err == nil && len(d.Parts) == 0 {
			t.Errorf("byte %d: %d parts, %v", i, len(d.Parts), err)
		}
	}
}

// TestOtherProgram: another pdftotext than poppler's does not know what is asked of it.
func TestOtherProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	program := filepath.Join(t.TempDir(), "pdftotext")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho 'Usage: pdftotext [options] <PDF-file>' >&2\nexit 99\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := pdf.Read(t.Context(), paper(book(1, 1), ""), pdf.Options{Program: program})
	if err == nil || !strings.Contains(err.Error(), "the one installed is another program") {
		t.Errorf("error %v", err)
	}
}

func TestCancel(t *testing.T) {
	needProgram(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := pdf.Read(ctx, paper(book(1, 1), ""), pdf.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
