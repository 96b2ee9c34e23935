package feed_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/corpus/feed"
)

const rss = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title> The Valley
 Post</title><link>https://valley.example/news/</link><language>en-gb</language>
<item><title>The lock &amp; its keeper</title><link>https://valley.example/lock#top</link><dc:creator>Ann Lee</dc:creator><pubDate>Wed, 12 Jul 2017 23:30:00 -0700</pubDate></item>
<item><title>Again</title><link>https://valley.example/lock</link></item>
<item><title>Relative</title><link>canal</link></item>
<item><guid>https://valley.example/guid</guid></item>
<item><title>Not a page</title><link>javascript:alert(1)</link></item>
<item><title>Mail</title><link>mailto:a@b.example</link></item></channel></rss>`

const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>One</title><link rel="alternate" href="/one"/><updated>2018-01-02T03:04:05Z</updated><published>2017-01-02T03:04:05Z</published><author><name>Bo Ek</name></author></entry></feed>`

const jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"Post","items":[{"id":"1","url":"https://valley.example/1","title":"One","date_published":"2017-03-04T05:06:07Z","authors":[{"name":"Cy Orr"}]}]}`

const sitemap = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://valley.example/lock </loc><lastmod>2017-07-12T10:00:00Z</lastmod><news:news><news:publication><news:name>Post</news:name><news:language>en</news:language></news:publication><news:publication_date>2017-07-11</news:publication_date><news:title>The lock</news:title></news:news></url>
<url><loc>file:///etc/passwd</loc></url><url><loc>/canal</loc></url></urlset>`

const index = `<sitemapindex><sitemap><loc>https://valley.example/a.xml.gz</loc></sitemap><sitemap><loc>b.xml</loc></sitemap></sitemapindex>`

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       feed.List
	}{
		{"RSS", rss, feed.List{Title: "The Valley Post", Entries: []feed.Entry{
			{URL: "https://valley.example/lock", Version: "Wed, 12 Jul 2017 23:30:00 -0700", Details: corpus.Details{Title: "The lock & its keeper", Authors: []string{"Ann Lee"}, Published: "2017-07-12"}},
			{URL: "https://valley.example/news/canal", Details: corpus.Details{Title: "Relative"}},
			{URL: "https://valley.example/guid"},
		}}},
		{"Atom", atom, feed.List{Title: "Post", Entries: []feed.Entry{
			{URL: "https://valley.example/one", Version: "2018-01-02T03:04:05Z", Details: corpus.Details{Title: "One", Authors: []string{"Bo Ek"}, Published: "2017-01-02"}},
		}}},
		{"JSON Feed", jsonFeed, feed.List{Title: "Post", Entries: []feed.Entry{
			{URL: "https://valley.example/1", Version: "2017-03-04T05:06:07Z", Details: corpus.Details{Title: "One", Authors: []string{"Cy Orr"}, Published: "2017-03-04"}},
		}}},
		{"sitemap", sitemap, feed.List{Entries: []feed.Entry{
			{URL: "https://valley.example/lock", Version: "2017-07-12T10:00:00Z", Details: corpus.Details{Title: "The lock", Publisher: "Post", Published: "2017-07-11", Language: "en"}},
			{URL: "https://valley.example/canal"},
		}}},
		{"compressed sitemap", packed(sitemap), feed.List{Entries: []feed.Entry{
			{URL: "https://valley.example/lock", Version: "2017-07-12T10:00:00Z", Details: corpus.Details{Title: "The lock", Publisher: "Post", Published: "2017-07-11", Language: "en"}},
			{URL: "https://valley.example/canal"},
		}}},
		{"index of sitemaps", index, feed.List{Lists: []string{"https://valley.example/a.xml.gz", "https://valley.example/b.xml"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := feed.Read([]byte(c.data), "https://valley.example/feed.xml")
			if err != nil {
				t.Fatal(err)
			}
			for i := range c.want.Entries {
				e := &c.want.Entries[i]
				e.Details.URL = e.URL
				if c.want.Title != "" {
					e.Details.Publisher = c.want.Title
				}
				if c.name == "RSS" {
					e.Details.Language = "en"
				}
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func packed(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func TestHostile(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">`)
	for i := range 30 {
		fmt.Fprintf(&bomb, `<!ENTITY a%d "&a%d;&a%d;">`, i+1, i, i)
	}
	bomb.WriteString(`]><rss><channel><item><title>&a30;</title><link>https://a.example/</link></item></channel></rss>`)
	for _, c := range []struct{ name, data, problem string }{
		{"too large", strings.Repeat(" ", feed.MaxBytes+1), "is too large for a feed or a sitemap; the limit is 5 MiB"},
		{"bomb of gzip", packed(strings.Repeat(" ", feed.MaxBytes+1)), "is too large"},
		{"cut gzip", packed(sitemap)[:30], "is damaged"},
		{"no feed", "hello", "is no feed that can be read"},
		{"empty", "", "is no feed that can be read"},
		{"empty feed", "<rss><channel></channel></rss>", "lists no article"},
		{"broken sitemap", "<urlset><url><loc>x", "is no sitemap that can be read"},
		{"deep nesting", "<rss>" + strings.Repeat("<a>", 100_000), ""},
		{"deep nesting of a sitemap", "<urlset><url>" + strings.Repeat("<a>", 100_000), "is no sitemap that can be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := feed.Read([]byte(c.data), "")
			if err == nil || !strings.Contains(err.Error(), c.problem) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v, want %q", err, c.problem)
			}
		})
	}
	if l, err := feed.Read([]byte(bomb.String()), ""); err == nil && (len(l.Entries) != 1 || len(l.Entries[0].Details.Title) > 1000) {
		t.Errorf("entity bomb: %d entries", len(l.Entries))
	}
}

func TestMaxEntries(t *testing.T) {
	var b strings.Builder
	b.WriteString("<urlset>")
	for i := range feed.MaxEntries + 7 {
		fmt.Fprintf(&b, "<url><loc>https://a.example/%d</loc></url>", i)
	}
	l, err := feed.Read([]byte(b.String()+"</urlset>"), "")
	if err != nil || len(l.Entries) != feed.MaxEntries || l.Omitted != 7 {
		t.Errorf("%d entries, %d omitted, %v", len(l.Entries), l.Omitted, err)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{rss, atom, jsonFeed, sitemap, index, packed(atom)} {
		f.Add([]byte(s), "https://valley.example/feed.xml")
	}
	f.Fuzz(func(t *testing.T, data []byte, address string) {
		l, err := feed.Read(data, address)
		if err != nil {
			if strings.ContainsRune(err.Error(), '\n') {
				t.Fatalf("error of several lines: %q", err)
			}
			return
		}
		seen := map[string]bool{}
		for _, e := range l.Entries {
			if seen[e.URL] || corpus.Address(e.URL) == "" || !strings.HasPrefix(e.URL, "http") {
				t.Fatalf("entry %+v", e)
			}
			seen[e.URL] = true
		}
	})
}
