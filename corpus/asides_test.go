package corpus_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus"
)

// news is prose around a line, so that neither the start nor the end of an article explains it.
func news(line string) string {
	return "The minister said on Monday that the talks had gone well and would go on.\n\n" + line +
		"\n\nNobody else wanted to speak about it, and the hall emptied within a few minutes."
}

func TestAsideLines(t *testing.T) {
	for _, line := range []string{
		"02:18 - Source: CNN",
		"(1:02:18) | Source: BBC",
		"Photo: Maria Lopez",
		"Photo credit: Maria Lopez/The Gazette",
		"Image source, Getty Images",
		"Image caption Divers at work in the harbour",
		"Media caption, What happened next",
		"Getty Images",
		"(Reuters)",
		"Soldiers guard the gate. REUTERS/Damir Sagolj",
		"Soldiers guard the gate of the old town. (AP Photo/Wong Maye-E)",
		"Soldiers guard the gate. Kim Hong-Ji/Reuters",
		"Soldiers guard the gate (Photo by Jung Yeon-je/AFP/Getty Images)",
		"FILE PHOTO: A tanker leaves the port of Nampo, July 2016.",
		"FILE - In this May 5, 2016 photo, a tanker leaves the port.",
		"File photo of a tanker",
		"TOPSHOT - This picture taken on May 5, 2016 shows a tanker.",
		"A tanker. / AFP PHOTO / ED JONES",
		"RESTRICTED TO EDITORIAL USE - MANDATORY CREDIT",
		"tanker-nampo-0705.jpg",
		"View of the harbour on Tuesday. Photo by Ed Jones / Andean Press",
		"Memorial flowers at the pier. Photograph: Ed Jones/NPL",
		"Rescue workers embrace on the quay. (AAP: Ed Jones)",
		"[1/3] Police officers stand on the quay. WIRE/Ed Jones",
		"Explore more on these topics",
		"Tags: harbours, tankers",
		"Related Articles",
		"Related: Tankers seen at night",
		"RELATED STORIES:",
		"Read more: Tankers seen at night",
		"READ: Tankers seen at night",
		"Read more",
		"More on this story",
		"You may also like",
		"Most read",
		"Advertisement",
		"ADVERTISEMENT",
		"Story continues below advertisement",
		"Sign up for our morning newsletter.",
		"Sign up here to get The Briefing in your inbox every day",
		"Subscribe to our podcast",
		"Share this article",
		"Share on Facebook",
		"Follow us on Twitter",
		"Follow @gazette",
		"Click here to read the full story",
		"Listen to this article",
		"Watch: Tankers seen at night",
		"Copyright © 2017 The Gazette",
		"© 2017 The Gazette Ltd. All rights reserved.",
		"All rights reserved.",
		"This site uses cookies to improve your experience.",
		"By continuing to use this site you agree to our cookies and privacy policy.",
		"By Brian Holt and Dana McConnell, CNN",
		"Brian Holt reported from Oslo and Dana McConnell reported from Rome",
		"The Associated Press contributed to this report.",
		"Reporting by Brian Holt; Editing by Dana Cole",
		"Updated 1:02 PM ET, Sat July 29, 2017",
		"SEOUL, South Korea (AP) —",
		"Washington CNN  — ",
		"Who speaks for the harbour? Contradictions emerge",
		"Written by Dana McConnell",
		"Follow Harbour Post on Facebook, X and Instagram.",
		"A version of this article appears in print on March 5, 2023, Section MB, Page 1. Order Reprints | Today's Paper | Subscribe",
		"Dana Cole selects her favourite stories in this weekly newsletter.",
		"Press enter or click to view image in full size",
		"Enter your email",
		"2.4K followers",
		"This page was last edited on 2 March 2023, at 10:11 (UTC).",
		"Mr. Moretti's workshop holds 900 machines.Credit...Dana Cole for The Gazette",
		"Getty Images Cars queue at the northern portal of the tunnel",
		"(Dana Cole/The Harbour Post)",
		"The quay on Tuesday. (Dana Cole for The Harbour Post)",
		"Share full article",
		"Sign up to First Edition",
		"Read 12 Comments",
		"Advertisement · Scroll to continue",
		"The Daily Briefing newsletter provides all the news you need. Sign up here.",
		"Thanks for reading Harbour Notes! Subscribe for free to receive new posts.",
		"12 Likes",
		"Artikel teilen",
		"Bild: Bo Ek/dpa/picture alliance",
		"Der neue Kran von Saltby © Bo Ek/dpa",
		"La grúa del puerto.EFE",
		"Para saber más",
		"Cet article est réservé aux abonnés. Il vous reste 70% à découvrir.",
		"Читайте РБК в Telegram",
		"Kommentare (37)",
		"Zur Startseite",
		"Lesen Sie auch: Tanker bei Nacht",
		"Gurken auf einem Markt Foto: Marta Perez",
		"Temps de lecture 5 min.",
		"Article réservé aux abonnés",
		"Lire aussi\u00a0: Les pétroliers de nuit",
		"Retour à l’accueil",
		"Sur le quai, le 18 mars. BENOÎT CASTEL POUR « LE COURRIER »",
		"Más información",
		"Lea también: Petroleros de noche",
		"Fuente de la imagen, Getty Images",
		"Материалы по теме",
		"Читайте также: Танкеры ночью",
		"Что происходит? Объясняем на нашем канале. Подпишись!",
		"Автор фото, Getty Images",
		"Подпись к фото, Танкер в порту",
		"Фото: Сергей Белов / РИА Новости",
		"Пропустить Подкаст и продолжить чтение.",
		"Все права защищены",
	} {
		t.Run(line, func(t *testing.T) {
			for _, name := range []string{"a.txt", "a.md"} {
				a := read(t, name, news(line))
				equal(t, name, linesOf(a, corpus.Aside), []string{strings.TrimSpace(line)})
				if n := len(blocksOf(a, corpus.Paragraph)); n != 2 {
					t.Errorf("%s: %d paragraphs, want 2", name, n)
				}
			}
		})
	}
}

