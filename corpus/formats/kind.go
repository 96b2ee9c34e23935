package formats

import (
	"bytes"
	"mime"
	"path/filepath"
	"strings"

	"footnote/corpus"
	"footnote/corpus/archive"
)

// kind is a format, named as files of it usually end.
type kind string

const (
	unknown    kind = ""
	text       kind = ".txt"
	markdown   kind = ".md"
	webPage    kind = ".html"
	pdfFile    kind = ".pdf"
	eBook      kind = ".epub"
	wordFile   kind = ".docx"
	zipArchive kind = ".zip"
	list       kind = "feed"
)

// kindOfName tells a format by a file's name.
func kindOfName(name string) kind {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".htm", ".xhtml":
		return webPage
	case ".txt", ".md", ".html", ".pdf", ".epub", ".docx", ".zip":
		return kind(ext)
	}
	return unknown
}

// kindOf tells a file's format: by marks that no text starts with, then by the server's word, then by its name, then
// by what a page starts with.
func kindOf(f corpus.File) kind {
	if k := kindOfMarks(f.Data); k != unknown {
		return k
	}
	if k := kindOfType(f.Type); k != unknown {
		return k
	}
	if isFeed(f) {
		return list
	}
	if k := kindOfName(f.Name); k != unknown {
		return k
	}
	if isPage(f.Data) {
		return webPage
	}
	if strings.HasPrefix(f.Type, "text/plain") {
		return text
	}
	return unknown
}

func kindOfMarks(data []byte) kind {
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return pdfFile
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")): // its reader says what is wrong with it
		return wordFile
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return kindOfArchive(data)
	}
	return unknown
}

// kindOfArchive tells e-books and Word files from other archives. A damaged archive's name has to do.
func kindOfArchive(data []byte) kind {
	a, err := archive.Open(data, archive.Limits{})
	switch {
	case err != nil:
		return unknown
	case a.Has("META-INF/container.xml"):
		return eBook
	case a.Has("[Content_Types].xml"):
		return wordFile
	}
	return zipArchive
}

// kindOfType tells a format by a MIME type. That of text is often given to what has no better one, and then the
// name decides.
func kindOfType(contentType string) kind {
	mediaType, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return unknown
	}
	switch mediaType {
	case "text/html", "application/xhtml+xml":
		return webPage
	case "text/markdown", "text/x-markdown":
		return markdown
	case "application/pdf":
		return pdfFile
	case "application/epub+zip":
		return eBook
	case "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
		return wordFile
	case "application/zip", "application/x-zip-compressed":
		return zipArchive
	case "application/rss+xml", "application/atom+xml", "application/feed+json":
		return list
	}
	return unknown
}

// maxOpening is how much of a file tells whether it is a page or a feed, in bytes.
const maxOpening = 1024

// opening is the start of a file in lower case, without a byte order mark, and without white space and comments before.
func opening(data []byte) string {
	s := strings.ToLower(string(data[:min(len(data), maxOpening)]))
	s = strings.TrimSpace(strings.TrimPrefix(s, "\ufeff"))
	for strings.HasPrefix(s, "<!--") || strings.HasPrefix(s, "<?") {
		end := ">"
		if strings.HasPrefix(s, "<!--") {
			end = "-->"
		}
		_, rest, found := strings.Cut(s, end)
		if !found {
			return s
		}
		s = strings.TrimSpace(rest)
	}
	return s
}

func isPage(data []byte) bool {
	s := opening(data)
	return strings.HasPrefix(s, "<!doctype html") || strings.HasPrefix(s, "<html")
}

// isFeed tells by a file's start whether it is a feed or a sitemap. A text about feeds does not start as one.
func isFeed(f corpus.File) bool {
	if bytes.HasPrefix(f.Data, []byte("\x1f\x8b")) { // a sitemap is the only thing that is read compressed
		return true
	}
	s := opening(f.Data)
	if strings.HasPrefix(s, "{") && strings.Contains(s, "https://jsonfeed.org/version/") {
		return true
	}
	for _, root := range []string{"<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex"} {
		if strings.HasPrefix(s, root) {
			return true
		}
	}
	return false
}
