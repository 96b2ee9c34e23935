package corpus_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/corpus"
)

// sentence is a sentence of n words.
func sentence(n int) string { return "W" + strings.Repeat(" word", n-1) + "." }

// prose is a paragraph of sentences of the given lengths in words.
func prose(lengths ...int) string {
	var list []string
	for _, n := range lengths {
		list = append(list, sentence(n))
	}
	return strings.Join(list, " ")
}

// lengths are the lengths of an article's passages in words.
func lengths(a *corpus.Article) []int {
	var list []int
	for _, p := range corpus.Split(a) {
		list = append(list, len(strings.Fields(p.Text())))
	}
	return list
}

func TestPassageLengths(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		want []int
	}{
		{"one paragraph", prose(20, 30), []int{50}},
		{"two paragraphs that fit", prose(50) + "\n\n" + prose(50), []int{100}},
		{"two that do not", prose(70) + "\n\n" + prose(70), []int{70, 70}},
		{"a short one goes to its neighbour", prose(100) + "\n\n" + prose(4) + "\n\n" + prose(60), []int{100, 64}},
		{"even rather than full", prose(30, 30) + "\n\n" + prose(40) + "\n\n" + prose(20) + "\n\n" + prose(80), []int{100, 100}},
		{"a long paragraph", prose(20, 20, 20, 20, 20, 20, 20, 20), []int{80, 80}},
		{"a longer one", prose(50, 50, 50, 50, 50), []int{50, 100, 100}},
		{"a long sentence", prose(300), []int{300}},
		{"a long sentence among others", prose(20, 300, 20), []int{20, 300, 20}},
		{"a thousand words", strings.Repeat("word ", 999) + "end.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := read(t, "a.txt", c.text)
			checkArticle(t, a)
			got := lengths(a)
			if c.want != nil && fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			for _, n := range got {
				if c.want == nil && (n < 40 || n > 180) {
					t.Errorf("got %v", got)
				}
			}
		})
	}
}

func TestLocators(t *testing.T) {
	a := read(t, "a.md", "# The title\n\n"+prose(10)+"\n\n## First\n\n"+prose(70)+"\n\n"+prose(50, 50, 50)+"\n\nPhoto: Ed Jones\n\n"+prose(90)+"\n\n### Deep\n\n"+prose(30)+"\n")
	var got []string
	for _, p := range corpus.Split(a) {
		got = append(got, fmt.Sprintf("%q %d", p.Locator.Section, p.Locator.Paragraph))
	}
	equal(t, "locators", got, []string{`"" 1`, `"First" 2`, `"First" 3`, `"First" 3`, `"First" 4`, `"Deep" 5`})
}

// TestLocatorOfWords: each paragraph of a passage is counted, in the order of the article, but no blank one.
func TestLocatorOfWords(t *testing.T) {
	text := "Ash. Beech.\n\nElm.\n\n \n\nFir."
	a := &corpus.Article{Text: text, Blocks: []corpus.Block{{Start: 0, End: 11}, {Start: 13, End: 17}, {Start: 19, End: 20}, {Start: 22, End: 26}}}
	passages := corpus.Split(a)
	if len(passages) != 1 {
		t.Fatalf("%d passages", len(passages))
	}
	var got []string
	for _, s := range passages[0].Sentences {
		got = append(got, fmt.Sprintf("%s %d", text[s.Start:s.End], passages[0].LocatorAt(s.Start).Paragraph))
	}
	equal(t, "paragraphs", got, []string{"Ash. 1", "Beech. 1", "Elm. 2", "Fir. 3"})
	long := corpus.Split(read(t, "a.md", prose(20)+"\n\n"+prose(50, 50, 50)+"\n"))
	for _, p := range long {
		if at := p.LocatorAt(p.Start); at != p.Locator {
			t.Errorf("a passage that starts at %d, within a paragraph, stands at %+v, its first words at %+v", p.Start, p.Locator, at)
		}
	}
}

func TestPassagesEndWithThePage(t *testing.T) {
	text := "One. Two.\n\nThree."
	a := &corpus.Article{Text: text, Blocks: []corpus.Block{
		{Start: 0, End: 4, Page: "i"}, {Start: 5, End: 9, Page: "ii"}, {Start: 11, End: 17, Page: "ii"},
	}}
	var got []string
	for _, p := range corpus.Split(a) {
		got = append(got, p.Locator.Page+" "+p.Text())
	}
	equal(t, "passages", got, []string{"i One.", "ii Two.\n\nThree."})
}

func TestListStaysWithItsIntroduction(t *testing.T) {
	a := read(t, "a.md", prose(80)+"\n\nThere are two ways to do it:\n\n- "+prose(30)+"\n- "+prose(30)+"\n")
	passages := corpus.Split(a)
	if len(passages) != 2 || !strings.HasPrefix(passages[1].Text(), "There are two ways to do it:\n\n• W") {
		t.Errorf("passages of %v words", lengths(a))
	}
}

// TestSentencesAreKeptWhole: short sentences are in one passage each, whatever the paragraphs.
func TestSentencesAreKeptWhole(t *testing.T) {
	var text strings.Builder
	for i := range 300 {
		text.WriteString(sentence(5 + i*7%60))
		text.WriteString([]string{" ", " ", "\n\n"}[i%3])
	}
	a := read(t, "a.txt", text.String())
	checkArticle(t, a)
	n := 0
	for _, p := range corpus.Split(a) {
		n += len(p.Sentences)
		if words := len(strings.Fields(p.Text())); words > 120 {
			t.Errorf("%d words", words)
		}
	}
	if n != 300 {
		t.Errorf("%d sentences, want 300", n)
	}
}

func TestScriptsWithoutSpaces(t *testing.T) {
	a := read(t, "a.txt", strings.Repeat("我们住在港口附近的一座小房子里。", 60))
	checkArticle(t, a)
	if got := len(corpus.Split(a)); got < 4 {
		t.Errorf("%d passages of %d characters", got, 60*16)
	}
}