func TestProseIsNoAside(t *testing.T) {
	for _, line := range []string{
		"Reuters reported that the tanker had left.",
		"The tanker had left, according to Reuters.",
		"He works for Getty Images in Seattle, where he sorts pictures by hand.",
		"The photo credit should have named her, the judge said.",
		"Read more books, the librarian told the children.",
		"Related articles of the treaty were struck out in 1994.",
		"He kept one thing of hers. Photo by photo he went through the box.",
		"The council voted (yes: 14).",
		"Tags on the crates named a firm in Rome.",
		"Topics such as tolls were left for the last day.",
		"The alarm rang at 02:18.",
		"At 02:18 - Source: an unnamed officer - the line went dead, the log says.",
		"Watch the water, he said, not the sky.",
		"Follow the money.",
		"Share what you have.",
		"Subscribe to nothing, and you will be disappointed by nothing.",
		"Click here, then drag the box to the right until the red line turns green.",
		"Listen to this!",
		"Copyright was the subject of the third session.",
		"The notice said “all rights reserved”.",
		"We use cookies as bait, the biologist explained.",
		"We baked cookies all afternoon.",
		"“No, ” the official said. “He’s garbage.”",
		"“Why?”",
		"No.",
		"But will it work?",
		"What does a pilot do?",
		"Could the minister have known about Oslo?",
		"Because I could not stop for Death –",
		"John Smith reported from Kabul that the city had fallen.",
		"By noon the streets of Oslo were empty.",
		"Seoul (AP) — The tanker had left before anyone saw it.",
		"Updated figures, published in 2017, show a rise.",
		"More from less: that was the plan, and it failed.",
		"See also how the light falls on the eastern wall.",
		"You might like it.",
		"This site uses a well from the ninth century.",
		"Images: they were all that he had left of her, and he burnt them.",
		"Follow the pilot on Instagram and you will see why.",
		"Getty Images CEO Dana Cole left on Monday.",
		"The two of them (Ann Lee/Bo Ek) would appeal.",
		"A version of this story appeared in print long ago, she said.",
		"Written by Hand, the letter ran to four pages.",
		"Thanks for reading the meters, the company wrote.",
		"THE END OF IT. THE SHIP LEFT FOR THE NORTH",
		"Sign up to the plan, he said, or leave.",
		"The registry shows © 2014 and a name.",
		"Passer la publicité sous silence serait une faute.",
		"Para saber más hay que leer más.",
		"Bild: Ein Mann steht am Pier.",
		"Das Foto: Ein Mann steht am Pier und blickt nach Norden.",
		"Lesen Sie das Buch, bevor Sie urteilen.",
		"Mehr zum Thema wollte er nicht sagen.",
		"Retour à l’accueil glacial de la première année.",
		"Lire aussi les notes, c’est lire deux fois.",
		"Más información no tenía el alcalde.",
		"Читать далее он не стал.",
		"Мой дед говорил: подпишись!",
		"Фото: это всё, что осталось.",
		"234",
	} {
		t.Run(line, func(t *testing.T) {
			for _, name := range []string{"a.txt", "a.md"} {
				a := read(t, name, news(line))
				equal(t, name+" asides", linesOf(a, corpus.Aside), nil)
				quoted := false
				for _, p := range corpus.Split(a) {
					quoted = quoted || strings.Contains(p.Text(), line)
				}
				if !quoted {
					t.Errorf("%s: in no passage; headings %q", name, blocksOf(a, corpus.Heading))
				}
			}
		})
	}
}

