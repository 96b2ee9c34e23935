package citation

import (
	"bytes"
	"encoding/json"
)

// item is an item of CSL-JSON, as the schema of CSL 1.0.2 has it.
type item struct {
	ID             string    `json:"id"`
	Type           string    `json:"type"`
	Title          string    `json:"title"`
	Author         []cslName `json:"author,omitempty"`
	ContainerTitle string    `json:"container-title,omitempty"`
	Publisher      string    `json:"publisher,omitempty"`
	Issued         *cslDate  `json:"issued,omitempty"`
	Accessed       *cslDate  `json:"accessed,omitempty"`
	URL            string    `json:"URL,omitempty"`
	Language       string    `json:"language,omitempty"`
}

type cslName struct {
	Family   string `json:"family,omitempty"`
	Given    string `json:"given,omitempty"`
	Particle string `json:"non-dropping-particle,omitempty"`
	Suffix   string `json:"suffix,omitempty"`
	Literal  string `json:"literal,omitempty"`
}

type cslDate struct {
	DateParts [][]int `json:"date-parts"`
}

// cslJSON writes a list of one item.
func cslJSON(w work) Citation {
	it := item{ID: key(w), Type: cslType(w.kind), Title: w.title, ContainerTitle: w.container, Publisher: w.publisher,
		Issued: cslDateOf(w.date), URL: w.url, Language: w.language}
	if w.url != "" {
		it.Accessed = cslDateOf(w.accessed)
	}
	for _, n := range w.authors {
		it.Author = append(it.Author, cslName{n.Family, n.Given, n.Particle, n.Suffix, n.Literal})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode([]item{it}); err != nil {
		panic(err) // strings and numbers alone always encode
	}
	return Citation{Reference: plain(string(bytes.TrimSpace(b.Bytes())))}
}

func cslType(k Kind) string {
	switch k {
	case NewsPage:
		return "article-newspaper"
	case Article:
		return "article-magazine"
	case Report:
		return "report"
	case Chapter:
		return "chapter"
	default:
		return "webpage"
	}
}

func cslDateOf(d date) *cslDate {
	if !d.known() {
		return nil
	}
	parts := []int{d.year}
	if d.month != 0 {
		parts = append(parts, int(d.month))
	}
	if d.day != 0 {
		parts = append(parts, d.day)
	}
	return &cslDate{[][]int{parts}}
}
