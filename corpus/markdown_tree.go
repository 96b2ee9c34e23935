package corpus

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// goldmark takes time in the square of a paragraph's marks, and of the depth of nesting: 60 KB of "*a_" took 16
// seconds. What is beyond these limits is read as plain text.
const (
	maxMarkdownParagraph = 8 << 10
	maxMarkdownMarks     = 400
	maxMarkdownHeading   = 1 << 10
	maxMarkdownDepth     = 32
)

// parseTree parses Markdown with tables, footnotes, strikethrough, task lists, and the links and highlights of notes.
func parseTree(source []byte) ast.Node {
	g := goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(blockParsers()...),
			parser.WithInlineParsers(parser.DefaultInlineParsers()...),
			parser.WithInlineParsers(
				util.Prioritized(wikiLinks{}, 150), // before links, and behind code
				util.Prioritized(tildes{extension.NewStrikethroughParser()}, 500),
				util.Prioritized(highlights{}, 500),
			),
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
			parser.WithParagraphTransformers(util.Prioritized(paragraphGuard{}, 1)),
		)),
		goldmark.WithExtensions(extension.Table, extension.TaskList, extension.Footnote),
	)
	return g.Parser().Parse(text.NewReader(source))
}

// blockParsers are the default ones with a guard before headings.
func blockParsers() []util.PrioritizedValue {
	list := parser.DefaultBlockParsers()
	for i, p := range list {
		if h, ok := p.Value.(parser.BlockParser); ok && bytes.Equal(h.Trigger(), []byte{'#'}) {
			list[i].Value = headingGuard{h}
		}
	}
	return list
}

// headingGuard reads an overlong heading as a paragraph, for paragraphGuard to see.
type headingGuard struct{ parser.BlockParser }

func (g headingGuard) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); len(line) > maxMarkdownHeading {
		return nil, parser.NoChildren
	}
	return g.BlockParser.Open(parent, reader, pc)
}

// plainBlock is a paragraph whose inline markup is not parsed.
type plainBlock struct{ ast.BaseBlock }

var plainKind = ast.NewNodeKind("Plain")

func (*plainBlock) Kind() ast.NodeKind              { return plainKind }
func (*plainBlock) IsRaw() bool                     { return true }
func (b *plainBlock) Dump(source []byte, level int) { ast.DumpHelper(b, source, level, nil, nil) }

// paragraphGuard replaces paragraphs that would take too long.
type paragraphGuard struct{}

func (paragraphGuard) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	size, marks := 0, 0
	for _, line := range p.Lines().Sliced(0, p.Lines().Len()) {
		value := line.Value(reader.Source())
		size += len(value)
		marks += countMarks(value)
	}
	if size <= maxMarkdownParagraph && marks <= maxMarkdownMarks {
		return
	}
	plain := &plainBlock{}
	plain.SetLines(p.Lines())
	p.Parent().ReplaceChild(p.Parent(), p, plain)
}

func countMarks(line []byte) int {
	n := 0
	for _, c := range line {
		switch c {
		case '*', '_', '[', ']', '`', '<', '~', '!', '&', '=':
			n++
		}
	}
	return n
}

// nestsDeeply tells whether a line opens more quotations and lists inside one another than people do.
func nestsDeeply(body string) bool {
	for line := range strings.Lines(body) {
		depth := 0
		for _, r := range line {
			if strings.ContainsRune(">-*+", r) {
				depth++
			} else if !strings.ContainsRune(" \t.)0123456789", r) {
				break
			}
		}
		if depth > maxMarkdownDepth && !isRule(line) {
			return true
		}
	}
	return false
}

// isRule tells whether a line is a rule or an underline of one repeated character.
func isRule(line string) bool {
	line = strings.TrimSpace(line)
	return line != "" && line[0] != '>' && strings.Trim(line, line[:1]+" ") == ""
}
