package anchor_test

import (
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/anchor"
)

const address = "https://gazette.example/veldring"

const towns = "# Towns\n\nAlpha is a town. It has a bell, a well-kept quay & 3 inns.\n\nBeta is a town. It has a bell, too.\n\n" +
	"A long paragraph follows, which tells in many words how the two towns came to be, who founded them and why, what they " +
	"lived on in the beginning and what they lived on later, which of the two was the richer one in which of the centuries, and " +
	"how it came about that neither is a town today, though both have kept their bells, their quays and a number of their inns.\n\n" +
	"Море шумит. 大雨停了，桥还在。\n"

func TestLink(t *testing.T) {
	a := article(t, "towns.md", towns)
	for _, c := range []struct {
		name, url, part string
		limit           int
		want            string
	}{
		{"exact", address, "which of the two was the richer", 0, "#:~:text=which%20of%20the%20two%20was%20the%20richer"},
		{"dash, comma and ampersand", address, "a bell, a well-kept quay & 3 inns", 0, "#:~:text=a%20bell%2C%20a%20well%2Dkept%20quay%20%26%203%20inns"},
		{"few words get context", address, "founded them", 0, "#:~:text=to%20be%2C%20who-,founded%20them,-and%20why%2C%20what"},
		{"what stands twice gets context", address, "It has a bell", 0, "#:~:text=is%20a%20town.-,It%20has%20a%20bell,-%2C%20a%20well%2Dkept"},
		{"a cut word is taken in whole", address, "ich of the two was the rich", 0, "#:~:text=which%20of%20the%20two%20was%20the%20richer"},
		{"white space at the ends is not", address, " which of the two was ", 0, "#:~:text=which%20of%20the%20two%20was"},
		{"over two blocks", address, "has a bell, a well-kept quay & 3 inns.\n\nBeta is a town. It has a bell, too.", 0, "#:~:text=has%20a%20bell%2C%20a%20well%2Dkept%20quay,town.%20It%20has%20a%20bell%2C%20too."},
		{"300 characters and more", address, long(a), 0, "#:~:text=A%20long%20paragraph%20follows%2C%20which%20tells,and%20a%20number%20of%20their%20inns."},
		{"other scripts", address, "Море шумит. 大雨停了", 0, "#:~:text=of%20their%20inns.-,%D0%9C%D0%BE%D1%80%D0%B5%20%D1%88%D1%83%D0%BC%D0%B8%D1%82.%20%E5%A4%A7%E9%9B%A8%E5%81%9C%E4%BA%86,-%EF%BC%8C%E6%A1%A5%E8%BF%98%E5%9C%A8%E3%80%82"},
		{"a range where the exact text does not fit", address, "which of the two was the richer one in which of the centuries, and how it came about", 110, "#:~:text=which%20of%20the%20two,how%20it%20came%20about"},
		{"no room for a fragment", address, "which of the two was the richer", 60, ""},
		{"the address has a fragment", address + "#history", "which of the two was", 0, ":~:text=which%20of%20the%20two%20was"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := *a
			b.URL = c.url
			if got := anchor.Link(&b, spanOf(t, b.Text, c.part), c.limit); got != c.url+c.want {
				t.Errorf("got  %s\nwant %s", got, c.url+c.want)
			}
		})
	}
}

// long is the long paragraph.
func long(a *corpus.Article) string {
	for _, b := range a.Blocks {
		if b.End-b.Start > 300 {
			return a.Text[b.Start:b.End]
		}
	}
	return ""
}

