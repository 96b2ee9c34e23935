package epub

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"path"
	"strings"

	"footnote/corpus"
	"footnote/corpus/archive"

	"golang.org/x/net/html/charset"
)

// pack is a book's package document: https://www.w3.org/TR/epub-33/#sec-package-doc.
type pack struct {
	// folder is the one that the package's names start from.
	folder     string
	Titles     []string  `xml:"metadata>title"`
	Creators   []creator `xml:"metadata>creator"`
	Publishers []string  `xml:"metadata>publisher"`
	Dates      []date    `xml:"metadata>date"`
	Languages  []string  `xml:"metadata>language"`
	IDs        []string  `xml:"metadata>identifier"`
	Items      []item    `xml:"manifest>item"`
	Spine      struct {
		Contents string `xml:"toc,attr"`
		Items    []struct {
			ID string `xml:"idref,attr"`
		} `xml:"itemref"`
	} `xml:"spine"`
}

type creator struct {
	Name string `xml:",chardata"`
	Role string `xml:"role,attr"`
}

type date struct {
	Value string `xml:",chardata"`
	Event string `xml:"event,attr"`
}

type item struct {
	ID         string `xml:"id,attr"`
	Name       string `xml:"href,attr"`
	Type       string `xml:"media-type,attr"`
	Properties string `xml:"properties,attr"`
}

func openPackage(a *archive.Archive) (*pack, error) {
	var container struct {
		Roots []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	if err := decodeXML(a, "META-INF/container.xml", &container); err != nil || len(container.Roots) == 0 {
		return nil, corpus.Refuse(corpus.Damaged, "is no e-book: it has no META-INF/container.xml that names a package")
	}
	name := container.Roots[0].Path
	p := &pack{folder: path.Dir(name)}
	if err := decodeXML(a, name, p); err != nil {
		return nil, fmt.Errorf("has a package document that cannot be read: %w", err)
	}
	return p, nil
}

// decodeXML reads an entry into v, as tolerantly as books need it. Entities that a document defines are not
// expanded.
func decodeXML(a *archive.Archive, name string, v any) error {
	data, err := a.Read(name)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	return d.Decode(v)
}

// resolve is the name in the archive of what a file in the folder refers to, without the fragment.
func resolve(folder, reference string) string {
	reference, _, _ = strings.Cut(reference, "#")
	if plain, err := url.PathUnescape(reference); err == nil {
		reference = plain
	}
	return path.Join(folder, reference)
}

// chapters are the names of the spine's files, each once, without the navigation document.
func (p *pack) chapters() []string {
	byID := map[string]item{}
	for _, i := range p.Items {
		byID[i.ID] = i
	}
	var names []string
	seen := map[string]bool{}
	for _, s := range p.Spine.Items {
		i, known := byID[s.ID]
		name := resolve(p.folder, i.Name)
		if known && !seen[name] && !strings.Contains(i.Properties, "nav") && !strings.HasPrefix(i.Type, "image/") {
			names = append(names, name)
		}
		seen[name] = true
	}
	return names
}

// details are those of the package's metadata: https://www.dublincore.org/specifications/dublin-core/dces/.
func (p *pack) details() corpus.Details {
	d := corpus.Details{Title: first(p.Titles), Publisher: first(p.Publishers), Language: first(p.Languages)}
	for _, c := range p.Creators {
		if c.Role == "" || c.Role == "aut" {
			d.Authors = append(d.Authors, corpus.Names(c.Name)...) // some programs write all into one
		}
	}
	for _, date := range p.Dates {
		if date.Event == "" && d.Published == "" || date.Event == "publication" || date.Event == "original-publication" {
			d.Published = strings.TrimSpace(date.Value)
		}
	}
	for _, id := range p.IDs {
		if address := corpus.Address(id); address != "" && d.URL == "" {
			d.URL = address
		}
	}
	return d
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// encrypted are the names of the entries that are encrypted. Obfuscated fonts are among them; no chapter is a font.
func encrypted(a *archive.Archive) map[string]bool {
	var list struct {
		References []struct {
			URI string `xml:"URI,attr"`
		} `xml:"EncryptedData>CipherData>CipherReference"`
	}
	names := map[string]bool{}
	if decodeXML(a, "META-INF/encryption.xml", &list) == nil {
		for _, r := range list.References {
			names[resolve("", r.URI)] = true
		}
	}
	return names
}
