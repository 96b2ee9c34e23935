package html_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/corpustest"
	"footnote/corpus/html"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// prose are the paragraphs of the pages in these tests.
var prose = []string{
	"The canal was dug between 1891 and 1896 by four thousand labourers, most of whom had come from the hill villages in the north, where two harvests had failed.",
	"Its first lock still works. It is opened by hand every morning at six, when the boats with vegetables arrive, and closed again when the market is over.",
	"Engineers say that the western wall, which leans by eleven centimetres, will have to be replaced before the end of the decade; the town has put aside a third of the money.",
	"“We know every stone of it,” said Marta Lindqvist, who keeps the lock as her father and her grandfather did. “What we do not know is who will keep it after us.”",
	"Traffic on the canal has grown for nine years in a row. Last year 2,310 boats passed the lock, of which more than half carried goods that used to go by road.",
}

// page puts the prose into a page with everything around it that such pages have.
func page(head, before string) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">` + head + `</head><body>
<div id="cookie-banner" class="cookie-consent" role="dialog"><p>We and our 842 partners store cookies, to show you advertising, and to measure it.</p><button>Accept all</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div class="layout"><main><article class="story-body">` + before)
	for i, p := range prose {
		fmt.Fprintf(&b, "<p>%s</p>\n", p)
		if i == 1 {
			b.WriteString(`<figure><img src="lock.jpg" alt="A lock"><figcaption>The lock in spring.</figcaption></figure><h2>What it costs</h2>`)
		}
	}
	b.WriteString(`</article></main><aside class="sidebar related"><h3>Related articles</h3><ul>
