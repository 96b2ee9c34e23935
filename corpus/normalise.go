package corpus

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Normalise brings details that a person has typed into the form that a front matter's have, by the same rules. Blank
// fields stay blank. The error says all that is wrong with them, in one line.
func (d Details) Normalise() (Details, error) {
	r := detailsReader{}
	set := func(key string, value *string, read func(string, *yaml.Node) string) {
		if strings.TrimSpace(*value) == "" {
			*value = ""
			return
		}
		*value = read(key, scalar(*value))
	}
	set("title", &d.Title, r.text)
	set("publisher", &d.Publisher, r.text)
	set("published", &d.Published, r.date)
	set("url", &d.URL, r.address)
	set("language", &d.Language, func(_ string, n *yaml.Node) string { return r.language(n) })
	authors := d.Authors
	d.Authors = nil
	for _, a := range authors {
		if set("authors", &a, r.text); a != "" {
			d.Authors = append(d.Authors, a)
		}
	}
	for i, p := range r.problems {
		r.problems[i] = strings.TrimPrefix(p, "line 1: ")
	}
	if len(r.problems) > 0 {
		return Details{}, errors.New(strings.Join(r.problems, "; "))
	}
	return d, nil
}

func scalar(value string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: value} }
