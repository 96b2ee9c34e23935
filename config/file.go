package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// parseFile reads the settings of a YAML file; home is the folder that "~" stands for. It works on nodes so that every error can name its line.
func parseFile(name, home string, data []byte) ([]given, []error) {
	f := file{name: name, home: home, lines: map[string]int{}}
	root, err := f.root(data)
	if err != nil || root == nil {
		return nil, []error{err}
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		f.entry(root.Content[i], root.Content[i+1])
	}
	return f.found, f.errs
}

type file struct {
	name  string
	home  string
	found []given
	errs  []error
	// lines tells where a key stood first.
	lines map[string]int
}

// root is the file's mapping, or nil where the file holds nothing.
func (f *file) root(data []byte) (*yaml.Node, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("config file %q: %w", f.name, err)
	}
	if err := dec.Decode(&second); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("config file %q: more than one YAML document", f.name)
	}
	root := doc.Content[0]
	switch {
	case root.Kind == yaml.ScalarNode && root.Tag == "!!null":
		return nil, nil
	case root.Kind != yaml.MappingNode:
		return nil, fmt.Errorf("config file %q line %d: allowed are lines of the form key: value", f.name, root.Line)
	}
	return root, nil
}

func (f *file) entry(key, value *yaml.Node) {
	s, ok := find(key.Value)
	first, again := f.lines[key.Value]
	f.lines[key.Value] = key.Line
	switch {
	case !ok:
		f.fail(key, "%s", unknown(key.Value))
	case again:
		f.fail(key, "%q stands on line %d already", key.Value, first)
	case !s.InFile:
		f.fail(key, "%q may not stand in a file; allowed: the environment variable %s", key.Value, s.Env)
	default:
		f.add(s, value)
	}
}

func (f *file) add(s Setting, value *yaml.Node) {
	values, ok := scalars(value, s.Repeatable)
	if !ok {
		f.fail(value, "%s: this form is not allowed; allowed: %s", s.Key, s.Allowed)
		return
	}
	if s.Path {
		f.anchor(s, values)
	}
	f.found = append(f.found, given{s, values, fmt.Sprintf("%q line %d", f.name, value.Line)})
}

// anchor makes relative paths start at the file's folder, so that the file means the same wherever
// footnote is started, and "~/" at the home folder, as no shell does it here.
func (f *file) anchor(s Setting, values []string) {
	for i, v := range values {
		switch rest, inHome := strings.CutPrefix(v, "~/"); {
		case inHome && f.home != "":
			values[i] = filepath.Join(f.home, rest)
		case v != "" && !filepath.IsAbs(v) && (s.Key != "history" || v != noHistory):
			values[i] = filepath.Join(filepath.Dir(f.name), v)
		}
	}
}

func (f *file) fail(at *yaml.Node, format string, args ...any) {
	f.errs = append(f.errs, fmt.Errorf("config file %q line %d: "+format, append([]any{f.name, at.Line}, args...)...))
}

// scalars are the texts of a scalar or, where list is set, of a list of scalars. A missing value is
// the empty text, which no setting allows.
func scalars(n *yaml.Node, list bool) ([]string, bool) {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		return []string{""}, true
	case n.Kind == yaml.ScalarNode:
		return []string{n.Value}, true
	case n.Kind != yaml.SequenceNode || !list || len(n.Content) == 0:
		return nil, false
	}
	var out []string
	for _, item := range n.Content {
		one, ok := scalars(item, false)
		if !ok {
			return nil, false
		}
		out = append(out, one...)
	}
	return out, true
}

func find(key string) (Setting, bool) {
	rows := Settings()
	i := slices.IndexFunc(rows, func(s Setting) bool { return s.Key == key })
	if i < 0 {
		return Setting{}, false
	}
	return rows[i], true
}
