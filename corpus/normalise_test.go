package corpus_test

import (
	"reflect"
	"testing"

	"footnote/corpus"
)

func TestNormalise(t *testing.T) {
	for _, c := range []struct {
		name    string
		in      corpus.Details
		want    corpus.Details
		problem string
	}{
		{"nothing", corpus.Details{}, corpus.Details{}, ""},
		{"white space and a combining accent", corpus.Details{Title: " Cafe\u0301\n culture ", Authors: []string{" Ada  Reed", " "}, Publisher: " "},
			corpus.Details{Title: "Caf\u00e9 culture", Authors: []string{"Ada Reed"}}, ""},
		{"a tag of a language", corpus.Details{Language: "pt-BR"}, corpus.Details{Language: "pt"}, ""},
		{"a month", corpus.Details{Published: "2021-03"}, corpus.Details{Published: "2021-03"}, ""},
		{"all that is wrong at once", corpus.Details{Published: "soon", URL: "ftp://x"}, corpus.Details{},
			`"published" is "soon", which is no date; write YYYY, YYYY-MM or YYYY-MM-DD; "url" is "ftp://x", which is no http or https address`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.in.Normalise()
			if !reflect.DeepEqual(got, c.want) || (err == nil) != (c.problem == "") || err != nil && err.Error() != c.problem {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}
