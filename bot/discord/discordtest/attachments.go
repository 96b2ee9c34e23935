package discordtest

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Attachment is a file that a person has attached, as the server's CDN keeps it.
type Attachment struct {
	ID, Name, Type, URL string
	// Size is what Discord says of it in bytes; a test may change it.
	Size int
}

// upload is what the CDN has.
type upload struct {
	path, contentType string
	data              []byte
}

// linkLasts is how long the address of an attachment is good for, about as at Discord.
const linkLasts = 24 * time.Hour

// Attach puts a file on the CDN. Its address is signed and runs out, as Discord's.
func (s *Server) Attach(name, contentType string, data []byte) Attachment {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.id()
	path := "/attachments/" + ChannelID + "/" + id + "/" + url.PathEscape(strings.ReplaceAll(name, "..", "_"))
	s.uploads[path] = upload{path, contentType, data}
	expires := strconv.FormatInt(s.now().Add(linkLasts).Unix(), 16)
	q := url.Values{"ex": {expires}, "hm": {signature(path, expires)}}
	return Attachment{ID: id, Name: name, Type: contentType, URL: s.http.URL + path + "?" + q.Encode(), Size: len(data)}
}

// signature stands in for Discord's.
func signature(path, expires string) string {
	h := fnv.New64a()
	fmt.Fprint(h, path, "?", expires)
	return strconv.FormatUint(h.Sum64(), 16)
}

// cdn gives out attachments, to nobody who shows a token: the CDN is not told secrets.
func (s *Server) cdn(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.Header.Get("Authorization") != "" || r.Header.Get("Cookie") != "" {
		s.violate("GET %s: the CDN was sent a secret", r.URL.Path)
	}
	found, ok := s.uploads[r.URL.EscapedPath()]
	q := r.URL.Query()
	expires, err := strconv.ParseInt(q.Get("ex"), 16, 64)
	if !ok || err != nil || q.Get("hm") != signature(found.path, q.Get("ex")) || s.now().Unix() > expires {
		http.Error(w, "This content is no longer available.", http.StatusNotFound)
		return
	}
	s.fetched++
	s.notify()
	w.Header().Set("Content-Type", found.contentType)
	_, _ = w.Write(found.data) // the bot may have hung up
}

// Fetched is how many attachments the CDN has given out.
func (s *Server) Fetched() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fetched
}

func (a Attachment) wire() map[string]any {
	return map[string]any{"id": a.ID, "filename": a.Name, "size": a.Size, "url": a.URL, "proxy_url": a.URL,
		"content_type": a.Type, "ephemeral": true}
}
