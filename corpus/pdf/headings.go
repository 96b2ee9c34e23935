package pdf

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// Headings are short and in letters that are this much larger than those of the body.
const (
	headingScale    = 1.15
	maxHeadingLines = 3
	maxHeadingBytes = 250
)

// isHeading tells whether a paragraph is a heading by its look.
func isHeading(p *paragraph, text string, body float64) bool {
	return p.height() >= headingScale*body && len(p.lines) <= maxHeadingLines && len(text) <= maxHeadingBytes &&
		strings.ContainsFunc(text, unicode.IsLetter) && !strings.HasSuffix(text, ".")
}

// headingLevels gives the heights of headings their levels: the largest is the first.
func headingLevels(paragraphs []*paragraph, body float64) map[float64]int {
	heights := map[float64]bool{}
	for _, p := range paragraphs {
		if isHeading(p, p.lines[0].text, body) {
			heights[rounded(p.height())] = true
		}
	}
	levels := map[float64]int{}
	for i, height := range slices.Backward(slices.Sorted(maps.Keys(heights))) {
		levels[height] = min(len(heights)-i, 6)
	}
	return levels
}

// numbered opens a section's title in letters like the body's: "3.1 Results", "IV. Results", "RESULTS AND DISCUSSION".
var numbered = regexp.MustCompile(`^(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-H])\.?\s+\p{Lu}.{2,70}|[\p{Lu}][\p{Lu} -]{3,60})$`)

// minProse is how many words the paragraph below such a title has at least; the next item of a list has fewer.
const minProse = 12

// markSections makes headings of single lines that are numbered or in capitals and stand above prose. They are one
// level below those that are told by their size.
func markSections(paragraphs []*paragraph, parts []corpus.Part, body float64) {
	deepest := 1
	for _, p := range parts {
		deepest = max(deepest, p.Level)
	}
	for i := range len(parts) - 1 {
		p := &parts[i]
		if p.Kind == corpus.Paragraph && len(paragraphs[i].lines) == 1 && paragraphs[i].height() > 0.93*body && isSection(p.Text) &&
			len(strings.Fields(parts[i+1].Text)) >= minProse {
			p.Kind, p.Level = corpus.Heading, min(deepest+1, 6)
		}
	}
}

func isSection(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return numbered.MatchString(text) && (unicode.IsLetter(last) || unicode.IsDigit(last) || last == ')' || last == '?')
}
