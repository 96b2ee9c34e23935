package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/corpus"
)

const example = "How does Office 39 earn hard currency?"

// keys lists the keys of an object in order.
func keys(t *testing.T, data json.RawMessage) []string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(string(data)))
	var out []string
	depth, key := 0, true
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch v := token.(type) {
		case json.Delim:
			if v == '{' || v == '[' {
				depth++
			} else {
				depth--
			}
			key = depth == 1
		default:
			if name, ok := v.(string); ok && depth == 1 && key {
				out = append(out, name)
				key = false
			} else if depth == 1 {
				key = true
			}
		}
	}
}

// TestJSONShape holds the shape that scripts rely on.
func TestJSONShape(t *testing.T) {
	r := runHere(t.Context(), "ask", "--json", example)
	if r.status != exitFine || r.stderr != "" || strings.Count(r.stdout, "\n") != 1 || !strings.HasSuffix(r.stdout, "}\n") {
		t.Fatalf("status %d, stderr %q, stdout %q", r.status, r.stderr, r.stdout)
	}
	var whole struct {
		Question   string
		Found      *bool
		Confidence float64
		Citations  []json.RawMessage
		Stats      json.RawMessage
	}
	if err := json.Unmarshal([]byte(r.stdout), &whole); err != nil {
		t.Fatal(err)
	}
	if whole.Question != example || whole.Found == nil || whole.Confidence < 0 || whole.Confidence > 1 || len(whole.Citations) == 0 {
		t.Errorf("got %+v", whole)
	}
	var citation struct {
		N             int
		Quote, Answer string
		Start, End    int
		Score         float64
		Article       json.RawMessage
		Locator       json.RawMessage
	}
	if err := json.Unmarshal(whole.Citations[0], &citation); err != nil {
		t.Fatal(err)
	}
	shapes := []struct {
		name string
		data json.RawMessage
		want []string
	}{
		{"answer", json.RawMessage(r.stdout), []string{"question", "found", "confidence", "citations", "stats"}},
		{"citation", whole.Citations[0], []string{"n", "quote", "answer", "article", "locator", "start", "end", "score"}},
		{"article", citation.Article, []string{"id", "title", "title_inferred", "authors", "publisher", "published", "url", "language", "language_inferred"}},
		{"locator", citation.Locator, []string{"page", "section", "paragraph"}},
		{"stats", whole.Stats, []string{"articles", "passages", "elapsed_ms"}},
	}
	for _, s := range shapes {
		if got := keys(t, s.data); !slices.Equal(got, s.want) {
			t.Errorf("%s has the keys %q, want %q", s.name, got, s.want)
		}
	}
}

// TestJSONQuotesTheArticle checks that quotations are the article's own bytes.
func TestJSONQuotesTheArticle(t *testing.T) {
	examples, err := corpus.Examples()
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, a := range examples.Articles {
		texts[a.ID] = a.Text
	}
	var got struct {
		Citations []struct {
			N             int
			Quote, Answer string
			Start, End    int
			Article       struct{ ID string }
		}
		Stats struct{ Articles, Passages int }
	}
	r := runHere(t.Context(), "ask", "--json", "--limit=10", example)
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil {
		t.Fatal(err)
	}
	if got.Stats.Articles != len(examples.Articles) || got.Stats.Passages != len(examples.Passages) || len(got.Citations) == 0 {
		t.Errorf("got %+v", got.Stats)
	}
	for i, c := range got.Citations {
		text := texts[c.Article.ID]
		if c.N != i+1 || c.Start >= c.End || c.End > len(text) || text[c.Start:c.End] != c.Quote || !strings.Contains(c.Quote, c.Answer) || c.Answer == "" {
			t.Errorf("citation %d is not from its article: %+v", i+1, c)
		}
	}
}

// TestQuoteIsByteExactOnStandardOutput: marks apart, what goes to a file is what the article says.
func TestQuoteIsByteExactOnStandardOutput(t *testing.T) {
	var got struct{ Citations []struct{ Quote string } }
	if err := json.Unmarshal([]byte(runHere(t.Context(), "ask", "--json", example).stdout), &got); err != nil {
		t.Fatal(err)
	}
	shown := strings.NewReplacer("»", "", "«", "").Replace(runHere(t.Context(), "ask", example).stdout)
	if !strings.HasPrefix(shown, got.Citations[0].Quote+"\n") {
		t.Errorf("%q does not start with %q", shown, got.Citations[0].Quote)
	}
}

// quietInput is read in vain until the test ends, like a terminal at which nobody types.
type quietInput struct {
	reading func()
	done    <-chan struct{}
}

func (q quietInput) Read([]byte) (int, error) {
	q.reading()
	<-q.done
	return 0, io.EOF
}

func TestInterruptedAskPrintsNothing(t *testing.T) {
	tests := []struct {
		name  string
		args  []string
		early bool // interrupted from the start
	}{
		{"while the question is awaited", []string{"ask", "-"}, false},
		{"while the articles are read", []string{"ask", "--articles", "testdata", example}, true},
		{"before the examples answer", []string{"ask", "--json", example}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if tt.early {
				cancel()
			}
			var out, errOut strings.Builder
			in := quietInput{reading: cancel, done: t.Context().Done()}
			status := run(ctx, tt.args, func(string) string { return "" }, in, &out, &errOut)
			if status != exitInterrupted || out.Len() > 0 || errOut.Len() > 0 {
				t.Errorf("status %d, stdout %q, stderr %q", status, out.String(), errOut.String())
			}
		})
	}
}

type brokenOutput struct{}

