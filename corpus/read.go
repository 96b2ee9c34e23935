package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
)

// Read makes an article of a file's content. The name's extension says the format: ".txt" or ".md".
// The name is otherwise used for messages and, in want of anything better, for the title.
// The error names the file, and what is wrong with it in one line.
func Read(name string, data []byte) (*Article, error) {
	a, err := read(name, data)
	if err != nil {
		return nil, fmt.Errorf("read article %q: %w", name, err)
	}
	return a, nil
}

// draft is an article while it is being read.
type draft struct {
	Details
	text   string
	blocks []Block
}

// block is the text of the i-th block.
func (d *draft) block(i int) string { return d.text[d.blocks[i].Start:d.blocks[i].End] }

// read is Read with an error that does not name the file.
func read(name string, data []byte) (*Article, error) {
	parse := parserOf(name)
	if parse == nil {
		return nil, Refuse(UnknownFormat, `is neither ".txt" nor ".md"`)
	}
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	if isBlank(text) {
		return nil, Refuse(NoText, "is empty")
	}
	d, err := parse(text)
	if err != nil {
		return nil, err
	}
	if isBlank(d.text) {
		return nil, Refuse(NoText, "has no text apart from its markup")
	}
	d.inferTitle(name)
	d.inferLanguage()
	return &Article{ID: textID(d.text), Details: d.Details, Source: name, Text: d.text, Blocks: d.blocks}, nil
}

// parserOf is the parser for a file's extension, or nil.
func parserOf(name string) func(text string) (*draft, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt":
		return func(text string) (*draft, error) { return parseText(text), nil }
	case ".md":
		return parseMarkdown
	}
	return nil
}

func textID(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:6])
}

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }
