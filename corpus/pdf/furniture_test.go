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
