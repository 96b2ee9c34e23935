package corpus_test

import (
	"strings"
	"testing"

	"footnote/corpus"
)

const (
	long1 = "The harbour had been empty for weeks when the tanker came in, and hardly anyone in the town was awake to see it arrive."
	long2 = "By the time that the sun was up it had left again, riding high, and the warehouse on the pier was locked as before."
)

func TestTextHeadings(t *testing.T) {
	for _, c := range []struct {
		name, text           string
		headings, paragraphs []string
	}{
		{"sections", "Title of it\n\n" + long1 + "\n\n‘Hundreds of boats’\n\n" + long2,
			[]string{"Title of it", "‘Hundreds of boats’"}, []string{long1, long2}},
		{"a paragraph a line", "Title of it\n" + long1 + "\nOffice 39\n" + long2,
			[]string{"Title of it", "Office 39"}, []string{long1, long2}},
		{"wrapped lines", "The harbour had been empty for weeks\nwhen the tanker came in, and hardly any\nof the town was awake.",
			nil, []string{"The harbour had been empty for weeks\nwhen the tanker came in, and hardly any\nof the town was awake."}},
		{"heading on wrapped lines", "Empty Harbour\nThe harbour had been empty for weeks\nwhen the tanker came in, and hardly any\nof the town was awake.",
			[]string{"Empty Harbour"}, []string{"The harbour had been empty for weeks\nwhen the tanker came in, and hardly any\nof the town was awake."}},
		{"poem", "Roses are red\nViolets are blue\nSugar is sweet\n\nAnd so on\nAnd on", nil, []string{"Roses are red\nViolets are blue\nSugar is sweet", "And so on\nAnd on"}},
		{"poem of single lines", long1 + "\n\nRoses are red\n\nViolets are blue\n\nSugar is sweet\n\nAnd so are you, my dear.",
			nil, []string{long1, "Roses are red", "Violets are blue", "Sugar is sweet", "And so are you, my dear."}},
		{"questions and answers", "What is a pilot?\n\nA pilot brings ships into port.\n\nWho pays?\n\nThe owner of the ship pays.",
			nil, []string{"What is a pilot?", "A pilot brings ships into port.", "Who pays?", "The owner of the ship pays."}},
		{"list", "There are ways:\n- by sea\n- by land,\n  on foot\n\n" + long1, nil, []string{"There are ways:", "- by sea", "- by land,\n  on foot", long1}},
		{"numbered sections", "1. Return periods\n\n" + long1 + "\n\n1.1 Errors\n\nThree things go wrong here:\n\n1. The record is short.\n2. The gauge moved.\n3. It rains.\n\n2. Field trip on 11 April\n\n" + long2 + "\n\n3. Assessment\n\na) Report\nb) Exam",
			[]string{"1. Return periods", "1.1 Errors", "2. Field trip on 11 April", "3. Assessment"},
			[]string{long1, "Three things go wrong here:", "1. The record is short.", "2. The gauge moved.", "3. It rains.", long2, "a) Report\nb) Exam"}},
		{"numbered list before prose", long1 + "\n\n1. Weigh the flour\n\n2. Add water\n\n3. Wait\n\n" + long2, nil, []string{long1, "1. Weigh the flour", "2. Add water", "3. Wait", long2}},
		{"numbered list of sentences and others", long1 + "\n\n1. Take the dough out of its bowl.\n\n2. Shape it\n\n" + long2, nil, []string{long1, "1. Take the dough out of its bowl.", "2. Shape it", long2}},
		{"numbered list of one run", long1 + "\n\n1. Flour\n2. Water\n\n" + long2, nil, []string{long1, "1. Flour", "2. Water", long2}},
		{"numbered note at the end", long1 + "\n\n1. Hamelman, page 112", nil, []string{long1, "1. Hamelman, page 112"}},
		{"minutes", long1 + "\n\nItem 5: Bonfires\n" + long2 + "\n\nItem 6: Any other business\nNobody knew who has the key. It will be changed.",
			[]string{"Item 5: Bonfires", "Item 6: Any other business"}, []string{long1, long2, "Nobody knew who has the key. It will be changed."}},
		{"two lines of verse", long1 + "\n\nRoses are red\nAnd violets are as blue as can be.", nil, []string{long1, "Roses are red\nAnd violets are as blue as can be."}},
		{"link of a wiki", long1 + "\n\nHistory[edit]\n\n" + long2, []string{"History"}, []string{long1, long2}},
		{"last line", long1 + "\n\nYours sincerely", nil, []string{long1, "Yours sincerely"}},
		{"small letter", long1 + "\n\nand then\n\n" + long2, nil, []string{long1, "and then", long2}},
		{"title, subtitle and section", "Title\n\nSubtitle of it\n\nFirst part\n\n" + long1, []string{"Title", "Subtitle of it", "First part"}, []string{long1}},
		{"other scripts", "Порт\n\nКорабль пришёл ночью, и никто его не видел.", []string{"Порт"}, []string{"Корабль пришёл ночью, и никто его не видел."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.txt", c.text)
			equal(t, "headings", blocksOf(a, corpus.Heading), c.headings)
			equal(t, "paragraphs", blocksOf(a, corpus.Paragraph), c.paragraphs)
			if a.Text != c.text {
				t.Errorf("the text was changed: %q", a.Text)
			}
		})
	}
}

