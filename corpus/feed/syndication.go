package feed

import (
	"bytes"
	"errors"
	"strings"
	"time"

	"footnote/corpus"

	"github.com/mmcdole/gofeed"
)

// feed reads RSS, Atom and JSON Feed.
func (b *builder) feed(data []byte) error {
	p := gofeed.NewParser()
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	f, err := p.Parse(bytes.NewReader(data))
	if err != nil {
		return errors.New("is no feed that can be read: " + strings.Join(strings.Fields(err.Error()), " "))
	}
	b.list.Title = strings.Join(strings.Fields(f.Title), " ")
	if home, err := b.base.Parse(f.Link); err == nil && f.Link != "" && home.IsAbs() {
		b.base = home
	}
	for _, item := range f.Items {
		b.item(f, item)
	}
	return nil
}

func (b *builder) item(f *gofeed.Feed, item *gofeed.Item) {
	address := b.address(strings.TrimSpace(item.Link))
	if address == "" && strings.HasPrefix(item.GUID, "http") && item.Link == "" {
		address = b.address(item.GUID)
	}
	if address == "" {
		return
	}
	e := Entry{URL: address, Version: item.Updated}
	if e.Version == "" {
		e.Version = item.Published
	}
	e.Details = corpus.Details{
		Title: strings.Join(strings.Fields(item.Title), " "), Publisher: b.list.Title, URL: address,
		Published: day(item.Published, item.PublishedParsed), Language: corpus.LanguageCode(f.Language),
	}
	for _, a := range item.Authors {
		if a != nil && a.Name != "" {
			e.Details.Authors = append(e.Details.Authors, corpus.Names(a.Name)...)
		}
	}
	b.list.Entries = append(b.list.Entries, e)
}

// day is a date as its writer's calendar has it, or "". The parsed time is in UTC and may be a day off.
func day(written string, parsed *time.Time) string {
	if date := corpus.Date(written); date != "" || parsed == nil {
		return date
	}
	return corpus.Date(parsed.Format(time.DateOnly))
}