func TestAsidesFromTheirSurroundings(t *testing.T) {
	for _, c := range []struct {
		name, text string
		asides     []string
	}{
		{"highlights box", "Story highlights\n\nA tanker left in May\n\n“It was dark,” says one who saw it\n\nThe tanker left in May. Nobody saw it go.",
			[]string{"Story highlights", "A tanker left in May", "“It was dark,” says one who saw it"}},
		{"highlights box with list", "Story highlights\n• A tanker left in May.\n• It was dark.\n\nThe tanker left in May. Nobody saw it go.",
			[]string{"Story highlights", "• A tanker left in May.", "• It was dark."}},
		{"video title and slug above the time", news("tanker nampo night port coal lklv\nWhere did the tanker go?\n04:23 - Source: CNN"),
			[]string{"tanker nampo night port coal lklv", "Where did the tanker go?", "04:23 - Source: CNN"}},
		{"video title and slug as paragraphs", news("tanker nampo night port coal lklv\n\nWhere did the tanker go?\n\n04:23 - Source: CNN"),
			[]string{"tanker nampo night port coal lklv", "Where did the tanker go?", "04:23 - Source: CNN"}},
		{"prose above the time", news("He never came back.\n04:23 - Source: CNN"), []string{"04:23 - Source: CNN"}},
		{"caption above its credit", news("Divers at work in the harbour of Nampo.\n(Photo by Ed Jones/AFP)"),
			[]string{"Divers at work in the harbour of Nampo.", "(Photo by Ed Jones/AFP)"}},
		{"list of links at the end", news("It was late.") + "\n\nRelated Articles\n\nTankers seen at night\n\nWhere is Captain Ro now?",
			[]string{"Related Articles", "Tankers seen at night", "Where is Captain Ro now?"}},
		{"list of topics on lines of one run", news("It was late.") + "\n\nExplore more on these topics\nRail transport\nHarbours\nHealth and safety",
			[]string{"Explore more on these topics", "Rail transport", "Harbours", "Health and safety"}},
		{"topics of a course", "Topics\n\nPhotosynthesis\n\nRespiration\n\nThe first of them takes three weeks, the other two.", nil},
		{"teaser question before a heading", news("Photo: Ed Jones") + "\n\nCould Captain Ro, Jane Doe solve this at sea?\n\nLife ashore\n\nThe captain lives in a small house by the sea.",
			[]string{"Photo: Ed Jones", "Could Captain Ro, Jane Doe solve this at sea?"}},
		{"question with an answer below", news("Photo: Ed Jones") + "\n\nCould Captain Ro have known about it?\n\nYes, he could, since he read the papers every day.",
			[]string{"Photo: Ed Jones"}},
		{"buttons", news("Share\nSave"), []string{"Share", "Save"}},
		{"button and its count", news("Teilen\n234"), []string{"Teilen", "234"}},
		{"buttons as paragraphs", news("1.2K\n\n15\n\nListen\n\nShare"), []string{"1.2K", "15", "Listen", "Share"}},
		{"networks among buttons", news("Facebook\nTweet\nEmail\nLink"), []string{"Facebook", "Tweet", "Email", "Link"}},
		{"list of networks", news("Facebook\nTwitter\nTelegram"), nil},
		{"button below a date", news("Fri 3 May 2024 09.14 BST\nShare"), []string{"Share"}},
		{"verse below a date", news("3 May 2024\nListen\nto the water under the boards"), nil},
		{"promotion", news("skip past newsletter promotion\n\nOur morning email tells what happens.\n\nFree daily newsletter\nafter newsletter promotion"),
			[]string{"skip past newsletter promotion", "Our morning email tells what happens.", "Free daily newsletter", "after newsletter promotion"}},
		{"menu", news("Skip to content\nMenu\nSections\nSign in"), []string{"Skip to content", "Menu", "Sections", "Sign in"}},
		{"how long it is to listen to", news("Listen to this article\n4 min"), []string{"Listen to this article", "4 min"}},
		{"box that a click opens", news("Quick Guide\nHarbours of the north\nShow"), []string{"Quick Guide", "Harbours of the north", "Show"}},
		{"word above a picture", news("Image\nA tanker.Credit...Dana Cole"), []string{"Image", "A tanker.Credit...Dana Cole"}},
		{"one word", news("Share\n\nNobody shared it, since nobody had it, as far as we can tell."), nil},
		{"stanzas", news("Listen\nto the water under the boards\n\nFollow\nthe gulls, they know"), nil},
		{"table by columns", news("Prep\n20 min\nCook\n40 min\nServes\n4"), nil},
		{"source above the caption", news("Getty Images A tanker leaves the port of Nampo\nThe tanker on Monday. Some 40 leave every day"),
			[]string{"Getty Images A tanker leaves the port of Nampo", "The tanker on Monday. Some 40 leave every day"}},
		{"caption below its credit", news("© Фото : Институт / Анна Ли\nТанкер под водой"), []string{"© Фото : Институт / Анна Ли", "Танкер под водой"}},
		{"prose below a credit", news("Photo: Ann Lee\nNobody saw the tanker leave the port of Nampo."), []string{"Photo: Ann Lee"}},
		{"caption and a name in capitals", news("Photo: Ann Lee\n\nUn petrolero deja el puerto, el sábado.\nANTONIO GARCÍA"),
			[]string{"Photo: Ann Lee", "Un petrolero deja el puerto, el sábado.", "ANTONIO GARCÍA"}},
		{"verse below a credit", news("Photo: Ann Lee\n\nThe old king sat upon his throne\nGOD SAVE THE KING"), []string{"Photo: Ann Lee"}},
		{"whom to ask", news("Más información\n\nAyuntamiento de Nampo, 91 234 56 78"), []string{"Más información"}},
		{"signature that repeats the byline", "Le port est vide\nPar Claire Aubenas (Nampo, envoyée spéciale)\n\n" + news("Photo: Ann Lee") + "\n\nClaire Aubenas (Nampo, envoyée spéciale)",
			[]string{"Par Claire Aubenas (Nampo, envoyée spéciale)", "Photo: Ann Lee", "Claire Aubenas (Nampo, envoyée spéciale)"}},
		{"signature without a byline", news("Photo: Ann Lee") + "\n\nClaire Aubenas", []string{"Photo: Ann Lee"}},
		{"letter and its signature", news("I have never seen so many gulls on the pier.\nANTONIO GARCÍA"), nil},
		{"list of links in another language", news("Mehr zum Thema\nTanker bei Nacht\nEin Interview von Ann Lee"),
			[]string{"Mehr zum Thema", "Tanker bei Nacht", "Ein Interview von Ann Lee"}},
		{"podcast", news("Пропустить Подкаст и продолжить чтение.\nПодкаст\nЧто это было?"),
			[]string{"Пропустить Подкаст и продолжить чтение.", "Подкаст", "Что это было?"}},
		{"links of a wiki", news("See also[edit]\nHarbour of Rome\nList of harbours\n\nReferences[edit]"), []string{"See also[edit]", "Harbour of Rome", "List of harbours", "[edit]"}},
		{"byline that runs into the next article", "It was late and nobody came.\n\nAnn Lee reported from Oslo and Bo McEk reported from Hong KongThe man who left the harbour that night was not seen again.",
			[]string{"Ann Lee reported from Oslo and Bo McEk reported from Hong Kong"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.txt", c.text)
			equal(t, "asides", linesOf(a, corpus.Aside), c.asides)
			checkArticle(t, a)
		})
	}
}

