package html

import (
	"bytes"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"footnote/corpus"
)

// maxSample is how much of a page the detector of encodings gets to see, in bytes from the first that is not ASCII.
const maxSample = 64 << 10

// minConfidence is below which the detector's word is worth less than the web's default, windows-1252.
const minConfidence = 0.4

// decode is a page in UTF-8.
func decode(data []byte, contentType string) ([]byte, error) {
	enc, name, certain := charset.DetermineEncoding(data[:min(len(data), 1024)], contentType)
	switch {
	case certain && name != "utf-8":
	case utf8.Valid(data):
		enc = unicode.UTF8
	case certain && mostlyUTF8(data):
		return bytes.ToValidUTF8(data, []byte("\ufffd")), nil
	default:
		enc = detect(data)
	}
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return nil, corpus.Refuse(corpus.UnknownFormat, "is not in the encoding that it declares, %s", name)
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), nil
}

// mostlyUTF8 tells whether text that is declared as UTF-8 is so but for a few bytes, as where it was cut.
func mostlyUTF8(data []byte) bool {
	bad, wide := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			wide++
		}
		i += n
	}
	return bad*10 <= wide
}

// detect tells an encoding by the frequencies of its letters.
func detect(data []byte) encoding.Encoding {
	start := max(0, bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })-maxSample/8)
	r := chardet.Detect(data[start:min(len(data), start+maxSample)])
	if enc, _ := charset.Lookup(r.Encoding); enc != nil && r.Confidence >= minConfidence {
		return enc
	}
	enc, _ := charset.Lookup("windows-1252")
	return enc
}
