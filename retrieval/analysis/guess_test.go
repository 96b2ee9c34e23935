package analysis_test

import (
	"testing"

	"footnote/retrieval/analysis"
)

func TestGuess(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The captives fled through a drain below the laundry.", "en"},
		{"Los presos huyeron por un desagüe debajo de la lavandería.", "es"},
		{"Les captifs ont fui par un égout sous la blanchisserie.", "fr"},
		{"A foglyok egy csatornán át szöktek meg a mosoda alatt.", "hu"},
		{"Fangene flyktet gjennom et avløp under vaskeriet.", "no"},
		{"Заключённые бежали через сток, который был под прачечной.", "ru"},
		{"Fångarna flydde genom ett avlopp som låg under tvätteriet.", "sv"},
		{"Die Häftlinge flohen durch einen Abfluss unterhalb der Wäscherei.", ""},
		{"囚人は洗濯場の下の排水溝から逃げた。", ""},
		{"", ""},
	} {
		if got := analysis.Guess(c.text); got != c.want {
			t.Errorf("%q is in %q, want %q", c.text, got, c.want)
		}
	}
}
