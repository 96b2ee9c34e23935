package discord

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestAddressesInMessages(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"none", "example.org, file:///etc/passwd, www.example.org and ftp://example.org", nil},
		{"in a sentence", "See https://example.org/a. Or http://example.org/b, or (https://example.org/c)!", []string{"https://example.org/a", "http://example.org/b", "https://example.org/c"}},
		{"in Markdown", "**https://example.org/a** [b](https://example.org/b) ||https://example.org/c|| `https://example.org/d`",
			[]string{"https://example.org/a", "https://example.org/b", "https://example.org/c", "https://example.org/d"}},
		{"without a preview", "<https://example.org/a>", []string{"https://example.org/a"}},
		{"brackets of its own", "https://example.org/Tide_(disambiguation)", []string{"https://example.org/Tide_(disambiguation)"}},
		{"twice", "https://example.org https://example.org", []string{"https://example.org"}},
		{"in capitals", "HTTPS://EXAMPLE.ORG/A", []string{"https://EXAMPLE.ORG/A"}},
		{"with a query", "https://example.org/?q=a&b=c#part", []string{"https://example.org/?q=a&b=c#part"}},
		{"no server", "https:///etc/passwd http://", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := addresses(c.content); !slices.Equal(got, c.want) {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

// FuzzAddresses: whatever a message holds, what is taken from it is a web address with a server, each once, that reads as
// itself again; and no file's name leads out of a folder.
func FuzzAddresses(f *testing.F) {
	for _, s := range []string{"https://example.org/a.", "(http://[::1]/)", "<HTTPS://a/(b)>", "file:///etc/passwd", `..\..\a`, "../", "https://a@b:1/\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		found := addresses(content)
		for i, a := range found {
			u, err := url.Parse(a)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || slices.Contains(found[:i], a) {
				t.Fatalf("%q in %q, error %v", a, content, err)
			}
			if again, ok := webAddress(a); !ok || again != a {
				t.Fatalf("%q reads as %q again", a, again)
			}
		}
		if name := fileName(content); strings.ContainsAny(name, `/\`) || strings.Trim(name, ".") == "" {
			t.Fatalf("the name of %q is %q", content, name)
		}
	})
}
