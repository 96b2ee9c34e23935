package terminal

import (
	"strings"

	"footnote/corpus"
)

// quote sets text with the part that mark covers standing out: bold where the style has colour,
// otherwise in »…«. Only where there is a width are lines broken anew. An empty mark marks nothing. The result ends without a line feed.
func (s Style) quote(text string, mark corpus.Span, indent string) string {
	if s.Width > 0 {
		text = unwrap(text)
	}
	before, marked, after := clean(text[:mark.Start]), clean(text[mark.Start:mark.End]), clean(text[mark.End:])
	if !s.Color && marked != "" {
		marked = "»" + marked + "«"
	}
	whole := before + marked + after
	loud := corpus.Span{}
	if s.Color {
		loud = corpus.Span{Start: len(before), End: len(before) + len(marked)}
	}
	if s.Width == 0 {
		return embolden(whole, corpus.Span{End: len(whole)}, loud)
	}
	return set(whole, loud, s.Width-len(indent), indent)
}

// set breaks text into indented lines. Bold ends with every line, so that a pager which shows lines
// one by one shows each as it should be.
func set(text string, loud corpus.Span, width int, indent string) string {
	var b strings.Builder
	for i, l := range breakLines(text, width) {
		l.End = l.Start + len(strings.TrimRight(text[l.Start:l.End], " \t\n"))
		if i > 0 {
			b.WriteByte('\n')
		}
		if l.End > l.Start {
			b.WriteString(indent + embolden(text, l, loud))
		}
	}
	return b.String()
}

// embolden is the part of text that l covers, bold where loud covers it too.
func embolden(text string, l, loud corpus.Span) string {
	start, end := max(l.Start, loud.Start), min(l.End, loud.End)
	if start >= end {
		return text[l.Start:l.End]
	}
	return text[l.Start:start] + bold + text[start:end] + reset + text[end:l.End]
}