<li><a href="/a">Bridges: who pays for the bridges of the county?</a></li><li><a href="/b">The ten best walks along the water</a></li></ul></aside></div>
<section class="comments"><h3>Comments</h3><p>First! Great piece, thanks.</p></section>
<footer><p>© 2026 The Valley Post. All rights reserved. <a href="/privacy">Privacy</a></p></footer><script>var x = "not text";</script></body></html>`)
	return b.String()
}

func read(t *testing.T, p html.Page) *corpus.Article {
	t.Helper()
	d, err := html.Read(p)
	if err != nil {
		t.Fatal(err)
	}
	a, err := corpus.NewArticle("page.html", d.Details, d.Parts)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// texts are an article's blocks of one kind.
func texts(a *corpus.Article, kind corpus.BlockKind) []string {
	var list []string
	for _, b := range a.Blocks {
		if b.Kind == kind {
			list = append(list, a.Text[b.Start:b.End])
		}
	}
	return list
}

func TestMainText(t *testing.T) {
	a := read(t, html.Page{Data: []byte(page("<title>The lock</title>", "<h1>The lock</h1>"))})
	if got := texts(a, corpus.Paragraph); !slices.Equal(got, prose) {
		t.Errorf("paragraphs %q", got)
	}
	if got := texts(a, corpus.Aside); !slices.Equal(got, []string{"The lock in spring."}) {
		t.Errorf("asides %q", got)
	}
	if !slices.Contains(texts(a, corpus.Heading), "What it costs") {
		t.Errorf("headings %q", texts(a, corpus.Heading))
	}
}

// TestStruck: Readability keeps no styles.
func TestStruck(t *testing.T) {
	const first = `<p>The fee is <span style="text-decoration: line-through">40</span> <del>50</del> 55 euros a year for members who have rowed on the canal before.</p>`
	a := read(t, html.Page{Data: []byte(page("", "<h1>The <s>old</s> new lock</h1>"+first))})
	if a.Title != "The new lock" {
		t.Errorf("title %q", a.Title)
	}
	if got := texts(a, corpus.Paragraph)[0]; got != "The fee is 55 euros a year for members who have rowed on the canal before." {
		t.Errorf("%q", got)
	}
}

// TestBreaks: two line breaks divide paragraphs, and a link back is none.
func TestBreaks(t *testing.T) {
	text := "<html><body><center>The lock</center><br><br>\n" + strings.Join(prose, "<br><br>\n") + "<br><br>\n<a href=\"/\">Retour à l'accueil</a></body></html>"
	a := read(t, html.Page{Data: []byte(text)})
	if got := texts(a, corpus.Paragraph); !slices.Equal(got, prose) {
		t.Errorf("paragraphs %q", got)
	}
}

// TestWordF1 measures the words found against the words of the article in pages of several shapes.
func TestWordF1(t *testing.T) {
	want := strings.Fields("What it costs " + strings.Join(prose, " "))
	for _, c := range []struct{ name, from, to string }{
		{"article element", "", ""},
		{"divisions only", "article", "div"},
		{"one column of divisions", "<aside class=\"sidebar related\"", "<div class=\"teasers\""},
		{"breaks in place of paragraphs", "</p>\n<p>", "<br><br>\n"},
		{"sections", "<main>", "<section><section><section>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := page("<title>The lock</title>", "<h1>The lock</h1>")
			if c.from != "" {
				text = strings.ReplaceAll(text, c.from, c.to)
			}
			a := read(t, html.Page{Data: []byte(text)})
			got := strings.Fields(strings.Join(append(texts(a, corpus.Paragraph), "What it costs"), " "))
			if f := corpustest.WordF1(got, want); f < 0.95 {
				t.Errorf("F1 %.3f: %q", f, got)
			}
		})
	}
}

func TestDetails(t *testing.T) {
	const jsonLD = `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Site"},
		{"@type":["NewsArticle"],"headline":"The lock &amp; its keeper","author":[{"@type":"Person","name":"Ann Lee"},{"name":"Bo Ek"}],
		"publisher":{"name":"The Valley Post"},"datePublished":"2017-07-12T23:30:00-07:00","url":"https://valley.example/lock","inLanguage":"fr"}]}</script>`
	const openGraph = `<meta property="og:title" content="The lock | Valley Post"><meta property="og:site_name" content="Valley Post">
		<meta property="og:url" content="https://valley.example/og"><meta property="article:published_time" content="2016-02-03T04:05:06Z">
		<meta name="author" content="By Cy Orr and Di Poe">`
	for _, c := range []struct {
		name, head, before, url string
		want                    corpus.Details
	}{
		{"JSON-LD before all", jsonLD + openGraph, "", "", corpus.Details{
			Title: "The lock & its keeper", Authors: []string{"Ann Lee", "Bo Ek"}, Publisher: "The Valley Post",
			Published: "2017-07-12", URL: "https://valley.example/og", Language: "en"}},
		{"OpenGraph and meta", openGraph, "", "", corpus.Details{
			Title: "The lock", Authors: []string{"Cy Orr", "Di Poe"}, Publisher: "Valley Post", Published: "2016-02-03",
			URL: "https://valley.example/og", Language: "en"}},
		{"canonical link, relative", `<title>The lock</title><link rel="canonical" href="/lock">`, "", "https://valley.example/lock?utm_source=x", corpus.Details{
			Title: "The lock", URL: "https://valley.example/lock", Language: "en"}},
		{"byline and time", `<title>The lock - Valley Post</title><meta name="application-name" content="Valley Post">`,
			`<p class="byline">By <a href="/x">Ann Lee</a>, Bo Ek</p><time datetime="2015-01-02">2 January</time>`, "", corpus.Details{
				Title: "The lock", Authors: []string{"Ann Lee", "Bo Ek"}, Publisher: "Valley Post", Published: "2015-01-02", Language: "en"}},
		{"citation elements", `<meta name="citation_title" content="On locks"><meta name="citation_author" content="Lee, Ann"><meta name="citation_author" content="Ek, Bo">
			<meta name="citation_publication_date" content="2011/03"><meta name="citation_journal_title" content="Journal of Locks">`, "", "", corpus.Details{
			Title: "On locks", Authors: []string{"Lee, Ann", "Ek, Bo"}, Publisher: "Journal of Locks", Published: "2011-03", Language: "en"}},
		{"nothing made up", `<meta name="author" content="https://valley.example/ann"><meta property="article:published_time" content="yesterday">
			<meta property="article:modified_time" content="2020-01-01"><link rel="canonical" href="javascript:alert(1)"><script type="application/ld+json">{"@type":</script>`, "", "", corpus.Details{
			Title: "page", TitleInferred: true, Language: "en"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, html.Page{Data: []byte(page(c.head, c.before)), URL: c.url})
			if got, want := fmt.Sprintf("%+v", a.Details), fmt.Sprintf("%+v", c.want); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if slices.ContainsFunc(texts(a, corpus.Paragraph), func(s string) bool { return strings.Contains(s, "Ann Lee") }) {
				t.Errorf("the byline is quoted: %q", texts(a, corpus.Paragraph))
			}
		})
	}
}

// TestBylines: an opening paragraph that repeats the authors or the date is not the article's.
func TestBylines(t *testing.T) {
	const head = `<meta property="og:title" content="The lock"><meta name="author" content="Eva Zumthor"><meta property="og:site_name" content="Valley Post">
		<meta property="article:published_time" content="2022-07-09T06:30:00Z">`
	for _, c := range []struct {
		name, before string
		asides       []string
	}{
		{"how long it takes to read", "<p>By Eva Zumthor · July 9, 2022 · 6 minute read</p>", []string{"By Eva Zumthor · July 9, 2022 · 6 minute read"}},
		{"German, with place and label", "<p>Natur</p><p>Von Eva Zumthor, Winterthur</p><p>9. Juli 2022</p>", []string{"Natur", "Von Eva Zumthor, Winterthur", "9. Juli 2022"}},
		{"French", "<p>Par Eva Zumthor</p><p>Publié le 9 juillet 2022 à 05h30</p>", []string{"Par Eva Zumthor", "Publié le 9 juillet 2022 à 05h30"}},
		{"Spanish", "<p>Por Eva Zumthor</p><p>9 de julio de 2022</p>", []string{"Por Eva Zumthor", "9 de julio de 2022"}},
		{"Russian", "<p>Автор: Eva Zumthor</p><p>9 июля 2022 года</p>", []string{"Автор: Eva Zumthor", "9 июля 2022 года"}},
		{"another day", "<p>Von Eva Zumthor</p><p>3. Juli 2022</p>", []string{"Von Eva Zumthor"}},
		{"a sentence", "<p>Eva Zumthor reads for six minutes.</p>", nil},
		{"a note", "<p>Von Eva Zumthor stammt der Text.</p>", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, html.Page{Data: []byte(page(head, c.before))})
			got := slices.DeleteFunc(texts(a, corpus.Aside), func(s string) bool { return s == "The lock in spring." })
			if !slices.Equal(got, c.asides) {
				t.Errorf("asides %q, want %q", got, c.asides)
			}
		})
	}
}

// TestEncodings: what a browser can read, Read can.
func TestEncodings(t *testing.T) {
	const russian = "Канал прорыли между 1891 и 1896 годами четыре тысячи рабочих, большинство из которых пришли из северных деревень, где два года подряд не было урожая. Первый шлюз работает до сих пор. Его открывают вручную каждое утро в шесть часов."
	const japaneseText = "運河は一八九一年から一八九六年にかけて、四千人の労働者によって掘られた。最初の水門は今でも動いており、毎朝六時に手で開けられる。市場が終わると、また閉じられる。"
	koi, _ := charmap.KOI8R.NewEncoder().String(russian)
	windows, _ := charmap.Windows1251.NewEncoder().String(russian)
	sjis, _ := japanese.ShiftJIS.NewEncoder().String(japaneseText)
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("<html><body><p>" + russian + "</p></body></html>")
	latin, _ := charmap.Windows1252.NewEncoder().String("Le café “Évêché” était fermé à Noël, où les élèves s’étaient réunis.")
	for _, c := range []struct{ name, data, contentType, want string }{
		{"declared by the page", `<html><head><meta charset="koi8-r"></head><body><p>` + koi + "</p></body></html>", "", russian},
		{"declared by the server", "<html><body><p>" + windows + "</p></body></html>", "text/html; charset=windows-1251", russian},
		{"not declared, Cyrillic", "<html><body><p>" + windows + "</p></body></html>", "", russian},
		{"not declared, Japanese", "<html><body><p>" + sjis + "</p></body></html>", "", japaneseText},
		{"not declared, UTF-8", "<html><body><p>" + russian + "</p></body></html>", "", russian},
		{"falsely declared as UTF-8", `<html><head><meta charset="utf-8"></head><body><p>` + windows + "</p></body></html>", "", russian},
		{"UTF-16", wide, "", russian},
		{"not declared, Latin", "<html><body><p>" + latin + "</p></body></html>", "", "Le café “Évêché” était fermé à Noël, où les élèves s’étaient réunis."},
		{"NUL bytes", "<html><body><p>" + strings.ReplaceAll(russian, " ", " \x00") + "</p></body></html>", "", russian},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, html.Page{Data: []byte(c.data), ContentType: c.contentType})
			if got := strings.Join(texts(a, corpus.Paragraph), " "); got != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestHostile: each is refused or read; none takes long.
func TestHostile(t *testing.T) {
	for _, c := range []struct{ name, data, problem string }{
		{"too large", strings.Repeat("<div>", 10<<20/5), "is too large for a web page: 10 MiB, the limit is 3 MiB"},
		{"deep nesting", strings.Repeat("<div>", 5000) + "x", "nests its elements more than 512 deep"},
		{"too many elements", strings.Repeat("<i>x</i>", maxElements+1), "has more than 60000 elements"},
		{"empty", "", "has no text"},
		{"nothing but markup", "<html><head><title>x</title></head><body><script>x</script><p> </p></body></html>", "has no text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := html.Read(html.Page{Data: []byte(c.data)})
			if err == nil || !strings.Contains(err.Error(), c.problem) {
				t.Errorf("error %v, want %q", err, c.problem)
			}
		})
	}
}

const maxElements = 60_000

func FuzzRead(f *testing.F) {
	f.Add([]byte(page("<title>x</title>", "")), "")
	f.Add([]byte(`<table><tr><td>a<td>b</table><ol start=3><li>x<li><p>y<p>z</ol><pre> a
 b</pre><ruby>a<rt>b</ruby>`), "text/html; charset=koi8-r")
	f.Add([]byte(`<script type="application/ld+json">[{"@type":"Article","author":[[]],"headline":1}]</script><base href="//x">`), "")
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00x\x00"), "")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		d, err := html.Read(html.Page{Data: data, ContentType: contentType, URL: "https://a.example/b"})
		if err != nil {
			if strings.ContainsRune(err.Error(), '\n') {
				t.Fatalf("error of several lines: %q", err)
			}
			return
		}
		again, err := html.Read(html.Page{Data: data, ContentType: contentType, URL: "https://a.example/b"})
		if err != nil || !reflect.DeepEqual(again, d) {
			t.Fatalf("read again: %v\n%+v\n%+v", err, d, again)
		}
		a, err := corpus.NewArticle("x.html", d.Details, d.Parts)
		if err != nil {
			return // nothing but control characters
		}
		at := 0
		for _, b := range a.Blocks {
			if b.Start < at || b.End < b.Start || b.End > len(a.Text) {
				t.Fatalf("block %+v after %d in %d bytes", b, at, len(a.Text))
			}
			at = b.End
		}
		if !utf8.ValidString(a.Text) || !utf8.ValidString(a.Title) {
			t.Fatalf("text %q", a.Text)
		}
		corpus.Split(a)
	})
}
