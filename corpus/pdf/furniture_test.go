package pdf_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// TestRunningHeadsCloseToText: without white between, as in files of word processors with narrow margins. Lines of text
// that are the same on some pages stay.
func TestRunningHeadsCloseToText(t *testing.T) {
	ends := []string{"Nobody came.", "It rained.", "The keeper slept.", "Two boats passed.", "Then it was closed."}
	var pages [][]mark
	for i, end := range ends {
		text := []string{"The Valley Review", "On that day " + end, "It was open."}
		pages = append(pages, join(column(60, 800, 11, text...), column(60, 70, 11, end, fmt.Sprint(7+i))))
	}
	var want []string
	for i, end := range ends {
		want = append(want, fmt.Sprintf("[%d] On that day %s It was open.", 7+i, end), fmt.Sprintf("[%d] %s", 7+i, end))
	}
	if got := lines(read(t, paper(pages, "")).Parts); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestOnlyPage(t *testing.T) {
	for _, c := range []struct {
		name, foot string
		want       []string
	}{
		{"its number is no text", "1", []string{"[1] Nobody has to wait."}},
		{"another number may be text", "7", []string{"[1] Nobody has to wait.", "[1] 7"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, paper([][]mark{join(column(72, 560, 12, "Nobody has to wait."), column(300, 60, 12, c.foot))}, ""))
			if got := lines(d.Parts); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestPrintedByBrowser: what browsers print around an only page is no text.
func TestPrintedByBrowser(t *testing.T) {
	text := column(72, 560, 12, "Nobody has to wait.")
	for _, c := range []struct {
		name       string
		head, foot []mark
		want       []string
	}{
		{"with a title", []mark{{40, 815, 8, "11/22/26, 12:09 AM"}, {280, 815, 8, "Gates of the town"}}, []mark{{40, 20, 8, "file:///home/ada/gates.html"}, {540, 20, 8, "1/1"}}, nil},
		{"elsewhere", []mark{{40, 815, 8, "22.11.2026, 00:09"}}, []mark{{40, 20, 8, "https://example.org/gates?id=3"}}, nil},
		{"a sentence with a date", []mark{{40, 815, 8, "On 22.11.2026, 00:09 it was closed."}}, nil, []string{"[1] On 22.11.2026, 00:09 it was closed."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, paper([][]mark{join(c.head, text, c.foot)}, ""))
			if want := append(c.want, "[1] Nobody has to wait."); !reflect.DeepEqual(lines(d.Parts), want) {
				t.Errorf("got  %q\nwant %q", lines(d.Parts), want)
			}
		})
	}
}

// TestMarksApart: the marks of list items in small letters, written after the list as some programs do.
func TestMarksApart(t *testing.T) {
	items := column(108, 660, 12, "One gate of oak", "Two gates of iron, which were cast in the year", "The keeper’s house")
	for i := range items {
		items[i].text = strings.ReplaceAll(items[i].text, "’", "\x92")
	}
	marks := []mark{{90, 661, 9, "\x95"}, {90, 646.6, 9, "\x95"}, {90, 632.2, 9, "\x95"}, {300, 100, 9, "\x95"}}
	d := read(t, paper([][]mark{join(column(72, 700, 12, "The town bought for its lock, as the council had promised:"), items, marks, column(72, 560, 12, "Nobody has to wait."))}, ""))
	want := []string{"[1] The town bought for its lock, as the council had promised:", "[1] • One gate of oak",
		"[1] • Two gates of iron, which were cast in the year", "[1] • The keeper’s house", "[1] Nobody has to wait."}
	if got := lines(d.Parts); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
