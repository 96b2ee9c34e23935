package html

import (
	"encoding/json"
	"strings"

	"footnote/corpus"
)

// maxLinked is how many objects of a page's JSON-LD are looked at, and maxLinkedDepth how deep.
const (
	maxLinked      = 200
	maxLinkedDepth = 8
)

// linked is what a page's JSON-LD says of the article: https://schema.org/Article.
type linked struct {
	title, publisher, published, url, language string
	authors                                    []string
}

// readLinked reads the first object that describes an article. Scripts that are no JSON are passed over: there are
// always other sources.
func readLinked(scripts []string) linked {
	for _, script := range scripts {
		var v any
		if json.Unmarshal([]byte(script), &v) != nil {
			continue
		}
		left := maxLinked
		if o := findArticle(v, &left, maxLinkedDepth); o != nil {
			return linkedOf(o)
		}
	}
	return linked{}
}

func findArticle(v any, left *int, depth int) map[string]any {
	if *left--; *left < 0 || depth < 0 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if o := findArticle(e, left, depth-1); o != nil {
				return o
			}
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			return v
		}
		for _, key := range []string{"@graph", "mainEntity"} {
			if o := findArticle(v[key], left, depth-1); o != nil {
				return o
			}
		}
	}
	return nil
}

// isArticle tells whether a type, or one of several, is that of something to be read.
func isArticle(v any) bool {
	for _, t := range texts(v) {
		if strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || t == "Report" || t == "Book" || t == "Chapter" {
			return true
		}
	}
	return false
}

func linkedOf(o map[string]any) linked {
	l := linked{
		title: first(texts(o["headline"])), published: first(texts(o["datePublished"])),
		publisher: first(names(o["publisher"])), authors: names(o["author"]), language: first(texts(o["inLanguage"])),
		url: first(texts(o["url"])),
	}
	if l.title == "" {
		l.title = first(texts(o["name"]))
	}
	if main, ok := o["mainEntityOfPage"].(map[string]any); ok && l.url == "" {
		l.url = first(texts(main["@id"]))
	} else if l.url == "" {
		l.url = first(texts(o["mainEntityOfPage"]))
	}
	return l
}

// texts are a value that is a text or a list of texts.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var list []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				list = append(list, s)
			}
		}
		return list
	}
	return nil
}

// names are those of persons or organisations, which are texts or objects with a name. An address is no name.
func names(v any) []string {
	var list []string
	for _, e := range listOf(v) {
		if o, ok := e.(map[string]any); ok {
			e = o["name"]
		}
		for _, s := range texts(e) {
			if s = strings.TrimSpace(s); s != "" && corpus.Address(s) == "" {
				list = append(list, s)
			}
		}
	}
	return list
}

func listOf(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{v}
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
