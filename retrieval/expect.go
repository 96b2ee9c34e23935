package retrieval

import (
	"slices"
	"strings"

	"footnote/retrieval/analysis"
)

// expectation is what kind of thing a question asks for.
type expectation uint8

const (
	anything expectation = iota
	aPerson
	aDate
	aNumber
	aPlace
	aReason
	aManner
	aSum // of money
	aPercentage
	aSpan  // of time
	aCount // of what the question names: "how many ships"
	aGroup // such as a company
	aThing // what a noun of another kind names
)

// expect reads the question word, and returns what stands behind it. Only the first that decides counts: "who said when …"
// asks for a person.
func expect(tokens []analysis.Token, language string) (e expectation, rest []analysis.Token) {
	asks := questionWords(language)
	for i, t := range tokens {
		if i == 0 {
			if e, ok := asks[first+t.Word]; ok {
				return e, tokens[1:]
			}
		}
		if i+1 < len(tokens) {
			if e, ok := asks[t.Word+" "+tokens[i+1].Word]; ok {
				return e, tokens[i+2:]
			}
		}
		if e, ok := asks[t.Word]; ok {
			return e, tokens[i+1:]
		}
	}
	return anything, nil
}

// narrowed is what a number counts that is asked for, as far as the words after the question word say: "how many years",
// "how much did it cost". Other expectations stay as they are.
func (e expectation) narrowed(tokens []analysis.Token) expectation {
	has := func(kind analysis.Kind) bool {
		return slices.ContainsFunc(tokens, func(t analysis.Token) bool { return t.Kind&(kind|analysis.Number) == kind })
	}
	switch {
	case e != aNumber:
		return e
	case has(analysis.Percent):
		return aPercentage
	case has(analysis.Money) || slices.ContainsFunc(tokens, func(t analysis.Token) bool { return paying[t.Word] }):
		return aSum
	case len(tokens) > 0 && tokens[0].Kind&analysis.Span != 0:
		return aSpan
	}
	return aNumber
}

// paying are the words, folded, that tell that a sum of money is asked for.
var paying = setOf(
	"money cash cost costs price paid pay pays earn earned earns worth fine fined budget revenue salary fund funds spend spent wage wages fee profit loss raise raised",
	"dinero cuesta costo coste precio pago paga gano vale gasto salario",
	"argent coute cout prix paye paie gagne vaut depense salaire",
	"денег стоит стоил стоила стоило стоимость цена цену заплатил заплатили потратил потратили",
)

func setOf(lists ...string) map[string]bool {
	set := make(map[string]bool)
	for _, l := range lists {
		for w := range strings.FieldsSeq(l) {
			set[w] = true
		}
	}
	return set
}

// first stands before a word that says what is asked for only where the question begins with it.
const first = "^"

// questionWords are the words, folded and lower-case, that say what is asked for. Pairs are looked up before single words.
func questionWords(language string) map[string]expectation {
	switch language {
	case "es":
		return spanishQuestions
	case "fr":
		return frenchQuestions
	case "ru":
		return russianQuestions
	default:
		return englishQuestions
	}
}

var englishQuestions = map[string]expectation{
	"who": aPerson, "whom": aPerson, "whose": aPerson, "which person": aPerson, "what person": aPerson,
	"when": aDate, "what year": aDate, "which year": aDate, "what date": aDate, "what day": aDate, "what month": aDate,
	"what century": aDate, "what decade": aDate, "which month": aDate, "which day": aDate,
	"how many": aNumber, "how much": aNumber, "what percentage": aPercentage, "what percent": aPercentage, "what number": aNumber,
	"how long": aSpan, "how old": aSpan, "how far": aNumber, "how large": aNumber, "how big": aNumber, "how tall": aNumber,
	"how high": aNumber, "how often": aNumber, "how deep": aNumber, "how wide": aNumber, "how fast": aNumber,
	"where": aPlace, "what country": aPlace, "what city": aPlace, "which country": aPlace, "which city": aPlace, "what state": aPlace,
	"why": aReason, "how": aManner,
}

var spanishQuestions = map[string]expectation{
	"quien": aPerson, "quienes": aPerson, "cuando": aDate, "que ano": aDate, "que fecha": aDate, "que dia": aDate, "que mes": aDate, "que siglo": aDate,
	"cuanto": aNumber, "cuanta": aNumber, "cuantos": aNumber, "cuantas": aNumber, "que porcentaje": aPercentage,
	"donde": aPlace, "adonde": aPlace, "que pais": aPlace, "que ciudad": aPlace, "por que": aReason, "como": aManner,
}

var frenchQuestions = map[string]expectation{
	"qui": aPerson, "quand": aDate, "quelle annee": aDate, "quelle date": aDate, "quel jour": aDate, "quel mois": aDate, "quel siecle": aDate,
	"combien": aNumber, "quel pourcentage": aPercentage, first + "ou": aPlace, "d ou": aPlace, "par ou": aPlace, "jusqu ou": aPlace, "vers ou": aPlace, "quel pays": aPlace, "quelle ville": aPlace, "pourquoi": aReason, "comment": aManner,
}

var russianQuestions = map[string]expectation{
	"кто": aPerson, "кого": aPerson, "кому": aPerson, "кем": aPerson, "когда": aDate, "каком году": aDate, "какого года": aDate, "каком веке": aDate, "какого числа": aDate,
	"сколько": aNumber, "скольких": aNumber, "какой процент": aPercentage, "какова доля": aPercentage, "где": aPlace, "куда": aPlace, "откуда": aPlace,
	"почему": aReason, "зачем": aReason, "как": aManner,
}
