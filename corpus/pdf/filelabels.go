package pdf

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

// labelRange is how the pages from one on are labelled: ISO 32000-1, 12.4.2.
type labelRange struct {
	from   int
	style  name
	prefix string
	start  int
}

// fileLabels are the labels that the file itself gives its pages, or nil. Those of a file with protected strings
// cannot be read.
func fileLabels(data []byte, pages int) []string {
	if bytes.Contains(data, []byte("/Encrypt")) {
		return nil
	}
	o := findObjects(data)
	var ranges []labelRange
	o.readLabels(o.labelTree(), &ranges, new(maxNodes))
	if len(ranges) == 0 {
		return nil
	}
	slices.SortStableFunc(ranges, func(a, b labelRange) int { return a.from - b.from })
	labels := make([]string, pages)
	for i, r := range ranges {
		end := pages
		if i+1 < len(ranges) {
			end = min(end, ranges[i+1].from)
		}
		for p := max(r.from, 0); p < end; p++ {
			labels[p] = r.label(r.start + p - r.from)
		}
	}
	return labels
}

// labelTree is the tree of labels that the file's catalog refers to; the last one counts.
func (o *objects) labelTree() any {
	key := []byte("/PageLabels")
	for _, source := range slices.Backward(o.sources) {
		if i := bytes.LastIndex(source, key); i >= 0 {
			text := source[i+len(key):]
			s := syntax{text: text[:min(len(text), maxObject)]}
			return s.value(0)
		}
	}
	return nil
}

func (o *objects) resolve(v any) any {
	ref, ok := v.(reference)
	if !ok {
		return v
	}
	s := syntax{text: o.object(int(ref))}
	return s.value(0)
}

// maxNodes is how many nodes and ranges of a tree are looked at; most trees have one node with a few ranges.
const maxNodes = 500

// readLabels appends the ranges of a node of the tree and of the nodes below it. Left counts down what may be
// looked at, since a tree may lead back into itself.
func (o *objects) readLabels(node any, ranges *[]labelRange, left *int) {
	dictionary, ok := o.resolve(node).(map[name]any)
	if *left--; !ok || *left < 0 {
		return
	}
	nums, _ := o.resolve(dictionary["Nums"]).([]any)
	for i := 0; i+1 < len(nums) && *left > 0; i += 2 {
		*left--
		from, ok := nums[i].(int)
		entry, ok2 := o.resolve(nums[i+1]).(map[name]any)
		if ok && ok2 {
			*ranges = append(*ranges, rangeOf(from, entry))
		}
	}
	kids, _ := o.resolve(dictionary["Kids"]).([]any)
	for _, kid := range kids {
		if *left <= 0 {
			return
		}
		o.readLabels(kid, ranges, left)
	}
}

func rangeOf(from int, entry map[name]any) labelRange {
	r := labelRange{from: from, start: 1}
	r.style, _ = entry["S"].(name)
	if start, ok := entry["St"].(int); ok && start > 0 {
		r.start = start
	}
	prefix, _ := entry["P"].(string)
	if strings.HasPrefix(prefix, "\xfe\xff") {
		prefix, _ = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().String(prefix)
	}
	r.prefix = strings.ToValidUTF8(prefix[:min(len(prefix), 40)], "") // of other encodings no letter is guessed
	return r
}

func (r labelRange) label(n int) string {
	switch r.style {
	case "D":
		return r.prefix + strconv.Itoa(n)
	case "r":
		return r.prefix + toRoman(min(n, 4000))
	case "R":
		return r.prefix + strings.ToUpper(toRoman(min(n, 4000)))
	case "a":
		return r.prefix + letters(n)
	case "A":
		return r.prefix + strings.ToUpper(letters(n))
	}
	return r.prefix
}

// letters are a to z, then aa to zz, and so on.
func letters(n int) string {
	return strings.Repeat(string(rune('a'+(n-1)%26)), min((n-1)/26+1, 10))
}
