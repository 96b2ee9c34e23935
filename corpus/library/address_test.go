package library_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/archive/archivetest"
	"footnote/corpus/feed"
	"footnote/corpus/fetch"
	"footnote/corpus/formats"
	"footnote/corpus/library"
	"footnote/corpus/web"
)

// TestAddAddress: what strangers name is a page or a file at an address, or it is refused.
func TestAddAddress(t *testing.T) {
	pages := site{"/tides": "# Tides\n\nThe tide turns at noon.", "/feed.xml": feedOf("/tides Wed,+12+Jul+2017 Tides"), "/broken": "\x00", "/news.xml": "<!doctype html><title>News</title><p>" + strings.Repeat("The tide was late. ", 9)}
	address, reader := pages.serve(t)
	secret := filepath.Join(t.TempDir(), "secret.md")
	must(t, os.WriteFile(secret, text("Secret", "The vault opens at noon."), 0o600))
	l := open(t, t.TempDir(), library.Options{Web: reader})
	for _, c := range []struct {
		name, address string
		want          library.Change
		reason        corpus.Reason
	}{
		{"a page", address + "/tides", library.Added, ""},
		{"a page that will be a feed", address + "/news.xml", library.Added, ""},
		{"again, at a part of it", address + "/tides#noon", library.Unchanged, ""},
		{"a feed", address + "/feed.xml", library.Refused, corpus.ListsOnly},
		{"nothing there", address + "/none", library.Refused, corpus.NotFound},
		{"no text", address + "/broken", library.Refused, corpus.UnknownFormat},
		{"a path", secret, library.Refused, corpus.BadAddress},
		{"a folder", filepath.Dir(secret), library.Refused, corpus.BadAddress},
		{"a file's address", "file://" + secret, library.Refused, corpus.BadAddress},
		{"a relative path", "../" + filepath.Base(secret), library.Refused, corpus.BadAddress},
		{"nothing", "", library.Refused, corpus.BadAddress},
	} {
		t.Run(c.name, func(t *testing.T) {
			outcomes, err := l.AddAddress(t.Context(), "s", c.address)
			must(t, err)
			if len(outcomes) != 1 || outcomes[0].Change != c.want || corpus.ReasonOf(outcomes[0].Reason) != c.reason {
				t.Errorf("%v, want %s for the reason %q", outcomes, c.want, c.reason)
			}
		})
	}
	folders, err := l.Folders(t.Context())
	if got := titles(t, l, "s"); err != nil || len(folders) != 0 || !slices.Equal(got, []string{"News", "Tides"}) {
		t.Errorf("articles %q, folders %v, %v", got, folders, err)
	}
	// Later versions are taken, but a page that has become a feed is not followed.
	pages["/tides"] = "# Tides\n\nThe tide turns at one."
	var h happened
	pages["/news.xml"] = pages["/feed.xml"] + " "
	must(t, l.SyncLinks(t.Context(), h.report()))
	h.want(t, "missing news.xml", "replaced tides")
}

