package terminal

import (
	"strings"

	"github.com/rivo/uniseg"

	"footnote/corpus"
)

// tabWidth is what a tab counts for at most.
const tabWidth = 8

// breakLines cuts text into lines of at most width columns where Unicode allows a break (UAX #14).
// The lines together are the whole text; a word wider than a line is left whole. With width 0 only
// the text's own line ends count.
func breakLines(text string, width int) []corpus.Span {
	var lines []corpus.Span
	start, pos, allowed, columns, state := 0, 0, 0, 0, -1
	for rest := text; rest != ""; {
		var cluster string
		var boundaries int
		cluster, rest, boundaries, state = uniseg.StepString(rest, state)
		w := clusterWidth(cluster, boundaries)
		if width > 0 && columns+w > width && allowed > start && strings.TrimSpace(cluster) != "" {
			lines = append(lines, corpus.Span{Start: start, End: allowed})
			start, columns = allowed, uniseg.StringWidth(text[allowed:pos])
		}
		pos += len(cluster)
		columns += w
		switch boundaries & uniseg.MaskLine {
		case uniseg.LineMustBreak:
			lines = append(lines, corpus.Span{Start: start, End: pos})
			start, columns = pos, 0
		case uniseg.LineCanBreak:
			allowed = pos
		}
	}
	return lines
}

func clusterWidth(cluster string, boundaries int) int {
	if cluster == "\t" {
		return tabWidth
	}
	return boundaries >> uniseg.ShiftWidth
}

// fill sets words in lines of at most width columns, the second and further lines indented. Only
// white space breaks a line, so that addresses stay whole.
func fill(text string, width int, indent string) string {
	if width <= 0 {
		return text
	}
	var b strings.Builder
	columns := 0
	for i, word := range strings.Fields(text) {
		w := uniseg.StringWidth(word)
		switch {
		case i == 0:
			columns = w
		case columns+1+w > width:
			b.WriteString("\n" + indent)
			columns = len(indent) + w
		default:
			b.WriteByte(' ')
			columns += 1 + w
		}
		b.WriteString(word)
	}
	return b.String()
}

// shorten cuts a line at a word so that it has at most limit characters; cut tells whether it did.
func shorten(text string, limit int) (short string, cut bool) {
	end, space, rest, state := 0, 0, text, -1
	for range limit {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if cluster == " " {
			space = end
		}
		end += len(cluster)
		if rest == "" {
			return text, false
		}
	}
	if rest[0] == ' ' || space == 0 {
		space = end
	}
	return strings.TrimRight(text[:space], " ,;:–-"), true
}