func TestTextTitle(t *testing.T) {
	for _, c := range []struct{ name, text, title string }{
		{"first line", "The Empty Harbour\n\n" + long1, "The Empty Harbour"},
		{"file name", long1, "harbour report 2017"},
		{"section further down", long1 + "\n\nThe pier\n\n" + long2, "harbour report 2017"},
		{"behind furniture", "Advertisement\n\nThe Empty Harbour\n\nBy Ann Lee, CNN\n\n" + long1, "The Empty Harbour"},
		{"highlights", "Story highlights\n\nA tanker came\n\n" + long1, "harbour report 2017"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "x/harbour_report-2017.txt", c.text)
			if a.Title != c.title || !a.TitleInferred {
				t.Errorf("got %q, inferred %v; want %q", a.Title, a.TitleInferred, c.title)
			}
		})
	}
}

func TestTextHead(t *testing.T) {
	const article = "\n\n" + long1 + "\n\n" + long2
	for _, c := range []struct {
		name, text, title string
		headings, asides  []string // further ones
	}{
		{"long, in two parts", "Harbour inquiry: pilot had been on his feet for sixteen hours when the tanker came in, court hears" + article,
			"Harbour inquiry: pilot had been on his feet for sixteen hours when the tanker came in, court hears", nil, nil},
		{"a quotation", "“We never saw it”: how a town slept" + article, "“We never saw it”: how a town slept", nil, nil},
		{"lines of one run", "Nobody saw it. Nobody asked\nThe Harbour Post\nBy Ann Lee, shipping correspondent\n3 May 2024" + article,
			"Nobody saw it. Nobody asked", nil, []string{"The Harbour Post", "By Ann Lee, shipping correspondent", "3 May 2024"}},
		{"runs", "The Empty Harbour\n\nNEWS › SHIPPING\n\nListen to article (6 minutes)\n\nFri 11 Oct 2024 16.42 BST" + article,
			"The Empty Harbour", nil, []string{"NEWS › SHIPPING", "Listen to article (6 minutes)", "Fri 11 Oct 2024 16.42 BST"}},
		{"dateline of its own", "The Empty Harbour\n\nPORT ORRIN, Nov. 21 —" + article, "The Empty Harbour", nil, []string{"PORT ORRIN, Nov. 21 —"}},
		{"kicker", "LIVE UPDATES ENDED\n\nThe Empty Harbour" + article, "The Empty Harbour", nil, []string{"LIVE UPDATES ENDED"}},
		{"title in capitals", "OFFICE 39\n\nWhat it sells" + article, "OFFICE 39", []string{"What it sells"}, nil},
		{"reporter and address", "The Empty Harbour\n\nHealth reporter Ann Lee\nann.lee@post.example" + article,
			"The Empty Harbour", nil, []string{"Health reporter Ann Lee", "ann.lee@post.example"}},
		{"section below", "The Empty Harbour\nBy Ann Lee\n\nThe pier" + article, "The Empty Harbour", []string{"The pier"}, []string{"By Ann Lee"}},
		{"other languages", "Порт пуст\nАвтор: Анна Ли\n3 мая 2024 года" + article, "Порт пуст", nil, []string{"Автор: Анна Ли", "3 мая 2024 года"}},
		{"label above", "Harbour board\nTanker leaves an empty harbour\nBy Ann Lee\n3 May 2024" + article, "Tanker leaves an empty harbour", nil, []string{"Harbour board", "By Ann Lee", "3 May 2024"}},
		{"label and subtitle", "Streit im Hafen\n\nWarum er leer ist\n\nDer Tanker fuhr am Morgen wieder ab.\n\nVon Anna Reuter" + article,
			"Warum er leer ist", nil, []string{"Streit im Hafen", "Von Anna Reuter"}},
		{"menu above", "Skip to content\nMenu\nSections\nSign in\n\nShipping\n\nEmpty harbour, sleeping town\n\n3 min read\n\nJun 3, 2024 | 10:15 AM EDT" + article,
			"Empty harbour, sleeping town", nil, []string{"Skip to content", "Menu", "Sections", "Sign in", "Shipping", "3 min read", "Jun 3, 2024 | 10:15 AM EDT"}},
		{"date above", "Published May 3, 2024 at 6:00 a.m. EDT\n\nTanker leaves an empty harbour\n\nBy Ann Lee\nand\nBo Ek" + article,
			"Tanker leaves an empty harbour", nil, []string{"Published May 3, 2024 at 6:00 a.m. EDT", "By Ann Lee\nand\nBo Ek"}},
		{"short title and subtitle", "Night shift\nNotes from an empty harbour\nBy Ann Lee" + article, "Night shift", nil, []string{"Notes from an empty harbour", "By Ann Lee"}},
		{"no imprint", "Harbours\nThe tanker left an empty harbour\nIt was rebuilt in April 1991" + article, "Harbours", nil, []string{"The tanker left an empty harbour", "It was rebuilt in April 1991"}},
		{"subtitle of other words", "Night shift\nEight bakers of Leeds talk\nBy Ann Lee" + article, "Night shift", nil, []string{"Eight bakers of Leeds talk", "By Ann Lee"}},
		{"a name of its own, twice", "The Empty Harbour\n\nBo Ek\n\nBo Ek" + article, "The Empty Harbour", []string{"Bo Ek", "Bo Ek"}, nil},
		{"a paper", "Effects of an Empty Harbour on the Sleep of Small Towns and of Their Pilots: A Three-Year Field Experiment\n\nLee, A., & Ek, B.\n\n1 School of Pilots, Harbour Town" + article,
			"Effects of an Empty Harbour on the Sleep of Small Towns and of Their Pilots: A Three-Year Field Experiment", []string{"1 School of Pilots, Harbour Town"}, nil},
		{"two sentences", "I Slept While the Tanker Came. Here’s What Happened.\n\nAnn Lee\n\nMar 3, 2023" + article, "I Slept While the Tanker Came. Here’s What Happened.", nil, []string{"Ann Lee", "Mar 3, 2023"}},
		{"a sentence", "I slept while Ann Lee and Bo Ek saw the Harbour Tanker.\n\nMar 3, 2023" + article, "a", nil, nil},
		{"minutes", "Green Lane allotments\nPresent: Ann Lee\nApologies: Bo Ek\nItem 1: Minutes of 7 February\nApproved" + article, "a", nil, nil},
		{"chronicle", "The harbour year by year\n\nFirst stone laid, 3 May 1914\n\nOpened, 4 June 1916\n\nBombed, 2 April 1941\n\nRepaired, 1 May 1947" + article, "a", nil, nil},
		{"dates first", "The harbour year by year\n3 May 1914 first stone laid\n4 June 1916 opened" + article, "The harbour year by year", nil, nil},
		{"diary", "At the harbour\n\nMonday, 3 May 2024\n\n" + long1 + "\n\nTuesday, 4 May 2024\n\n" + long2, "At the harbour", []string{"Monday, 3 May 2024", "Tuesday, 4 May 2024"}, nil},
		{"recipe", "Pancakes\n\nServes 4 | 20 minutes" + article, "a", nil, nil},
		{"no title", "PORT ORRIN, July 14 (Wire) - " + long1 + "\n\n" + long2, "a", nil, nil},
		{"wrapped prose", "The harbour had been empty for a week\non 3 May 2024 when the tanker came in\nand nobody saw it." + article, "a", nil, nil},
		{"wrapped prose that opens as a byline", "Harbours\n\nBy July 1944, the harbour had been empty for a week\nand nobody saw the tanker." + article, "Harbours", nil, nil},
		{"wrapped prose before a name", "Harbours\n\nBy July 1944, the harbour had been empty for the\nGermans, and nobody saw the tanker." + article, "Harbours", nil, nil},
		{"wrapped prose up to a name", "The harbour had been empty for a week\nand was then rebuilt by the town and\nby Ann Lee" + article, "a", nil, nil},
		{"wrapped prose behind a name", "The harbour had been rebuilt\nby Ann Lee\nwho was away." + article, "a", nil, nil},
		{"poem", "Roses are red\nViolets are blue\nSugar is sweet\n\nAnd so on\nAnd on", "a", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.txt", c.text)
			if a.Title != c.title {
				t.Errorf("title %q, want %q", a.Title, c.title)
			}
			headings := blocksOf(a, corpus.Heading)
			if len(headings) > 0 {
				headings = headings[1:]
			}
			equal(t, "further headings", headings, c.headings)
			equal(t, "asides", blocksOf(a, corpus.Aside), c.asides)
			if paragraphs := blocksOf(a, corpus.Paragraph); !strings.HasSuffix(strings.Join(paragraphs, " "), long2) && c.name != "poem" {
				t.Errorf("paragraphs %q", paragraphs)
			}
			if a.Text != c.text {
				t.Errorf("the text was changed: %q", a.Text)
			}
		})
	}
}

