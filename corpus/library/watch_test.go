package library_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"footnote/corpus/library"
)

// TestWatch changes files under a library that watches, and waits for each change to arrive.
func TestWatch(t *testing.T) {
	l, dir := followed(t)
	alone := filepath.Join(t.TempDir(), "alone.md")
	write(t, alone, text("Alone", "A file that was added by itself."))
	must(t, l.AddPaths(t.Context(), library.Operator, []string{alone}, library.Report{}))
	ctx, stop := context.WithCancel(t.Context())
	outcomes := make(chan library.Outcome, 100)
	ended := make(chan error, 1)
	go func() {
		ended <- l.Watch(ctx, library.WatchOptions{
			Settle: 20 * time.Millisecond, Every: time.Hour,
			Report:  library.Report{Outcome: func(o library.Outcome) { outcomes <- o }},
			Trouble: func(err error) { t.Error(err) },
		})
	}()
	next := func(want string) {
		t.Helper()
		select {
		case o := <-outcomes:
			if got := string(o.Change) + " " + filepath.Base(o.Location); got != want {
				t.Errorf("heard %q, want %q", got, want)
			}
		case <-time.After(30 * time.Second):
			t.Fatalf("nothing heard, want %q", want)
		}
	}
	// Under its name at once, as a file that is half written when it is read would be heard of twice.
	write := func(t *testing.T, path string, data []byte) {
		t.Helper()
		write(t, path+".part", data)
		must(t, os.Rename(path+".part", path))
	}
	// The first file shows that the watch has begun, as it is found in any case.
	write(t, filepath.Join(dir, "sand.md"), text("Sand", "Sand is worn stone."))
	next("added sand.md")
	write(t, filepath.Join(dir, "tides.md"), text("Tides", "The tide turns at one."))
	next("replaced tides.md")
	write(t, filepath.Join(dir, "new", "deeper", "ice.md"), text("Ice", "Ice floats."))
	next("added ice.md")
	write(t, filepath.Join(dir, "new", "deeper", "ice.md"), text("Ice", "Ice floats on water."))
	next("replaced ice.md")
	must(t, os.Rename(filepath.Join(dir, "sand.md"), filepath.Join(dir, "new", "dune.md")))
	next("moved dune.md")
	must(t, os.Remove(filepath.Join(dir, "tides.md")))
	next("removed tides.md")
	write(t, alone, text("Alone", "It changed."))
	next("replaced alone.md")
	write(t, filepath.Join(dir, "bad.md"), []byte("\x00"))
	next("refused bad.md")
	write(t, filepath.Join(dir, "last.md"), text("Last", "The bad file is not reported again."))
	next("added last.md")
	for _, name := range []string{"back.md", "again.md"} { // a folder that goes away and comes back, and does so again
		must(t, os.Rename(dir, dir+" away"))
		next("missing " + filepath.Base(dir))
		must(t, os.Rename(dir+" away", dir))
		write(t, filepath.Join(dir, name), text(name, "This is in "+name+", which is new."))
		next("added " + name)
		write(t, filepath.Join(dir, name), text(name, "This is in "+name+", which has changed."))
		next("replaced " + name)
	}
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if got := titles(t, l, library.Operator); !slices.Equal(got, []string{"again.md", "Alone", "back.md", "Ice", "Last", "Sand", "Waves"}) {
		t.Errorf("titles %q", got)
	}
}
