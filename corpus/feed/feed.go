// Package feed reads what lists articles: feeds (RSS, Atom, JSON Feed) and sitemaps.
//
// [Read] makes a [List] of one. Getting what it lists is not done here.
//
// What binds:
//   - Only http and https addresses are listed, each once, in the list's own order, relative ones made absolute.
//   - A list has a bounded number of entries, and says how many it left out.
//   - gofeed, which reads feeds, cannot be stopped, so Read belongs into a process that can be killed wherever lists
//     come from strangers.
package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/url"

	"footnote/corpus"
)

// Bounds of a list. A sitemap may have 50,000 entries by its standard; nobody reads so many articles.
const (
	MaxBytes   = 5 << 20
	MaxEntries = 2000
)

// List is what a feed or a sitemap lists.
type List struct {
	// Title is the feed's, or "".
	Title   string
	Entries []Entry
	// Lists are the addresses of the sitemaps that an index of sitemaps lists.
	Lists []string
	// Omitted counts the entries and lists above MaxEntries.
	Omitted int
}

// Entry is an article that is listed.
type Entry struct {
	// URL is where the article is.
	URL string
	// Details are what the list says of the article, for want of what it says itself.
	Details corpus.Details
	// Version changes when the article does, as far as the list says: its date of change. It may be "".
	Version string
}

// Read reads a list that was fetched from an address. The error is one line that does not name the list.
func Read(data []byte, address string) (List, error) {
	data, err := unpacked(data)
	if err != nil {
		return List{}, err
	}
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	b := &builder{base: base, seen: map[string]bool{}}
	if isSitemap(data) {
		err = b.sitemap(data)
	} else {
		err = b.feed(data)
	}
	if err != nil {
		return List{}, err
	}
	if len(b.list.Entries)+len(b.list.Lists) == 0 {
		return List{}, errors.New("lists no article")
	}
	return b.list, nil
}

// unpacked is a list, which may be compressed as sitemaps often are.
func unpacked(data []byte) ([]byte, error) {
	if bytes.HasPrefix(data, []byte("\x1f\x8b")) {
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, errors.New("is damaged")
		}
		if data, err = io.ReadAll(io.LimitReader(z, MaxBytes+1)); err != nil {
			return nil, errors.New("is damaged")
		}
	}
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("is too large for a feed or a sitemap; the limit is %d MiB", MaxBytes>>20)
	}
	return data, nil
}

// builder gathers entries.
type builder struct {
	base *url.URL
	seen map[string]bool
	list List
}

// address is an absolute address that has not been listed yet, or "".
func (b *builder) address(s string) string {
	u, err := b.base.Parse(s)
	if err != nil || s == "" {
		return ""
	}
	u.Fragment = ""
	a := corpus.Address(u.String())
	if a == "" || b.seen[a] {
		return ""
	}
	b.seen[a] = true
	if len(b.list.Entries)+len(b.list.Lists) >= MaxEntries {
		b.list.Omitted++
		return ""
	}
	return a
}
