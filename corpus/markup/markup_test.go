package markup_test

import (
	"reflect"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/markup"

	nethtml "golang.org/x/net/html"
)

// parts reads the body of a page.
func parts(t testing.TB, body string) ([]corpus.Part, string) {
	t.Helper()
	doc, err := nethtml.Parse(strings.NewReader("<body>" + body))
	if err != nil {
		t.Skip("nests too deeply")
	}
	return markup.Parts(doc, "")
}

func TestParts(t *testing.T) {
	h := func(level int, s string) corpus.Part {
		return corpus.Part{Kind: corpus.Heading, Level: level, Text: s}
	}
	p := func(s string) corpus.Part { return corpus.Part{Text: s} }
	tight := func(s string) corpus.Part { return corpus.Part{Text: s, Tight: true} }
	aside := func(s string) corpus.Part { return corpus.Part{Kind: corpus.Aside, Text: s} }
	for _, c := range []struct {
		name, body string
		want       []corpus.Part
	}{
		{"white space", "<p> a\n <b> b</b>  <i>c </i>d\u00a0e </p>", []corpus.Part{p("a b c d\u00a0e")}},
		{"text outside of paragraphs", "a<p>b</p>c<div>d</div>e", []corpus.Part{p("a"), p("b"), p("c"), p("d"), p("e")}},
		{"headings", "<h1>a <em>b</em></h1><h3>c</h3><p>d", []corpus.Part{h(1, "a b"), h(3, "c"), p("d")}},
		{"line ends", "<p>a<br>b<br/><br>c<br>", []corpus.Part{p("a\nb\n\nc")}},
		{"preformatted", "<pre>\n a\n  b\n</pre>", []corpus.Part{p("a\n  b")}},
		{"lists", "<ul><li>a<li><p>b</p><p>c</p></ul><ol start=7><li>d<ul><li>e</ul><li>f</ol>g", []corpus.Part{tight("• a"), tight("• b"), p("c"), tight("7. d"), tight("• e"), p("8. f"), p("g")}},
		{"table", "<table><caption>x</caption><tr><th>a<th>b<tr><td>c <b>d</b><td></table>e", []corpus.Part{aside("x"), tight("a | b"), p("c d"), p("e")}},
		{"table for the layout", "<table><tr><td><p>a<p>b<td>c</table>", []corpus.Part{p("a"), p("b"), p("c")}},
		{"captions", "<figure><img alt=x><figcaption>a <cite>b</cite></figcaption></figure><p>c", []corpus.Part{aside("a b"), p("c")}},
		{"what is not shown", "<p>a<script>x</script><style>x</style><span hidden>x</span><span style='display: NONE'>x</span><template>x</template><button>x</button>b<svg><text>x</text></svg><select><option>x</select>", []corpus.Part{p("ab")}},
		{"what is struck out", "<p>The fee is <del>40</del> <ins>55</ins> euros, due <s>1 March</s> 1 April <strike>or so</strike>.<ul><li><s>a</s><li>b <span style='text-decoration: line-through'>c</span></ul><del><p>d</p></del>", []corpus.Part{p("The fee is 55 euros, due 1 April."), p("• b")}},
		{"a number is struck", "<ol><li><del>a</del><li>b</ol>", []corpus.Part{p("2. b")}},
		{"numbers of notes", "<p>a<sup><a href='#n1'>1</a></sup> b<a role=doc-noteref href=x>2</a> c<sup>2</sup>", []corpus.Part{p("a b c2")}},
		{"readings above characters", "<p><ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>", []corpus.Part{p("漢字")}},
		{"quotation", "<blockquote><p>a</blockquote><dl><dt>b<dd>c</dl>", []corpus.Part{p("a"), p("b"), p("c")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := parts(t, c.body)
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func TestPages(t *testing.T) {
	got, last := parts(t, "<p>a</p><div role=doc-pagebreak aria-label=7></div><p><s>x</s>b <span epub:type='x pagebreak'>8</span>c</p><p>d")
	want := []corpus.Part{{Text: "a"}, {Text: "b c", Page: "7"}, {Text: "d", Page: "8"}}
	if !reflect.DeepEqual(got, want) || last != "8" {
		t.Errorf("got %+v, last page %q", got, last)
	}
}

func FuzzParts(f *testing.F) {
	f.Add("<p>a<br>b<ul><li>c<table><tr><td>d<pre> e\n</pre><h2>f")
	f.Fuzz(func(t *testing.T, body string) {
		list, _ := parts(t, body)
		for _, p := range list {
			if p.Text == "" || (p.Kind == corpus.Heading) != (p.Level > 0) {
				t.Fatalf("part %+v", p)
			}
		}
	})
}
