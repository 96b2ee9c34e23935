package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
)

// This file finds single objects in a PDF file without reading all of it. pdftotext does not tell the pages' labels.

const (
	// maxStreams and maxUnpacked bound the compressed objects that are looked into, and their size in bytes.
	maxStreams  = 4000
	maxUnpacked = 32 << 20
	// maxObject is the most of an object that is looked at, in bytes.
	maxObject = 1 << 20
	// maxObjects is how many uncompressed objects are noted.
	maxObjects = 1 << 20
)

// objects are the objects of a file by number. The last one of a number counts, as in a file that was changed.
type objects struct {
	data []byte
	// packed are those in compressed streams.
	packed map[int][]byte
	// plain are the offsets of the others, found when the first is asked for.
	plain map[int]int
	// sources are the texts in which objects stand: the file and its unpacked streams.
	sources [][]byte
}

var (
	streamOfObjects = regexp.MustCompile(`/ObjStm\b`)
	firstOffset     = regexp.MustCompile(`/First\s+(\d+)`)
	countOfObjects  = regexp.MustCompile(`/N\s+(\d+)`)
)

func findObjects(data []byte) *objects {
	o := &objects{data: data, packed: map[int][]byte{}, sources: [][]byte{data}}
	left := maxUnpacked
	for _, at := range streamOfObjects.FindAllIndex(data, maxStreams) {
		start := max(bytes.LastIndex(data[:at[0]], []byte(" obj")), at[0]-500, 0)
		end := bytes.Index(data[at[0]:], []byte("stream"))
		if end < 0 || left <= 0 {
			break
		}
		head := data[start : at[0]+end]
		text := unpack(data[at[0]+end+len("stream"):], left)
		left -= len(text)
		o.add(head, text)
	}
	return o
}

// unpack inflates a stream that starts behind its keyword's line end, as far as it can be.
func unpack(data []byte, limit int) []byte {
	data = bytes.TrimPrefix(bytes.TrimPrefix(data, []byte("\r")), []byte("\n"))
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	text, _ := io.ReadAll(io.LimitReader(z, int64(limit)))
	return text
}

// add notes the objects of a stream: it starts with pairs of number and offset.
func (o *objects) add(head, text []byte) {
	first, count := intIn(firstOffset, head), intIn(countOfObjects, head)
	if first <= 0 || first > len(text) {
		return
	}
	o.sources = append(o.sources, text[first:])
	fields := bytes.Fields(text[:first])
	for i := 0; i+1 < len(fields) && i < 2*count; i += 2 {
		number, err := strconv.Atoi(string(fields[i]))
		offset, err2 := strconv.Atoi(string(fields[i+1]))
		if err == nil && err2 == nil && offset >= 0 && first+offset < len(text) {
			o.packed[number] = text[first+offset:]
		}
	}
}

func intIn(re *regexp.Regexp, text []byte) int {
	m := re.FindSubmatch(text)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil {
		return 0
	}
	return n
}

// object is the text from an object's start, or nil.
func (o *objects) object(number int) []byte {
	text := o.packed[number]
	if text == nil {
		if o.plain == nil {
			o.plain = findPlain(o.data)
		}
		at, known := o.plain[number]
		if !known {
			return nil
		}
		text = o.data[at:]
	}
	return text[:min(len(text), maxObject)]
}

// findPlain are the offsets of the objects that are not compressed, by number.
func findPlain(data []byte) map[int]int {
	mark := []byte(" 0 obj")
	plain := map[int]int{}
	for at := 0; len(plain) < maxObjects; {
		i := bytes.Index(data[at:], mark)
		if i < 0 {
			break
		}
		end := at + i
		start := end
		for start > 0 && end-start < 9 && data[start-1] >= '0' && data[start-1] <= '9' {
			start--
		}
		at = end + len(mark)
		if number, err := strconv.Atoi(string(data[start:end])); err == nil {
			plain[number] = at
		}
	}
	return plain
}