// TestTextImprint: what the head says of the article is in its details, and nothing else is.
func TestTextImprint(t *testing.T) {
	for _, c := range []struct{ imprint, authors, published string }{
		{"By Ann Lee\n3 May 2024", "Ann Lee", "2024-05-03"},
		{"By Ann Lee and Bo van Ek in Rome\nFriday, October 8, 2021", "Ann Lee; Bo van Ek", "2021-10-08"},
		{"By Ann Lee, Bo Ek and J. K. Orr, CNN | Saturday 16 September 2017", "Ann Lee; Bo Ek; J. K. Orr", "2017-09-16"},
		{"By Ann Lee, shipping correspondent\nThe Harbour Post, September 2024", "Ann Lee", "2024-09"},
		{"Words: Ann Lee. Photographs: Bo Ek\nThe Harbour Post\nPosted Oct. 16, 2021 | Updated Oct. 18, 2021", "Ann Lee", "2021-10-16"},
		{"By our transport editor\nFri 11 Oct 2024 16.42 BST", "", "2024-10-11"},
		{"By Harbour Post Staff\n22 August 2022. 5-minute read", "", "2022-08-22"},
		{"PORT ORRIN, Nov. 21 —", "", ""},
		{"Obituaries\nBorn 2 May 1931; died 19 May 2019", "", ""},
		{"Weekend interview | Text: Ann Lee | 3 May 2024", "Ann Lee", "2024-05-03"},
		{"The Harbour Post | Published 3 May 2024, updated 4 May", "", "2024-05-03"},
		{"By Ann Lee\nUpdated 3 May 2024", "Ann Lee", ""},
		{"\nPhoto: Bo Ek, 2 May 2019\n\nBy Ann Lee\n3 May 2024", "Ann Lee", "2024-05-03"},
		{"By Ann Lee in Rome and Bo Ek in New York\nMAR 4 2024", "Ann Lee; Bo Ek", "2024-03-04"},
		{"By Ann Lee, New York", "Ann Lee", ""},
		{"By Ann and Bo Lee\n03/05/2024", "", ""},
		{"Updated May 4, 2024 at 9:12 a.m. EDT|Published May 3, 2024 at 6:00 a.m. EDT", "", "2024-05-03"},
		{"The Storm of 3 May 2024", "", ""},
		{"On 3 May 2024", "", ""},
		{"By July 1944\nBy May Lee", "May Lee", ""},
		{"By Ann Lee, born 3 May 1950", "Ann Lee", ""},
		{"By Ann Lee\nand\nBo Ek\n3 May 2024", "Ann Lee; Bo Ek", "2024-05-03"},
		{"Ann Lee\nAnn Lee\nScience reporter\nJun 3, 2024 | 10:15 AM EDT", "Ann Lee", "2024-06-03"},
		{"by Ann Lee and Bo Ek, 1998", "Ann Lee; Bo Ek", ""},
		{"\nby Ann Lee", "Ann Lee", ""},
		{"Ann Lee\n\nFollow\n7 min read\n\nMar 3, 2023", "Ann Lee", "2023-03-03"},
		{"Ann Lee Environment editor\nTue 14 Jan 2025 06.00 GMT", "Ann Lee", "2025-01-14"},
		{"Журнал «Порт», 3 мая 2024\nАнна Рогова, специальный корреспондент", "Анна Рогова", "2024-05-03"},
		{"Ann Lee Harbour pilot\nTue 14 Jan 2025 06.00 GMT", "", "2025-01-14"},
		{"Bo Ek, political editor\nBy Ann Lee\n3 May 2024", "Ann Lee", "2024-05-03"},
		{"Von Anna Reuter und Bo Ek, Berlin\nStand: 03.05.2024, 14:10 Uhr", "Anna Reuter; Bo Ek", "2024-05-03"},
		{"Von Prof. Dr. Anna von der Heide\n12.09.2024, 17:45 Uhr | Lesezeit: 4 Min.", "Anna von der Heide", "2024-09-12"},
		{"Ein Kommentar von Anna Reuter\nFreitag, 3. Mai 2024", "Anna Reuter", "2024-05-03"},
		{"Von Anna Reuter\nAktualisiert am 4. Mai 2024", "Anna Reuter", ""},
		{"Von Zeit zu Zeit\nDie Flut des 3. Mai 2024", "", ""},
		{"Par Claire Aubenas (Valréac) et Anne Roy", "Claire Aubenas; Anne Roy", ""},
		{"Par Anne Roy\nPublié le 3 mai 2024 à 10h15, mis à jour à 12h30", "Anne Roy", "2024-05-03"},
		{"Propos recueillis par Anne Roy\nParis, le 1er mai 2024", "Anne Roy", "2024-05-01"},
		{"Por Ana Ruiz y Agencias\nTeruel - 11 AGO 2023 - 05:40 CEST", "Ana Ruiz", "2023-08-11"},
		{"Por María de la Cruz y José Ruiz\nMadrid, 3 de mayo de 2024 | Actualizado a las 18:42", "María de la Cruz; José Ruiz", "2024-05-03"},
		{"Por José Ortega y Gasset", "", ""},
		{"Текст: Анна Рогова\n12 марта 2021, 14:30", "Анна Рогова", "2021-03-12"},
	} {
		a := read(t, "a.txt", "The Empty Harbour\n"+c.imprint+"\n\n"+long1+"\n\n"+long2)
		if got := strings.Join(a.Authors, "; "); a.Title != "The Empty Harbour" || got != c.authors || a.Published != c.published {
			t.Errorf("%q: title %q, authors %q, published %q; want %q, %q", c.imprint, a.Title, got, a.Published, c.authors, c.published)
		}
	}
}

