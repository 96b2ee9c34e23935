package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tildes tells strikethrough, which takes two tildes, from subscripts in one: H~2~O. Of "10~20 minutes, 30~40 metres"
// nothing is struck, though GitHub does.
type tildes struct{ parser.InlineParser }

var subscript = regexp.MustCompile(`^~([^\s~]{1,12})~(?:[^~]|$)`)

func (t tildes) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) > 1 && line[1] == '~' {
		return t.InlineParser.Parse(parent, block, pc)
	}
	m := subscript.FindSubmatchIndex(line)
	if m == nil || !unicode.IsLetter(block.PrecendingCharacter()) {
		return nil
	}
	block.Advance(m[3] + 1)
	return ast.NewTextSegment(text.NewSegment(segment.Start+m[2], segment.Start+m[3]))
}

// wikiLinks reads links between notes: [[Flour|my notes]] shows what stands behind the bar, and ![[Flour]], which shows
// the note or picture itself, nothing.
type wikiLinks struct{}

// A link has no address behind it, and neither does a number in brackets have a note.
var wikiLink = regexp.MustCompile(`^(!?)\[\[([^\[\]|\n]*\|)?([^\[\]|\n]*[^\[\]|\n\d][^\[\]|\n]*)\]\](?:[^(\[]|$)`)

func (wikiLinks) Trigger() []byte { return []byte{'!', '['} }

func (wikiLinks) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := wikiLink.FindSubmatchIndex(line)
	if m == nil || isWordRune(block.PrecendingCharacter()) {
		return nil
	}
	block.Advance(m[7] + len("]]"))
	if m[3] > m[2] {
		return ast.NewString(nil)
	}
	return ast.NewTextSegment(text.NewSegment(segment.Start+m[6], segment.Start+m[7]))
}

// highlights reads ==words== that are marked as if with a pen.
type highlights struct{}

func (highlights) Trigger() []byte         { return []byte{'='} }
func (highlights) IsDelimiter(b byte) bool { return b == '=' }
func (highlights) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (highlights) OnMatch(int) ast.Node { return ast.NewEmphasis(1) }

// Parse takes no "==" inside of words or formulas: "a==b and c == d".
func (h highlights) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 2, h)
	if node == nil || node.OriginalLength != 2 || before == '=' {
		return nil
	}
	after, _ := utf8.DecodeRune(line[2:])
	node.CanOpen = node.CanOpen && !isWordRune(before)
	node.CanClose = node.CanClose && !isWordRune(after)
	node.Segment = segment.WithStop(segment.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(node)
	return node
}

var calloutMark = regexp.MustCompile(`^\[!\w[\w-]*\][+-]?[ \t]*`)

// callout writes the first paragraph of a quotation that is a box of its own, "[!note] Title" and its text, or tells
// that it is none.
func (w *markdownWriter) callout(p *ast.Paragraph) bool {
	if _, quoted := p.Parent().(*ast.Blockquote); !quoted || p.PreviousSibling() != nil {
		return false
	}
	words := w.words(p)
	mark := calloutMark.FindString(words)
	if mark == "" {
		return false
	}
	title, rest, _ := strings.Cut(words[len(mark):], string(softBreak))
	w.block(Paragraph, 0, title, "\n\n")
	w.block(Paragraph, 0, rest, "\n\n")
	return true
}
