package corpus

import (
	"strings"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// The detector weighs a text's trigrams by their rank among all of them, which tells nothing any more once a long
// text has thousands: it took a whole English article of 7 KB for nothing in particular. So samples of the length
// that it was made for are spread over the article, and vote.
const (
	sampleBytes = 600
	maxSamples  = 3
	minDetect   = 200
)

// inferLanguage detects the language of a draft that does not say it, from its paragraphs alone, since
// captions and headings are often in another. It stays "" where the text is short or the votes are divided.
func (d *draft) inferLanguage() {
	if d.Language != "" {
		return
	}
	votes := map[string]int{}
	total := 0
	for _, s := range d.samples() {
		total++
		info := whatlanggo.Detect(s)
		if code := info.Lang.Iso6391(); info.IsReliable() && len(code) == 2 {
			votes[code]++
		}
	}
	for code, n := range votes {
		if 3*n >= 2*total {
			d.Language, d.LanguageInferred = code, true
		}
	}
}

// samples are pieces of the paragraphs, evenly spread, or none if there is too little text.
func (d *draft) samples() []string {
	var paragraphs []Block
	size := 0
	for _, b := range d.blocks {
		if b.Kind == Paragraph {
			paragraphs = append(paragraphs, b)
			size += b.End - b.Start
		}
	}
	if size < minDetect {
		return nil
	}
	count := max(1, min(maxSamples, size/sampleBytes))
	samples := make([]string, 0, count)
	for at := 0; len(samples) < count && at < len(paragraphs); {
		var s strings.Builder
		for ; at < len(paragraphs) && s.Len() < sampleBytes; at++ {
			b := paragraphs[at]
			s.WriteString(prefix(d.text[b.Start:b.End], 2*sampleBytes))
			s.WriteByte('\n')
		}
		samples = append(samples, s.String())
		at = max(at, len(paragraphs)*len(samples)/count)
	}
	return samples
}

// prefix is at most n bytes of s, whole characters.
func prefix(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
