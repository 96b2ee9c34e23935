package terminal

import (
	"context"
	"strconv"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

const chatHelp = `Type a question and press Enter, or one of:
  :more      show the next passage in full
  :context   show what stands before and after the passage shown last
  :open N    show the whole article of citation N, the passage marked; without N that of the passage shown last
  :help      show this
  :quit      leave; Ctrl-D does too

Ctrl-C stops a question or drops the line; pressed again it leaves.
`

func (s *session) command(ctx context.Context, text string) {
	name, argument, _ := strings.Cut(text, " ")
	switch name {
	case ":more", ":m":
		s.more()
	case ":context", ":c":
		s.context()
	case ":open", ":o":
		s.open(ctx, strings.TrimSpace(argument))
	case ":help", ":h", ":?":
		s.printf("%s", chatHelp)
	case ":quit", ":q":
		s.over = true
	default:
		s.printf("There is no command %s; :help lists them.\n", OneLine(name))
	}
}

// open shows the whole article of a citation, a screen at a time.
func (s *session) open(ctx context.Context, number string) {
	if !s.answered() {
		return
	}
	n := s.shown + 1
	if number != "" {
		n, _ = strconv.Atoi(number) // what is no number becomes 0, which no citation has
	}
	if n < 1 || n > len(s.answer.Citations) {
		s.printf("There is no citation %s; the last answer has %s.\n", OneLine(number), count(len(s.answer.Citations), "citation"))
		return
	}
	s.shown = n - 1
	s.page(ctx, s.console.Style().article(s.answer.Citations[n-1]))
}

// article is the whole article, the passage marked, below what is known of it.
func (s Style) article(c retrieval.Citation) string {
	a := c.Passage.Article
	head := []string{s.item(cite(c))}
	if a.Source != "" {
		head = append(head, s.item("read from "+OneLine(a.Source)))
	}
	text := strings.TrimRight(a.Text, "\n")
	mark := corpus.Span{Start: c.Passage.Start, End: c.Passage.End}
	return strings.Join(head, "\n") + "\n\n" + s.quote(text, mark, s.indent()) + "\n"
}

// page prints text a screen at a time.
func (s *session) page(ctx context.Context, text string) {
	height := s.console.Height() - 1
	rest := text
	for rest != "" && s.err == nil {
		screen := rest
		if height > 0 {
			screen = firstLines(rest, height)
		}
		rest = rest[len(screen):]
		s.printf("%s", screen)
		if rest != "" && !s.console.Continue(ctx) {
			return
		}
	}
	s.printf("\n")
}

// firstLines are the first n lines of text with their line feeds.
func firstLines(text string, n int) string {
	end := 0
	for range n {
		i := strings.IndexByte(text[end:], '\n')
		if i < 0 {
			return text
		}
		end += i + 1
	}
	return text[:end]
}
