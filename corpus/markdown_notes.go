package corpus

import (
	"regexp"
	"unicode"

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
