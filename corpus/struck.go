package corpus

import (
	"bytes"
	"strings"
)

// Struck stands for words that their author struck out: quoted without the line through them they would say what was
// taken back. A reader of a format puts it in their place, and CloseStruck takes it out again. No text has it, as
// control characters are removed.
const Struck = "\x1e"

// CloseStruck closes the gaps that struck words leave: white space on both sides becomes that of one.
func CloseStruck(s string) string {
	pieces := strings.Split(s, Struck)
	out := []byte(pieces[0])
	for _, piece := range pieces[1:] {
		rest := strings.TrimLeft(piece, gapSpace)
		out = append(closeGap(out, piece[:len(piece)-len(rest)], rest), rest...)
	}
	return string(out)
}

const gapSpace = " \t\n" + string(softBreak)

// closeGap ends out as it has to be before rest, which the white space of right followed.
func closeGap(out []byte, right, rest string) []byte {
	before := bytes.TrimRight(out, gapSpace)
	switch {
	case len(before) == 0 || bytes.IndexByte([]byte("([{"), before[len(before)-1]) >= 0:
		return before
	case right == "" && strings.IndexAny(rest, ".,;:!?)]}…") == 0:
		return before
	case len(before) == len(out):
		return append(out, right...)
	case strings.ContainsAny(right, "\n"+string(softBreak)):
		return append(before, right...)
	}
	return out
}
