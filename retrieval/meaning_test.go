package retrieval_test

import (
	"strings"
	"testing"

	"footnote/retrieval"
)

const point = `---
language: en
---
The captives fled through a drain below the laundry. Guards noticed only at the morning count.

The warden had been appointed in spring. He came from the navy and kept roses behind the chapel.

The festival ran for three weeks and sold 9,000 tickets. It brought in $40,000 for the school. Its first day was the driest in 12 years.

Officials said contraband reached the island on fishing boats. A clerk was later dismissed.
`

// No word of these questions stands in the sentence that answers, nor does one with the same beginning.
func TestOtherWordsOfLikeMeaning(t *testing.T) {
	marks(t, "point.md", point, map[string]string{
		"How did they escape?":    "The captives fled",
		"How did smugglers work?": "contraband",
	})
}

const keeper = `---
language: en
---
Colm Feerick tended the light on Inishdarra for thirty years and was the last man to live on the rock. He played draughts by
radio with keepers on other stations. A supply boat came on Mondays.

The machines arrived in 1990. Feerick was asked to leave, and stayed as a tenant. His rent was a sack of potatoes.
`

// The sentence with the names is not the one that answers.
func TestNamesInTheSentenceBefore(t *testing.T) {
	marks(t, "keeper.md", keeper, map[string]string{
		"What did Colm Feerick on Inishdarra play over the wireless?": "draughts",
		"Which keepers did Colm Feerick of Inishdarra talk to?":       "radio with keepers",
		"When was Colm Feerick of Inishdarra replaced by machines?":   "1990",
		"What did Colm Feerick of Inishdarra pay in potatoes?":        "His rent",
	})
}

const ferry = `---
language: en
---
The ferry has room for 340 people. The ferry took 14 months. The ferry swallowed $12 million. Of the ferry's crew 60% cannot swim.
`

func TestUnitThatIsAskedFor(t *testing.T) {
	marks(t, "ferry.md", ferry, map[string]string{
		"How much money went into the ferry?":            "$12 million",
		"How much did the ferry cost?":                   "$12 million",
		"How many weeks did they work on the ferry?":     "14 months",
		"What percentage of those on the ferry drowned?": "60%",
	})
}

const mill = `---
language: en
---
The mill and its lame horses took many visitors by surprise. The mill was closed by Ana Brol in the rain. It was the mill that Edda Kranz walked to from Vellach. Near the mill with the lame horses stood 12 carts. The mill had 340 lame horses. The mill was closed in the second half of 1931.
`

// "What" and "which" leave it to a noun to say what is asked for, "how many" names what is counted.
func TestNounThatIsAskedFor(t *testing.T) {
	marks(t, "mill.md", mill, map[string]string{
		"Which minister closed the mill?":                                 "Ana Brol",
		"Which town was on the way to the mill?":                          "Vellach",
		"What was the town on the way to the mill?":                       "Vellach",
		"What was the name of the town that she walked to the mill from?": "Vellach",
		"What type of minister closed the mill?":                          "Ana Brol",
		"Which town named by many was on the way to the mill?":            "Vellach",
		"Which other town was on the way to the mill?":                    "Vellach",
		"How many lame horses were there at the mill?":                    "340 lame horses",
		"What number of lame horses were there at the mill?":              "340 lame horses",
	})
}

const pont = `---
language: fr
---
Le comité veut un pont, pas un tunnel. Le tunnel coûterait 40 millions. Le pont relierait Arvin à Sort. On trouve l'or dans la rivière.
`

// "ou" asks for a place where it begins the question or follows a preposition; elsewhere it means "or". The article before
// "or" is elided with either apostrophe.
func TestFrenchQuestions(t *testing.T) {
	marks(t, "pont.md", pont, map[string]string{
		"Le pont ou le tunnel : combien coûterait-il ?": "40 millions",
		"Où est l’or ?": "On trouve",
	})
}

// marks asks the questions of one article and wants the sentences with these words marked.
func marks(t *testing.T, name, article string, want map[string]string) {
	t.Helper()
	e := engine(t, articles(t, name, article), retrieval.Options{})
	for question, words := range want {
		a := ask(t, e, question)
		if len(a.Citations) == 0 || !strings.Contains(a.Citations[0].Marked(), words) {
			t.Errorf("%q: %+v does not mark %q", question, a.Citations, words)
		}
	}
}
