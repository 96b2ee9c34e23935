package discord

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"footnote/bot/locale"
	"footnote/corpus"
)

// TestReasons: each kind of refusal has a text of its own in each language, and what has no kind is shown letter by letter.
func TestReasons(t *testing.T) {
	source, err := os.ReadFile("../../corpus/refusal.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds := regexp.MustCompile(`Reason = "([^"]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(kinds) < 11 {
		t.Fatalf("only the kinds %v were found", kinds)
	}
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all.Languages() {
		said := map[string]string{}
		for _, k := range kinds {
			text := reason(l, corpus.Refuse(corpus.Reason(k[1]), "in English"))
			if said[text] != "" || strings.Contains(text, "English") || strings.Contains(text, "library.") {
				t.Errorf("%s: %q is %q, as %q is", l.Code(), k[1], text, said[text])
			}
			said[text] = k[1]
		}
		if text := reason(l, errors.New("has `a` <@1>\nname "+strings.Repeat("x", 400))); !strings.Contains(text, "`has 'a' <@1> name xxx") || units(text) > 300 {
			t.Errorf("%s: %q", l.Code(), text)
		}
	}
}
