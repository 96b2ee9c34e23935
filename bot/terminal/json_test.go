package terminal_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"footnote/bot/terminal"
	"footnote/corpus"
	"footnote/retrieval"
)

const wantJSON = `{"question":"How high?","found":true,"confidence":0.75,"citations":[` +
	`{"n":1,"quote":"Masons <b>began</b> it. \"High\" it is.","answer":"\"High\" it is.",` +
	`"article":{"id":"0123456789ab","title":"The Tower","title_inferred":true,"authors":[],"publisher":"","published":"2019","url":"","language":"en","language_inferred":true},` +
	`"locator":{"page":"","section":"Height","paragraph":1},"start":0,"end":37,"score":1}],` +
	`"stats":{"articles":1,"passages":1,"elapsed_ms":1.5}}` + "\n"

func TestJSON(t *testing.T) {
	c := article(corpus.Details{Title: "The Tower", TitleInferred: true, Published: "2019", Language: "en", LanguageInferred: true}, `Masons <b>began</b> it. "High" it is.`)
	got, err := terminal.JSON(answer(t, c, true, `"High" it is.`), 1500*time.Microsecond)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != wantJSON {
		t.Errorf("got\n%s\nwant\n%s", got, wantJSON)
	}
}

func TestJSONOfCopies(t *testing.T) {
	c := article(corpus.Details{Title: "The Tower"}, "It is high.")
	a := answer(t, c, true, "It is high.")
	a.Citations[0].Also = article(corpus.Details{Title: "Old Towers"}, "It is high.").Passages
	got, err := terminal.JSON(a, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := `"also":[{"quote":"It is high.","article":{"id":"0123456789ab","title":"Old Towers",`
	if !strings.Contains(string(got), want) {
		t.Errorf("got %s, want %s in it", got, want)
	}
}

func TestJSONHasNoNull(t *testing.T) {
	got, err := terminal.JSON(retrieval.Answer{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"question":"","found":false,"confidence":0,"citations":[],"stats":{"articles":0,"passages":0,"elapsed_ms":0}}` + "\n"
	if string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestJSONHoldsNoControlCharacters(t *testing.T) {
	hostile := "a\x1b[31mb\x7f\u009bc\u0085\u00e9"
	c := article(corpus.Details{Title: hostile}, hostile)
	got, err := terminal.JSON(answer(t, c, true, hostile), 0)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsFunc(string(got), steers) {
		t.Errorf("a control character shows in %q", got)
	}
	var back struct{ Citations []struct{ Quote string } }
	if err := json.Unmarshal(got, &back); err != nil {
		t.Fatal(err)
	}
	if want := []struct{ Quote string }{{hostile}}; !reflect.DeepEqual(back.Citations, want) {
		t.Errorf("got %q back, want %q", back.Citations, want)
	}
}