func TestTextIsNormalised(t *testing.T) {
	a := read(t, "a.txt", "\ufeffCafe\u0301\r\nau\rlait do\u00adnau\u0007\fpage\tx\u2028y")
	if want := "Café\nau\nlait donau\npage\tx\ny"; a.Text != want {
		t.Errorf("got %q, want %q", a.Text, want)
	}
}

func TestID(t *testing.T) {
	a, b := read(t, "a.txt", "Same text."), read(t, "b.txt", "\ufeffSame text.")
	if a.ID != b.ID || len(a.ID) != 12 || a.ID == read(t, "a.txt", "Other text.").ID {
		t.Errorf("IDs %q, %q", a.ID, b.ID)
	}
}

// Each is a sample: Spanish that the detector is not sure of, that it is sure of, and that it takes for another language.
var (
	spanishTrade   = strings.Repeat("El muelle guarda trigo, sal, lana y vino; Teruel manda carbón, Huesca madera, Soria paño. ", 7)
	spanishHarbour = strings.Repeat("El puerto llevaba semanas vacío cuando llegó el petrolero, y casi nadie en el pueblo estaba despierto para verlo llegar. ", 6)
	spanishNames   = strings.Repeat("Bajaron Pilar Aznar, Ramón Ibarz y Gil. Traían trigo, sal, lana y vino. Zarparon al alba. ", 7)
)

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"English", strings.Repeat(long1+" "+long2+"\n\n", 2), "en"},
		{"long English", strings.Repeat(long1+"\n\n"+long2+"\n\n", 60), "en"},
		{"Spanish", "El puerto llevaba semanas vacío cuando llegó el petrolero, y casi nadie en el pueblo estaba despierto para verlo llegar. Cuando salió el sol ya se había marchado, y el almacén del muelle estaba cerrado como antes.", "es"},
		{"Russian", "Порт пустовал уже несколько недель, когда пришёл танкер, и почти никто в городе не проснулся, чтобы увидеть его. Когда взошло солнце, он уже ушёл, а склад на пирсе был заперт, как и прежде, и никто ничего не сказал. На следующий день об этом писали все газеты.", "ru"},
		{"Spanish in doubt", spanishTrade + "\n\n" + spanishHarbour, "es"},
		{"Spanish in doubt alone", spanishTrade, ""},
		{"Spanish and a doubtful rest", spanishHarbour + "\n\n" + spanishNames, ""},
		{"short Russian", "В 1931 году смотрителем маяка стал Пётр Ильин. Он зажигал лампу в сумерках и гасил её на рассвете. Зимой до посёлка добирались на лыжах, летом на лодке, если волны не были высоки.", "ru"},
		{"Bulgarian with a Russian name", "Сградата е построена през 1874 г. от майстори на селото. Известният руски вестник „Крылья“ я нарече чудо. Днес в нея има музей и библиотека, които посрещат много гости.", "bg"},
		{"English with a Russian song", long1 + " “Мы ждали, мы искали, где вы были?” they sang. " + long2, "en"},
		{"Belarusian", "Маяк пабудавалі ў 1874 годзе, і дваццаць гадоў яго лямпу запальваў адзін і той жа чалавек. Зімой да вёскі дабіраліся на лыжах, улетку на лодцы, а ўвосень ніхто не хадзіў.", "be"},
		{"too short", long1, ""},
		{"no words", strings.Repeat("1234 5678 ", 50), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.txt", c.text)
			if a.Language != c.want || a.LanguageInferred != (c.want != "") {
				t.Errorf("got %q, inferred %v; want %q", a.Language, a.LanguageInferred, c.want)
			}
		})
	}
}
