package corpus

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxControl is the share of control characters above which a file is taken for a binary one.
const maxControl = 0.1

// decode makes normalised text of a file's bytes, or says why it is not text.
func decode(data []byte) (string, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if err := checkText(data); err != nil {
		return "", err
	}
	return clean(string(data)), nil
}

func checkText(data []byte) error {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return Refuse(UnknownFormat, "is UTF-16 text; save it as UTF-8")
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return Refuse(UnknownFormat, "is a binary file: NUL at byte %d", i)
	}
	if controls := countControls(data); float64(controls) > maxControl*float64(len(data)) {
		return Refuse(UnknownFormat, "is a binary file: %d of its %d bytes are control characters", controls, len(data))
	}
	if i := invalidUTF8(data); i >= 0 {
		return Refuse(UnknownFormat, "is not valid UTF-8: byte %d is 0x%02x; save it as UTF-8", i, data[i])
	}
	return nil
}

// invalidUTF8 is the offset of the first byte that is not UTF-8, counted from 0, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

func countControls(data []byte) int {
	n := 0
	for _, b := range data {
		if b < ' ' && (b < '\t' || b > '\r') || b == 0x7f {
			n++
		}
	}
	return n
}

// newlines are the line and page ends that become "\n".
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// clean brings valid UTF-8 into the form that every article's text has: NFC, "\n" line ends, and neither
// soft hyphens nor byte order marks nor control characters other than tab. Those would only come between a
// word and the person who looks for it.
func clean(s string) string {
	if strings.ContainsAny(s, "\r\v\f\u0085\u2028\u2029") {
		s = newlines.Replace(s)
	}
	if strings.ContainsFunc(s, isDropped) {
		s = strings.Map(func(r rune) rune {
			if isDropped(r) {
				return -1
			}
			return r
		}, s)
	}
	return norm.NFC.String(s)
}

func isDropped(r rune) bool {
	return r == '\u00ad' || r == '\ufeff' || r != '\n' && r != '\t' && unicode.IsControl(r)
}
