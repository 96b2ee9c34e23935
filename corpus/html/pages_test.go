package html_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/corpustest"
	"footnote/corpus/html"
)

const (
	navigation = `<nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/business">Business and money</a></li><li><a href="/sport">Sport</a></li></ul></nav>`
	cookies    = `<div id="onetrust-banner" class="cookie-notice" role="alertdialog"><h2>Your privacy</h2><p>We and our 842 partners store and read information on your device, such as cookies, and process personal data, such as addresses, to show advertising that suits you.</p><button>Accept</button></div>`
	share      = `<div class="share-tools"><a href="#">Share on Facebook</a> <a href="#">Tweet</a> <a href="#">Email</a></div>`
	related    = `<aside class="related-content"><h3>Related articles</h3><ul><li><a href="/a">Who pays for the bridges of the county?</a></li><li><a href="/b">The ten best walks along the water</a></li><li><a href="/c">A winter without ice, and what it means</a></li></ul></aside>`
	newsletter = `<div class="newsletter-signup"><h4>Sign up for our newsletter</h4><p>The best of the valley in your inbox every morning.</p><form><input type="email"><button>Subscribe</button></form></div>`
	biography  = `<p class="author-bio">Marta Lindqvist writes about water and those who live by it, and has kept a lock herself for longer than most.</p>`
	comments   = `<section id="comments" class="comments"><h3>12 comments</h3><div class="comment"><p>Great piece, I walked there last year with my dogs, and nobody could tell me who had built it all.</p></div><div class="comment"><p>First of all, the lock is not the oldest one, as everybody who lives here knows very well, and should be repaired soon.</p></div></section>`
	footer     = `<footer class="site-footer"><p>© 2026 The Valley Post. All rights reserved. Registered in the county, number 12345.</p><ul><li><a href="/privacy">Privacy policy</a></li><li><a href="/terms">Terms of use</a></li></ul></footer>`
)

func paragraphs(from, to int) string {
	var b strings.Builder
	for _, p := range prose[from:to] {
		fmt.Fprintf(&b, "<p>%s</p>\n", p)
	}
	return b.String()
}

// sites are ways in which pages are built around the prose.
func sites() map[string]string {
	return map[string]string{
		"news":                  navigation + cookies + `<main><article><h1>The lock</h1>` + share + paragraphs(0, 2) + related + paragraphs(2, 4) + newsletter + paragraphs(4, 5) + share + `</article></main>` + comments + footer,
		"blog":                  `<div id="wrapper"><div id="header">` + navigation + `</div><div id="content"><div class="post"><div class="entry-content">` + paragraphs(0, 5) + `</div>` + share + `</div>` + comments + `</div><div id="sidebar">` + related + newsletter + `</div><div id="footer">` + footer + `</div></div>` + cookies,
		"tables for the layout": `<table width="100%"><tr><td colspan="2">` + navigation + `</td></tr><tr><td width="20%">` + related + `</td><td>` + paragraphs(0, 5) + `</td></tr><tr><td colspan="2">` + footer + `</td></tr></table>`,
		"lines with breaks":     `<div class="nav">` + navigation + `</div><div class="text">` + strings.Join(prose, "<br><br>\n") + `</div>` + related + footer,
		"division a paragraph":  navigation + `<div class="article-body">` + strings.NewReplacer("<p>", `<div class="para">`, "</p>", "</div>").Replace(paragraphs(0, 5)) + `</div>` + related + footer,
		"scattered sections":    cookies + navigation + `<main><section>` + paragraphs(0, 2) + `</section><section>` + paragraphs(2, 4) + `</section><section>` + paragraphs(4, 5) + `</section></main>` + related + newsletter + footer,
		"short":                 navigation + cookies + `<main><article>` + paragraphs(0, 1) + `</article></main>` + related + footer,
		"quoted and listed":     navigation + `<article>` + paragraphs(0, 2) + `<blockquote>` + paragraphs(3, 4) + `</blockquote><ul><li>` + prose[2] + `</li><li>` + prose[4] + `</li></ul></article>` + related + footer,
		"author's biography":    navigation + `<main><article><h1>The lock</h1>` + paragraphs(0, 5) + biography + `</article></main>` + footer,
		"advertising between":   navigation + `<article>` + paragraphs(0, 1) + `<div class="ad-slot advertisement"><span>Advertisement</span></div>` + paragraphs(1, 3) + `<div class="inline-promo"><a href="/x">Read more: the ten best walks along the water</a></div>` + paragraphs(3, 5) + `</article>` + related + footer,
	}
}

// TestSites wants a word F1 of 0.95 on each.
func TestSites(t *testing.T) {
	for name, body := range sites() {
		t.Run(name, func(t *testing.T) {
			want := prose
			switch name {
			case "short":
				want = prose[:1]
			case "quoted and listed":
				want = []string{prose[0], prose[1], prose[3], "• " + prose[2], "• " + prose[4]}
			}
			a := read(t, html.Page{Data: []byte(`<!DOCTYPE html><html lang="en"><head><title>The lock | The Valley Post</title></head><body>` + body + `</body></html>`)})
			got := texts(a, corpus.Paragraph)
			f := corpustest.WordF1(strings.Fields(strings.Join(got, " ")), strings.Fields(strings.Join(want, " ")))
			t.Logf("F1 %.3f", f)
			if f < 0.95 || strings.Contains(strings.Join(got, "\n"), "writes about water") {
				t.Errorf("F1 %.3f:\n%s", f, strings.Join(got, "\n"))
			}
		})
	}
}
