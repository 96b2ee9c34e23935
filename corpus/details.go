package corpus

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

// detailsReader reads the nodes of a front matter, noting everything that is wrong.
type detailsReader struct {
	details  Details
	problems []string
}

func (r *detailsReader) fail(n *yaml.Node, format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf("line %d: ", n.Line+1)+fmt.Sprintf(format, args...))
}

func (r *detailsReader) err() error {
	if len(r.problems) == 0 {
		return nil
	}
	return errors.New("front matter " + strings.Join(r.problems, "; "))
}

func (r *detailsReader) mapping(n *yaml.Node) {
	fields := map[string]func(*yaml.Node){
		"title":     func(v *yaml.Node) { r.details.Title = r.text("title", v) },
		"authors":   func(v *yaml.Node) { r.details.Authors = r.list("authors", v) },
		"publisher": func(v *yaml.Node) { r.details.Publisher = r.text("publisher", v) },
		"published": func(v *yaml.Node) { r.details.Published = r.date("published", v) },
		"url":       func(v *yaml.Node) { r.details.URL = r.address("url", v) },
		"language":  func(v *yaml.Node) { r.details.Language = r.language(v) },
		"sources":   func(v *yaml.Node) { r.details.Sources = r.sources(v) },
	}
	own, foreign := divideKeys(n)
	r.fields(own, "", fields, frontMatterKeys)
	r.details = r.details.or(foreign)
}

// fields calls the function of every key in a mapping whose value is not null, and notes unknown and repeated keys.
func (r *detailsReader) fields(n *yaml.Node, in string, fields map[string]func(*yaml.Node), known []string) {
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		read := fields[key.Value]
		switch {
		case key.Kind != yaml.ScalarNode || read == nil:
			r.fail(key, "unknown key %q%s%s", short(key.Value), in, suggest(key.Value, known))
		case seen[key.Value]:
			r.fail(key, "key %q%s is given twice", key.Value, in)
		case value.Kind == yaml.AliasNode:
			r.fail(value, "%q%s is an alias; write the value itself", key.Value, in)
		case value.Tag != "!!null":
			read(value)
		}
		seen[key.Value] = true
	}
}

// text is a scalar's value as one line.
func (r *detailsReader) text(key string, n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		r.fail(n, "%q must be text", key)
		return ""
	}
	s := squash(clean(n.Value))
	if s == "" {
		r.fail(n, "%q is blank", key)
	}
	return s
}

// list is a list of texts, or a single one.
func (r *detailsReader) list(key string, n *yaml.Node) []string {
	if n.Kind != yaml.SequenceNode {
		return []string{r.text(key, n)}
	}
	var list []string
	for _, item := range n.Content {
		list = append(list, r.text(key, item))
	}
	return list
}

func (r *detailsReader) date(key string, n *yaml.Node) string {
	s := r.text(key, n)
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(layout, s); err == nil {
			return s
		}
	}
	if s != "" {
		r.fail(n, "%q is %q, which is no date; write YYYY, YYYY-MM or YYYY-MM-DD", key, short(s))
	}
	return ""
}

func (r *detailsReader) address(key string, n *yaml.Node) string {
	s := r.text(key, n)
	u, err := url.Parse(s)
	if s != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.Contains(s, " ")) {
		r.fail(n, "%q is %q, which is no http or https address", key, short(s))
		return ""
	}
	return s
}

// language is the ISO 639-1 code of a BCP 47 tag.
func (r *detailsReader) language(n *yaml.Node) string {
	s := r.text("language", n)
	if s == "" {
		return ""
	}
	tag, err := language.Parse(s)
	base, _ := tag.Base()
	if err != nil || len(base.String()) != 2 {
		r.fail(n, `"language" is %q, which has no two-letter code; write a tag such as "en" or "pt-BR"`, short(s))
		return ""
	}
	return base.String()
}

func (r *detailsReader) sources(n *yaml.Node) []Source {
	if n.Kind != yaml.SequenceNode {
		return []Source{r.source(n)}
	}
	var list []Source
	for _, item := range n.Content {
		list = append(list, r.source(item))
	}
	return list
}

// source is a mapping, or a title alone.
func (r *detailsReader) source(n *yaml.Node) Source {
	if n.Kind != yaml.MappingNode {
		return Source{Title: r.text("sources", n)}
	}
	var s Source
	r.fields(n, ` in "sources"`, map[string]func(*yaml.Node){
		"title":     func(v *yaml.Node) { s.Title = r.text("title", v) },
		"publisher": func(v *yaml.Node) { s.Publisher = r.text("publisher", v) },
		"published": func(v *yaml.Node) { s.Published = r.date("published", v) },
		"url":       func(v *yaml.Node) { s.URL = r.address("url", v) },
	}, []string{"title", "publisher", "published", "url"})
	return s
}
