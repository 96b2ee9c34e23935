package corpus

import (
	"bufio"
	"bytes"
	"html"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	htmlr "github.com/yuin/goldmark/renderer/html"
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// words is the text of a block's inline content.
func (w *markdownWriter) words(n ast.Node) string {
	w.inline.Reset()
	w.struck = nil
	w.inlines(n)
	return CloseStruck(w.inline.String())
}

func (w *markdownWriter) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			w.write(c.Segment.Value(w.source), c.IsRaw())
			switch {
			case c.HardLineBreak():
				w.inline.WriteByte('\n')
			case c.SoftLineBreak():
				w.inline.WriteByte(softBreak)
			}
		case *ast.String:
			w.write(c.Value, c.IsRaw() || c.IsCode())
		case *ast.CodeSpan:
			w.code(c)
		case *ast.AutoLink:
			w.inline.Write(c.Label(w.source))
		case *ast.RawHTML:
			w.tag(c.Segments.Value(w.source))
		case *extast.Strikethrough:
			w.inline.WriteString(Struck)
		case *ast.Image, *extast.FootnoteLink, *extast.FootnoteBacklink, *extast.TaskCheckBox:
		default:
			w.inlines(c)
		}
	}
}

// tag reads a tag of HTML. What a line is drawn through is taken back at its end, where there is one.
func (w *markdownWriter) tag(raw []byte) {
	z := nethtml.NewTokenizer(bytes.NewReader(raw))
	kind := z.Next()
	name, _ := z.TagName()
	switch tag := atom.Lookup(name); {
	case tag == atom.Br:
		w.inline.WriteByte('\n')
	case isStruckTag(tag):
		w.struck = w.struck.tag(&w.inline, kind)
	}
}

func (w *markdownWriter) code(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			w.inline.Write(bytes.ReplaceAll(t.Segment.Value(w.source), []byte("\n"), []byte(" ")))
		}
	}
}

// write writes text, with its backslash escapes and character references resolved unless it is raw. goldmark's
// own writer knows both, but writes HTML, which is undone again.
func (w *markdownWriter) write(s []byte, raw bool) {
	if raw || !bytes.ContainsAny(s, `\&`) {
		w.inline.Write(s)
		return
	}
	var b bytes.Buffer
	out := bufio.NewWriter(&b)
	htmlr.DefaultWriter.Write(out, s)
	out.Flush()
	w.inline.WriteString(html.UnescapeString(b.String()))
}
