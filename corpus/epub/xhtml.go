package epub

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"footnote/corpus"
)

var (
	declaration = regexp.MustCompile(`^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]+)["']`)
	emptyTag    = regexp.MustCompile(`<([A-Za-z][\w:.-]*)(\s[^<>]*)?/>`)
)

// parseXHTML parses a chapter. HTML does not know empty elements such as <title/> or <a id="p1"/> and would take what
// follows for their content, so they are written out.
func parseXHTML(data []byte) (*nethtml.Node, error) {
	text, err := toUTF8(data)
	if err != nil {
		return nil, err
	}
	text = emptyTag.ReplaceAllFunc(text, func(tag []byte) []byte {
		m := emptyTag.FindSubmatch(tag)
		if isVoid(strings.ToLower(string(m[1]))) {
			return tag
		}
		return bytes.Join([][]byte{[]byte("<"), m[1], m[2], []byte("></"), m[1], []byte(">")}, nil)
	})
	doc, err := nethtml.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, errors.New("nests its elements more than 512 deep")
	}
	return doc, nil
}

// isVoid tells whether an element has no content in HTML either.
func isVoid(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// toUTF8 decodes a chapter by its byte order mark or its declaration. Without either it is UTF-8.
func toUTF8(data []byte) ([]byte, error) {
	label := "utf-8"
	if m := declaration.FindSubmatch(data[:min(len(data), 200)]); m != nil {
		label = string(m[1])
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		_, label, _ = charset.DetermineEncoding(data[:min(len(data), 1024)], "")
	}
	r, err := charset.NewReaderLabel(label, bytes.NewReader(data))
	if err != nil {
		return nil, corpus.Refuse(corpus.UnknownFormat, "is in an encoding that is not known")
	}
	text, err := io.ReadAll(r)
	return bytes.TrimPrefix(text, []byte("\ufeff")), err
}
