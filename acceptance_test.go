package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// collected is a folder beside the repository with two news texts as people paste them. They may not
// be committed, so this test runs only where they are.
const collected = "../shared/articles"

// furniture is what stands on those pages around the articles.
var furniture = []string{
	"Source: CNN", "02:18", "04:23", "02:50", "Photo credit", "AFP PHOTO", "TOPSHOT", "EDITORS NOTE", "Getty Images",
	"Story highlights", "which has been described as a slush fund", "hancocks lklv", "Related Articles",
	"What is North Korea's mysterious Office 39?", "What can the U.S. do about North Korea?",
	"Look inside would-be assassin", "Could Donald Trump, Kim Jong Un solve", "Contradictions emerge",
	"reported from Washington and", "Washington CNN",
}

var readersQuestions = []string{
	"What is North Korea's mysterious Office 39?",
	"What did the picture taken on July 4, 2017 show?",
	"Who took the photo of the missile test?",
	"Story highlights",
	"Related Articles",
	"What can the U.S. do about North Korea?",
	"Could Donald Trump and Kim Jong Un solve this face-to-face?",
	"Who speaks for the United States on North Korea?",
	"What is inside the would-be assassin's tool kit?",
	"Who reported from Hong Kong?",
	"When did Ri Jong Ho defect from North Korea?",
	"How was Jang Song Thaek executed?",
	"How much money could North Korea earn from illicit activities?",
	"How do smugglers hide what a ship carries?",
	"How do companies go on after they are sanctioned?",
	"How much cash did he move to Pyongyang in 2014?",
	"Where does Ri live now?",
	"How much of North Korea's imports come from Beijing?",
	"What did Trump tweet about China?",
	"What weapons were the assassins caught with?",
	"Which missile was test-fired and celebrated by Kim Jong-Un?",
	"Source: CNN 02:18",
}

func TestFurnitureIsNeverQuoted(t *testing.T) {
	if _, err := os.Stat(collected); err != nil {
		t.Skipf("the collected articles are not here: %v", err)
	}
	for _, q := range readersQuestions {
		t.Run(q, func(t *testing.T) {
			r := runHere(t.Context(), "ask", "--json", "--limit=10", "--articles", collected, q)
			var got struct {
				Citations []struct {
					Quote   string
					Locator struct{ Section string }
					Article struct{ Title string }
				}
				Stats struct{ Articles int }
			}
			if err := json.Unmarshal([]byte(r.stdout), &got); err != nil {
				t.Fatalf("%v in %+v", err, r)
			}
			if got.Stats.Articles != 2 || len(got.Citations) == 0 || r.stderr != "" {
				t.Errorf("%d articles, %d citations, stderr %q", got.Stats.Articles, len(got.Citations), r.stderr)
			}
			for _, c := range got.Citations {
				for _, shown := range []string{c.Quote, c.Locator.Section, c.Article.Title} {
					i := slices.IndexFunc(furniture, func(f string) bool { return strings.Contains(shown, f) })
					if i >= 0 {
						t.Errorf("%q is quoted in %q", furniture[i], shown)
					}
				}
			}
		})
	}
}

// TestCollectedArticlesAnswer asks for what the texts say in plain words.
func TestCollectedArticlesAnswer(t *testing.T) {
	if _, err := os.Stat(collected); err != nil {
		t.Skipf("the collected articles are not here: %v", err)
	}
	tests := []struct{ question, key string }{
		{"How was Jang Song Thaek executed?", "anti-aircraft gun"},
		{"How much money could North Korea earn from illicit activities?", "$1 billion"},
		{"How many boats smuggle on the Yellow Sea?", "hundreds of fishing boats"},
	}
	for _, tt := range tests {
		t.Run(tt.question, func(t *testing.T) {
			r := runHere(t.Context(), "ask", "--require-answer", "--limit=1", "--articles", collected, tt.question)
			if r.status != exitFine || !strings.Contains(r.stdout, tt.key) {
				t.Errorf("got %+v", r)
			}
		})
	}
}