func TestLinkAddresses(t *testing.T) {
	for _, c := range []struct {
		name, url string
		limit     int
		want      string
	}{
		{"none", "", 0, ""},
		{"a file", "file:///etc/passwd", 0, ""},
		{"a script", "javascript:alert(1)", 0, ""},
		{"no host", "https:///x", 0, ""},
		{"white space in it", "https://a.example/ b", 0, ""},
		{"too long by itself", address, 20, ""},
		{"http", "http://a.example", 0, "http://a.example#:~:text=which%20of%20the%20two"},
		{"empty fragment", "https://a.example/#", 0, "https://a.example/#:~:text=which%20of%20the%20two"},
		{"text fragment of its own", "https://a.example/#top:~:text=town", 0, "https://a.example/#top:~:text=which%20of%20the%20two"},
		{"nothing but a text fragment", "https://a.example/#:~:text=town", 0, "https://a.example/#:~:text=which%20of%20the%20two"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := article(t, "towns.md", towns)
			a.URL = c.url
			if got := anchor.Link(a, spanOf(t, a.Text, "which of the two"), c.limit); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestLinksOfTheExamples follows the links to all passages and sentences of the examples.
func TestLinksOfTheExamples(t *testing.T) {
	c, err := corpus.Examples()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Passages {
		a := *p.Article
		a.URL = address
		for _, s := range append(p.Sentences, corpus.Span{Start: p.Start, End: p.End}) {
			link := anchor.Link(&a, s, 512)
			if link == address {
				t.Errorf("%s: no fragment for %q", a.Source, a.Text[s.Start:s.End])
				continue
			}
			if got := follow(t, a.Text, link); got != s {
				t.Errorf("%s: %s leads to %q, want %q", a.Source, link, a.Text[got.Start:got.End], a.Text[s.Start:s.End])
			}
		}
	}
}

// FuzzLink: a link with a fragment leads a browser to a place that holds the span, and no link is longer than allowed.
func FuzzLink(f *testing.F) {
	f.Add(towns, 10, 40, 512)
	f.Add("a a a a a a a a a b a a a", 2, 5, 0)
	f.Add("x, y - z & x, y", 3, 6, 80)
	f.Add("a a a a a/T a DDDDDa D", 2, 9, 0)
	f.Add("大雨停了，桥还在。大雨停了，桥还在。", 0, 12, 300)
	f.Fuzz(func(t *testing.T, text string, start, end, limit int) {
		if len(text) > 5000 {
			return
		}
		a, err := corpus.Read("a.txt", []byte(text))
		if err != nil {
			return
		}
		span, ok := spanIn(a.Text, start, end)
		if !ok {
			return
		}
		a.URL = address
		link := anchor.Link(a, span, limit)
		if limit > 0 && utf8.RuneCountInString(link) > limit || link != "" && !strings.HasPrefix(link, address) {
			t.Fatalf("link %q, limit %d", link, limit)
		}
		if link == "" || link == address {
			return
		}
		want := a.Text[span.Start:span.End]
		if got := follow(t, a.Text, link); strings.TrimSpace(want) != "" && !covers(got, trimmed(a.Text, span)) {
			t.Fatalf("%s leads to %v %q, want %v %q in %q", link, got, a.Text[got.Start:got.End], span, want, a.Text)
		}
	})
}

func covers(outer, inner corpus.Span) bool {
	return outer.Start <= inner.Start && inner.End <= outer.End
}

func trimmed(text string, s corpus.Span) corpus.Span {
	part := text[s.Start:s.End]
	left := len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	return corpus.Span{Start: s.Start + left, End: s.Start + len(strings.TrimRightFunc(part, unicode.IsSpace))}
}

// follow does what a browser does with a text fragment: it looks for the first start on word boundaries that has the
// prefix before it and, for an exact text, the suffix behind it, and then for the first end that has the suffix.
func follow(t *testing.T, text, link string) corpus.Span {
	t.Helper()
	_, fragment, found := strings.Cut(link, ":~:text=")
	if !found {
		t.Fatalf("%q has no text fragment", link)
	}
	var prefix, suffix string
	var terms []string
	for part := range strings.SplitSeq(fragment, ",") {
		decoded, err := url.PathUnescape(strings.Trim(part, "-"))
		switch {
		case err != nil:
			t.Fatal(err)
		case strings.HasSuffix(part, "-"):
			prefix = decoded
		case strings.HasPrefix(part, "-"):
			suffix = decoded
		default:
			terms = append(terms, decoded)
		}
	}
	for at := range len(text) {
		start, ok := termAt(text, at, terms[0])
		if !ok || !behind(text, at, prefix) {
			continue
		}
		if len(terms) == 1 {
			if before(text, start, suffix) {
				return corpus.Span{Start: at, End: start}
			}
			continue
		}
		for to := start; to < len(text); to++ {
			if end, ok := termAt(text, to, terms[1]); ok && before(text, end, suffix) {
				return corpus.Span{Start: at, End: end}
			}
		}
	}
	return corpus.Span{}
}

// termAt tells where a term ends that stands at a position, letter case and the amount of white space aside.
func termAt(text string, at int, term string) (int, bool) {
	if !utf8.RuneStart(text[at]) || isInsideWord(text, at) {
		return 0, false
	}
	end := at
	for _, want := range term {
		r, size := utf8.DecodeRuneInString(text[end:])
		switch {
		case size == 0:
			return 0, false
		case want == ' ' && unicode.IsSpace(r):
			end += len(text[end:]) - len(strings.TrimLeftFunc(text[end:], unicode.IsSpace))
		case unicode.ToLower(r) == unicode.ToLower(want):
			end += size
		default:
			return 0, false
		}
	}
	return end, !isInsideWord(text, end)
}

func isInsideWord(text string, at int) bool {
	word := func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) || unicode.IsDigit(r) }
	left, _ := utf8.DecodeLastRuneInString(text[:at])
	right, _ := utf8.DecodeRuneInString(text[at:])
	return word(left) && word(right)
}

func behind(text string, at int, prefix string) bool {
	if prefix == "" {
		return true
	}
	for i := range text[:at] {
		if end, ok := termAt(text, i, prefix); ok && strings.TrimSpace(text[min(end, at):at]) == "" && end <= at {
			return true
		}
	}
	return false
}

func before(text string, at int, suffix string) bool {
	if suffix == "" {
		return true
	}
	at += len(text[at:]) - len(strings.TrimLeftFunc(text[at:], unicode.IsSpace))
	if at == len(text) {
		return false
	}
	_, ok := termAt(text, at, suffix)
	return ok
}
