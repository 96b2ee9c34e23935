package corpus

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxFrontMatter is the most that stands between the rules of a front matter, in bytes.
const maxFrontMatter = 64 << 10

// frontMatterKeys are the keys of a front matter, in the order in which people are told them.
var frontMatterKeys = []string{"title", "authors", "publisher", "published", "url", "language", "sources"}

// cutFrontMatter takes the front matter off a Markdown text. It is one only if the first line is exactly "---",
// the next is not blank, a later line is "---" or "...", and what is between is a YAML mapping with a key of one word;
// a text may as well open with a rule. The error tells everything that is wrong with it.
func cutFrontMatter(text string) (Details, string, error) {
	inner, body, found := betweenRules(text)
	if !found {
		details, body := cutTitleBlock(text)
		return details, body, nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(inner), &doc); err != nil {
		if opensWithKey(inner) {
			return Details{}, "", fmt.Errorf("front matter %s", yamlReason(err))
		}
		return Details{}, text, nil
	}
	if doc.Kind == 0 {
		return Details{}, body, nil
	}
	if n := doc.Content[0]; n.Kind != yaml.MappingNode || !hasWordKey(n) {
		return Details{}, text, nil
	}
	r := detailsReader{}
	r.mapping(doc.Content[0])
	return r.details, body, r.err()
}

// hasWordKey tells whether a mapping has a key of one word: "In short: it rained." is a sentence.
func hasWordKey(n *yaml.Node) bool {
	for i := 0; i < len(n.Content); i += 2 {
		if !strings.Contains(n.Content[i].Value, " ") {
			return true
		}
	}
	return len(n.Content) == 0
}

func betweenRules(text string) (inner, body string, found bool) {
	rest, found := strings.CutPrefix(text, "---\n")
	if !found || strings.HasPrefix(strings.TrimLeft(rest, " \t"), "\n") {
		return "", "", false
	}
	for at := 0; at < min(len(rest), maxFrontMatter); {
		line, _, more := strings.Cut(rest[at:], "\n")
		next := min(at+len(line)+1, len(rest))
		if line == "---" || line == "..." {
			return rest[:at], rest[next:], true
		}
		if !more {
			break
		}
		at = next
	}
	return "", "", false
}

var keyLine = regexp.MustCompile(`^(?:#.*\n)*"?(\w+)"?\s*:(?:\s|$)`)

// opensWithKey tells whether text that is no YAML was meant to be a front matter.
func opensWithKey(inner string) bool {
	m := keyLine.FindStringSubmatch(inner)
	return m != nil && slices.Contains(frontMatterKeys, strings.ToLower(m[1]))
}

var yamlLine = regexp.MustCompile(`line (\d+): `)

// yamlReason is a YAML error in one line, counting lines from the file's first. The library names no line where
// it means its first.
func yamlReason(err error) string {
	reason := squash(strings.TrimPrefix(err.Error(), "yaml: "))
	if !yamlLine.MatchString(reason) {
		return "line 2: " + reason
	}
	return yamlLine.ReplaceAllStringFunc(reason, func(s string) string {
		n, _ := strconv.Atoi(yamlLine.FindStringSubmatch(s)[1])
		return fmt.Sprintf("line %d: ", n+1)
	})
}
