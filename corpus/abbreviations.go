package corpus

import "strings"

// lexicons are by ISO 639-1 code. They are made once and never changed.
var lexicons = map[string]*lexicon{
	"en": newLexicon(english, generic),
	"es": newLexicon(spanish, generic),
	"fr": newLexicon(french, generic),
	"ru": newLexicon(russian, generic),
	"de": newLexicon(german, generic),
}

// lexiconOf is the lexicon of a language, or the English one.
func lexiconOf(language string) *lexicon {
	if lex := lexicons[language]; lex != nil {
		return lex
	}
	return lexicons["en"]
}

// words lists a language's abbreviations without their last stop, in lower case, and the words that open sentences.
type words struct {
	never, counts, starts, ends, year, starter string
	ordinal                                    bool
}

// newLexicon makes a lexicon of the lists; the first that has a word decides.
func newLexicon(lists ...words) *lexicon {
	lex := &lexicon{dotted: map[string]dotted{}, starter: map[string]bool{}}
	for _, l := range lists {
		lex.ordinal = lex.ordinal || l.ordinal
		lex.add(never, l.never)
		lex.add(counts, l.counts)
		lex.add(starts, l.starts)
		lex.add(ends, l.ends)
		lex.add(year, l.year)
		for w := range strings.FieldsSeq(l.starter) {
			lex.starter[w] = true
		}
	}
	return lex
}

func (lex *lexicon) add(d dotted, list string) {
	for w := range strings.FieldsSeq(list) {
		if lex.dotted[w] == 0 {
			lex.dotted[w] = d
		}
	}
}

func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

var (
	clockWords = set(`et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet eastern central pacific mountain local london
		monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
		september october november december`)
	capitalWords = set(`circuit council mayor police attorney court superior public department board metro united`)
)

// generic abbreviations are read the same in every language that writes Latin letters.
var generic = words{
	never:  `mr mrs ms dr prof mt ft gen col lt maj capt cmdr adm sgt cpl pvt rev hon gov sen rep messrs mme mlle`,
	counts: `no nos nr p pp vol vols fig figs art ch chap eq ed cap`,
	starts: `st jr sr inc corp co ltd llc plc bros ph.d u.s u.k u.n e.u u.s.a`,
	ends:   `etc al`,
}

var english = words{
	never: `mr mrs ms dr drs prof profs sen sens rep gov gen lt lieut col maj capt cmdr adm brig sgt cpl pvt pte pfc spc hon rev
		msgr rt fr mt mts ft ste messrs pres supt atty amb ald cllr det insp asst assoc pty incl excl e.g i.e a.k.a cf vs viz approx
		ca est`,
	counts: `no nos p pp vol vols fig figs art ch chap eq para op inv ver fl tel ext rte hwy min max jan feb mar apr jun jul
		aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun`,
	starts: `jr sr sec inc corp co ltd llc plc bros dept univ inst assn intl natl mfg u.s u.k u.n e.u u.s.a ph.d m.d b.a m.a st ave
		blvd rd sq ln pkwy ed eds v`,
	ends: `etc a.m p.m d.c al`,
	starter: `the a an he she it they we i you this that these those there here in on at as but and so or yet if when while after
		before however his her its their our my your both neither nobody what why who where which how did does do is are was were
		for from to by with then another some many most all no not now since because although though despite during until
		under once one two three only even such each every either nothing nor`,
}

var spanish = words{
	never: `sr sra srta sres dr dra dres d dña prof profa gral cnel tte sgto cmdte cap lic lcdo lcda ing arq mtro mtra mons pbro
		excmo excma ilmo ilma hnos fr sto sta p ej av avda pza ud aprox`,
	counts: `núm n.º pág págs art arts cap vol fig t tel teléf máx mín ene feb mar abr may jun jul ago sep sept oct nov dic`,
	starts: `ee uu jj oo cc ff aa rr hh uds vd s.a s.l c cía dpto prov`,
	ends:   `etc a.m p.m`,
	starter: `el la los las un una unos unas y pero o ni si que en con por para de del al desde hasta cuando como donde su sus este
		esta estos estas ese esa eso esto él ella ellos ellas yo nosotros se lo le no ya también además sin según tras así aunque
		entonces después antes hoy ayer todo todos mientras porque`,
}

var french = words{
	never:  `m mm mme mmes mlle mlles dr pr prof me mgr st ste sté éts gén col cap cf p.ex c.-à-d av bd boul apr env`,
	counts: `n no p pp art chap vol fig t tél max min janv févr avr juil sept oct nov déc`,
	starts: `s.a s.n.c.f j.-c j.c cie ex éd coll trad dir dép`,
	ends:   `etc`,
	starter: `le la les un une des du de l il elle ils elles on nous vous je tu ce cet cette ces et mais ou donc or ni car en dans
		sur pour par avec sans selon après avant depuis quand comme si son sa ses leur leurs à au aux c d qui que où y ne pas
		puis alors ainsi aussi tout tous pendant lorsque`,
}

var russian = words{
	never: `ул пр-т просп пер пл наб бул мкр проф акад доц чл.-корр дж пгт т.е т.к т.ч т к напр см ср тов гр св преп ген адм лейт кап о
		о-в р-н гос англ нем фр лат рус итал исп`,
	counts: `рис табл гл пп стр кн № вып кв корп тел ок род янв февр фев мар апр июн июл авг сент сен окт нояб ноя дек пн вт чт пт сб
		вс`,
	starts: `т.о н.э мл зам им обл пос дер роз д п с ст`,
	ends:   `т.д т.п др пр руб коп долл тыс млн млрд трлн гг вв в кг км мм ч мин сек чел`,
	year:   `г`,
	starter: `он она оно они я мы вы ты это этот эта эти тот та те в во на по с со к у о об от до за из при для и а но или если
		когда как что где кто так там тут здесь потом затем после перед поэтому однако его её их ему ей им мой наш не ни уже ещё
		все всё также только бы`,
}

var german = words{
	never: `dr prof hr hrn fr frl dipl ing abg bgm hl gebr bzw ca rd mind vgl bzgl ggf gem inkl exkl zzgl insb insbes allg bspw evtl sog
		freundl fa st geb gest abs`,
	counts: `nr s bd abb kap art anm tel kto jg max jan feb mrz apr jun jul aug sep sept okt nov dez mo di mi do sa so`,
	starts: `gmbh a.g z.b d.h u.a i.d.r med phil jur rer nat abt str mio mrd tsd std min sek jh jhd chr`,
	ends:   `usw etc u.s.w`,
	starter: `der die das ein eine einer er sie es wir ihr ich du und aber oder denn doch wenn als da dann so in im am an auf aus
		bei mit nach seit von vor zu zum zur für durch gegen ohne um über unter dies diese dieser dieses sein seine ihre man
		nicht auch noch nur schon hier dort heute danach später allerdings jedoch`,
	ordinal: true,
}
