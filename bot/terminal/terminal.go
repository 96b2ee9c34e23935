// Package terminal shows answers as text and holds a conversation at a prompt.
//
// Render and JSON turn a retrieval.Answer into what a command prints; they are pure. Chat asks again
// and again through a Console: an Editor on a terminal, or Plain lines where the input is a file.
//
// Two decisions bind it. A quotation keeps its bytes: on a terminal only line breaks and indentation
// are added, elsewhere nothing but the marks »…« around the answering sentence. And no text that was
// read or typed can steer the terminal: control characters are shown as symbols.
package terminal

// Style says how text is laid out for the place where it is shown. The zero value suits a file.
type Style struct {
	// Width is the number of columns to wrap at; 0 means that lines are left as they are.
	Width int
	// Color allows bold and dim text; without it the answering sentence stands in »…«.
	Color bool
}

// MaxWidth is the widest that text is set, in columns: longer lines are hard to read.
const MaxWidth = 100

const (
	bold  = "\x1b[1m"
	dim   = "\x1b[2m"
	reset = "\x1b[0m"
)

// faint sets less important text back.
func (s Style) faint(text string) string {
	if !s.Color || text == "" {
		return text
	}
	return dim + text + reset
}
