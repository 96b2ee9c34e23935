package analysis

import (
	"strings"
	"sync"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
	"github.com/kljensen/snowball/hungarian"
	"github.com/kljensen/snowball/norwegian"
	"github.com/kljensen/snowball/russian"
	"github.com/kljensen/snowball/spanish"
	"github.com/kljensen/snowball/swedish"
)

// language is what an Analyser knows of one language. Its zero value knows nothing.
type language struct {
	stem func(word string) string
	stop func(word string) bool
	// kinds are what single words are by their meaning: quantities and their units, months, causes and negations.
	kinds map[string]Kind
	// elides is set where an article or pronoun is written onto the next word: "l'eau".
	elides bool
}

// languages are the languages with a stemmer, by ISO 639-1 code, each made when it is first asked for.
// Norwegian has three codes.
var languages = map[string]func() language{
	"en": sync.OnceValue(func() language {
		return snowball(english.Stem, english.IsStopWord, englishExtra).tells(englishNumbers, englishMonths, englishCauses, englishNegations).counts(englishMoney, englishPercent, englishSpans).places(englishWheres)
	}),
	"es": sync.OnceValue(func() language {
		return snowball(spanish.Stem, spanish.IsStopWord, spanishExtra).tells(spanishNumbers, spanishMonths, spanishCauses, spanishNegations).counts(spanishMoney, spanishPercent, spanishSpans).places(spanishWheres)
	}),
	"fr": sync.OnceValue(func() language {
		l := snowball(french.Stem, french.IsStopWord, frenchExtra).tells(frenchNumbers, frenchMonths, frenchCauses, frenchNegations).counts(frenchMoney, frenchPercent, frenchSpans).places(frenchWheres)
		l.elides = true
		return l
	}),
	"ru": sync.OnceValue(func() language {
		return snowball(russian.Stem, russian.IsStopWord, russianExtra).tells(russianNumbers, russianMonths, russianCauses, russianNegations).counts(russianMoney, russianPercent, russianSpans).places(russianWheres)
	}),
	"sv": sync.OnceValue(func() language { return snowball(swedish.Stem, swedish.IsStopWord, swedishExtra) }),
	"hu": sync.OnceValue(func() language { return snowball(hungarian.Stem, hungarian.IsStopWord, hungarianExtra) }),
	"no": bokmal, "nb": bokmal, "nn": bokmal,
}

var bokmal = sync.OnceValue(func() language {
	return snowball(norwegian.Stem, norwegian.IsStopWord, norwegianExtra)
})

// languageOf returns the rules of an ISO 639-1 code.
func languageOf(code string) language {
	if l, ok := languages[code]; ok {
		return l()
	}
	return language{}
}

// The snowball stop lists come from running text; questions also use these words, which say what
// is asked for rather than what it is about. Spanish ones stand with and without their accents,
// because people type them without. The French list lacks some of the commonest words, which stand here, too.
const (
	englishExtra   = "also cannot could did do does doing done else ever get gets got had has have is let may might much many must often shall should since soon still tell though upon us was were whether while whose within without would yes yet please"
	spanishExtra   = "qué que cuál cual cuáles cuales cuánto cuanto cuánta cuanta cuántos cuantos cuántas cuantas dónde donde adónde adonde cómo como cuándo cuando quién quien quiénes quienes por es son fue era ser hay han ha había si"
	frenchExtra    = "quel quelle quels quelles comment où quand pourquoi combien quoi qui que dont lequel laquelle est-ce cela ça cet cette si plus comme donc ni car aussi être avoir fait a été les leurs ils elles sous sans entre après avant depuis contre chez vers lors tout tous toute toutes très"
	russianExtra   = "какой какая какое какие каких каким какую какого каком какова каков сколько когда где куда откуда почему зачем кто кого кому кем чем чему который которая которое которые которых является являются это этого"
	swedishExtra   = "vad vem vilka vilken vilket hur när var varför vart varifrån"
	norwegianExtra = "hva hvem hvilke hvilken hvilket hvordan når hvor hvorfor"
	hungarianExtra = "mi ki milyen melyik hány mennyi mikor hol hová honnan miért hogyan kinek mit kit"
)

