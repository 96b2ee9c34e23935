package formats

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"runtime/debug"

	"footnote/corpus"
	"footnote/corpus/docx"
	"footnote/corpus/epub"
	"footnote/corpus/feed"
	"footnote/corpus/html"
	"footnote/corpus/sandbox"
)

// ChildCommand is the argument with which this program reads a file for another process of itself.
const ChildCommand = "read-one-file"

// request is what the child gets, one line of JSON; the file's bytes follow.
type request struct {
	Kind   kind   `json:"kind"`
	Type   string `json:"type"`
	URL    string `json:"url"`
	Memory int64  `json:"memory"`
}

// reply is what the child gives.
type reply struct {
	Draft corpus.Draft `json:"draft"`
	List  feed.List    `json:"list"`
	Error string       `json:"error"`
	// Reason is the error's, "" for one that has none.
	Reason corpus.Reason `json:"reason"`
}

// ask reads a file in a child process, or here where there is no program for that.
func (r *Reader) ask(ctx context.Context, k kind, f corpus.File) (reply, error) {
	q := request{Kind: k, Type: f.Type, URL: f.URL, Memory: r.options.Limits.Memory}
	if r.options.Program == "" {
		return q.answer(f.Data)
	}
	head, err := json.Marshal(q)
	if err != nil {
		return reply{}, err
	}
	limits := r.options.Limits
	limits.Memory = 0 // the child limits itself
	var a reply
	err = sandbox.Run(ctx, sandbox.Command{
		Path: r.options.Program, Args: []string{"footnote", ChildCommand}, Env: childEnvironment(),
		Input: io.MultiReader(bytes.NewReader(append(head, '\n')), bytes.NewReader(f.Data)), Limits: limits,
	}, func(out io.Reader) error { return json.NewDecoder(out).Decode(&a) })
	if err == nil && a.Error != "" {
		err = corpus.Refuse(a.Reason, "%s", a.Error)
	}
	return a, err
}

// childEnvironment keeps a failing child from writing pages, and one with the race detector from sleeping at its end.
func childEnvironment() []string { return []string{"GOTRACEBACK=none", "GORACE=atexit_sleep_ms=0"} }

// Child reads the one file on in and writes its draft to out, within the memory that the request allows. It returns the
// process's exit status.
func Child(in io.Reader, out, errOut io.Writer) int {
	if err := serve(in, out); err != nil {
		fmt.Fprintln(errOut, err)
		return 1
	}
	return 0
}

func serve(in io.Reader, out io.Writer) error {
	r := bufio.NewReader(in)
	line, err := r.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("read the request: %w", err)
	}
	var q request
	if err := json.Unmarshal(line, &q); err != nil {
		return fmt.Errorf("read the request: %w", err)
	}
	if err := sandbox.Confine(q.Memory); err != nil {
		return err
	}
	debug.SetMemoryLimit(q.Memory / 2) // rather collect more often than end
	data, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("read the file: %w", err)
	}
	a, err := q.answer(data)
	if err != nil {
		a = reply{Error: err.Error(), Reason: corpus.ReasonOf(err)}
	}
	return json.NewEncoder(out).Encode(a)
}

// answer hands the file to its reader.
func (q request) answer(data []byte) (a reply, err error) {
	switch q.Kind {
	case webPage:
		a.Draft, err = html.Read(html.Page{Data: data, URL: q.URL, ContentType: q.Type})
	case eBook:
		a.Draft, err = epub.Read(data)
	case wordFile:
		a.Draft, err = docx.Read(data)
	case list:
		a.List, err = feed.Read(data, q.URL)
	default:
		err = fmt.Errorf("is %q, which no reader takes", q.Kind)
	}
	return a, err
}