// TestRoom: a collection takes no more than it has room for, and the operator's as much as comes.
func TestRoom(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	options := library.Options{Room: library.Room{Articles: 2, Bytes: 2000}, Now: func() time.Time { return now }}
	l := open(t, t.TempDir(), options)
	put := func(collection, name string, data []byte) library.Outcome {
		t.Helper()
		o, err := l.Add(t.Context(), library.Item{Collection: collection, Name: name, Data: data, Address: "https://example.org/" + name})
		must(t, err)
		return o
	}
	for _, c := range []struct {
		name, collection, file string
		data                   []byte
		want                   library.Change
	}{
		{"the first", "s", "a.md", text("One", "The tide turns at one."), library.Added},
		{"the second", "s", "b.md", text("Two", "The tide turns at two."), library.Added},
		{"one too many", "s", "c.md", text("Three", "The tide turns at three."), library.Refused},
		{"the same again", "s", "a.md", text("One", "The tide turns at one."), library.Unchanged},
		{"a new version", "s", "a.md", text("One", "The tide turns at noon."), library.Replaced},
		{"a version that is too large", "s", "a.md", text("One", strings.Repeat("The tide turns. ", 100)), library.Refused},
		{"another collection", "z", "c.md", text("Three", "The tide turns at three."), library.Added},
		{"too large for another", "z", "d.md", text("Four", strings.Repeat("The tide turns. ", 100)), library.Refused},
		{"the operator's", library.Operator, "d.md", text("Four", strings.Repeat("The tide turns. ", 100)), library.Added},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := put(c.collection, c.file, c.data)
			if o.Change != c.want || (c.want == library.Refused) != errors.Is(o.Reason, library.ErrRoom) {
				t.Errorf("%v, want %s", o, c.want)
			}
		})
	}
	u, err := l.Usage(t.Context(), "s")
	must(t, err)
	entries, err := l.Articles(t.Context(), "s")
	must(t, err)
	want := int64(len("# One\n\nThe tide turns at noon.\n") + len("# Two\n\nThe tide turns at two.\n"))
	for _, e := range entries {
		want += int64(e.Bytes)
	}
	if u.Articles != 2 || u.Bytes != want || !u.Changed.Equal(now) {
		t.Errorf("%+v, want %d bytes", u, want)
	}
	none, err := l.Usage(t.Context(), "nobody")
	if err != nil || none != (library.Usage{}) {
		t.Errorf("%+v, %v", none, err)
	}
	must(t, l.Remove(t.Context(), "s", entries[0].ID))
	if o := put("s", "c.md", text("Three", "The tide turns at three.")); o.Change != library.Added {
		t.Errorf("after a removal: %v", o)
	}
}

// TestArchiveByItsType: what a server says of an archive is not said of the files in it.
func TestArchiveByItsType(t *testing.T) {
	l := open(t, t.TempDir(), library.Options{Reader: formats.New(formats.Options{})})
	pack := archivetest.Pack(t, "a.md", "# Tides\n\nThe tide turns at noon.", "b.txt", "Waves follow the wind.")
	outcomes, err := l.AddAll(t.Context(), library.Item{Collection: "s", Name: "sea.zip", Type: "application/zip", Data: pack})
	must(t, err)
	if got := titles(t, l, "s"); len(outcomes) != 2 || !slices.Equal(got, []string{"b", "Tides"}) {
		t.Errorf("%v, articles %q", outcomes, got)
	}
}

// slowWeb has nothing, and takes five minutes to say so.
type slowWeb struct {
	now   time.Time
	asked []string
}

func (w *slowWeb) Get(_ context.Context, r fetch.Request) (web.Page, error) {
	w.now = w.now.Add(5 * time.Minute)
	w.asked = append(w.asked, strings.TrimPrefix(r.Address, "https://example.org/"))
	return web.Page{}, corpus.Refuse(corpus.TooSlow, "did not answer")
}

func (w *slowWeb) Follow(context.Context, feed.List, web.Wanted, func(web.Found) error) error {
	return nil
}

// TestSlowAddressesHoldUpTheirOwnServerOnly: the operator's are all asked, and first, and a server's for a time.
func TestSlowAddressesHoldUpTheirOwnServerOnly(t *testing.T) {
	w := &slowWeb{now: time.Unix(1_700_000_000, 0)}
	l := open(t, t.TempDir(), library.Options{Web: w, Now: func() time.Time { return w.now }})
	for _, c := range []string{"s1", "s2", library.Operator} {
		for n := range 4 {
			name := fmt.Sprint(c, "-", n)
			_, err := l.Add(t.Context(), library.Item{Collection: c, Name: "a.md", Address: "https://example.org/" + name, Data: text(name, "The tide turns.")})
			must(t, err)
		}
	}
	must(t, l.SyncLinks(t.Context(), library.Report{}))
	want := []string{"operator-0", "operator-1", "operator-2", "operator-3", "s1-0", "s1-1", "s2-0", "s2-1"}
	if !slices.Equal(w.asked, want) {
		t.Errorf("asked %q, want %q", w.asked, want)
	}
}