// Words that answer "how many" and "when" without a digit, that introduce the answer to "why", and that
// negate, in the forms that stand in running text.
const (
	englishNumbers   = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half third quarter twice first second"
	englishCauses    = "because since due owing therefore thus hence so reason reasons cause caused causes causing result resulted led"
	englishNegations = "not no never without neither nor none nobody nothing cannot except unlike least hardly fail fails failed unable"
	englishMonths    = "january february march april may june july august september october november december"
	spanishNumbers   = "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos mil miles millón millones mitad tercio cuarto docena docenas"
	spanishCauses    = "porque debido pues causa causas razón razones motivo gracias culpa provocó causó consecuencia"
	spanishNegations = "no nunca jamás sin ni nadie nada ningún ninguno ninguna tampoco excepto salvo"
	spanishMonths    = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
	frenchNumbers    = "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents mille milliers million millions milliard milliards moitié tiers quart douzaine"
	frenchCauses     = "parce car puisque raison raisons cause causes grâce faute provoqué causé conséquence"
	frenchNegations  = "ne pas jamais sans aucun aucune ni rien personne sauf"
	frenchMonths     = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
	russianNumbers   = "два две двух три трех четыре четырех пять пяти шесть шести семь семи восемь восьми девять девяти десять десяти двадцать тридцать сорок пятьдесят сто сотни сотен тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиарда миллиардов половина половину треть четверть"
	russianCauses    = "потому поскольку из-за ибо причина причиной причине причины благодаря вследствие поэтому вызвала вызвало вызвал"
	russianNegations = "не нет никогда без ни никто ничто ничего кроме нельзя"
	russianMonths    = "январь января январе февраль февраля феврале март марта марте апрель апреля апреле май мая мае июнь июня июне июль июля июле август августа августе сентябрь сентября сентябре октябрь октября октябре ноябрь ноября ноябре декабрь декабря декабре"
)

// Units that numbers count.
const (
	englishMoney   = "dollar dollars cents euro euros pound pounds yen yuan ruble rubles rouble roubles rupee rupees franc francs peso pesos"
	englishPercent = "percent percentage"
	englishSpans   = "seconds minute minutes hour hours day days night nights week weeks month months year years decade decades century centuries"
	spanishMoney   = "dólar dólares céntimos euro euros libra libras yen yenes rublo rublos franco francos peso pesos peseta pesetas"
	spanishPercent = "porcentaje"
	spanishSpans   = "segundos minuto minutos hora horas día días noche noches semana semanas mes meses año años década décadas siglo siglos"
	frenchMoney    = "dollar dollars centimes euro euros livre livres yen yens rouble roubles franc francs peso pesos"
	frenchPercent  = "pourcent pourcentage"
	frenchSpans    = "secondes minute minutes heure heures jour jours nuit nuits semaine semaines mois an ans année années décennie décennies siècle siècles"
	russianMoney   = "доллар доллара доллары долларов евро фунт фунта фунтов иена иен рубль рубля рубли рублей франк франка франков песо"
	russianPercent = "процент процента проценты процентов"
	russianSpans   = "секунды секунд минута минуты минут час часа часов день дня дней ночь ночи ночей неделя недели недель месяц месяца месяцев год года лет десятилетие десятилетия десятилетий век века веков"
)

// Words that a place stands behind.
const (
	englishWheres = "in at near from to into toward towards across outside inside throughout"
	spanishWheres = "en a al desde hacia de del"
	frenchWheres  = "à en au aux dans depuis vers"
	russianWheres = "в во на из под около"
)

// places is the language with its words that a place stands behind.
func (l language) places(wheres string) language {
	for w := range strings.FieldsSeq(wheres) {
		l.kinds[w] |= Where
	}
	return l
}

// counts is the language with its words for money, for percent and for time.
func (l language) counts(money, percent, spans string) language {
	for words, kind := range map[string]Kind{money: Money, percent: Percent, spans: Span} {
		for w := range strings.FieldsSeq(words) {
			l.kinds[w] |= kind
		}
	}
	return l
}

// tells is the language with its number words, months, and words of cause and of negation.
func (l language) tells(numbers, months, causes, negations string) language {
	l.kinds = make(map[string]Kind)
	for w := range strings.FieldsSeq(numbers) {
		l.kinds[w] = Quantity
	}
	for w := range strings.FieldsSeq(months) {
		l.kinds[w] |= Month
	}
	for w := range strings.FieldsSeq(causes) {
		l.kinds[w] |= Cause
	}
	for w := range strings.FieldsSeq(negations) {
		l.kinds[w] |= Negation
	}
	return l
}

func snowball(stem func(string, bool) string, listed func(string) bool, extra string) language {
	more := make(map[string]bool)
	for w := range strings.FieldsSeq(extra) {
		more[w] = true
	}
	return language{
		stem: func(w string) string { return stem(w, false) },
		stop: func(w string) bool { return listed(w) || more[w] },
	}
}
