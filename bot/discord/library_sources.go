package discord

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// source is what a person wants in the library: a file that they attached, or what a web address has.
type source struct {
	file    *attachment
	address string
}

// name is how people know the source: the file's name or the address. It is foreign text.
func (s source) name() string {
	if s.file == nil {
		return s.address
	}
	return fileName(s.file.Name)
}

// fileName is an attached file's name without any folder.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(oneLine(name), `\`, "/"))
	if strings.Trim(name, "./") == "" {
		return "attachment"
	}
	return name
}

// webAddress is a web address as a person types it, also in angle brackets; ok is false for anything else, above all
// for what could be a path on this machine.
func webAddress(typed string) (address string, ok bool) {
	typed = strings.TrimSpace(typed)
	typed = strings.TrimSuffix(strings.TrimPrefix(typed, "<"), ">")
	u, err := url.Parse(typed)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return "", false
	}
	address = u.String()
	return address, len(address) <= maxAddress
}

// addressInText finds what looks like a web address in a message.
var addressInText = regexp.MustCompile(`(?i)\bhttps?://[^\s<>"]+`)

// addresses are the web addresses in a message, each once, without the punctuation and the Markdown around them.
func addresses(content string) []string {
	var all []string
	for _, found := range addressInText.FindAllString(content, -1) {
		if a, ok := webAddress(withoutTail(found)); ok && !slices.Contains(all, a) {
			all = append(all, a)
		}
	}
	return all
}

// withoutTail drops what follows an address in a sentence. A closing bracket belongs to the address only where an opening
// one does.
func withoutTail(s string) string {
	for s != "" {
		last := s[len(s)-1]
		open := map[byte]string{')': "(", ']': "[", '}': "{"}[last]
		switch {
		case open != "" && strings.Count(s, open) >= strings.Count(s, string(last)):
			return s
		case open != "" || strings.IndexByte(".,;:!?'*_~|`", last) >= 0:
			s = s[:len(s)-1]
		default:
			return s
		}
	}
	return s
}
