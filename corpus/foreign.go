package corpus

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// foreignKeys are those under which Obsidian, Jekyll, Hugo and pandoc keep what a front matter's own keys say, in lower
// case and without the marks between their words. They were not written for footnote: what is in no form that is known
// is left out, and a front matter's own key goes before.
var foreignKeys = map[string]func(*Details, *yaml.Node){
	"author":        func(d *Details, n *yaml.Node) { d.Authors = names(n) },
	"by":            func(d *Details, n *yaml.Node) { d.Authors = names(n) },
	"date":          func(d *Details, n *yaml.Node) { d.Published = scalarText(n) },
	"pubdate":       func(d *Details, n *yaml.Node) { d.Published = scalarText(n) },
	"publishdate":   func(d *Details, n *yaml.Node) { d.Published = scalarText(n) },
	"datepublished": func(d *Details, n *yaml.Node) { d.Published = scalarText(n) },
	"publication":   func(d *Details, n *yaml.Node) { d.Publisher = scalarText(n) },
	"lang":          func(d *Details, n *yaml.Node) { d.Language = scalarText(n) },
	"link":          func(d *Details, n *yaml.Node) { d.URL = scalarText(n) },
	"source":        func(d *Details, n *yaml.Node) { d.URL = scalarText(n) },
	"canonicalurl":  func(d *Details, n *yaml.Node) { d.URL = scalarText(n) },
}

// scalarText is the text of a value that is one, or "".
func scalarText(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		return ""
	}
	return n.Value
}

// names are those in a text, a list, or mappings that have more of each author.
func names(n *yaml.Node) []string {
	var list []string
	switch n.Kind {
	case yaml.ScalarNode:
		list = append(list, unlinked(scalarText(n)))
	case yaml.SequenceNode:
		for _, item := range n.Content {
			list = append(list, names(item)...)
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == "name" {
				return names(n.Content[i+1])
			}
		}
	}
	return list
}

var linkedName = regexp.MustCompile(`^\[\[(?:[^\[\]]*\|)?([^\[\]|]*)\]\]$`)

// unlinked is a name without the brackets that make a link of it.
func unlinked(s string) string { return linkedName.ReplaceAllString(strings.TrimSpace(s), "$1") }

var keyMarks = strings.NewReplacer("-", "", "_", "", " ", "")

// divideKeys parts the keys of a front matter: its own, and those that were meant to be; and what others say. All
// others are another program's and none of footnote's business.
func divideKeys(n *yaml.Node) (own *yaml.Node, foreign Details) {
	own = &yaml.Node{Kind: n.Kind}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := *n.Content[i], n.Content[i+1]
		name := strings.ToLower(key.Value)
		read := foreignKeys[keyMarks.Replace(name)]
		switch {
		case key.Kind != yaml.ScalarNode:
		case value.Kind == yaml.ScalarNode && value.Value == "": // as templates leave it
		case name == "published" && value.Tag == "!!bool": // Jekyll's: whether it is
		case slices.Contains(frontMatterKeys, name):
			key.Value = name
			own.Content = append(own.Content, &key, value)
		case read != nil:
			read(&foreign, value)
		case isMisspelt(name):
			own.Content = append(own.Content, &key, value)
		}
	}
	return own, foreign.normalised()
}

// isMisspelt tells whether a key is one of a front matter's own but for a slip. Short ones are too close to other words,
// and a plural is another word.
func isMisspelt(name string) bool {
	for _, known := range append([]string{"author"}, frontMatterKeys...) {
		if len(known) > len("url") && name != known+"s" && editDistance(short(name), known) == 1 {
			return true
		}
	}
	return false
}

// cutTitleBlock takes off the lines with which a text for pandoc may open: "% Title", "% Ann Lee; Bo Ek", "% May 2024". A
// line that goes on begins with a space, and a blank one follows.
func cutTitleBlock(text string) (Details, string) {
	block, body, _ := strings.Cut(text, "\n\n")
	var fields []string
	for line := range strings.SplitSeq(block, "\n") {
		rest, opens := strings.CutPrefix(line, "%")
		switch {
		case rest != "" && rest[0] != ' ', !opens && len(fields) == 0, opens && len(fields) == 3:
			return Details{}, text
		case opens:
			fields = append(fields, rest)
		default:
			fields[len(fields)-1] += "\n" + rest
		}
	}
	fields = append(fields, "", "")
	authors := strings.FieldsFunc(fields[1], func(r rune) bool { return r == ';' || r == '\n' })
	return Details{Title: fields[0], Authors: authors, Published: fields[2]}.normalised(), body
}

// or is the details with those of others where they say nothing.
func (d Details) or(other Details) Details {
	d.Publisher = cmp.Or(d.Publisher, other.Publisher)
	d.Published = cmp.Or(d.Published, other.Published)
	d.URL = cmp.Or(d.URL, other.URL)
	d.Language = cmp.Or(d.Language, other.Language)
	if len(d.Authors) == 0 {
		d.Authors = other.Authors
	}
	return d
}
