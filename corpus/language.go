package corpus

import (
	"strings"
	"unicode"
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
// captions and headings are often in another. It stays "" where the text is short or the votes are divided: two
// thirds of the samples must be in the language, and half of them surely so.
func (d *draft) inferLanguage() {
	if d.Language != "" {
		return
	}
	votes, sure := map[string]int{}, map[string]int{}
	total := 0
	for _, s := range d.samples() {
		total++
		code, reliable := detect(s)
		votes[code]++
		if reliable {
			sure[code]++
		}
	}
	for code, n := range votes {
		if len(code) == 2 && 3*n >= 2*total && 2*sure[code] >= total {
			d.Language, d.LanguageInferred = code, true
		}
	}
}

// detect is the language that a sample is most likely in, and whether that is beyond doubt.
func detect(sample string) (code string, reliable bool) {
	if isRussian(sample) {
		return "ru", true
	}
	info := whatlanggo.Detect(sample)
	return info.Lang.Iso6391(), info.IsReliable()
}

// isRussian tells whether a text's letters are of the Russian alphabet and one in 150, and more than a single one, is
// ы or э, which Bulgarian, Macedonian, Serbian and Ukrainian do not write. The detector often cannot tell them apart:
// of 435 pieces of Russian of 200 to 300 bytes it knew 67 in a hundred, with this it is 82. UD Russian GSD, November 2026.
func isRussian(s string) bool {
	own, cyrillic, foreign := 0, 0, 0
	for _, r := range strings.ToLower(s) {
		switch {
		case r == 'ы' || r == 'э':
			own++
			cyrillic++
		case 'а' <= r && r <= 'я' || r == 'ё':
			cyrillic++
		case unicode.Is(unicode.Cyrillic, r):
			return false
		case unicode.IsLetter(r):
			foreign++
		}
	}
	return own > 1 && 150*own >= cyrillic && cyrillic > foreign
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
