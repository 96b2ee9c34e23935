package anchor

import "strings"

// Segment is a stretch of a quotation and what stands in the article in its place. The Quoted of all segments
// are the quotation, their Found the place in the article, each byte for byte from its first word to its last.
type Segment struct {
	// Same is set where the words agree; the forms of letters, marks and spaces may differ all the same.
	Same bool
	// Quoted is "" where the quotation leaves words out, Found where it has words of its own.
	Quoted, Found string
}

// segments makes an alignment readable: neighbouring words that agree, or that do not, become one stretch.
func segments(quotation string, quoted []word, text string, found []word, al alignment) []Segment {
	var list []Segment
	for _, s := range al.steps {
		next := Segment{Same: s.quoted >= 0 && s.found >= 0 && agree(quoted, s.quoted, found[s.found].key)}
		if s.quoted >= 0 {
			next.Quoted = stretch(quotation, quoted, s.quoted, len(quoted))
		}
		if s.found >= 0 {
			next.Found = stretch(text, found, s.found, al.end)
		}
		if last := len(list) - 1; last >= 0 && list[last].Same == next.Same {
			list[last].Quoted += next.Quoted
			list[last].Found += next.Found
		} else {
			list = append(list, next)
		}
	}
	return list
}

// agree tells whether a word of a quotation is as found. People cut quotations in front of punctuation, so that at the
// quotation's ends punctuation does not count.
func agree(quoted []word, i int, found string) bool {
	key := quoted[i].key
	if i == 0 || i == len(quoted)-1 {
		key, found = strings.TrimFunc(key, notWord), strings.TrimFunc(found, notWord)
	}
	return key == found
}

// stretch is a word with what stands between it and the next one; the last of end words has nothing behind it.
func stretch(text string, words []word, i, end int) string {
	if i+1 < end {
		return text[words[i].start:words[i+1].start]
	}
	return text[words[i].start:words[i].end]
}
