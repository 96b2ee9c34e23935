package library_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/library"
)

var crashRounds = flag.Int("crash.rounds", 20, "how often TestKilled kills a process; 200 in the long run")

// childEnv makes the test binary a child process: its value is the kind, a colon and the library's folder.
const childEnv = "FOOTNOTE_LIBRARY_TEST_CHILD"

func TestMain(m *testing.M) {
	if kind, dir, ok := strings.Cut(os.Getenv(childEnv), ":"); ok {
		if err := children[kind](dir); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// children are what child processes do.
var children = map[string]func(dir string) error{"work": work, "full": full, "refused": refused}

func child(ctx context.Context, kind, dir string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+kind+":"+dir, "GORACE=atexit_sleep_ms=0")
	cmd.Stderr = os.Stderr
	return cmd
}

func articleKey(i int) string { return fmt.Sprintf("k%d", i) }

// generate is the file of an article by its key and version: some pages of the database, other ones for each.
func generate(key string, version int) []byte {
	words := rand.New(rand.NewPCG(uint64(version), uint64(len(key))))
	var b strings.Builder
	fmt.Fprintf(&b, "# Article %s\n\nThis is version %d of %s.\n", key, version, key)
	for range 20 + words.IntN(200) {
		fmt.Fprintf(&b, "\nParagraph %d of %s says that %d of %d were counted.\n", words.Uint32(), key, words.IntN(1000), words.IntN(1000))
	}
	return []byte(b.String())
}

// identify is the key and version of a generated file, which must be whole.
func identify(t *testing.T, data []byte) (key string, version int) {
	t.Helper()
	if _, err := fmt.Sscanf(string(data), "# Article %s\n\nThis is version %d", &key, &version); err != nil {
		t.Fatalf("an article that nobody wrote: %.60q", data)
	}
	if string(data) != string(generate(key, version)) {
		t.Errorf("article %s, version %d, is not whole", key, version)
	}
	return key, version
}

// The child's articles: the first are added by themselves, the others are files of a followed folder.
const (
	alone  = 12
	inDir  = 12
	gone   = 0 // the version of an article that is not there
	source = "source"
)

// work adds, replaces and removes articles at random until it is killed. It prints "begin KEY VERSION" before and
// "done KEY VERSION" after each change.
func work(dir string) error {
	ctx := context.Background()
	l, err := library.Open(ctx, filepath.Join(dir, "data"), library.Options{})
	if err != nil {
		return err
	}
	if err := l.AddPaths(ctx, library.Operator, []string{filepath.Join(dir, source)}, library.Report{}); err != nil {
		return err
	}
	fmt.Println("ready")
	for {
		i, version := rand.IntN(alone+inDir), rand.IntN(1000)-100
		key := articleKey(i)
		version = max(gone, version)
		fmt.Println("begin", key, version)
		change := changeAlone
		if i >= alone {
			change = changeFile
		}
		if err := change(ctx, l, dir, key, version); err != nil {
			return err
		}
		fmt.Println("done", key, version)
	}
}

// changeAlone adds, replaces or removes an article.
func changeAlone(ctx context.Context, l *library.Library, _, key string, version int) error {
	entries, err := l.Articles(ctx, library.Operator)
	if err != nil {
		return err
	}
	id := ""
	for _, e := range entries {
		if e.Title == "Article "+key {
			id = e.ID
		}
	}
	item := library.Item{Name: key + ".md", Data: generate(key, version)}
	switch {
	case version == gone && id == "":
		return nil
	case version == gone:
		return l.Remove(ctx, library.Operator, id)
	case id == "":
		_, err = l.Add(ctx, item)
	default:
		_, err = l.Replace(ctx, library.Operator, id, item)
	}
	return err
}

// changeFile writes or deletes a file of the followed folder and syncs.
func changeFile(ctx context.Context, l *library.Library, dir, key string, version int) error {
	path := filepath.Join(dir, source, key+".md")
	var err error
	if version == gone {
		err = os.RemoveAll(path)
	} else if err = os.WriteFile(path+".part", generate(key, version), 0o644); err == nil {
		err = os.Rename(path+".part", path)
	}
	if err != nil {
		return err
	}
	return l.Sync(ctx, library.Report{})
}

// expectation is what the library must hold after a child was killed.
type expectation struct {
	versions map[string]int
	// pending is the change under way, whose article may be in the old version or in this one.
	pending string
	version int
}

// hear follows a child's output.
func (e *expectation) hear(t *testing.T, line string) {
	t.Helper()
	f := strings.Fields(line)
	switch {
	case len(f) == 1 && f[0] == "ready":
	case len(f) == 3 && f[0] == "begin":
		e.pending = f[1]
		e.version, _ = strconv.Atoi(f[2])
	case len(f) == 3 && f[0] == "done":
		e.versions[e.pending], e.pending = e.version, ""
	default:
		t.Fatalf("the child says %q", line)
	}
}

// TestKilled kills a process that works on a library, at random moments, and wants everything that the process was
// told is stored to be there, and nothing half. It cannot show what a power failure does; for that the library
// relies on SQLite with synchronous=FULL.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	must(t, os.Mkdir(filepath.Join(dir, source), 0o755))
	e := &expectation{versions: map[string]int{}}
	changes := 0
	for range *crashRounds {
		changes += killOne(t, dir, e)
		checkAfterKill(t, dir, e)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d changes were acknowledged in %d rounds", changes, *crashRounds)
	if changes == 0 {
		t.Error("no change was acknowledged: the test shows nothing")
	}
}

// killOne runs a child and kills it somewhere in its work.
func killOne(t *testing.T, dir string, e *expectation) (changes int) {
	cmd := child(t.Context(), "work", dir)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if e.hear(t, lines.Text()); lines.Text() == "ready" {
			time.AfterFunc(time.Duration(rand.IntN(int(150*time.Millisecond))), func() { _ = cmd.Process.Kill() })
		} else if strings.HasPrefix(lines.Text(), "done") {
			changes++
		}
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.ExitCode() != -1 {
		t.Fatalf("the child ended by itself: %v", err)
	}
	return changes
}

func checkAfterKill(t *testing.T, dir string, e *expectation) {
	t.Helper()
	l, err := library.Open(t.Context(), filepath.Join(dir, "data"), library.Options{})
	if err != nil {
		t.Fatalf("after a kill: %v", err)
	}
	defer l.Close()
	e.compare(t, held(t, l))
	// The folder may have changed just before the kill; once it is read again they agree.
	must(t, l.Sync(t.Context(), library.Report{}))
	now := held(t, l)
	for i := alone; i < alone+inDir; i++ {
		key := articleKey(i)
		want := gone
		if data, err := os.ReadFile(filepath.Join(dir, source, key+".md")); err == nil {
			_, want = identify(t, data)
		}
		if now[key] != want {
			t.Errorf("after sync %s is in version %d, want %d", key, now[key], want)
		}
	}
	e.versions, e.pending = now, ""
}

func (e *expectation) compare(t *testing.T, found map[string]int) {
	t.Helper()
	for i := range alone + inDir {
		key := articleKey(i)
		if found[key] != e.versions[key] && (key != e.pending || found[key] != e.version) {
			t.Errorf("%s is in version %d, want %d (under way: %s %d)", key, found[key], e.versions[key], e.pending, e.version)
		}
	}
}

// held is what the library holds by key. List, originals, texts and passages must agree.
func held(t *testing.T, l *library.Library) map[string]int {
	t.Helper()
	entries, err := l.Articles(t.Context(), library.Operator)
	must(t, err)
	c, err := l.Collection(t.Context(), library.Operator)
	must(t, err)
	texts := map[string]string{}
	for _, a := range c.Articles {
		texts[a.ID] = a.Text
	}
	for _, p := range c.Passages {
		if texts[p.Article.ID] != p.Article.Text {
			t.Error("a passage of no article")
		}
	}
	out := map[string]int{}
	for _, entry := range entries {
		name, data, err := l.Original(t.Context(), library.Operator, entry.ID)
		must(t, err)
		key, version := identify(t, data)
		read, err := corpus.Read(name, data)
		must(t, err)
		if read.ID != entry.ID || texts[entry.ID] != read.Text {
			t.Errorf("the text of %s is not that of its original", key)
		}
		if _, twice := out[key]; twice {
			t.Errorf("%s is there twice", key)
		}
		out[key] = version
	}
	if len(out) != len(c.Articles) {
		t.Errorf("%d articles in the list, %d in the collection", len(out), len(c.Articles))
	}
	return out
}