// realArticles is where two texts of news sites stand that show what their pages leave behind.
const realArticles = "../../shared/articles"

func readReal(t *testing.T, pattern string) *corpus.Article {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(realArticles, pattern))
	if err != nil || len(names) != 1 {
		t.Skipf("%s is not here: %v", filepath.Join(realArticles, pattern), err)
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return read(t, names[0], string(data))
}

// TestRealArticles holds the line between furniture and prose on real pages: these lines are asides, these are
// headings, and every other line is in a passage.
func TestRealArticles(t *testing.T) {
	for _, c := range []struct {
		pattern    string
		headings   []string
		asides     []string // how the lines start
		paragraphs int
	}{
		{"000_*.txt", []string{"Office 39", "‘Hundreds of fishing boats’", "Going after China", "Life after defection"}, []string{
			"Story highlights",
			"Ri Jong Ho defected from North Korea in 2014",
			"He says he used to work for",
			"Washington CNN",
			"north korea kim jong un icbm",
			"What is North Korea's mysterious",
			"02:18 - Source: CNN",
			"TOPSHOT - This picture",
			"South Korea and the United States fired off missiles",
			"/         (Photo credit",
			"What can the U.S. do about",
			"04:23 - Source: CNN",
			"Who speaks for the United States",
			"Could Donald Trump, Kim Jong Un",
			"Look inside would-be assassin's",
			"02:50 - Source: CNN",
			"Brian Todd and Dugald McConnell reported from",
		}, 38},
		{"001_*.txt", nil, []string{"Related Articles"}, 11},
	} {
		t.Run(c.pattern, func(t *testing.T) {
			a := readReal(t, c.pattern)
			md := read(t, "a.md", a.Text)
			equal(t, "asides as Markdown", linesOf(md, corpus.Aside), linesOf(a, corpus.Aside))
			checkArticle(t, a)
			equal(t, "headings", blocksOf(a, corpus.Heading), c.headings)
			asides := linesOf(a, corpus.Aside)
			if len(asides) != len(c.asides) {
				t.Fatalf("%d asides, want %d: %q", len(asides), len(c.asides), asides)
			}
			for i, line := range asides {
				if !strings.HasPrefix(line, c.asides[i]) {
					t.Errorf("aside %q, want %q…", line, c.asides[i])
				}
			}
			if n := len(blocksOf(a, corpus.Paragraph)); n != c.paragraphs {
				t.Errorf("%d paragraphs, want %d", n, c.paragraphs)
			}
			checkQuoted(t, a)
			if a.Language != "en" || !a.LanguageInferred || !a.TitleInferred || a.Publisher != "" || a.Published != "" || a.Authors != nil {
				t.Errorf("details %+v", a.Details)
			}
		})
	}
}

// checkQuoted fails if a line that is neither heading nor aside is not in a passage.
func checkQuoted(t *testing.T, a *corpus.Article) {
	t.Helper()
	left := map[string]bool{}
	for _, line := range append(linesOf(a, corpus.Aside), blocksOf(a, corpus.Heading)...) {
		left[line] = true
	}
	var quoted strings.Builder
	for _, p := range corpus.Split(a) {
		quoted.WriteString(p.Text() + "\n")
	}
	for line := range strings.Lines(a.Text) {
		if line = strings.TrimSpace(line); !left[line] && !strings.Contains(quoted.String(), line) {
			t.Errorf("in no passage: %q", line)
		}
	}
}
