package corpus

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// parseMarkdown builds the text that a reader of the rendered page would see, and its blocks: emphasis and links
// are resolved to their words, pictures, comments and what is struck out dropped, code and line breaks kept.
func parseMarkdown(text string) (*draft, error) {
	details, body, err := cutFrontMatter(text)
	if err != nil {
		return nil, err
	}
	w := &markdownWriter{source: []byte(body)}
	if nestsDeeply(body) {
		w.plain(body)
	} else {
		w.children(parseTree(w.source), "")
	}
	marked := w.text.String()
	d := &draft{Details: details, text: strings.ReplaceAll(marked, string(softBreak), "\n"), blocks: w.blocks}
	d.cutAsides()
	d.findBoxes()
	headed := d.hasHeadings()
	if d.hasFurniture() && !headed {
		d.findHead() // a news page saved as Markdown without its markup
		d.findHeadings()
	}
	d.findTeasers()
	d.joinLines(marked)
	if headed {
		d.titleFromHeading()
	}
	return d, nil
}

// softBreak stands for a line end inside a paragraph that means no more than a space. Furniture is
// told by its lines, so it becomes one only after that. No text has it: decoding removes control characters.
const softBreak = '\x1f'

// joinLines makes spaces of the soft breaks of marked in all that is not an aside.
func (d *draft) joinLines(marked string) {
	text := []byte(d.text)
	for _, b := range d.blocks {
		if b.Kind == Aside {
			continue
		}
		for i := b.Start; i < b.End; i++ {
			if marked[i] == softBreak {
				text[i] = ' '
			}
		}
	}
	d.text = string(text)
}

// titleFromHeading takes the first-level heading for the title that the author gave, unless there are several
// and text stands before the first: then they are sections.
func (d *draft) titleFromHeading() {
	if d.Title != "" {
		return
	}
	var tops []int
	for i, b := range d.blocks {
		if b.Kind == Heading && b.Level == 1 {
			tops = append(tops, i)
		}
	}
	if len(tops) == 1 || len(tops) > 1 && d.leadingHeading() == squash(d.block(tops[0])) {
		d.Title = squash(d.block(tops[0]))
	}
}

// markdownWriter walks a tree and writes its text.
type markdownWriter struct {
	source []byte
	text   strings.Builder
	blocks []Block
	inline bytes.Buffer
	struck struckTags
}

// children writes the blocks below n. The mark, a list item's, is put before the first.
func (w *markdownWriter) children(n ast.Node, mark string) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c, mark)
		mark = ""
	}
}

func (w *markdownWriter) node(n ast.Node, mark string) {
	switch n := n.(type) {
	case *ast.Heading:
		w.block(Heading, n.Level, w.words(n), "\n\n")
	case *ast.Paragraph:
		if !w.callout(n) {
			w.block(Paragraph, 0, marked(mark, w.words(n)), "\n\n")
		}
	case *extast.DefinitionTerm:
		w.block(Paragraph, 0, marked(mark, w.words(n)), "\n\n")
	case *ast.TextBlock:
		w.block(Paragraph, 0, marked(mark, w.words(n)), "\n")
	case *ast.List:
		w.list(n)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.block(Paragraph, 0, mark+strings.Trim(string(n.Lines().Value(w.source)), "\n"), "\n\n")
	case *plainBlock:
		w.plain(string(n.Lines().Value(w.source)))
	case *ast.HTMLBlock:
		w.html(n)
	case *extast.TableHeader, *extast.TableRow:
		w.row(n)
	case *ast.LinkReferenceDefinition, *ast.ThematicBreak:
	default:
		w.children(n, mark)
	}
}

// marked is an item's text with its mark, unless there is none.
func marked(mark, words string) string {
	if isBlank(words) {
		return ""
	}
	return mark + words
}

func (w *markdownWriter) list(l *ast.List) {
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "• "
		if l.IsOrdered() {
			mark = strconv.Itoa(number) + string(l.Marker) + " "
			number++
		}
		w.children(item, mark)
	}
	w.gap("\n\n")
}

// row writes a table's row on one line.
func (w *markdownWriter) row(n ast.Node) {
	var cells []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		cells = append(cells, squash(w.words(c)))
	}
	w.block(Paragraph, 0, strings.Join(cells, " | "), "\n")
	if n.NextSibling() == nil {
		w.gap("\n\n")
	}
}

// html writes the text of a block of HTML.
func (w *markdownWriter) html(n *ast.HTMLBlock) {
	raw := n.Lines().Value(w.source)
	if n.HasClosure() {
		raw = append(bytes.Clone(raw), n.ClosureLine.Value(w.source)...)
	}
	w.plain(htmlText(raw))
}

// plain writes text as if it came from a plain-text file.
func (w *markdownWriter) plain(s string) {
	s = clean(s)
	var runs []Block
	for _, r := range splitRuns(s) {
		runs = append(runs, Block{Start: r.Start, End: r.End})
	}
	for _, b := range divide(s, runs) {
		w.block(Paragraph, 0, s[b.Start:b.End], "\n\n")
	}
}

// block writes a block, unless it is blank, and the gap behind it.
func (w *markdownWriter) block(kind BlockKind, level int, s, gap string) {
	lines := strings.Split(s, string(softBreak))
	for i := range lines {
		lines[i] = clean(lines[i])
	}
	s = strings.Trim(strings.Join(lines, string(softBreak)), "\n\t "+string(softBreak))
	if isBlank(s) {
		return
	}
	start := w.text.Len()
	w.text.WriteString(s)
	at := trim(s, 0, len(s))
	w.blocks = append(w.blocks, Block{Kind: kind, Level: level, Start: start + at.Start, End: start + at.End})
	w.text.WriteString(gap)
}

// gap makes the gap behind the last block at least this one.
func (w *markdownWriter) gap(gap string) {
	if w.text.Len() > 0 && !strings.HasSuffix(w.text.String(), gap) {
		w.text.WriteString("\n")
	}
}
