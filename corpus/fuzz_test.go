package corpus_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"

	"golang.org/x/text/unicode/norm"
)

func validText(s string) bool { return utf8.ValidString(s) }

var seeds = []string{
	"Title\n\nOne paragraph. And another sentence.\n\nPhoto: someone\n\nEnd.",
	"Story highlights\n\nA point\n\nSEOUL (AP) —\n\nHe left. She stayed.",
	"# A\n\n*b* [c](d) `e`\n\n- f\n- g\n\n> h\n\n| a | b |\n|---|---|\n| c | d |\n",
	"---\ntitle: x\n---\nText",
	"a slug of words here now\nTitle?\n02:18 - Source: CNN\n\nMr. Smith… He said “No.” left.[3] Yes",
	"\ufeffe\u0301 \u00ad\r\n\u2028x\f",
	strings.Repeat("word, ", 900),
	strings.Repeat("漢字かな。", 200),
	"<div>\n<script>x</script>\n&amp; &#0; &shy;\n</div>\n\n[^1]\n\n[^1]: note",
	"% T\n  u\n% a; b\n\n==a ~~b== c~~ [[d|e]] ![[f]] H~2~O <s>x <del>y</s>\n\n> [!n] t\n> u",
	"Ann Lee reported from Oslo and Bo Ek reported from RomeThe man who left it was not seen again.",
	strings.Repeat("x.)", 300) + strings.Repeat("> ", 40),
}

func FuzzReadText(f *testing.F)     { fuzzRead(f, "a.txt") }
func FuzzReadMarkdown(f *testing.F) { fuzzRead(f, "a.md") }

// fuzzRead reads anything: no panic, and what is read holds together.
func fuzzRead(f *testing.F, name string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := corpus.Read(name, data)
		if err != nil {
			if strings.ContainsRune(err.Error(), '\n') {
				t.Fatalf("error of several lines: %q", err)
			}
			return
		}
		if !utf8.ValidString(a.Text) || !norm.NFC.IsNormalString(a.Text) || strings.ContainsAny(a.Text, "\r\x00\u00ad\ufeff") {
			t.Fatalf("text is not normalised: %q", a.Text)
		}
		if a.Title == "" {
			t.Fatal("no title")
		}
		checkArticle(t, a)
	})
}

func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{"title: x", "authors: [a, b]\npublished: 2017-07", "sources:\n - a\n - {title: b, url: 'https://c.d'}", "titel: x\ntitle: &a x\nurl: *a", "language: pt-BR", "author:\n- name: x\n- [[y]]\ndate: 2022-02-20 14:30\nsource: https://c.d\nTags: z", ": :", "- a", "title:\n\ttab"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, inner string) {
		a, err := corpus.Read("a.md", []byte("---\n"+inner+"\n---\n\nBody text.\n"))
		if err != nil {
			if strings.ContainsRune(err.Error(), '\n') {
				t.Fatalf("error of several lines: %q", err)
			}
			return
		}
		for _, s := range append([]string{a.Title, a.Publisher, a.Published, a.URL, a.Language}, a.Authors...) {
			if s != strings.TrimSpace(s) || strings.ContainsFunc(s, unicode.IsControl) || !utf8.ValidString(s) {
				t.Fatalf("detail %q", s)
			}
		}
		checkArticle(t, a)
	})
}

func FuzzSentences(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "en")
	}
	f.Add("А. С. Пушкин. Он", "ru")
	f.Add("« Non ! » Oui", "fr")
	f.Fuzz(func(t *testing.T, text, language string) {
		if !utf8.ValidString(text) {
			return
		}
		at := 0
		for _, s := range corpus.Sentences(text, language) {
			if s.Start < at || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("sentence %+v after %d in %q", s, at, text)
			}
			if strings.TrimSpace(text[at:s.Start]) != "" || !utf8.ValidString(text[s.Start:s.End]) {
				t.Fatalf("sentence %+v after %d in %q", s, at, text)
			}
			at = s.End
		}
		if strings.TrimSpace(text[at:]) != "" {
			t.Fatalf("%q is in no sentence", text[at:])
		}
	})
}

// FuzzSplit splits articles whose blocks lie anywhere.
func FuzzSplit(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, []byte{0, 10, 1, 20, 2, 30, 0, 255})
	}
	f.Fuzz(func(t *testing.T, text string, shape []byte) {
		if !utf8.ValidString(text) {
			return
		}
		checkArticle(t, &corpus.Article{Text: text, Blocks: shapeBlocks(text, shape)})
	})
}

// shapeBlocks makes blocks of pairs of a kind and a length, on rune boundaries.
func shapeBlocks(text string, shape []byte) []corpus.Block {
	var blocks []corpus.Block
	at := 0
	for i := 0; i+1 < len(shape) && at < len(text); i += 2 {
		end := min(at+int(shape[i+1])*4, len(text))
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end++
		}
		blocks = append(blocks, corpus.Block{Kind: corpus.BlockKind(shape[i] % 3), Start: at, End: end})
		at = end
	}
	return blocks
}
