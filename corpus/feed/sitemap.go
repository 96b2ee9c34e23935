package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"footnote/corpus"

	"golang.org/x/net/html/charset"
)

// isSitemap tells whether a list is a sitemap or an index of sitemaps: https://www.sitemaps.org/protocol.html.
func isSitemap(data []byte) bool {
	head := data[:min(len(data), 2048)]
	return bytes.Contains(head, []byte("<urlset")) || bytes.Contains(head, []byte("<sitemapindex"))
}

// place is an entry of a sitemap; the extension for news has the title and the date of publication.
type place struct {
	Location string `xml:"loc"`
	Changed  string `xml:"lastmod"`
	News     struct {
		Title       string `xml:"title"`
		Published   string `xml:"publication_date"`
		Publication struct {
			Name     string `xml:"name"`
			Language string `xml:"language"`
		} `xml:"publication"`
	} `xml:"news"`
}

func (b *builder) sitemap(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errors.New("is no sitemap that can be read: " + strings.Join(strings.Fields(err.Error()), " "))
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "url" && start.Name.Local != "sitemap" {
			continue
		}
		var p place
		if err := d.DecodeElement(&p, &start); err != nil {
			return errors.New("is no sitemap that can be read: " + strings.Join(strings.Fields(err.Error()), " "))
		}
		b.place(p, start.Name.Local == "sitemap")
	}
}

func (b *builder) place(p place, isList bool) {
	address := b.address(strings.TrimSpace(p.Location))
	switch {
	case address == "":
	case isList:
		b.list.Lists = append(b.list.Lists, address)
	default:
		b.list.Entries = append(b.list.Entries, Entry{URL: address, Version: strings.TrimSpace(p.Changed), Details: corpus.Details{
			Title: strings.Join(strings.Fields(p.News.Title), " "), Published: corpus.Date(p.News.Published), URL: address,
			Publisher: strings.TrimSpace(p.News.Publication.Name), Language: corpus.LanguageCode(p.News.Publication.Language),
		}})
	}
}