func (brokenOutput) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestOutputThatCannotBeWrittenIsReported(t *testing.T) {
	var errOut strings.Builder
	status := run(t.Context(), []string{"ask", example}, func(string) string { return "" }, strings.NewReader(""), brokenOutput{}, &errOut)
	if status != 1 || errOut.String() != "footnote: write the answer: no space left\n" {
		t.Errorf("status %d, stderr %q", status, errOut.String())
	}
}

// TestServe checks what serve hands to the Discord side, and how its end becomes an exit status.
func TestServe(t *testing.T) {
	tests := []struct {
		name string
		end  error
		want int
	}{
		{"stopped", nil, exitFine},
		{"token refused", discord.ErrToken, exitUsage},
		{"intents refused", discord.ErrIntents, exitUsage},
		{"failed", errors.New("the line is dead"), exitNoAnswer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var errOut strings.Builder
			var got discord.Options
			ctx, cancel := context.WithCancel(t.Context())
			a := &app{
				getenv: func(name string) string {
					return map[string]string{"DISCORD_TOKEN": "hush", "FOOTNOTE_LOG_FORMAT": "json"}[name]
				},
				in: strings.NewReader(""), out: io.Discard, errOut: &errOut, now: time.Now,
				serve: func(_ context.Context, o discord.Options) error {
					got = o
					if tt.end == nil {
						cancel()
					}
					return tt.end
				},
			}
			err := a.run(ctx, []string{"serve"})
			if status := status(ctx, err); status != tt.want {
				t.Errorf("status %d after %v, want %d", status, err, tt.want)
			}
			if got.Token != "hush" || got.Bots == nil || got.Logger == nil {
				t.Errorf("options %+v", got)
			}
			if !strings.Contains(errOut.String(), `"articles":`) || strings.Contains(errOut.String(), "hush") {
				t.Errorf("log %q", errOut.String())
			}
		})
	}
}

func TestServeStoppedWhileItReadsArticles(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	getenv := func(name string) string { return map[string]string{"DISCORD_TOKEN": "hush"}[name] }
	var errOut strings.Builder
	status := run(ctx, []string{"serve", "--articles", "testdata"}, getenv, strings.NewReader(""), io.Discard, &errOut)
	if status != exitFine || errOut.Len() > 0 {
		t.Errorf("status %d, stderr %q", status, errOut.String())
	}
}

// TestSignals runs the real process: it must catch the signals that end it.
func TestSignals(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("windows delivers no signals to other processes")
	}
	tests := []struct {
		name   string
		args   []string
		ready  string // what the process prints when it is at work
		signal os.Signal
		want   int
	}{
		{"interrupt ends chat", []string{"chat"}, "Ask a question", os.Interrupt, exitInterrupted},
		{"terminate ends serve cleanly", []string{"serve"}, "articles are ready", syscall.SIGTERM, exitFine},
		{"interrupt ends serve cleanly", []string{"serve"}, "articles are ready", os.Interrupt, exitFine},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), "footnote", tt.args...)
			// A proxy that nobody runs keeps the process off the network.
			cmd.Env = append(os.Environ(), "DISCORD_TOKEN=hush", "DISCORD_TOKEN_FILE=", "HTTPS_PROXY=http://127.0.0.1:1", "HOME="+t.TempDir(), "GORACE="+noExitPause)
			output, w := io.Pipe()
			cmd.Stdout, cmd.Stderr = w, w
			stdin, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			defer stdin.Close()
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(output)
			for lines.Scan() && !strings.Contains(lines.Text(), tt.ready) {
			}
			go io.Copy(io.Discard, output)
			if err := cmd.Process.Signal(tt.signal); err != nil {
				t.Fatal(err)
			}
			err = cmd.Wait()
			w.Close()
			if got := cmd.ProcessState.ExitCode(); got != tt.want {
				t.Errorf("exit status %d (%v), want %d", got, err, tt.want)
			}
		})
	}
}

// TestConfigReadsNoEndlessFile: a device in place of a file of settings must not be read for ever.
func TestConfigReadsNoEndlessFile(t *testing.T) {
	if _, err := os.Stat("/dev/zero"); err != nil {
		t.Skip("this platform has no /dev/zero")
	}
	r := runHere(t.Context(), "ask", "--config", filepath.FromSlash("/dev/zero"), example)
	if r.status != exitUsage || !strings.Contains(r.stderr, "larger than") {
		t.Errorf("got %+v", r)
	}
}

// TestInterruptedAddSaysHowFar: what was reported stays, and the same command goes on.
func TestInterruptedAddSaysHowFar(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("windows delivers no signals to other processes")
	}
	articles, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	const all = 400
	for i := range all {
		text := fmt.Sprintf("# Note %d\n\nNote %d was written by clerk %d in the harbour.\n", i, i, i)
		if err := os.WriteFile(filepath.Join(articles, fmt.Sprintf("%04d.md", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), "footnote", "add", "--data", data, articles)
	cmd.Env = append(os.Environ(), "GORACE="+noExitPause)
	var said strings.Builder
	cmd.Stderr = &said
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	added := 0
	for lines := bufio.NewScanner(output); lines.Scan(); added++ {
		if added == 0 {
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
		}
	}
	err = cmd.Wait()
	if got := cmd.ProcessState.ExitCode(); got != exitInterrupted {
		t.Errorf("exit status %d (%v)", got, err)
	}
	want := fmt.Sprintf("footnote: interrupted after %d added; the same command goes on with the rest\n", added)
	if said.String() != want {
		t.Errorf("said %q, want %q", said.String(), want)
	}
	want = fmt.Sprintf("%d added, %d unchanged\n", all-added, added)
	if r := runHere(t.Context(), "add", "--data", data, articles); r.status != exitFine || !strings.HasSuffix(r.stdout, want) {
		t.Errorf("again: %d %q, want %q", r.status, r.stdout[max(0, len(r.stdout)-80):], want)
	}
}
